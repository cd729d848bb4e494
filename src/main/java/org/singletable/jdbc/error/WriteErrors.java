package org.singletable.jdbc.error;

/** Errors of INSERT, UPDATE and DELETE. */
public final class WriteErrors {
    private WriteErrors() {}

    public static DriverException notNull(String entity, String column) {
        return new DriverException(
                SqlState.NOT_NULL_VIOLATION,
                "column \"" + column + "\" of \"" + entity + "\" must not be NULL; give it a value");
    }

    /** The error of a value, with the column it was meant for. */
    public static DriverException inColumn(String entity, String column, DriverException error) {
        return error.isOfData()
                ? new DriverException(
                        error.state(), "column \"" + column + "\" of \"" + entity + "\": " + error.getMessage(), error)
                : error;
    }

    /** @param key the key columns with their values: {@code username='ann', order_id='o1'} */
    public static DriverException duplicateKey(String entity, String key) {
        return new DriverException(
                SqlState.UNIQUE_VIOLATION,
                "duplicate key: \"" + entity + "\" already has a row with primary key (" + key
                        + ") (constraint \"primary\")");
    }

    /** @param key the item's key attributes with their values */
    public static DriverException keyTaken(String entity, String key) {
        return new DriverException(
                SqlState.AMBIGUOUS_KEY,
                "the key (" + key + ") of the new \"" + entity
                        + "\" row is taken by an item of another entity; nothing was written");
    }

    public static DriverException versionNotNext(String entity, String column) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "version column \"" + column + "\" of \"" + entity
                        + "\" can only become one more than it is; leave it out of SET to have it counted up");
    }

    /** @param start as the mapping says */
    public static DriverException versionNotStart(String entity, String column, Object start) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "version column \"" + column + "\" of \"" + entity + "\" starts at " + start
                        + " and at nothing else; leave it out of the INSERT");
    }

    /** @param what the row or sentinel, as a noun phrase */
    public static DriverException contended(String what, int attempts) {
        return new DriverException(
                SqlState.SERIALIZATION_FAILURE,
                what + " was changed by others during each of " + attempts
                        + " attempts; nothing was written, try again");
    }

    /** @param values the unique columns with their values: {@code email='ann@example.com'} */
    public static DriverException duplicateUnique(String entity, String constraint, String values) {
        return new DriverException(
                SqlState.UNIQUE_VIOLATION,
                "duplicate key: \"" + entity + "\" already has a row with (" + values + ") (constraint \"" + constraint
                        + "\")");
    }

    /** @param what the sentinel, as a noun phrase */
    public static DriverException brokenSentinel(String entity, String what) {
        return new DriverException(
                SqlState.INCONSISTENT_UNIQUE,
                what + " is missing or belongs to another row, so nothing was written; CALL singletable_repair('"
                        + entity + "') mends it or says what to do");
    }

    public static DriverException ownerUnknown(String entity, String constraint) {
        return new DriverException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "the sentinels of the unique constraint \"" + constraint + "\" do not tell which row of \"" + entity
                        + "\" they belong to, so that ON CONFLICT finds no row to update; find the row by a query and"
                        + " UPDATE it by primary key");
    }

    /** @param key the primary key columns with their values */
    public static DriverException conflictTwice(String entity, String key) {
        return new DriverException(
                SqlState.CARDINALITY_VIOLATION,
                "ON CONFLICT DO UPDATE would change a row of \"" + entity + "\" twice, the second time for (" + key
                        + "); give each row once");
    }

    public static DriverException tooManyItems(long most) {
        return new DriverException(
                SqlState.LIMIT_EXCEEDED,
                "the statement or transaction would write or check more than " + most
                        + " items, the most that DynamoDB writes together; nothing was written. Narrow it, or set"
                        + " atomicity=row to have each row of a statement written by itself");
    }

    /** @param most bytes of all items together */
    public static DriverException tooManyBytes(long most) {
        return new DriverException(
                SqlState.LIMIT_EXCEEDED,
                "the items that the statement or transaction writes would be larger together than " + most
                        + " bytes (4 MB), the most that DynamoDB writes together; nothing was written. Write fewer or smaller"
                        + " rows at a time, or set atomicity=row to have each row of a statement written by itself");
    }

    /** The error that ended a statement which writes row by row: none on which the rows would be written again. */
    public static DriverException afterRows(long rows, DriverException error) {
        if (rows == 0) {
            return error;
        }
        SqlState state = error.state().invitesRepetition() ? SqlState.UNKNOWN_OUTCOME : error.state();
        return new DriverException(
                state, error.getMessage() + " (atomicity=row: " + rows + " rows were written before)", error);
    }

    public static String foundThroughGlobalIndex(String entity) {
        return "rows of \"" + entity
                + "\" were found through a global index, which may lag behind the table: a row that was written just now"
                + " may have been missed";
    }

    public static DriverException readOnlyConnection(String verb) {
        return new DriverException(
                SqlState.READ_ONLY, verb + " on a read-only connection; call setReadOnly(false) or open another");
    }
}
