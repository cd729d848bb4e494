package org.singletable.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.write.BatchOutcome;
import org.singletable.jdbc.plan.Plan;

/** The entries of a batch. All of them run, whatever becomes of the others. */
final class Batch {
    /**
     * One entry.
     *
     * @param plan made when the batch runs, so that bad SQL fails this entry only
     */
    record Entry(String sql, PlanSource plan, List<@Nullable Object> parameters) {}

    /** Where an entry's plan comes from. */
    @FunctionalInterface
    interface PlanSource {
        Plan get() throws SQLException;
    }

    /** Runs entries and gives an outcome of each. */
    @FunctionalInterface
    interface Runner {
        List<BatchOutcome> run(List<Planned> entries) throws SQLException;
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(Entry entry) {
        entries.add(entry);
    }

    void clear() {
        entries.clear();
    }

    /**
     * Runs the entries and empties the batch.
     *
     * @param check refuses plans that cannot be in a batch
     * @param done gets the result of each entry that did not fail, in order
     * @return one count an entry
     * @throws BatchUpdateException where entries failed, with one count an entry too, {@code EXECUTE_FAILED} for those,
     *     and the causes chained in the order of the entries
     */
    long[] run(Check check, Runner runner, Consumer<Result.Count> done) throws SQLException {
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        Map<Integer, Planned> planned = new LinkedHashMap<>();
        @Nullable SQLException[] failures = new SQLException[all.size()];
        for (int i = 0; i < all.size(); i++) {
            try {
                Plan plan = all.get(i).plan().get();
                check.check(plan);
                planned.put(i, new Planned(all.get(i).sql(), plan, all.get(i).parameters()));
            } catch (SQLException e) {
                failures[i] = e;
            }
        }
        List<BatchOutcome> outcomes = runner.run(List.copyOf(planned.values()));
        long[] counts = new long[all.size()];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
        int next = 0;
        for (int index : planned.keySet()) {
            BatchOutcome outcome = outcomes.get(next++);
            if (outcome instanceof BatchOutcome.Done entry) {
                counts[index] = entry.result().count();
                done.accept(entry.result());
            } else {
                failures[index] = Border.translate(((BatchOutcome.Failed) outcome).error());
            }
        }
        failIfAny(failures, counts);
        return counts;
    }

    /** Whether a plan can be in a batch. */
    @FunctionalInterface
    interface Check {
        void check(Plan plan) throws SQLException;
    }

    private static void failIfAny(@Nullable SQLException[] failures, long[] counts) throws BatchUpdateException {
        BatchUpdateException failure = null;
        long failed = Arrays.stream(counts)
                .filter(count -> count == Statement.EXECUTE_FAILED)
                .count();
        for (int i = 0; i < failures.length; i++) {
            SQLException cause = failures[i];
            if (cause == null) {
                continue;
            }
            if (failure == null) {
                failure = new BatchUpdateException(
                        failed + " of " + counts.length + " entries of the batch failed; entry " + (i + 1) + ": "
                                + cause.getMessage(),
                        state(cause, failed == counts.length),
                        0,
                        counts,
                        cause);
            }
            failure.setNextException(cause);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The first cause's, but none on which a tool would run entries again that are done. */
    private static String state(SQLException first, boolean nothingDone) {
        boolean repeats = SqlState.ofCode(first.getSQLState())
                .filter(SqlState::invitesRepetition)
                .isPresent();
        return repeats && !nothingDone ? SqlState.UNKNOWN_OUTCOME.code() : first.getSQLState();
    }
}
