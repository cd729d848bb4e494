package org.singletable.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;

/**
 * The setters of {@link PreparedStatement}, which all end in {@link #set}. Streams are read at once: an item is small.
 */
interface ParameterSetters extends PreparedStatement {
    /**
     * Sets a parameter.
     *
     * @param value any object that JDBC allows, null for NULL
     * @param calendar the zone of java.sql date and time types, null for the JVM's
     */
    void set(int index, @Nullable Object value, @Nullable Calendar calendar) throws SQLException;

    /** Sets a parameter to the value converted to a type of {@link java.sql.Types}. */
    private void setAs(int index, @Nullable Object value, int jdbcType, @Nullable Integer scale) throws SQLException {
        set(index, JdbcTypes.convert(value, jdbcType, scale), null);
    }

    private void set(int index, @Nullable Object value) throws SQLException {
        set(index, value, null);
    }

    @Override
    default void setNull(int index, int jdbcType) throws SQLException {
        set(index, null);
    }

    @Override
    default void setNull(int index, int jdbcType, @Nullable String typeName) throws SQLException {
        set(index, null);
    }

    @Override
    default void setBoolean(int index, boolean value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setByte(int index, byte value) throws SQLException {
        set(index, (int) value);
    }

    @Override
    default void setShort(int index, short value) throws SQLException {
        set(index, (int) value);
    }

    @Override
    default void setInt(int index, int value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setLong(int index, long value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setFloat(int index, float value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setDouble(int index, double value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setNString(int index, @Nullable String value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setDate(int index, @Nullable Date value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setTime(int index, @Nullable Time value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setArray(int index, @Nullable Array value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setBlob(int index, @Nullable Blob value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setClob(int index, @Nullable Clob value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setNClob(int index, @Nullable NClob value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setObject(int index, @Nullable Object value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setBytes(int index, byte @Nullable [] value) throws SQLException {
        set(index, value);
    }

    @Override
    default void setURL(int index, @Nullable URL value) throws SQLException {
        set(index, value == null ? null : value.toString());
    }

    @Override
    default void setDate(int index, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        set(index, (Object) value, calendar);
    }

    @Override
    default void setTime(int index, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        set(index, (Object) value, calendar);
    }

    @Override
    default void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar) throws SQLException {
        set(index, (Object) value, calendar);
    }

    @Override
    default void setObject(int index, @Nullable Object value, int jdbcType) throws SQLException {
        setAs(index, value, jdbcType, null);
    }

    @Override
    default void setObject(int index, @Nullable Object value, int jdbcType, int scale) throws SQLException {
        setAs(index, value, jdbcType, scale);
    }

    @Override
    default void setObject(int index, @Nullable Object value, @Nullable SQLType type) throws SQLException {
        setAs(index, value, JdbcTypes.number(type), null);
    }

    @Override
    default void setObject(int index, @Nullable Object value, @Nullable SQLType type, int scale) throws SQLException {
        setAs(index, value, JdbcTypes.number(type), scale);
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
        set(index, Streams.ascii(value));
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, Streams.ascii(value, length));
    }

    @Override
    default void setAsciiStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setAsciiStream(index, value, (long) length);
    }

    @Override
    default void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
        set(index, Streams.bytes(value));
    }

    @Override
    default void setBinaryStream(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, Streams.bytes(value, length));
    }

    @Override
    default void setBinaryStream(int index, @Nullable InputStream value, int length) throws SQLException {
        setBinaryStream(index, value, (long) length);
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
        set(index, Streams.text(value));
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, Streams.text(value, length));
    }

    @Override
    default void setCharacterStream(int index, @Nullable Reader value, int length) throws SQLException {
        setCharacterStream(index, value, (long) length);
    }

    @Override
    default void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
        set(index, Streams.text(value));
    }

    @Override
    default void setNCharacterStream(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, Streams.text(value, length));
    }

    @Override
    default void setBlob(int index, @Nullable InputStream value) throws SQLException {
        set(index, Streams.bytes(value));
    }

    @Override
    default void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
        set(index, Streams.bytes(value, length));
    }

    @Override
    default void setClob(int index, @Nullable Reader value) throws SQLException {
        set(index, Streams.text(value));
    }

    @Override
    default void setClob(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, Streams.text(value, length));
    }

    @Override
    default void setNClob(int index, @Nullable Reader value) throws SQLException {
        set(index, Streams.text(value));
    }

    @Override
    default void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
        set(index, Streams.text(value, length));
    }

    @Override
    @Deprecated
    default void setUnicodeStream(int index, @Nullable InputStream value, int length) throws SQLException {
        throw SqlExceptions.of(JdbcErrors.notSupported("setUnicodeStream (use setCharacterStream)"));
    }

    @Override
    default void setRef(int index, @Nullable Ref value) throws SQLException {
        throw SqlExceptions.of(JdbcErrors.notSupported("Ref"));
    }

    @Override
    default void setRowId(int index, @Nullable RowId value) throws SQLException {
        throw SqlExceptions.of(JdbcErrors.notSupported("RowId (set the primary key)"));
    }
}
