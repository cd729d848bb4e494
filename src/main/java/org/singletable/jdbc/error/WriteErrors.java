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
        return error.state().category() == SqlState.Category.DATA
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

    public static DriverException versionNotNext(String entity, String column, Object given, Object stored) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "version column \"" + column + "\" of \"" + entity + "\" is " + stored + ", so it can only become "
                        + "one more, not " + given + "; leave it out of SET to have it counted up");
    }

    public static DriverException versionNotStart(String entity, String column, Object given, Object start) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "version column \"" + column + "\" of \"" + entity + "\" starts at " + start + ", not at " + given
                        + "; leave it out of the INSERT");
    }

    public static DriverException contended(String entity, String key, int attempts) {
        return new DriverException(
                SqlState.SERIALIZATION_FAILURE,
                "the \"" + entity + "\" row at (" + key + ") was changed by others during each of " + attempts
                        + " attempts; nothing was written, try again");
    }

    public static DriverException readOnlyConnection(String verb) {
        return new DriverException(
                SqlState.READ_ONLY, verb + " on a read-only connection; call setReadOnly(false) or open another");
    }
}
