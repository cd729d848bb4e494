package org.singletable.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;

/** The methods of {@link Statement} that set and get what {@link StatementOptions} holds, and those that are fixed. */
interface StatementOptionMethods extends Statement {
    StatementOptions options();

    /** Throws HY010 where the statement is closed, 08003 where the connection is. */
    void checkOpen() throws SQLException;

    @Override
    default long getLargeMaxRows() throws SQLException {
        checkOpen();
        return options().maxRows();
    }

    @Override
    default void setLargeMaxRows(long max) throws SQLException {
        checkOpen();
        options().setMaxRows(max);
    }

    @Override
    default int getMaxRows() throws SQLException {
        return StatementBase.toInt(getLargeMaxRows());
    }

    @Override
    default void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    default int getFetchSize() throws SQLException {
        checkOpen();
        return options().fetchSize();
    }

    @Override
    default void setFetchSize(int rows) throws SQLException {
        checkOpen();
        options().setFetchSize(rows);
    }

    @Override
    default int getQueryTimeout() throws SQLException {
        checkOpen();
        return (int) options().queryTimeout().toSeconds();
    }

    @Override
    default void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        options().setQueryTimeout(seconds);
    }

    @Override
    default boolean isPoolable() throws SQLException {
        checkOpen();
        return options().isPoolable();
    }

    @Override
    default void setPoolable(boolean poolable) throws SQLException {
        checkOpen();
        options().setPoolable(poolable);
    }

    @Override
    default int getMaxFieldSize() throws SQLException {
        checkOpen();
        return 0;
    }

    /** Cutting values off would make them wrong without a word. */
    @Override
    default void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        if (StatementOptions.notNegative(max, "setMaxFieldSize(max)") > 0) {
            throw SqlExceptions.of(JdbcErrors.notSupported("setMaxFieldSize, which cuts values off,"));
        }
    }

    /** Escapes are always understood: no other SQL has braces. */
    @Override
    default void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
    }

    /** Does nothing, as JDBC asks of drivers without positioned updates. */
    @Override
    default void setCursorName(@Nullable String name) throws SQLException {
        checkOpen();
    }

    @Override
    default int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    /** A hint, which is not taken. */
    @Override
    default void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        StatementOptions.checkFetchDirection(direction);
    }

    @Override
    default int getResultSetType() throws SQLException {
        checkOpen();
        return options().shape().type();
    }

    @Override
    default int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return options().shape().concurrency();
    }

    @Override
    default int getResultSetHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }
}
