package org.singletable.jdbc.shell;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a printed result.
 *
 * @param label the heading
 * @param index its number in the result set, from 1
 */
record ResultColumn(String label, int index, Kind kind) {
    /** What JSON makes of a value, and how a table aligns it. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        /** The text is the bytes in lower-case hexadecimal digits. */
        BINARY,
        /** The text is JSON, where it can be read as such. */
        JSON
    }

    static ResultColumn of(ResultSetMetaData metaData, int index) throws SQLException {
        return new ResultColumn(metaData.getColumnLabel(index), index, kind(metaData, index));
    }

    /** The value in the current row, null for NULL. */
    @Nullable
    String read(ResultSet rows) throws SQLException {
        // Drivers differ in the text of these two, or have none: TRUE, t, 1; X'00', the bytes as characters.
        if (kind == Kind.BOOLEAN) {
            boolean value = rows.getBoolean(index);
            return rows.wasNull() ? null : String.valueOf(value);
        }
        if (kind == Kind.BINARY) {
            byte[] bytes = rows.getBytes(index);
            return bytes == null ? null : HexFormat.of().formatHex(bytes);
        }
        return rows.getString(index);
    }

    private static Kind kind(ResultSetMetaData metaData, int index) throws SQLException {
        if (Boolean.class.getName().equals(metaData.getColumnClassName(index))) {
            return Kind.BOOLEAN;
        }
        return switch (metaData.getColumnType(index)) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> Kind.NUMBER;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Kind.BINARY;
            case Types.ARRAY -> Kind.JSON;
            default ->
                metaData.getColumnTypeName(index).toUpperCase(Locale.ROOT).startsWith("JSON") ? Kind.JSON : Kind.TEXT;
        };
    }
}
