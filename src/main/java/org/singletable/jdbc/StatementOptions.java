package org.singletable.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.singletable.jdbc.error.JdbcErrors;

/** What an application has set on a statement. */
final class StatementOptions {
    private final ResultShape shape;
    private long maxRows;
    private int fetchSize;
    private int queryTimeoutSeconds;
    private boolean poolable;

    StatementOptions(ResultShape shape, boolean poolable) {
        this.shape = shape;
        this.poolable = poolable;
    }

    ResultShape shape() {
        return shape;
    }

    /** Rows at most, 0 for all. */
    long maxRows() {
        return maxRows;
    }

    void setMaxRows(long maxRows) throws SQLException {
        this.maxRows = notNegative(maxRows, "setMaxRows(max)");
    }

    /** Items a page asks for, 0 for the connection's. */
    int fetchSize() {
        return fetchSize;
    }

    void setFetchSize(int fetchSize) throws SQLException {
        this.fetchSize = (int) notNegative(fetchSize, "setFetchSize(rows)");
    }

    /** Zero for none. */
    Duration queryTimeout() {
        return Duration.ofSeconds(queryTimeoutSeconds);
    }

    void setQueryTimeout(int seconds) throws SQLException {
        this.queryTimeoutSeconds = (int) notNegative(seconds, "setQueryTimeout(seconds)");
    }

    boolean isPoolable() {
        return poolable;
    }

    void setPoolable(boolean poolable) {
        this.poolable = poolable;
    }

    static long notNegative(long value, String method) throws SQLException {
        if (value < 0) {
            throw SqlExceptions.of(JdbcErrors.argument(method, "a number that is not negative"));
        }
        return value;
    }

    /** @throws SQLException HY009 for what is no direction */
    static void checkFetchDirection(int direction) throws SQLException {
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw SqlExceptions.of(JdbcErrors.argument(
                    "setFetchDirection(direction)", "FETCH_FORWARD, FETCH_REVERSE or FETCH_UNKNOWN"));
        }
    }
}
