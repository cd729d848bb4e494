package org.singletable.jdbc.type;

import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Conversions between SQL types: assignment, CAST, and bringing two sides of a comparison together. */
public final class Conversions {
    private Conversions() {}

    /**
     * The value in the value class and within the limits of the target type.
     *
     * @param value in any value class of {@link Kind}
     * @throws DriverException 22001 too long, 22003 out of range, 22018 cannot be converted
     */
    public static Object convert(Object value, SqlType target) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + value + target);
    }
}
