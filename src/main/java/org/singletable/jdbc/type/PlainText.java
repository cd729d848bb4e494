package org.singletable.jdbc.type;

import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/**
 * The text of values: numbers in plain notation without trailing zeros, {@code true}/{@code false}, ISO dates and times
 * with seconds always and a fraction of 3, 6 or 9 digits only where it is not zero, the offset kept and zero written
 * {@code Z}, lower-case UUIDs, JSON text for JSON and arrays.
 */
public final class PlainText {
    private PlainText() {}

    /** The text of a value. */
    public static String render(Object value) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + value);
    }

    /**
     * The value a text stands for.
     *
     * @throws DriverException 22018 where the text is no value of the type, 22003 where it is out of its range
     */
    public static Object parse(String text, SqlType type) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + text + type);
    }
}
