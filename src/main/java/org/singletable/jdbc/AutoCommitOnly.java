package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;

/** The methods of {@link Connection} about transactions, while every statement is its own. */
interface AutoCommitOnly extends Connection {
    /** Throws 08003 where the connection is closed. */
    void checkOpen() throws SQLException;

    @Override
    default boolean getAutoCommit() throws SQLException {
        checkOpen();
        return true;
    }

    @Override
    default void setAutoCommit(boolean autoCommit) throws SQLException {
        checkOpen();
        if (!autoCommit) {
            throw SqlExceptions.of(JdbcErrors.transactions());
        }
    }

    @Override
    default void commit() throws SQLException {
        checkOpen();
        throw SqlExceptions.of(JdbcErrors.noTransaction("commit"));
    }

    @Override
    default void rollback() throws SQLException {
        checkOpen();
        throw SqlExceptions.of(JdbcErrors.noTransaction("rollback"));
    }

    @Override
    default int getTransactionIsolation() throws SQLException {
        checkOpen();
        return TRANSACTION_READ_COMMITTED;
    }

    @Override
    default void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        switch (level) {
            case TRANSACTION_READ_COMMITTED -> {}
            case TRANSACTION_READ_UNCOMMITTED, TRANSACTION_REPEATABLE_READ, TRANSACTION_SERIALIZABLE ->
                throw SqlExceptions.of(JdbcErrors.notSupported("an isolation level other than READ_COMMITTED"));
            default ->
                throw SqlExceptions.of(
                        JdbcErrors.argument("setTransactionIsolation(level)", "TRANSACTION_READ_COMMITTED"));
        }
    }

    @Override
    default Savepoint setSavepoint() throws SQLException {
        checkOpen();
        throw SqlExceptions.of(JdbcErrors.transactions());
    }

    @Override
    default Savepoint setSavepoint(@Nullable String name) throws SQLException {
        checkOpen();
        throw SqlExceptions.of(JdbcErrors.transactions());
    }

    @Override
    default void rollback(@Nullable Savepoint savepoint) throws SQLException {
        checkOpen();
        throw SqlExceptions.of(JdbcErrors.transactions());
    }

    @Override
    default void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
        checkOpen();
        throw SqlExceptions.of(JdbcErrors.transactions());
    }

    @Override
    default int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    default void setHoldability(int holdability) throws SQLException {
        createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, holdability)
                .close();
    }
}
