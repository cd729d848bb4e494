package org.singletable.jdbc.error;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The errors of functions, operators and aggregates. */
public final class FunctionErrors {
    private FunctionErrors() {}

    /** @param known the names of all functions, in lower case */
    public static DriverException unknown(String name, Collection<String> known) {
        return new DriverException(
                SqlState.UNDEFINED_FUNCTION,
                "there is no function " + name.toUpperCase(Locale.ROOT) + Spelling.hint(name, known)
                        + "; the functions are " + String.join(", ", known));
    }

    /**
     * No function of this name for these arguments.
     *
     * @param usage what it takes: {@code REPLACE(string, search [, replacement])}
     * @param arguments the types it was given
     */
    public static DriverException wrongArguments(String name, String usage, List<?> arguments) {
        return new DriverException(
                SqlState.UNDEFINED_FUNCTION,
                name.toUpperCase(Locale.ROOT) + " does not take (" + types(arguments) + "); it is " + usage
                        + ": CAST the arguments where they are of other types");
    }

    private static String types(List<?> arguments) {
        return String.join(", ", arguments.stream().map(String::valueOf).toList());
    }

    public static DriverException divisionByZero(String name) {
        return new DriverException(
                SqlState.DIVISION_BY_ZERO,
                "division by zero in " + name.toUpperCase(Locale.ROOT) + "; write x "
                        + (name.length() == 1 ? name : "/") + " NULLIF(y, 0) to have NULL instead");
    }

    /** 54000 for a text or binary that a function would make too long. */
    public static DriverException tooLong(String name, long length, int most) {
        return new DriverException(
                SqlState.LIMIT_EXCEEDED,
                name.toUpperCase(Locale.ROOT) + " would make a value of length " + length + ", more than the " + most
                        + " that a statement may make");
    }

    /** A number that would have to be rounded to be an argument: of a parameter, whose type its context decides. */
    public static DriverException notExact(String name, String type) {
        return new DriverException(
                SqlState.NUMERIC_OUT_OF_RANGE,
                name.toUpperCase(Locale.ROOT) + " takes a value of type " + type
                        + " there, and the given number would have to be rounded: write CAST(? AS DECIMAL) for the"
                        + " parameter");
    }

    /** 22023 for a field that EXTRACT does not know, or that the value has not. */
    public static DriverException noField(String field, String type, Collection<String> known) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "a value of type " + type + " has no field " + field.toUpperCase(Locale.ROOT)
                        + Spelling.hint(field, known) + "; EXTRACT takes " + String.join(", ", known));
    }
}
