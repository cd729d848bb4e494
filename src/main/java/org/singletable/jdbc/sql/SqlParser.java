package org.singletable.jdbc.sql;

import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Parses SQL text into the driver's own tree; everything that is not handled is refused. */
public final class SqlParser {
    private SqlParser() {}

    /**
     * Parses one statement.
     *
     * @throws DriverException 42601 for a syntax error, HYC00 for valid SQL outside the dialect, naming the clause and
     *     what to do instead
     */
    public static Parsed parse(String sql) {
        throw new DriverException(SqlState.FEATURE_NOT_SUPPORTED, "not built: " + sql);
    }

    /**
     * Parses one value expression, such as the default of a column.
     *
     * @throws DriverException 42601 or HYC00
     */
    public static Expr parseExpression(String sql) {
        throw new DriverException(SqlState.FEATURE_NOT_SUPPORTED, "not built: " + sql);
    }

    /**
     * A statement and what the text says about its parameters.
     *
     * @param parameterCount number of {@code ?} in the text
     */
    public record Parsed(Statement statement, int parameterCount) {}
}
