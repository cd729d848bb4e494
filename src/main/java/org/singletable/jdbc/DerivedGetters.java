package org.singletable.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** The getters of {@link ResultSet} that give what another one gives, in another form. */
interface DerivedGetters extends ResultSet {
    @Override
    @Deprecated
    default @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        @Nullable BigDecimal value = getBigDecimal(column);
        return value == null ? null : Border.cross(() -> value.setScale(scale, RoundingMode.HALF_UP));
    }

    @Override
    default @Nullable String getNString(int column) throws SQLException {
        return getString(column);
    }

    @Override
    default @Nullable URL getURL(int column) throws SQLException {
        @Nullable String text = getString(column);
        try {
            return text == null ? null : new URL(text);
        } catch (MalformedURLException e) {
            throw SqlExceptions.of(new DriverException(
                    SqlState.CANNOT_CONVERT, "column " + getMetaData().getColumnLabel(column) + " holds no URL", e));
        }
    }

    @Override
    default @Nullable InputStream getAsciiStream(int column) throws SQLException {
        @Nullable String text = getString(column);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    default @Nullable InputStream getBinaryStream(int column) throws SQLException {
        byte @Nullable [] bytes = getBytes(column);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    default @Nullable Reader getCharacterStream(int column) throws SQLException {
        @Nullable String text = getString(column);
        return text == null ? null : new StringReader(text);
    }

    @Override
    default @Nullable Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    default @Nullable Blob getBlob(int column) throws SQLException {
        byte @Nullable [] bytes = getBytes(column);
        return bytes == null ? null : new SerialBlob(bytes);
    }

    @Override
    default @Nullable Clob getClob(int column) throws SQLException {
        @Nullable String text = getString(column);
        return text == null ? null : new SerialClob(text.toCharArray());
    }
}
