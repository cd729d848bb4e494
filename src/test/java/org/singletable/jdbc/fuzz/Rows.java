package org.singletable.jdbc.fuzz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Has statements give all that they have. */
final class Rows {
    private static final int TIMEOUT_SECONDS = 60;

    private Rows() {}

    static void limit(Statement statement) throws SQLException {
        statement.setQueryTimeout(TIMEOUT_SECONDS);
    }

    /** Carries out a statement and reads its rows. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            limit(statement);
            if (statement.execute(sql)) {
                drain(statement.getResultSet());
            }
        }
    }

    /** Reads the rows that are left: every value in two forms. */
    static void drain(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                rows.getObject(i);
                rows.getString(i);
            }
        }
    }
}
