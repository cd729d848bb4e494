package org.singletable.jdbc.error;

/** Messages about stored items, and about values that cannot be stored. Values appear in none of them, but for keys. */
public final class ItemErrors {
    private ItemErrors() {}

    /** @param cause what the type or the codec says about it */
    public static DriverException unreadable(String entity, String key, String column, DriverException cause) {
        return new DriverException(
                SqlState.CANNOT_CONVERT,
                entity + " " + key + ", column " + column + ": the stored value does not fit the column's type. "
                        + cause.getMessage(),
                cause);
    }

    public static DriverException badContainer(String entity, String key, String attribute, String problem) {
        return new DriverException(
                SqlState.CANNOT_CONVERT,
                entity + " " + key + ": attribute " + attribute + " should hold a JSON object as text: " + problem);
    }

    /** @param expected such as {@code S or NULL} */
    public static DriverException storedAs(String found, String expected) {
        return new DriverException(
                SqlState.CANNOT_CONVERT, "It is stored as " + found + ", expected " + expected + ".");
    }

    /** The same error, with the column it is about. */
    public static DriverException atColumn(String entity, String column, DriverException error) {
        return new DriverException(error.state(), entity + "." + column + ": " + error.getMessage(), error);
    }

    public static DriverException finerThan(String unit) {
        return new DriverException(
                SqlState.NUMERIC_OUT_OF_RANGE, "The time is finer than the " + unit + " it is stored with.");
    }

    public static DriverException notANumber() {
        return new DriverException(
                SqlState.NUMERIC_OUT_OF_RANGE, "NaN and infinities cannot be stored here; DynamoDB has none.");
    }

    public static DriverException emptySet() {
        return new DriverException(SqlState.INVALID_VALUE, "DynamoDB has no empty set; an empty set is NULL.");
    }

    public static DriverException mixedSet() {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "A \"$set\" holds only strings, only numbers or only {\"$binary\": \"...\"} values, and at least one.");
    }

    public static DriverException keyColumnNull(String entity, String column) {
        return new DriverException(
                SqlState.NOT_NULL_VIOLATION, entity + "." + column + " is part of the primary key and cannot be NULL.");
    }

    public static DriverException ambiguousKey(String entity, String attribute, String template, String column) {
        return new DriverException(
                SqlState.AMBIGUOUS_KEY,
                entity + "." + column + ": its value would be read back from attribute " + attribute + " (" + template
                        + ") as another one; it holds a text that the template uses as delimiter, or that its format"
                        + " does not keep.");
    }

    public static DriverException keyTooLong(String entity, String attribute, int bytes, int limit) {
        return new DriverException(
                SqlState.STRING_TOO_LONG,
                entity + ": key attribute " + attribute + " would have " + bytes + " bytes; DynamoDB allows " + limit
                        + ".");
    }

    public static DriverException emptyKey(String entity, String attribute) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                entity + ": key attribute " + attribute + " would be empty, which DynamoDB does not allow.");
    }

    /** @param path as written in the mapping file */
    public static DriverException unreachable(String path) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "There is no place for it at " + path
                        + ": a list is too short, or another kind of value is in the way.");
    }

    public static DriverException noContainer(String entity) {
        return new DriverException(SqlState.INTERNAL, entity + " has no JSON container");
    }
}
