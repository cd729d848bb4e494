package org.singletable.jdbc.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection, where its results go, and in which format. */
final class Session {
    /** After how many rows it is checked whether anybody still reads them. */
    private static final int ROWS_BETWEEN_CHECKS = 1000;

    private final Connection connection;
    private final PrintStream out;
    private final PrintStream err;
    private OutputFormat format;
    /** What {@link #cancel} ends; null when idle. */
    private volatile @Nullable Statement running;

    Session(Connection connection, PrintStream out, PrintStream err, OutputFormat format) {
        this.connection = connection;
        this.out = out;
        this.err = err;
        this.format = format;
    }

    Connection connection() {
        return connection;
    }

    PrintStream out() {
        return out;
    }

    void setFormat(OutputFormat format) {
        this.format = format;
    }

    /**
     * Runs one SQL statement and prints all that it gives.
     *
     * @throws IOException the results cannot be written, since their reader has gone
     */
    void execute(String sql) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            running = statement;
            boolean hasRows = statement.execute(sql);
            while (hasRows || statement.getUpdateCount() != -1) {
                if (hasRows) {
                    try (ResultSet rows = statement.getResultSet()) {
                        print(rows, allColumns(rows.getMetaData()));
                        printWarnings(rows.getWarnings());
                    }
                } else {
                    format.printer(out).updateCount(statement.getUpdateCount());
                }
                hasRows = statement.getMoreResults();
            }
            printWarnings(statement.getWarnings());
        } finally {
            running = null;
        }
    }

    /** Prints all rows that are left. Rows that were read before a failure are printed. */
    void print(ResultSet rows, List<ResultColumn> columns) throws SQLException, IOException {
        ResultPrinter printer = format.printer(out);
        printer.begin(columns);
        long count = 0;
        try {
            while (rows.next()) {
                List<@Nullable String> values = new ArrayList<>(columns.size());
                for (ResultColumn column : columns) {
                    values.add(column.read(rows));
                }
                printer.row(values);
                count++;
                if (count % ROWS_BETWEEN_CHECKS == 0 && out.checkError()) {
                    throw new IOException("Nobody reads the output any more");
                }
            }
        } catch (SQLException e) {
            printer.flush();
            throw e;
        }
        printer.end(count);
    }

    /** Prints rows that are there already. */
    void print(List<ResultColumn> columns, List<List<@Nullable String>> rows) throws IOException {
        ResultPrinter printer = format.printer(out);
        printer.begin(columns);
        for (List<@Nullable String> row : rows) {
            printer.row(row);
        }
        printer.end(rows.size());
    }

    void printWarnings(@Nullable SQLWarning first) {
        printWarnings(first, err);
    }

    static void printWarnings(@Nullable SQLWarning first, PrintStream err) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            err.println("Warning" + state(warning) + ": " + warning.getMessage());
        }
    }

    /** Ends the statement that is running in another thread, if any. */
    void cancel() throws SQLException {
        Statement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    /** The message of an error and of those chained to it, each with its SQLState. */
    static String describe(SQLException first) {
        List<String> lines = new ArrayList<>();
        for (SQLException e = first; e != null; e = e.getNextException()) {
            lines.add("Error" + state(e) + ": " + e.getMessage());
        }
        return String.join("\n", lines);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : " " + e.getSQLState();
    }

    private static List<ResultColumn> allColumns(ResultSetMetaData metaData) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(ResultColumn.of(metaData, i));
        }
        return columns;
    }
}
