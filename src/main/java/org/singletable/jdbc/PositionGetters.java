package org.singletable.jdbc;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The getters of {@link ResultSet} by position, which all begin in {@link #get}. */
interface PositionGetters extends ResultSet {
    /**
     * A value of the row as an object of a class.
     *
     * @param calendar the zone of java.sql date and time types, null for the JVM's
     * @return null for NULL
     */
    <T> @Nullable T get(int index, Class<T> type, @Nullable Calendar calendar) throws SQLException;

    private <T> @Nullable T get(int index, Class<T> type) throws SQLException {
        return get(index, type, null);
    }

    private <T> T getOr(int index, Class<T> type, T whenNull) throws SQLException {
        @Nullable T value = get(index, type);
        return value == null ? whenNull : value;
    }

    @Override
    default @Nullable String getString(int column) throws SQLException {
        return get(column, String.class);
    }

    @Override
    default boolean getBoolean(int column) throws SQLException {
        return getOr(column, Boolean.class, Boolean.FALSE);
    }

    @Override
    default byte getByte(int column) throws SQLException {
        return getOr(column, Byte.class, (byte) 0);
    }

    @Override
    default short getShort(int column) throws SQLException {
        return getOr(column, Short.class, (short) 0);
    }

    @Override
    default int getInt(int column) throws SQLException {
        return getOr(column, Integer.class, 0);
    }

    @Override
    default long getLong(int column) throws SQLException {
        return getOr(column, Long.class, 0L);
    }

    @Override
    default float getFloat(int column) throws SQLException {
        return getOr(column, Float.class, 0f);
    }

    @Override
    default double getDouble(int column) throws SQLException {
        return getOr(column, Double.class, 0d);
    }

    @Override
    default @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        return get(column, BigDecimal.class);
    }

    @Override
    default byte @Nullable [] getBytes(int column) throws SQLException {
        return get(column, byte[].class);
    }

    @Override
    default @Nullable Date getDate(int column) throws SQLException {
        return getDate(column, null);
    }

    @Override
    default @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        return get(column, Date.class, calendar);
    }

    @Override
    default @Nullable Time getTime(int column) throws SQLException {
        return getTime(column, null);
    }

    @Override
    default @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        return get(column, Time.class, calendar);
    }

    @Override
    default @Nullable Timestamp getTimestamp(int column) throws SQLException {
        return getTimestamp(column, null);
    }

    @Override
    default @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        return get(column, Timestamp.class, calendar);
    }

    @Override
    default @Nullable Object getObject(int column) throws SQLException {
        return get(column, Object.class);
    }

    /** Type maps are for user-defined types, of which there are none. */
    @Override
    default @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> types) throws SQLException {
        return getObject(column);
    }

    @Override
    default <T> @Nullable T getObject(int column, @Nullable Class<T> type) throws SQLException {
        return get(column, Border.required(type, "getObject"));
    }

    @Override
    default @Nullable Array getArray(int column) throws SQLException {
        return get(column, Array.class);
    }
}
