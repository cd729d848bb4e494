package org.singletable.jdbc.exec.write;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.RequestPool;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.rows.StatementReads;
import org.singletable.jdbc.exec.write.NewRows.NewItem;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Plan.InsertPlan;

/**
 * Carries out the entries of a batch, all of them whatever becomes of the others. INSERTs of single rows are sent beside
 * each other, those on one key in their order; UPSERTs go 25 to a BatchWriteItem where nothing has to be known of the rows
 * that they replace. Everything else runs by itself, when all before it has ended.
 */
public final class BatchExecutor {
    private final OpenTable table;
    private final Codecs codecs;
    private final Catalog catalog;
    private final Function<Execution, Result> single;
    private final BatchOutcome[] outcomes;
    private final List<Execution> entries;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private final Map<Item, Put> puts = new LinkedHashMap<>();

    /** Requests under way for some entries. */
    private record InFlight(List<Integer> entries, Set<Item> keys, RequestPool.Pending<List<BatchOutcome>> pending) {}

    /** A row to be put, with others, for an entry. */
    private record Put(int entry, NewItem row) {}

    /** @param single carries out an entry by itself */
    public BatchExecutor(
            OpenTable table,
            Codecs codecs,
            Catalog catalog,
            List<Execution> entries,
            Function<Execution, Result> single) {
        this.table = table;
        this.codecs = codecs;
        this.catalog = catalog;
        this.single = single;
        this.entries = List.copyOf(entries);
        this.outcomes = new BatchOutcome[entries.size()];
    }

    /** Entries beside each other where that makes no difference. */
    public List<BatchOutcome> execute() {
        for (int i = 0; i < outcomes.length; i++) {
            Execution entry = entries.get(i);
            if (entry.plan() instanceof InsertPlan insert && isSingleRow(insert) && takesOnly(insert)) {
                insert(i, entry, insert);
            } else {
                settle();
                outcomes[i] = outcome(() -> single.apply(entry));
            }
        }
        settle();
        return Arrays.asList(outcomes);
    }

    /** Each entry by itself, in order. */
    public List<BatchOutcome> executeOneByOne() {
        for (int i = 0; i < outcomes.length; i++) {
            Execution entry = entries.get(i);
            outcomes[i] = outcome(() -> single.apply(entry));
        }
        return Arrays.asList(outcomes);
    }

    private static boolean isSingleRow(InsertPlan insert) {
        return insert.query() == null
                && insert.rows().size() == 1
                && insert.returning() == null
                && insert.subqueries().isEmpty();
    }

    /** Whether it gives up no key and no unique value of a row that is there, which an entry behind it may take. */
    private static boolean takesOnly(InsertPlan insert) {
        Plan.ConflictClause conflict = insert.conflict();
        Plan.ConflictUpdate update = conflict == null ? null : conflict.update();
        boolean moves =
                update != null && insert.entity().primaryKey().stream().anyMatch(update.assignments()::containsKey);
        boolean changes = insert.replace() || update != null;
        return !moves && (!changes || insert.entity().uniqueConstraints().isEmpty());
    }

    private static BatchOutcome outcome(Supplier<Result> run) {
        try {
            return new BatchOutcome.Done((Result.Count) run.get());
        } catch (DriverException e) {
            return new BatchOutcome.Failed(WireErrors.ofWrite(e));
        } catch (RuntimeException e) { // a border: each entry has its own outcome
            return new BatchOutcome.Failed(e);
        }
    }

    private void insert(int index, Execution entry, InsertPlan plan) {
        try (StatementReads reads = new StatementReads(table, codecs, entry, plan.subqueries())) {
            WriteStatement statement = new WriteStatement(table.client(), codecs, entry, reads, null);
            InsertExecutor executor = new InsertExecutor(plan, statement);
            NewItem row = executor.rows().get(0);
            Set<Item> keys = new HashSet<>(executor.keys(row));
            if (isPutUnseen(plan, entry)) {
                put(index, row);
                return;
            }
            sendPuts();
            awaitAll(keys);
            submit(
                    List.of(index),
                    keys,
                    entry,
                    () -> List.of(outcome(() -> executor.write(List.of(row)).result())));
        } catch (RuntimeException e) { // a border, likewise
            outcomes[index] = new BatchOutcome.Failed(e);
        }
    }

    /** Whether a row can replace what has its key, whatever that is: it is no other row, and no other row's value. */
    private boolean isPutUnseen(InsertPlan plan, Execution entry) {
        return plan.replace()
                && plan.mayWriteOver().isEmpty()
                && plan.entity().version().isEmpty()
                && plan.entity().uniqueConstraints().isEmpty()
                && !entry.session().writes().tokens()
                && catalog.hasOwnKeys(plan.entity());
    }

    /** A key that is put twice goes into a later request. */
    private void put(int index, NewItem row) {
        Item key = codecs.of(((InsertPlan) entries.get(index).plan()).entity()).keyOf(row.item());
        if (puts.containsKey(key)) {
            sendPuts();
        }
        puts.put(key, new Put(index, row));
        if (puts.size() == TableClient.MAX_BATCH_PUT) {
            sendPuts();
        }
    }

    private void sendPuts() {
        if (puts.isEmpty()) {
            return;
        }
        List<Put> all = List.copyOf(puts.values());
        Set<Item> keys = new HashSet<>(puts.keySet());
        puts.clear();
        awaitAll(keys);
        Execution first = entries.get(all.get(0).entry());
        List<Item> items = all.stream().map(put -> put.row().item()).toList();
        submit(all.stream().map(Put::entry).toList(), keys, first, () -> {
            List<Optional<DriverException>> errors = table.client().batchPut(items, first.context());
            return IntStream.range(0, all.size())
                    .mapToObj(i -> outcome(all.get(i), errors.get(i).orElse(null)))
                    .toList();
        });
    }

    private BatchOutcome outcome(Put put, @Nullable DriverException error) {
        if (error != null) {
            return new BatchOutcome.Failed(error);
        }
        Plan.InsertPlan plan = (InsertPlan) entries.get(put.entry()).plan();
        return new BatchOutcome.Done(new Result.Count(1, List.of(put.row().inserted(plan.entity()))));
    }

    private void submit(
            List<Integer> indexes, Set<Item> keys, Execution execution, Supplier<List<BatchOutcome>> requests) {
        while (inFlight.size() >= execution.session().writes().concurrency()) {
            awaitFirst();
        }
        inFlight.add(new InFlight(indexes, keys, table.pool().submit(requests)));
    }

    /** Waits for what is under way on any of these keys. */
    private void awaitAll(Set<Item> keys) {
        while (inFlight.stream().anyMatch(other -> other.keys().stream().anyMatch(keys::contains))) {
            awaitFirst();
        }
    }

    private void awaitFirst() {
        InFlight first = inFlight.remove();
        List<BatchOutcome> results;
        try {
            results = first.pending().await();
        } catch (RuntimeException e) { // a border, likewise
            results = new ArrayList<>();
            for (int i = 0; i < first.entries().size(); i++) {
                results.add(new BatchOutcome.Failed(e));
            }
        }
        for (int i = 0; i < results.size(); i++) {
            outcomes[first.entries().get(i)] = results.get(i);
        }
    }

    private void settle() {
        sendPuts();
        while (!inFlight.isEmpty()) {
            awaitFirst();
        }
    }
}
