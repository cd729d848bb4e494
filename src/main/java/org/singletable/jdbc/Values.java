package org.singletable.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.type.JavaValues;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** {@link JavaValues} over the border, with what only JDBC knows: large objects, and arrays that are read as result sets. */
final class Values {
    /** No value is longer than an item. */
    static final int MAX_LENGTH = Kind.BINARY.info().precision();

    private Values() {}

    /**
     * A value as the Java class a getter asks for.
     *
     * @throws SQLException 22003 out of range, 22018 no such conversion
     */
    static <T> T toJava(Object value, SqlType type, Class<T> target, @Nullable Calendar calendar) throws SQLException {
        if (value instanceof List<?> elements
                && type.kind().isArray()
                && (target == Array.class || target == Object.class)) {
            return target.cast(new SingleTableArray(elements, type));
        }
        return Border.cross(() -> JavaValues.toJava(value, type, target, calendar));
    }

    /** A Java object of a setter in one of the driver's value classes; null is NULL. */
    static @Nullable Object fromJava(@Nullable Object object, @Nullable Calendar calendar) throws SQLException {
        if (object == null) {
            return null;
        }
        if (object instanceof Clob clob) {
            return clob.getSubString(1, checkedLength(clob.length()));
        }
        if (object instanceof Blob blob) {
            return fromJava(blob.getBytes(1, checkedLength(blob.length())), calendar);
        }
        if (object instanceof SQLXML xml) {
            return xml.getString();
        }
        return Border.cross(() -> JavaValues.fromJava(object, calendar));
    }

    /** A length that an item can hold. */
    static int checkedLength(long length) throws SQLException {
        if (length < 0) {
            throw SqlExceptions.of(JdbcErrors.argument("a setter", "a length that is not negative"));
        }
        if (length > MAX_LENGTH) {
            throw SqlExceptions.of(JdbcErrors.tooLong(length, MAX_LENGTH));
        }
        return (int) length;
    }
}
