package org.singletable.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;

/** The updating methods of {@link ResultSet} by position, which all end in {@link #update}. */
interface PositionUpdates extends ResultSet {
    /**
     * Gives a column of the current row, or of the insert row, another value.
     *
     * @param value any object that JDBC allows, null for NULL
     */
    void update(int column, @Nullable Object value) throws SQLException;

    /** A stream has a length, a number digits after its point; what is neither has nothing to be cut to. */
    private static @Nullable Object sized(@Nullable Object value, int scaleOrLength) throws SQLException {
        if (value instanceof InputStream stream) {
            return Streams.bytes(stream, scaleOrLength);
        } else if (value instanceof Reader reader) {
            return Streams.text(reader, scaleOrLength);
        }
        return value instanceof Number ? JdbcTypes.convert(value, Types.DECIMAL, scaleOrLength) : value;
    }

    @Override
    default void updateArray(int column, @Nullable Array value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateAsciiStream(int column, @Nullable InputStream value, int length) throws SQLException {
        update(column, Streams.ascii(value, length));
    }

    @Override
    default void updateAsciiStream(int column, @Nullable InputStream value, long length) throws SQLException {
        update(column, Streams.ascii(value, length));
    }

    @Override
    default void updateAsciiStream(int column, @Nullable InputStream value) throws SQLException {
        update(column, Streams.ascii(value));
    }

    @Override
    default void updateBigDecimal(int column, @Nullable BigDecimal value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateBinaryStream(int column, @Nullable InputStream value, int length) throws SQLException {
        update(column, Streams.bytes(value, length));
    }

    @Override
    default void updateBinaryStream(int column, @Nullable InputStream value, long length) throws SQLException {
        update(column, Streams.bytes(value, length));
    }

    @Override
    default void updateBinaryStream(int column, @Nullable InputStream value) throws SQLException {
        update(column, Streams.bytes(value));
    }

    @Override
    default void updateBlob(int column, @Nullable InputStream value, long length) throws SQLException {
        update(column, Streams.bytes(value, length));
    }

    @Override
    default void updateBlob(int column, @Nullable InputStream value) throws SQLException {
        update(column, Streams.bytes(value));
    }

    @Override
    default void updateBlob(int column, @Nullable Blob value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateBoolean(int column, boolean value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateByte(int column, byte value) throws SQLException {
        update(column, (int) value);
    }

    @Override
    default void updateBytes(int column, byte @Nullable [] value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateCharacterStream(int column, @Nullable Reader value, int length) throws SQLException {
        update(column, Streams.text(value, length));
    }

    @Override
    default void updateCharacterStream(int column, @Nullable Reader value, long length) throws SQLException {
        update(column, Streams.text(value, length));
    }

    @Override
    default void updateCharacterStream(int column, @Nullable Reader value) throws SQLException {
        update(column, Streams.text(value));
    }

    @Override
    default void updateClob(int column, @Nullable Reader value, long length) throws SQLException {
        update(column, Streams.text(value, length));
    }

    @Override
    default void updateClob(int column, @Nullable Reader value) throws SQLException {
        update(column, Streams.text(value));
    }

    @Override
    default void updateClob(int column, @Nullable Clob value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateDate(int column, @Nullable Date value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateDouble(int column, double value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateFloat(int column, float value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateInt(int column, int value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateLong(int column, long value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateNCharacterStream(int column, @Nullable Reader value, long length) throws SQLException {
        update(column, Streams.text(value, length));
    }

    @Override
    default void updateNCharacterStream(int column, @Nullable Reader value) throws SQLException {
        update(column, Streams.text(value));
    }

    @Override
    default void updateNClob(int column, @Nullable Reader value, long length) throws SQLException {
        update(column, Streams.text(value, length));
    }

    @Override
    default void updateNClob(int column, @Nullable Reader value) throws SQLException {
        update(column, Streams.text(value));
    }

    @Override
    default void updateNClob(int column, @Nullable NClob value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateNString(int column, @Nullable String value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateNull(int column) throws SQLException {
        update(column, null);
    }

    @Override
    default void updateObject(int column, @Nullable Object value, int scaleOrLength) throws SQLException {
        update(column, sized(value, scaleOrLength));
    }

    @Override
    default void updateObject(int column, @Nullable Object value, @Nullable SQLType targetType, int scale)
            throws SQLException {
        update(column, JdbcTypes.convert(value, JdbcTypes.number(targetType), scale));
    }

    @Override
    default void updateObject(int column, @Nullable Object value, @Nullable SQLType targetType) throws SQLException {
        update(column, JdbcTypes.convert(value, JdbcTypes.number(targetType), null));
    }

    @Override
    default void updateObject(int column, @Nullable Object value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateRef(int column, @Nullable Ref value) throws SQLException {
        throw SqlExceptions.of(JdbcErrors.notSupported("Ref"));
    }

    @Override
    default void updateRowId(int column, @Nullable RowId value) throws SQLException {
        throw SqlExceptions.of(JdbcErrors.notSupported("RowId (set the primary key)"));
    }

    @Override
    default void updateSQLXML(int column, @Nullable SQLXML value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateShort(int column, short value) throws SQLException {
        update(column, (int) value);
    }

    @Override
    default void updateString(int column, @Nullable String value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateTime(int column, @Nullable Time value) throws SQLException {
        update(column, value);
    }

    @Override
    default void updateTimestamp(int column, @Nullable Timestamp value) throws SQLException {
        update(column, value);
    }
}
