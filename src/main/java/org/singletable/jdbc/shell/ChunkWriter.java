package org.singletable.jdbc.shell;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Writes chunks over one connection. Not for several threads. */
final class ChunkWriter implements AutoCloseable {
    private static final String DUPLICATE_KEY = "23505";

    private final Connection connection;
    private final TargetTable table;
    private final Predicate<LoadRow> resent;

    /** @param resent whether an earlier load may have written a row, without having noted it */
    ChunkWriter(Connection connection, TargetTable table, Predicate<LoadRow> resent) {
        this.connection = connection;
        this.table = table;
        this.resent = resent;
    }

    /**
     * Writes the rows of a chunk, each by itself: those that cannot be written do not keep the others from it.
     *
     * @throws SQLException for what is no fault of a row; some rows may be written
     */
    ChunkResult write(Chunk chunk) throws SQLException {
        Tally tally = new Tally();
        Map<List<TargetColumn>, List<LoadRow>> byColumns = new LinkedHashMap<>();
        for (LoadRow row : chunk.rows()) {
            if (row.unreadable().isPresent()) {
                tally.reject(row, row.unreadable().get());
            } else {
                byColumns
                        .computeIfAbsent(row.columns(), columns -> new ArrayList<>())
                        .add(row);
            }
        }
        for (Map.Entry<List<TargetColumn>, List<LoadRow>> rows : byColumns.entrySet()) {
            write(rows.getKey(), rows.getValue(), tally);
        }
        return tally.result();
    }

    /** Rows that give values for the same columns. */
    private void write(List<TargetColumn> columns, List<LoadRow> rows, Tally tally) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.write(columns))) {
            for (LoadRow row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            try {
                statement.executeBatch();
                tally.written += rows.size();
            } catch (BatchUpdateException e) {
                sort(rows, e, tally);
            } finally {
                tally.writeUnits += Cost.of(statement).writeUnits();
            }
        }
    }

    private static void bind(PreparedStatement statement, LoadRow row) throws SQLException {
        for (int i = 0; i < row.values().size(); i++) {
            statement.setString(i + 1, row.values().get(i));
        }
    }

    /** Tells the rows of a batch that are written from the others, whose errors are chained in the order of the rows. */
    private void sort(List<LoadRow> rows, BatchUpdateException failure, Tally tally) throws SQLException {
        long[] counts = failure.getLargeUpdateCounts();
        if (counts.length != rows.size()) {
            throw failure;
        }
        SQLException error = failure;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != Statement.EXECUTE_FAILED) {
                tally.written++;
                continue;
            }
            error = error.getNextException();
            if (error == null) {
                throw failure;
            }
            failed(rows.get(i), error, tally);
        }
    }

    private void failed(LoadRow row, SQLException error, Tally tally) throws SQLException {
        if (!Refusal.isFaultOf(error)) {
            // Without the errors of the other rows, which are chained to it.
            throw new SQLException("line " + row.line() + ": " + error.getMessage(), error.getSQLState(), error);
        }
        if (DUPLICATE_KEY.equals(error.getSQLState()) && resent.test(row) && isStored(row)) {
            tally.written++;
            tally.found++;
        } else {
            tally.reject(row, Refusal.of(error));
        }
    }

    /** Whether a row is there that has the values of this one. */
    private boolean isStored(LoadRow row) throws SQLException {
        Optional<String> query = table.find(row.columns());
        if (query.isEmpty()) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(query.get())) {
            bind(statement, row);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            if (!Refusal.isFaultOf(e)) {
                throw e;
            }
            // What is stored cannot be read as a row of the table: it is another one.
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Counts what becomes of the rows of a chunk. */
    private static final class Tally {
        private final List<ChunkResult.Rejected> rejected = new ArrayList<>();
        private long written;
        private long found;
        private double writeUnits;

        void reject(LoadRow row, Refusal refusal) {
            rejected.add(new ChunkResult.Rejected(row, refusal));
        }

        ChunkResult result() {
            rejected.sort(Comparator.comparingLong(each -> each.row().line()));
            return new ChunkResult(written, found, rejected, writeUnits);
        }
    }
}
