package org.singletable.jdbc;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.TransactionErrors;
import org.singletable.jdbc.exec.transaction.Transaction;

/** A point of a transaction to go back to. */
final class SetSavepoint implements Savepoint {
    private final @Nullable String name;
    private final int id;
    private final Transaction.State state;

    /**
     * @param name null for one that has a number instead
     * @param state of the transaction
     */
    SetSavepoint(@Nullable String name, int id, Transaction.State state) {
        this.name = name;
        this.id = id;
        this.state = state;
    }

    @Nullable
    String name() {
        return name;
    }

    Transaction.State state() {
        return state;
    }

    @Override
    public int getSavepointId() throws SQLException {
        if (name != null) {
            throw SqlExceptions.of(TransactionErrors.savepointKind("getSavepointId()", "has a name"));
        }
        return id;
    }

    @Override
    public String getSavepointName() throws SQLException {
        if (name == null) {
            throw SqlExceptions.of(TransactionErrors.savepointKind("getSavepointName()", "has no name"));
        }
        return name;
    }

    @Override
    public String toString() {
        return name == null ? "number " + id : name;
    }
}
