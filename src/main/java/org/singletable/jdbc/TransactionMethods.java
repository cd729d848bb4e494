package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** The methods of {@link Connection} about transactions; all lead to its {@link ConnectionTransaction}. */
interface TransactionMethods extends Connection {
    /** Throws 08003 where the connection is closed. */
    void checkOpen() throws SQLException;

    ConnectionTransaction transaction();

    @Override
    default boolean getAutoCommit() throws SQLException {
        checkOpen();
        return transaction().isAutoCommit();
    }

    @Override
    default void setAutoCommit(boolean autoCommit) throws SQLException {
        checkOpen();
        transaction().setAutoCommit(autoCommit);
    }

    @Override
    default void commit() throws SQLException {
        checkOpen();
        transaction().require("commit()");
        transaction().commit();
    }

    @Override
    default void rollback() throws SQLException {
        checkOpen();
        transaction().require("rollback()");
        transaction().rollback();
    }

    @Override
    default int getTransactionIsolation() throws SQLException {
        checkOpen();
        return transaction().isolation();
    }

    @Override
    default void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        transaction().setIsolation(level);
    }

    @Override
    default Savepoint setSavepoint() throws SQLException {
        checkOpen();
        return transaction().setSavepoint();
    }

    @Override
    default Savepoint setSavepoint(@Nullable String name) throws SQLException {
        checkOpen();
        return transaction().setSavepoint(Border.required(name, "setSavepoint(name)"));
    }

    @Override
    default void rollback(@Nullable Savepoint savepoint) throws SQLException {
        checkOpen();
        transaction().rollback(Border.required(savepoint, "rollback(savepoint)"));
    }

    @Override
    default void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
        checkOpen();
        transaction().release(Border.required(savepoint, "releaseSavepoint(savepoint)"));
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
