package org.singletable.jdbc.exec.transaction;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.dynamo.TransactOutcome;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.TransactionErrors;
import org.singletable.jdbc.exec.ReadView;

/**
 * The statements of a connection without autocommit: what they write is kept here, and sent as one TransactWriteItems by
 * {@link #commit}.
 */
public final class Transaction {
    private final Isolation isolation;
    private final WriteBuffer buffer = new WriteBuffer();
    private boolean ended;
    private @Nullable DriverException lost;

    public Transaction(Isolation isolation) {
        this.isolation = isolation;
    }

    public Isolation isolation() {
        return isolation;
    }

    /** What is pending, for the statements that write. */
    public WriteBuffer buffer() {
        return buffer;
    }

    /** Whether there is nothing to commit. */
    public synchronized boolean isEmpty() {
        return lost == null && buffer.all().isEmpty();
    }

    /**
     * Gives it up since others changed what it depends on: nothing of it will be written, and no statement runs in it any
     * more.
     */
    public synchronized void lose(DriverException reason) {
        lost = reason;
        buffer.restore(Map.of());
    }

    /** @throws DriverException 40001 where it was given up */
    public synchronized void requireNotLost() {
        if (lost != null) {
            throw TransactionErrors.alreadyLost(lost);
        }
    }

    /**
     * How a statement that begins now sees the table.
     *
     * @param forUpdate whether the rows it reads must not change until the commit
     */
    public synchronized ReadView view(boolean forUpdate) {
        return new TransactionView(this, buffer.all(), forUpdate || isolation != Isolation.READ_COMMITTED);
    }

    synchronized void keepRead(ItemCodec codec, Item item) {
        Item key = codec.keyOf(item);
        PendingItem pending = buffer.find(key).orElseGet(() -> PendingItem.of(key, Rows.subject(codec, item), item));
        Item base = pending.base();
        if (!ended && base != null) {
            buffer.keep(pending.expecting(Unchanged.whole(codec, base)));
        }
    }

    synchronized void keepLookup(ItemCodec codec, Item key, @Nullable Item item) {
        if (isolation != Isolation.SERIALIZABLE || ended) {
            return;
        }
        if (item == null) {
            if (buffer.find(key).isEmpty()) {
                buffer.keep(PendingItem.absent(key, new Subject.Row(codec.entity(), () -> codec.describeKey(key)))
                        .expecting(List.of(Rows.absent(codec.entity()))));
            }
        } else if (codec.belongs(item)) {
            keepRead(codec, item);
        } else if (buffer.find(key).isEmpty()) {
            buffer.keep(PendingItem.of(key, new Subject.Row(codec.entity(), () -> codec.describeKey(key)), item)
                    .expecting(Unchanged.attributes(
                            item, codec.keyOf(item).attributes().keySet())));
        }
    }

    /** What was pending at some time. */
    public record State(Map<Item, PendingItem> items) {}

    /** The state to which a savepoint or a failed statement goes back. */
    public synchronized State snapshot() {
        return new State(buffer.snapshot());
    }

    public synchronized void restore(State state) {
        if (lost == null) {
            buffer.restore(state.items());
        }
    }

    /** Nothing of it is written. */
    public synchronized void rollback() {
        ended = true;
        buffer.restore(Map.of());
    }

    /**
     * Writes all of it, or nothing. It has ended then.
     *
     * @throws DriverException 40001 where something it depended on has changed, 08007 where nobody
     *     knows whether it was written, and what the request meets: nothing was written then
     */
    public synchronized void commit(TableClient table, RequestContext context) {
        List<PendingItem> items = buffer.writes();
        rollback();
        requireNotLost();
        if (items.isEmpty()) {
            return;
        }
        List<ItemWrite> writes =
                items.stream().map(item -> item.write().orElseThrow()).toList();
        TransactOutcome outcome = table.transact(writes, context);
        if (outcome instanceof TransactOutcome.Unknown unknown) {
            throw TransactionErrors.unknownCommit(unknown.error());
        } else if (outcome instanceof TransactOutcome.Refused refused) {
            throw TransactionErrors.lostRace(
                    items.get(refused.refusals().get(0).index()).subject().describe());
        }
    }
}
