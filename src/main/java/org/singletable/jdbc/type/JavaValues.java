package org.singletable.jdbc.type;

import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Conversions between the driver's values and the Java objects of JDBC's getters and setters. */
public final class JavaValues {
    private JavaValues() {}

    /**
     * A Java object given to a setter, in a value class of {@link Kind}.
     *
     * @param calendar the zone for java.sql date and time types, null for the JVM's
     * @throws DriverException 22018 for a class the driver does not take
     */
    public static Object fromJava(Object object, @Nullable Calendar calendar) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + object + calendar);
    }

    /**
     * A value as the Java class a getter asks for.
     *
     * @param value in the value class of {@code type}
     * @param calendar the zone for java.sql date and time types, null for the JVM's
     * @throws DriverException 22003 where a number does not fit, 22018 where there is no such conversion
     */
    public static <T> T toJava(Object value, SqlType type, Class<T> target, @Nullable Calendar calendar) {
        throw new DriverException(SqlState.INTERNAL, "not built: " + value + type + target + calendar);
    }
}
