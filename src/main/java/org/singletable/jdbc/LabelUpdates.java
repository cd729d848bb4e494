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
import org.jspecify.annotations.Nullable;

/** The updating methods by column label, which go to those by position. */
interface LabelUpdates extends ResultSet {
    @Override
    default void updateArray(@Nullable String label, @Nullable Array value) throws SQLException {
        updateArray(findColumn(label), value);
    }

    @Override
    default void updateAsciiStream(@Nullable String label, @Nullable InputStream value, int length)
            throws SQLException {
        updateAsciiStream(findColumn(label), value, length);
    }

    @Override
    default void updateAsciiStream(@Nullable String label, @Nullable InputStream value, long length)
            throws SQLException {
        updateAsciiStream(findColumn(label), value, length);
    }

    @Override
    default void updateAsciiStream(@Nullable String label, @Nullable InputStream value) throws SQLException {
        updateAsciiStream(findColumn(label), value);
    }

    @Override
    default void updateBigDecimal(@Nullable String label, @Nullable BigDecimal value) throws SQLException {
        updateBigDecimal(findColumn(label), value);
    }

    @Override
    default void updateBinaryStream(@Nullable String label, @Nullable InputStream value, int length)
            throws SQLException {
        updateBinaryStream(findColumn(label), value, length);
    }

    @Override
    default void updateBinaryStream(@Nullable String label, @Nullable InputStream value, long length)
            throws SQLException {
        updateBinaryStream(findColumn(label), value, length);
    }

    @Override
    default void updateBinaryStream(@Nullable String label, @Nullable InputStream value) throws SQLException {
        updateBinaryStream(findColumn(label), value);
    }

    @Override
    default void updateBlob(@Nullable String label, @Nullable InputStream value, long length) throws SQLException {
        updateBlob(findColumn(label), value, length);
    }

    @Override
    default void updateBlob(@Nullable String label, @Nullable InputStream value) throws SQLException {
        updateBlob(findColumn(label), value);
    }

    @Override
    default void updateBlob(@Nullable String label, @Nullable Blob value) throws SQLException {
        updateBlob(findColumn(label), value);
    }

    @Override
    default void updateBoolean(@Nullable String label, boolean value) throws SQLException {
        updateBoolean(findColumn(label), value);
    }

    @Override
    default void updateByte(@Nullable String label, byte value) throws SQLException {
        updateByte(findColumn(label), value);
    }

    @Override
    default void updateBytes(@Nullable String label, byte @Nullable [] value) throws SQLException {
        updateBytes(findColumn(label), value);
    }

    @Override
    default void updateCharacterStream(@Nullable String label, @Nullable Reader value, int length) throws SQLException {
        updateCharacterStream(findColumn(label), value, length);
    }

    @Override
    default void updateCharacterStream(@Nullable String label, @Nullable Reader value, long length)
            throws SQLException {
        updateCharacterStream(findColumn(label), value, length);
    }

    @Override
    default void updateCharacterStream(@Nullable String label, @Nullable Reader value) throws SQLException {
        updateCharacterStream(findColumn(label), value);
    }

    @Override
    default void updateClob(@Nullable String label, @Nullable Reader value, long length) throws SQLException {
        updateClob(findColumn(label), value, length);
    }

    @Override
    default void updateClob(@Nullable String label, @Nullable Reader value) throws SQLException {
        updateClob(findColumn(label), value);
    }

    @Override
    default void updateClob(@Nullable String label, @Nullable Clob value) throws SQLException {
        updateClob(findColumn(label), value);
    }

    @Override
    default void updateDate(@Nullable String label, @Nullable Date value) throws SQLException {
        updateDate(findColumn(label), value);
    }

    @Override
    default void updateDouble(@Nullable String label, double value) throws SQLException {
        updateDouble(findColumn(label), value);
    }

    @Override
    default void updateFloat(@Nullable String label, float value) throws SQLException {
        updateFloat(findColumn(label), value);
    }

    @Override
    default void updateInt(@Nullable String label, int value) throws SQLException {
        updateInt(findColumn(label), value);
    }

    @Override
    default void updateLong(@Nullable String label, long value) throws SQLException {
        updateLong(findColumn(label), value);
    }

    @Override
    default void updateNCharacterStream(@Nullable String label, @Nullable Reader value, long length)
            throws SQLException {
        updateNCharacterStream(findColumn(label), value, length);
    }

    @Override
    default void updateNCharacterStream(@Nullable String label, @Nullable Reader value) throws SQLException {
        updateNCharacterStream(findColumn(label), value);
    }

    @Override
    default void updateNClob(@Nullable String label, @Nullable Reader value, long length) throws SQLException {
        updateNClob(findColumn(label), value, length);
    }

    @Override
    default void updateNClob(@Nullable String label, @Nullable Reader value) throws SQLException {
        updateNClob(findColumn(label), value);
    }

    @Override
    default void updateNClob(@Nullable String label, @Nullable NClob value) throws SQLException {
        updateNClob(findColumn(label), value);
    }

    @Override
    default void updateNString(@Nullable String label, @Nullable String value) throws SQLException {
        updateNString(findColumn(label), value);
    }

    @Override
    default void updateNull(@Nullable String label) throws SQLException {
        updateNull(findColumn(label));
    }

    @Override
    default void updateObject(@Nullable String label, @Nullable Object value, int length) throws SQLException {
        updateObject(findColumn(label), value, length);
    }

    @Override
    default void updateObject(@Nullable String label, @Nullable Object value, SQLType targetType, int length)
            throws SQLException {
        updateObject(findColumn(label), value, targetType, length);
    }

    @Override
    default void updateObject(@Nullable String label, @Nullable Object value, SQLType targetType) throws SQLException {
        updateObject(findColumn(label), value, targetType);
    }

    @Override
    default void updateObject(@Nullable String label, @Nullable Object value) throws SQLException {
        updateObject(findColumn(label), value);
    }

    @Override
    default void updateRef(@Nullable String label, @Nullable Ref value) throws SQLException {
        updateRef(findColumn(label), value);
    }

    @Override
    default void updateRowId(@Nullable String label, @Nullable RowId value) throws SQLException {
        updateRowId(findColumn(label), value);
    }

    @Override
    default void updateSQLXML(@Nullable String label, @Nullable SQLXML value) throws SQLException {
        updateSQLXML(findColumn(label), value);
    }

    @Override
    default void updateShort(@Nullable String label, short value) throws SQLException {
        updateShort(findColumn(label), value);
    }

    @Override
    default void updateString(@Nullable String label, @Nullable String value) throws SQLException {
        updateString(findColumn(label), value);
    }

    @Override
    default void updateTime(@Nullable String label, @Nullable Time value) throws SQLException {
        updateTime(findColumn(label), value);
    }

    @Override
    default void updateTimestamp(@Nullable String label, @Nullable Timestamp value) throws SQLException {
        updateTimestamp(findColumn(label), value);
    }
}
