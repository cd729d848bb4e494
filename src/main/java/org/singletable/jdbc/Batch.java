package org.singletable.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The entries of a batch, run one after another, all of them whatever becomes of the others. */
final class Batch {
    /** One entry. */
    @FunctionalInterface
    interface Entry {
        /** Runs it and gives its update count. */
        long run() throws SQLException;
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
     * @return one count an entry
     * @throws BatchUpdateException where entries failed, with one count an entry too, {@code EXECUTE_FAILED} for those,
     *     and the causes chained in the order of the entries
     */
    long[] run() throws BatchUpdateException {
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        long[] counts = new long[all.size()];
        List<SQLException> failures = new ArrayList<>();
        String first = "";
        for (int i = 0; i < counts.length; i++) {
            try {
                counts[i] = all.get(i).run();
            } catch (SQLException e) {
                counts[i] = Statement.EXECUTE_FAILED;
                first = failures.isEmpty() ? "entry " + (i + 1) + ": " + e.getMessage() : first;
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failure(failures, first, counts);
        }
        return counts;
    }

    private static BatchUpdateException failure(List<SQLException> failures, String first, long[] counts) {
        BatchUpdateException failure = new BatchUpdateException(
                failures.size() + " of " + counts.length + " entries of the batch failed; " + first,
                failures.get(0).getSQLState(),
                0,
                counts,
                failures.get(0));
        failures.forEach(failure::setNextException);
        return failure;
    }
}
