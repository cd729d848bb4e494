package org.singletable.jdbc.error;

import org.jspecify.annotations.Nullable;

/**
 * The errors of values: too long, out of range, not convertible, not comparable. Messages name types, never values; the
 * room that knows the column adds where.
 */
public final class DataErrors {
    private DataErrors() {}

    public static DriverException tooLong(String type, int length) {
        return new DriverException(
                SqlState.STRING_TOO_LONG,
                "The value is too long for " + type + ": it has " + length
                        + " characters; shorten it or widen the type.");
    }

    /** @param limits what the type can hold, as the end of a sentence */
    public static DriverException outOfRange(String type, String limits) {
        return outOfRange(type, limits, null);
    }

    public static DriverException outOfRange(String type, String limits, @Nullable Throwable cause) {
        return new DriverException(
                SqlState.NUMERIC_OUT_OF_RANGE,
                "The value is out of range for " + type + ", which holds " + limits + ".",
                cause);
    }

    public static DriverException cannotConvert(String from, String to) {
        return new DriverException(
                SqlState.CANNOT_CONVERT, "A value of type " + from + " cannot be converted to " + to + ".");
    }

    /** @param expected the form the type's text has, as the end of a sentence */
    public static DriverException badText(String type, String expected, @Nullable Throwable cause) {
        return new DriverException(
                SqlState.CANNOT_CONVERT,
                "The text is no value of type " + type + "; expected " + expected + ".",
                cause);
    }

    public static DriverException loneSurrogate() {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "The text holds half of a surrogate pair, which UTF-8 cannot store; send whole characters.");
    }

    public static DriverException nullInSet() {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "A set cannot hold NULL; leave the element out or declare the column as a list.");
    }

    public static DriverException notComparable(String left, String right) {
        return new DriverException(
                SqlState.CANNOT_CONVERT,
                "Values of types " + left + " and " + right
                        + " cannot be compared; CAST one of them to the other's type.");
    }

    /** The error of a value that was compared with a column. */
    public static DriverException comparedWith(String column, DriverException error) {
        return new DriverException(error.state(), "column \"" + column + "\": " + error.getMessage(), error);
    }

    public static DriverException unsupportedJavaClass(String className) {
        return new DriverException(
                SqlState.CANNOT_CONVERT,
                "Objects of class " + className
                        + " are not taken as values; pass a String, a number, a Boolean, a UUID, a"
                        + " byte[], a java.time or java.sql value, a List, a Set or an Object[].");
    }
}
