package org.singletable.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.JavaValues;
import org.singletable.jdbc.type.SqlType;

/** A set or list as a {@link java.sql.Array}. */
final class SingleTableArray implements Array {
    private final SqlType elementType;

    /** In the value class of the element type; null once freed. */
    private @Nullable List<@Nullable Object> elements;

    SingleTableArray(SqlType elementType, List<?> elements) {
        this.elementType = elementType;
        this.elements = new ArrayList<>(elements);
    }

    private List<@Nullable Object> elements() throws SQLException {
        if (elements == null) {
            throw SqlExceptions.of(JdbcErrors.closed("array"));
        }
        return elements;
    }

    /** The elements from position {@code index}, counted from 1; at most {@code count}. */
    private List<@Nullable Object> slice(long index, int count) throws SQLException {
        List<@Nullable Object> all = elements();
        if (index < 1 || count < 0 || index - 1 > all.size()) {
            throw SqlExceptions.of(JdbcErrors.argument(
                    "an array of " + all.size() + " elements", "a position from 1 and a count that is not negative"));
        }
        int from = (int) (index - 1);
        return all.subList(from, (int) Math.min(all.size(), (long) from + count));
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        elements();
        return elementType.kind().sqlName();
    }

    @Override
    public int getBaseType() throws SQLException {
        elements();
        return elementType.kind().jdbcType();
    }

    /** An array of the element type's {@code getObject} class, such as {@code String[]}. */
    @Override
    public Object getArray() throws SQLException {
        return toJava(elements());
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> types) throws SQLException {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return toJava(slice(index, count));
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> types) throws SQLException {
        return getArray(index, count);
    }

    private Object[] toJava(List<@Nullable Object> values) throws SQLException {
        Class<?> elementClass = elementType.kind().objectClass();
        Object[] array = (Object[]) java.lang.reflect.Array.newInstance(elementClass, values.size());
        for (int i = 0; i < array.length; i++) {
            Object value = values.get(i);
            if (value != null) {
                array[i] = Values.toObject(value, elementType);
            }
        }
        return array;
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return resultSet(1, elements());
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> types) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return resultSet(index, slice(index, count));
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> types) throws SQLException {
        return getResultSet(index, count);
    }

    private ResultSet resultSet(long firstIndex, List<@Nullable Object> values) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(new @Nullable Object[] {firstIndex + i, values.get(i)});
        }
        List<ResultColumn> columns = List.of(
                new ResultColumn("INDEX", "INDEX", SqlType.LONG, false, null, null),
                new ResultColumn("VALUE", "VALUE", elementType, true, null, null));
        return SingleTableResultSet.ofRows(columns, rows, null);
    }

    @Override
    public void free() {
        elements = null;
    }

    /** The elements as JSON text. */
    @Override
    public String toString() {
        return elements == null
                ? "freed"
                : JavaValues.toJava(
                        elements,
                        new SqlType(org.singletable.jdbc.type.Kind.LIST, 0, 0, elementType),
                        String.class,
                        null);
    }
}
