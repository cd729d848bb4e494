package org.singletable.jdbc.exec.write;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.transaction.PendingItem;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.exec.transaction.Transaction;
import org.singletable.jdbc.exec.transaction.WriteBuffer;

/**
 * Carries out what one statement writes: at once, in whole, and again from its reading where another writer got between.
 */
final class StatementWrites {
    /** Enough for dozens of writers of one row; a deadline ends it earlier. */
    private static final int MAX_ATTEMPTS = 100;

    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final TableClient table;
    private final Codecs codecs;
    private final Sentinels sentinels;
    private final Expiry expiry;
    private final RequestContext context;
    private final PendingSender sender;
    private final @Nullable Transaction transaction;
    private String lastRefused = "";

    /** @param transaction null where each statement is sent at once */
    StatementWrites(
            TableClient table,
            Codecs codecs,
            Sentinels sentinels,
            Expiry expiry,
            Execution execution,
            @Nullable Transaction transaction) {
        this.transaction = transaction;
        this.table = table;
        this.codecs = codecs;
        this.sentinels = sentinels;
        this.expiry = expiry;
        this.context = execution.context();
        this.sender =
                new PendingSender(table, context, execution.session().writes().tokens());
    }

    /**
     * Runs an attempt until what it wrote is stored. That nothing is at the keys that rows take is a condition of the
     * write.
     *
     * @param attempt reads what it needs and says what becomes of rows; may be called again
     * @throws org.singletable.jdbc.error.DriverException 23505, 22000; 40001 where others always were faster
     */
    <T> T run(Function<RowWriter, T> attempt) {
        return transaction != null
                ? inTransaction(transaction, attempt)
                : repeat(() -> {
                    WriteBuffer buffer = new WriteBuffer();
                    RowWriter writer = new RowWriter(codecs, sentinels, expiry, new Assumed(buffer, expiry));
                    T result = attempt.apply(writer);
                    List<Refusal> refusals = send(writer, buffer, Resend.IF_ABSENT);
                    failUnlessReadAgain(refusals);
                    return refusals.isEmpty() ? Optional.of(result) : Optional.empty();
                });
    }

    /**
     * As {@link #run}, but the keys that rows take are read first, and again where an item came between.
     *
     * @param forNew what is done about a new row by itself when nobody knows whether it was put
     */
    <T> T runReading(Function<RowWriter, T> attempt, Resend forNew) {
        return transaction != null
                ? inTransaction(transaction, attempt)
                : repeat(() -> {
                    WriteBuffer buffer = new WriteBuffer();
                    RowWriter writer = new RowWriter(codecs, sentinels, expiry, new ReadItems(buffer, table, context));
                    T result = attempt.apply(writer);
                    return send(writer, buffer, forNew).isEmpty() ? Optional.of(result) : Optional.empty();
                });
    }

    /**
     * Nothing is sent before the commit. Where the statement fails, all is as it was before it; where it has lost a race, the
     * transaction has.
     */
    private <T> T inTransaction(Transaction running, Function<RowWriter, T> attempt) {
        Transaction.State before = running.snapshot();
        boolean done = false;
        try {
            RowWriter writer =
                    new RowWriter(codecs, sentinels, expiry, new ReadItems(running.buffer(), table, context));
            T result = attempt.apply(writer);
            writer.finish();
            done = true;
            return result;
        } catch (DriverException e) {
            if (e.state() == SqlState.SERIALIZATION_FAILURE) {
                running.lose(e);
            }
            throw e;
        } finally {
            if (!done) {
                running.restore(before);
            }
        }
    }

    /** A single attempt, of which a new row is not put again where its answer is lost, unless that is said. */
    List<Refusal> attempt(Consumer<RowWriter> attempt, Resend forNew) {
        WriteBuffer buffer = new WriteBuffer();
        RowWriter writer = new RowWriter(codecs, sentinels, expiry, new Assumed(buffer, expiry));
        attempt.accept(writer);
        return send(writer, buffer, forNew);
    }

    /**
     * Tries until an attempt gives something.
     *
     * @throws org.singletable.jdbc.error.DriverException 40001 where none does
     */
    <T> T repeat(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Optional<T> result = attempt.get();
            if (result.isPresent()) {
                return result.get();
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_PAUSE_NANOS));
        }
        throw WriteErrors.contended(lastRefused, MAX_ATTEMPTS);
    }

    private List<Refusal> send(RowWriter writer, WriteBuffer buffer, Resend forNew) {
        writer.finish();
        List<Refusal> refusals = sender.send(buffer.writes(), forNew);
        if (!refusals.isEmpty()) {
            lastRefused = refusals.get(0).item().subject().describe();
        }
        return refusals;
    }

    /**
     * Where a row that was read has changed, reading it again tells what is so now.
     *
     * @throws org.singletable.jdbc.error.DriverException 23505, 22000 where none has: what refused the write stays
     */
    void failUnlessReadAgain(List<Refusal> refusals) {
        boolean changed = refusals.stream()
                .anyMatch(refusal ->
                        refusal.item().base() != null && refusal.item().subject() instanceof Subject.Row);
        if (!changed && !refusals.isEmpty()) {
            throw error(refusals.get(0));
        }
    }

    /** What it means that an item was refused. */
    RuntimeException error(Refusal refusal) {
        PendingItem item = refusal.item();
        if (item.subject() instanceof Subject.Row row) {
            ItemCodec codec = codecs.of(row.entity());
            Optional<Item> other = refusal.storedItem().filter(stored -> !codec.belongs(stored));
            return other.isPresent()
                    ? WriteErrors.keyTaken(row.entity().name(), codec.describeKey(other.get()))
                    : WriteErrors.duplicateKey(row.entity().name(), row.key());
        }
        Subject.Sentinel sentinel = (Subject.Sentinel) item.subject();
        return item.base() == null
                ? RowWriter.duplicate(sentinel)
                : WriteErrors.brokenSentinel(sentinel.entity().name(), sentinel.describe());
    }

    /** Nothing is read of the keys that rows take: that nothing is there is a condition of the write. */
    private record Assumed(WriteBuffer buffer, Expiry expiry) implements RowWriter.KnownItems {
        @Override
        public Optional<PendingItem> find(Item key) {
            return buffer.find(key);
        }

        @Override
        public PendingItem at(Item key, Subject subject) {
            return find(key)
                    .orElseGet(() -> PendingItem.absent(key, subject).expecting(List.of(expiry.isFree(subject))));
        }

        @Override
        public void keep(PendingItem item) {
            buffer.keep(item);
        }
    }
}
