package org.singletable.jdbc.shell;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.ExecutionCost;

/** Reads the rows of a query and gives them as lines of a format. For several threads. */
final class RowCopy {
    /** Where the lines go. */
    @FunctionalInterface
    interface Lines {
        /** @param line with its line feed */
        void add(String line) throws IOException;
    }

    /** Is told of each row what reading it has cost, in addition to the rows before it. */
    @FunctionalInterface
    interface Progress {
        void row(Cost cost);
    }

    /** Items of a page at most where there is a rate: without one, DynamoDB makes them as large as it can. */
    private static final long PAGE_ITEMS = 1000;

    private final BulkFormat format;
    private final long itemsPerSecond;
    private final RateLimit rate;
    private final Progress progress;

    RowCopy(BulkFormat format, long itemsPerSecond, Progress progress) {
        this.format = format;
        this.itemsPerSecond = itemsPerSecond;
        this.rate = RateLimit.perSecond(itemsPerSecond);
        this.progress = progress;
    }

    /** The columns of a query. */
    static List<ResultColumn> columns(ResultSetMetaData metaData) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(ResultColumn.of(metaData, i));
        }
        return columns;
    }

    /**
     * Copies all rows.
     *
     * @param withHeader whether the header comes first
     * @param warnings is given those of the result when all rows have been read, null for none
     * @return how many rows there were
     */
    long copy(
            Connection connection,
            String query,
            boolean withHeader,
            Lines lines,
            Consumer<@Nullable SQLWarning> warnings)
            throws SQLException, IOException, InterruptedException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            if (itemsPerSecond > 0) {
                statement.setFetchSize((int) Math.min(PAGE_ITEMS, itemsPerSecond));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<ResultColumn> columns = columns(rows.getMetaData());
                if (withHeader) {
                    lines.add(format.header(columns));
                }
                long count = copy(rows, columns, lines);
                warnings.accept(rows.getWarnings());
                return count;
            }
        }
    }

    private long copy(ResultSet rows, List<ResultColumn> columns, Lines lines)
            throws SQLException, IOException, InterruptedException {
        boolean countsItems = rows.isWrapperFor(ExecutionCost.class);
        long count = 0;
        Cost told = Cost.NONE;
        while (rows.next()) {
            List<@Nullable String> values = new ArrayList<>(columns.size());
            for (ResultColumn column : columns) {
                values.add(column.read(rows));
            }
            lines.add(format.line(columns, values));
            count++;
            Cost cost = Cost.of(rows);
            progress.row(cost.minus(told));
            rate.take(countsItems ? cost.items() - told.items() : 1);
            told = cost;
        }
        return count;
    }
}
