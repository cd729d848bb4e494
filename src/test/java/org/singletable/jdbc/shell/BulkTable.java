package org.singletable.jdbc.shell;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.Sql;

/** A table in memory of a test's own that {@code load} and {@code dump} work on. It is gone with its last connection. */
final class BulkTable implements AutoCloseable {
    private final String url;
    private final Connection connection;

    /** @param mapping as property {@code mapping} takes it */
    BulkTable(String mapping) throws SQLException {
        url = new EmbeddedEngine().url(mapping, "bulk_" + System.nanoTime()) + "&drop=onClose";
        connection = DriverManager.getConnection(url);
    }

    String url() {
        return url;
    }

    Connection connection() {
        return connection;
    }

    /** As {@link Sql#rows}. */
    List<String> rows(String sql, Object... parameters) throws SQLException {
        return Sql.rows(connection, sql, parameters);
    }

    void update(String sql, Object... parameters) throws SQLException {
        Sql.update(connection, sql, parameters);
    }

    /** Runs a tool on this table. */
    ShellRun run(String tool, String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = tool;
        words[1] = url;
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return ShellRun.of("", words);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
