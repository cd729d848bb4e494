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
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The getters by column label, which go to those by position. */
interface LabelResultSet extends ResultSet {
    @Override
    default @Nullable Array getArray(@Nullable String label) throws SQLException {
        return getArray(findColumn(label));
    }

    @Override
    default @Nullable InputStream getAsciiStream(@Nullable String label) throws SQLException {
        return getAsciiStream(findColumn(label));
    }

    @Override
    @Deprecated
    default @Nullable BigDecimal getBigDecimal(@Nullable String label, int scale) throws SQLException {
        return getBigDecimal(findColumn(label), scale);
    }

    @Override
    default @Nullable BigDecimal getBigDecimal(@Nullable String label) throws SQLException {
        return getBigDecimal(findColumn(label));
    }

    @Override
    default @Nullable InputStream getBinaryStream(@Nullable String label) throws SQLException {
        return getBinaryStream(findColumn(label));
    }

    @Override
    default @Nullable Blob getBlob(@Nullable String label) throws SQLException {
        return getBlob(findColumn(label));
    }

    @Override
    default boolean getBoolean(@Nullable String label) throws SQLException {
        return getBoolean(findColumn(label));
    }

    @Override
    default byte getByte(@Nullable String label) throws SQLException {
        return getByte(findColumn(label));
    }

    @Override
    default byte @Nullable [] getBytes(@Nullable String label) throws SQLException {
        return getBytes(findColumn(label));
    }

    @Override
    default @Nullable Reader getCharacterStream(@Nullable String label) throws SQLException {
        return getCharacterStream(findColumn(label));
    }

    @Override
    default @Nullable Clob getClob(@Nullable String label) throws SQLException {
        return getClob(findColumn(label));
    }

    @Override
    default @Nullable Date getDate(@Nullable String label, @Nullable Calendar calendar) throws SQLException {
        return getDate(findColumn(label), calendar);
    }

    @Override
    default @Nullable Date getDate(@Nullable String label) throws SQLException {
        return getDate(findColumn(label));
    }

    @Override
    default double getDouble(@Nullable String label) throws SQLException {
        return getDouble(findColumn(label));
    }

    @Override
    default float getFloat(@Nullable String label) throws SQLException {
        return getFloat(findColumn(label));
    }

    @Override
    default int getInt(@Nullable String label) throws SQLException {
        return getInt(findColumn(label));
    }

    @Override
    default long getLong(@Nullable String label) throws SQLException {
        return getLong(findColumn(label));
    }

    @Override
    default @Nullable Reader getNCharacterStream(@Nullable String label) throws SQLException {
        return getNCharacterStream(findColumn(label));
    }

    @Override
    default @Nullable NClob getNClob(@Nullable String label) throws SQLException {
        return getNClob(findColumn(label));
    }

    @Override
    default @Nullable String getNString(@Nullable String label) throws SQLException {
        return getNString(findColumn(label));
    }

    @Override
    default <T> @Nullable T getObject(@Nullable String label, Class<T> type) throws SQLException {
        return getObject(findColumn(label), type);
    }

    @Override
    default @Nullable Object getObject(@Nullable String label, @Nullable Map<String, Class<?>> types)
            throws SQLException {
        return getObject(findColumn(label), types);
    }

    @Override
    default @Nullable Object getObject(@Nullable String label) throws SQLException {
        return getObject(findColumn(label));
    }

    @Override
    default @Nullable Ref getRef(@Nullable String label) throws SQLException {
        return getRef(findColumn(label));
    }

    @Override
    default @Nullable RowId getRowId(@Nullable String label) throws SQLException {
        return getRowId(findColumn(label));
    }

    @Override
    default @Nullable SQLXML getSQLXML(@Nullable String label) throws SQLException {
        return getSQLXML(findColumn(label));
    }

    @Override
    default short getShort(@Nullable String label) throws SQLException {
        return getShort(findColumn(label));
    }

    @Override
    default @Nullable String getString(@Nullable String label) throws SQLException {
        return getString(findColumn(label));
    }

    @Override
    default @Nullable Time getTime(@Nullable String label, @Nullable Calendar calendar) throws SQLException {
        return getTime(findColumn(label), calendar);
    }

    @Override
    default @Nullable Time getTime(@Nullable String label) throws SQLException {
        return getTime(findColumn(label));
    }

    @Override
    default @Nullable Timestamp getTimestamp(@Nullable String label, @Nullable Calendar calendar) throws SQLException {
        return getTimestamp(findColumn(label), calendar);
    }

    @Override
    default @Nullable Timestamp getTimestamp(@Nullable String label) throws SQLException {
        return getTimestamp(findColumn(label));
    }

    @Override
    default @Nullable URL getURL(@Nullable String label) throws SQLException {
        return getURL(findColumn(label));
    }

    @Override
    @Deprecated
    default @Nullable InputStream getUnicodeStream(@Nullable String label) throws SQLException {
        return getUnicodeStream(findColumn(label));
    }
}
