package org.singletable.jdbc.error;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages about connections, the embedded engine, the physical table and DynamoDB's answers. */
public final class WireErrors {
    private static final String ENGINE = "com.amazonaws:DynamoDBLocal:2.6.1";

    private WireErrors() {}

    public static DriverException engineMissing(Throwable cause) {
        return cannotConnect(
                "the embedded engine is DynamoDB Local, which is not on the class path; add the Maven artifact "
                        + ENGINE,
                cause);
    }

    public static DriverException engineVersion(Throwable cause) {
        return cannotConnect(
                "the embedded engine does not work with the version of DynamoDB Local on the class path; use " + ENGINE,
                cause);
    }

    public static DriverException engineFailed(Throwable cause) {
        return cannotConnect("the embedded engine could not be started: " + cause, cause);
    }

    public static DriverException engineFolder(Path folder, Throwable cause) {
        return cannotConnect("the folder of the embedded engine cannot be used: " + folder + ": " + cause, cause);
    }

    public static DriverException engineFolderInUse(Path folder, Throwable cause) {
        return cannotConnect(
                "the folder of the embedded engine is in use by another process (or by this one, under another path): "
                        + folder + "; end that process, or start DynamoDB Local as a server and connect both to it",
                cause);
    }

    /**
     * No answer to the first request.
     *
     * @param place where the table was looked for
     */
    public static DriverException notConnected(String place, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String problem = String.valueOf(root.getMessage()).replace("Connect to " + place + " failed: ", "");
        return cannotConnect(
                "cannot connect to " + place + ": " + problem
                        + "; check host and port, and that DynamoDB or an engine like it listens there",
                cause);
    }

    public static DriverException openFailed(Throwable cause) {
        return cannotConnect("cannot connect: " + cause.getMessage(), cause);
    }

    public static DriverException noTable() {
        return cannotConnect(
                "no table is named: put it into the URL, property \"table\" or the mapping's \"table\"", null);
    }

    public static DriverException tableMissing(String table) {
        return cannotConnect("table " + table + " does not exist; set ensureTable=true or create it", null);
    }

    public static DriverException tableDeleting(String table) {
        return cannotConnect("table " + table + " is being deleted", null);
    }

    public static DriverException tableUnknown(String table) {
        return cannotConnect(
                "table " + table + " does not exist and cannot be created, as the mapping does not say what it is:"
                        + " add \"physical\" to the mapping or create the table",
                null);
    }

    public static DriverException tableDiffers(String table, List<String> differences) {
        return cannotConnect(
                "table " + table + " is not what the mapping expects; nothing was altered:\n  "
                        + String.join("\n  ", differences),
                null);
    }

    public static DriverException tableGone(String table, Throwable cause) {
        return new DriverException(
                SqlState.UNDEFINED_TABLE, "table " + table + " or its index does not exist (any more)", cause);
    }

    public static DriverException denied(String operation, String table, String said, Throwable cause) {
        return new DriverException(
                SqlState.INVALID_AUTHORIZATION,
                operation + " on table " + table + " was denied: " + said
                        + "; check the credentials, their permissions and this machine's clock",
                cause);
    }

    public static DriverException noCredentials(Throwable cause) {
        return new DriverException(
                SqlState.INVALID_AUTHORIZATION,
                "no credentials were found: set user and password, profile or roleArn, or give the AWS SDK's default"
                        + " chain some: " + cause.getMessage(),
                cause);
    }

    /** What is said of an answer that is an error, and names none. */
    public static IOException unnamed(int status, Throwable cause) {
        return new IOException("an answer of status " + status + " came that names no error of DynamoDB", cause);
    }

    public static DriverException connectionLost(String operation, Throwable cause) {
        return new DriverException(SqlState.CONNECTION_LOST, operation + " failed: " + cause.getMessage(), cause);
    }

    /** A write that reached nobody. The failure is a suppressed one, as in {@link #unknownOutcome}. */
    public static DriverException notSent(String operation, Throwable failure) {
        DriverException error = new DriverException(
                SqlState.CONNECTION_LOST,
                operation + " could not be sent, nothing was changed: " + failure.getMessage());
        error.addSuppressed(failure);
        return error;
    }

    public static DriverException throttled(String operation, Throwable cause) {
        return new DriverException(
                SqlState.THROTTLED,
                operation + " was throttled; give the table more capacity or set a higher \"retries\": "
                        + cause.getMessage(),
                cause);
    }

    /** A BatchGetItem that was answered again and again without any item. */
    public static DriverException unprocessed(String operation) {
        return new DriverException(
                SqlState.THROTTLED,
                operation
                        + " was throttled; give the table more capacity or set a higher \"retries\": DynamoDB left all"
                        + " keys unprocessed");
    }

    /** A BatchWriteItem that was answered again and again without anything having been written. */
    public static DriverException unwritten(String operation) {
        return new DriverException(
                SqlState.THROTTLED,
                operation
                        + " was throttled; give the table more capacity or set a higher \"retries\": DynamoDB left all"
                        + " items unprocessed");
    }

    /** @param consumed read capacity units so far */
    public static DriverException readLimit(long maxReadUnits, double consumed) {
        return new DriverException(
                SqlState.LIMIT_EXCEEDED,
                "the statement has consumed "
                        + BigDecimal.valueOf(consumed).stripTrailingZeros().toPlainString()
                        + " read units and \"maxReadUnits\" is " + maxReadUnits
                        + "; make it read less, or set a higher \"maxReadUnits\"");
    }

    public static DriverException conflict(String operation, Throwable cause) {
        return new DriverException(
                SqlState.SERIALIZATION_FAILURE,
                operation + " met a transaction on the same item, which lasted longer than all retries; try again",
                cause);
    }

    /**
     * A write without an answer. Tools try statements again when they see a SocketException, so the failure is kept as a
     * suppressed one and not as the cause.
     */
    public static DriverException unknownOutcome(String operation, Throwable failure) {
        DriverException error = new DriverException(
                SqlState.UNKNOWN_OUTCOME,
                operation
                        + " was sent, but DynamoDB did not say what became of it; its outcome is unknown, read the row"
                        + " before writing again: " + failure.getMessage());
        error.addSuppressed(failure);
        return error;
    }

    /** The error of a write without a SocketException among its causes: where there is one, they become suppressed ones. */
    public static DriverException ofWrite(DriverException error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                DriverException changed = new DriverException(error.state(), String.valueOf(error.getMessage()));
                changed.addSuppressed(error.getCause());
                return changed;
            }
        }
        return error;
    }

    /** An engine that has only single writes, such as ScyllaDB's Alternator. */
    public static DriverException noTransactions(String operation, Throwable cause) {
        return new DriverException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "this engine has no transactions (it does not know " + operation + "), so nothing was written: set"
                        + " atomicity=row to have each row of a statement written by itself, and transactions=off to have"
                        + " statements without autocommit written at once; \"unique\", changes of primary keys and"
                        + " safeWrites=token are not to be had there",
                cause);
    }

    /** Two transactions with one token: the driver made it, and not as it should have. */
    public static DriverException tokenReused(String operation, Throwable cause) {
        return new DriverException(
                SqlState.INTERNAL, operation + " was refused: another transaction had the same token", cause);
    }

    public static DriverException itemTooLarge(String said, Throwable cause) {
        return new DriverException(
                SqlState.STRING_TOO_LONG, "the item would be larger than DynamoDB allows (400 KB): " + said, cause);
    }

    public static DriverException expressionTooLarge(String operation, String said, Throwable cause) {
        return new DriverException(
                SqlState.LIMIT_EXCEEDED,
                operation + " would need an expression larger than DynamoDB allows (4 KB, 300 operators): change fewer"
                        + " columns at a time, or give the entity a \"version\": " + said,
                cause);
    }

    public static DriverException transactionTooLarge(String said, Throwable cause) {
        return new DriverException(
                SqlState.LIMIT_EXCEEDED,
                "the items of the transaction would be larger together than DynamoDB allows (4 MB): write fewer or smaller"
                        + " rows at a time: " + said,
                cause);
    }

    public static DriverException collectionTooLarge(String said, Throwable cause) {
        return new DriverException(
                SqlState.LIMIT_EXCEEDED,
                "the items of one partition key of a table with local indexes would be larger than DynamoDB allows"
                        + " (10 GB): " + said,
                cause);
    }

    public static DriverException refused(String operation, String code, String said, Throwable cause) {
        return new DriverException(
                SqlState.INVALID_VALUE, operation + " was refused by DynamoDB (" + code + "): " + said, cause);
    }

    public static DriverException timedOut(@Nullable Throwable cause) {
        return new DriverException(SqlState.QUERY_TIMEOUT, "the query timeout has passed", cause);
    }

    public static DriverException timedOutWrite(String operation) {
        return new DriverException(
                SqlState.QUERY_TIMEOUT,
                "the query timeout has passed while " + operation + " was on its way; its outcome is unknown");
    }

    public static DriverException cancelled() {
        return new DriverException(SqlState.CANCELLED, "the statement was cancelled");
    }

    public static DriverException cancelledWrite(String operation) {
        return new DriverException(
                SqlState.CANCELLED,
                "the statement was cancelled while " + operation + " was on its way; its outcome is unknown");
    }

    /** To the thread that reads a result which another one closes. */
    public static DriverException stopped() {
        return new DriverException(SqlState.CANCELLED, "the result was closed while it was read");
    }

    public static DriverException interrupted(Throwable cause) {
        return new DriverException(SqlState.CANCELLED, "the thread was interrupted", cause);
    }

    private static DriverException cannotConnect(String message, @Nullable Throwable cause) {
        return new DriverException(SqlState.CANNOT_CONNECT, message, cause);
    }
}
