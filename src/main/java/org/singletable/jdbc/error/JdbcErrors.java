package org.singletable.jdbc.error;

import java.time.Duration;
import java.util.List;

/** Errors in the use of the JDBC interfaces. */
public final class JdbcErrors {
    private JdbcErrors() {}

    public static DriverException closed(String what) {
        return new DriverException(SqlState.INVALID_CALL, "the " + what + " is closed");
    }

    public static DriverException connectionClosed() {
        return new DriverException(SqlState.CONNECTION_CLOSED, "the connection is closed");
    }

    public static DriverException readOnlyResultSet() {
        return new DriverException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "the result set is read-only; ask for CONCUR_UPDATABLE and a query of one table with its primary key (a"
                        + " warning says what it is about another one), or change the row with a statement");
    }

    public static DriverException notOnInsertRow() {
        return new DriverException(
                SqlState.INVALID_CALL, "the cursor is not on the insert row; call moveToInsertRow()");
    }

    public static DriverException onInsertRow() {
        return new DriverException(SqlState.INVALID_CALL, "the cursor is on the insert row; call moveToCurrentRow()");
    }

    public static DriverException emptyInsertRow() {
        return new DriverException(SqlState.INVALID_CALL, "no column of the insert row has a value");
    }

    public static DriverException rowChanged(String entity) {
        return new DriverException(
                SqlState.NO_DATA,
                "the row of \"" + entity + "\" was deleted or changed by others since it was read; nothing was done,"
                        + " read it again");
    }

    public static DriverException forwardOnly() {
        return new DriverException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "the result set is forward-only, only next() moves its cursor; ask for TYPE_SCROLL_INSENSITIVE");
    }

    public static DriverException notSupported(String what) {
        return new DriverException(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported");
    }

    public static DriverException givesNoRows() {
        return new DriverException(
                SqlState.INVALID_CALL, "the statement gives no rows; run it with executeUpdate or execute");
    }

    public static DriverException givesRows() {
        return new DriverException(
                SqlState.INVALID_CALL, "the statement gives rows; run it with executeQuery or execute");
    }

    public static DriverException sqlGiven() {
        return new DriverException(
                SqlState.INVALID_CALL, "a prepared statement has its SQL already; call the method without it");
    }

    public static DriverException noCurrentRow() {
        return new DriverException(SqlState.INVALID_CALL, "the result set is on no row; call next() first");
    }

    public static DriverException columnIndex(int index, int count) {
        return new DriverException(
                SqlState.INVALID_ARGUMENT, "there is no column " + index + "; the columns are 1 to " + count);
    }

    public static DriverException columnLabel(String label, List<String> labels) {
        return new DriverException(
                SqlState.UNDEFINED_COLUMN,
                "the result has no column '" + label + "'; its columns are " + String.join(", ", labels));
    }

    public static DriverException parameterIndex(int index, int count) {
        return new DriverException(
                SqlState.INVALID_ARGUMENT,
                "there is no parameter " + index
                        + (count == 0 ? "; the statement has none" : "; the parameters are 1 to " + count));
    }

    public static DriverException parameterMissing(int index) {
        return new DriverException(
                SqlState.INVALID_CALL, "parameter " + index + " has no value; set it, or setNull for NULL");
    }

    public static DriverException notPrepared(int parameters) {
        return new DriverException(
                SqlState.INVALID_CALL,
                "the statement has " + parameters + (parameters == 1 ? " parameter" : " parameters")
                        + "; prepare it with prepareStatement and set their values");
    }

    /**
     * An argument that JDBC does not allow.
     *
     * @param method the method and the argument, {@code setMaxRows(max)}
     */
    public static DriverException argument(String method, String expected) {
        return new DriverException(SqlState.INVALID_ARGUMENT, method + " needs " + expected);
    }

    public static DriverException cannotUnwrap(Class<?> type) {
        return new DriverException(SqlState.INVALID_ARGUMENT, "there is no " + type.getName() + " to unwrap here");
    }

    public static DriverException unreadableStream(Throwable cause) {
        return new DriverException(
                SqlState.CANNOT_CONVERT, "the stream of a parameter cannot be read: " + cause.getMessage(), cause);
    }

    public static DriverException shortStream(long expected, long actual) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "the stream of a parameter ends after " + actual + " of the " + expected + " announced");
    }

    public static DriverException tooLong(long length, int limit) {
        return new DriverException(
                SqlState.STRING_TOO_LONG,
                "a value of " + length + " is longer than the " + limit + " bytes of a DynamoDB item");
    }

    public static DriverException loginTimeout(Duration timeout) {
        return new DriverException(
                SqlState.CANNOT_CONNECT,
                "connecting took longer than the login timeout of " + timeout.toMillis()
                        + " ms; check the endpoint, or raise property loginTimeout");
    }

    public static DriverException interrupted(String doing, InterruptedException cause) {
        return new DriverException(SqlState.CANCELLED, "the thread was interrupted while " + doing, cause);
    }

    /** A fault of the driver: an exception that no room should let through. */
    public static DriverException internal(Exception cause) {
        return new DriverException(
                SqlState.INTERNAL, "internal error of the driver, please report it: " + cause, cause);
    }
}
