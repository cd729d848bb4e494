package org.singletable.jdbc;

import java.lang.reflect.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.type.JavaValues;
import org.singletable.jdbc.type.SqlType;

/** {@link JavaValues} over the border, with the objects that only JDBC knows: arrays and large objects. */
final class Values {
    private Values() {}

    /** A value as {@code getObject} returns it. */
    static Object toObject(Object value, SqlType type) throws SQLException {
        return toJava(value, type, type.kind().objectClass(), null);
    }

    /** @throws SQLException 22003 out of range, 22018 no such conversion */
    static <T> T toJava(Object value, SqlType type, Class<T> target, @Nullable Calendar calendar) throws SQLException {
        boolean isArray = TypeFacts.isArray(type.kind());
        if (isArray && (target == java.sql.Array.class || target == Object.class)) {
            SqlType elementType = type.elementType().orElse(SqlType.STRING);
            return target.cast(new SingleTableArray(elementType, (List<?>) value));
        }
        return Border.cross(() -> target == Object.class
                ? target.cast(JavaValues.toJava(value, type, type.kind().objectClass(), calendar))
                : JavaValues.toJava(value, type, target, calendar));
    }

    /** A Java object of a setter in one of the driver's value classes; null is NULL. */
    static @Nullable Object fromJava(@Nullable Object object, @Nullable Calendar calendar) throws SQLException {
        if (object == null) {
            return null;
        }
        if (object instanceof java.sql.Array array) {
            return elements(array.getArray());
        }
        if (object instanceof Object[] elements) {
            return elements(elements);
        }
        if (object instanceof Clob clob) {
            return clob.getSubString(1, length(clob.length()));
        }
        if (object instanceof Blob blob) {
            return fromJava(blob.getBytes(1, length(blob.length())), calendar);
        }
        if (object instanceof SQLXML xml) {
            return xml.getString();
        }
        return Border.cross(() -> JavaValues.fromJava(object, calendar));
    }

    private static List<@Nullable Object> elements(@Nullable Object array) throws SQLException {
        if (array == null || !array.getClass().isArray()) {
            throw SqlExceptions.of(JdbcErrors.argument("setArray", "a java.sql.Array over a Java array"));
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            values.add(fromJava(Array.get(array, i), null));
        }
        return values;
    }

    private static int length(long length) throws SQLException {
        if (length > TypeFacts.MAX_LENGTH) {
            throw SqlExceptions.of(JdbcErrors.tooLong(length, TypeFacts.MAX_LENGTH));
        }
        return (int) length;
    }
}
