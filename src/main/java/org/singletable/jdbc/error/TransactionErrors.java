package org.singletable.jdbc.error;

/** Errors of transactions. */
public final class TransactionErrors {
    private TransactionErrors() {}

    /** @param what the row or sentinel that had changed, as a noun phrase */
    public static DriverException lostRace(String what) {
        return new DriverException(
                SqlState.SERIALIZATION_FAILURE,
                what
                        + " was changed by another transaction since this one read it, or wrote it; the transaction is rolled"
                        + " back, try it again");
    }

    /** @param reason why the transaction cannot be committed any more */
    public static DriverException alreadyLost(DriverException reason) {
        return new DriverException(
                SqlState.SERIALIZATION_FAILURE,
                "the transaction has failed, nothing of it is written: call rollback() and try it again; "
                        + reason.getMessage(),
                reason);
    }

    public static DriverException unknownCommit(DriverException cause) {
        return new DriverException(
                SqlState.UNKNOWN_COMMIT,
                "the answer to the commit was lost: nobody knows whether the transaction was written; read the rows again"
                        + " before you repeat it",
                cause);
    }

    /** @param what of the statement cannot be checked at commit */
    public static DriverException notSerializable(String what) {
        return new DriverException(
                SqlState.FEATURE_NOT_SUPPORTED,
                what
                        + " in a SERIALIZABLE transaction: only rows looked up by their whole primary key can be checked at"
                        + " commit; add the key to WHERE, or use REPEATABLE_READ");
    }

    public static DriverException forUpdateInAutocommit() {
        return new DriverException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "FOR UPDATE in autocommit: there is no transaction that the rows could be kept for; call"
                        + " setAutoCommit(false)");
    }

    /** @param call what was asked for */
    public static DriverException inTransaction(String call) {
        return new DriverException(
                SqlState.ACTIVE_TRANSACTION, call + " within a transaction; commit or roll back first");
    }

    public static DriverException noTransaction(String call) {
        return new DriverException(
                SqlState.NO_TRANSACTION,
                call + " in autocommit: every statement is committed when it ends; call setAutoCommit(false) before");
    }

    public static DriverException savepointKind(String call, String why) {
        return new DriverException(SqlState.INVALID_CALL, call + ": the savepoint " + why);
    }

    public static DriverException unknownSavepoint(String name) {
        return new DriverException(
                SqlState.UNKNOWN_SAVEPOINT,
                "there is no savepoint " + name
                        + " in this transaction: it was released, rolled back over, or never set");
    }
}
