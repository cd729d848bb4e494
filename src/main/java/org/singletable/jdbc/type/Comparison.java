package org.singletable.jdbc.type;

import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** The order of values: strings by code point, numbers and times by value, binary by unsigned bytes. */
public final class Comparison {
    private Comparison() {}

    /**
     * Compares two values.
     *
     * @return negative, zero or positive
     * @throws DriverException 22018 where the two cannot be compared
     */
    public static int compare(Object left, Object right) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + left + right);
    }

    /**
     * The type in which values of two types are compared; {@code string} against another type compares in the other.
     *
     * @throws DriverException 22018 where there is none
     */
    public static SqlType common(SqlType left, SqlType right) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + left + right);
    }
}
