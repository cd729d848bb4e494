package org.singletable.jdbc.error;

/** Errors of values that a key template cannot hold. */
public final class MappingErrors {
    private MappingErrors() {}

    public static DriverException loneSurrogate(String column) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "column " + column + ": the text has half of a surrogate pair, which no key can hold");
    }

    public static DriverException exponentOutOfRange(String column) {
        return new DriverException(
                SqlState.NUMERIC_OUT_OF_RANGE,
                "column " + column + ": the number is too large or too small for a key, whose exponent is limited to"
                        + " three digits");
    }

    public static DriverException yearOutOfRange(String column) {
        return new DriverException(
                SqlState.NUMERIC_OUT_OF_RANGE,
                "column " + column + ": the year is outside 0001 to 9999, which a key needs to keep its order");
    }

    public static DriverException tooFine(String column, String format) {
        return new DriverException(
                SqlState.NUMERIC_OUT_OF_RANGE,
                "column " + column + ": the instant is finer than the key's format " + format
                        + " can hold; give it with fewer digits");
    }

    public static DriverException emptyId(String column) {
        return new DriverException(
                SqlState.INVALID_VALUE, "column " + column + ": the only column of an id cannot be an empty text");
    }

    public static DriverException emptyKey(String attribute, String template) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "key attribute " + attribute + " (" + template + ") would be empty, which DynamoDB does not allow");
    }
}
