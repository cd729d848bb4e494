package org.singletable.jdbc.type;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.SqlState;

/** A set or list as JDBC hands it out. The JDBC surface, which has result sets, adds {@code getResultSet}. */
public class ArrayValue implements Array {
    private @Nullable List<?> elements;
    private final SqlType element;
    private final SqlType type;

    /**
     * @param elements values of the element type, null for NULL
     * @param type a set or list
     */
    public ArrayValue(List<?> elements, SqlType type) {
        this.elements = elements;
        this.type = type;
        this.element = type.elementType().orElseThrow();
    }

    /**
     * The elements as {@code getObject} gives them, in an array of that class: {@code String[]}, {@code BigDecimal[]}.
     */
    static Object[] objects(List<?> elements, SqlType type) {
        SqlType element = type.elementType().orElseThrow();
        Class<?> objectClass = element.kind().objectClass();
        Object[] objects = (Object[]) java.lang.reflect.Array.newInstance(objectClass, elements.size());
        for (int i = 0; i < objects.length; i++) {
            Object value = elements.get(i);
            if (value != null) {
                objects[i] = JavaValues.toJava(value, element, Object.class, null);
            }
        }
        return objects;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        requireNotFreed();
        return element.typeName();
    }

    @Override
    public int getBaseType() throws SQLException {
        requireNotFreed();
        return element.kind().jdbcType();
    }

    @Override
    public Object getArray() throws SQLException {
        return objects(requireNotFreed(), type);
    }

    @Override
    public Object getArray(Map<String, Class<?>> map) throws SQLException {
        requireNoMapping(map);
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return objects(slice(index, count), type);
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        requireNoMapping(map);
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw noResultSet();
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        requireNoMapping(map);
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        throw noResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        requireNoMapping(map);
        return getResultSet(index, count);
    }

    private static SQLException noResultSet() {
        return new SQLFeatureNotSupportedException(
                "Arrays are not read as result sets; use getArray.", SqlState.FEATURE_NOT_SUPPORTED.code());
    }

    /**
     * Some of the elements.
     *
     * @param index of the first, from 1
     * @param count at most so many
     */
    protected final List<?> slice(long index, int count) throws SQLException {
        List<?> all = requireNotFreed();
        if (index < 1 || index > all.size() + 1L || count < 0) {
            throw new SQLException(
                    "Array elements " + index + " and " + count + " following were asked for, but there are "
                            + all.size() + ", counted from 1.",
                    SqlState.INVALID_ARGUMENT.code());
        }
        int from = (int) index - 1;
        return new ArrayList<>(all.subList(from, (int) Math.min(all.size(), (long) from + count)));
    }

    private static void requireNoMapping(@Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw new SQLFeatureNotSupportedException(
                    "Type maps are not supported; pass none.", SqlState.FEATURE_NOT_SUPPORTED.code());
        }
    }

    private List<?> requireNotFreed() throws SQLException {
        List<?> present = elements;
        if (present == null) {
            throw new SQLException("The array was freed; read it before.", SqlState.INVALID_CALL.code());
        }
        return present;
    }

    @Override
    public void free() {
        elements = null;
    }

    /** JSON text, as {@code getString} gives it. */
    @Override
    public String toString() {
        List<?> present = elements;
        return present == null ? "freed array" : PlainText.render(present);
    }
}
