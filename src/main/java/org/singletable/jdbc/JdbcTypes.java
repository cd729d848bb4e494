package org.singletable.jdbc;

import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

/** The numbers of {@link Types}, and type names, as SQL types of the driver. */
final class JdbcTypes {
    private JdbcTypes() {}

    /**
     * A setter's object converted to the type it names, in a value class of the driver.
     *
     * @param scale digits after the point for DECIMAL and NUMERIC, null where none are given
     * @throws SQLException 22003, 22018; HYC00 for a type the driver has nothing for
     */
    static @Nullable Object convert(@Nullable Object object, int jdbcType, @Nullable Integer scale)
            throws SQLException {
        @Nullable Object value = Values.fromJava(object, null);
        if (value == null) {
            // NULL is of every type, as for setNull.
            return null;
        }
        Optional<SqlType> target = target(jdbcType, scale);
        return target.isEmpty() ? value : Border.cross(() -> Conversions.convert(value, target.get()));
    }

    /** Empty for the types that say nothing: the value's own is kept. */
    private static Optional<SqlType> target(int jdbcType, @Nullable Integer scale) throws SQLException {
        return switch (jdbcType) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> Optional.of(SqlType.STRING);
            case Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR, Types.NCLOB -> Optional.of(SqlType.STRING);
            case Types.SQLXML -> Optional.of(SqlType.STRING);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Optional.of(SqlType.INT);
            case Types.BIGINT -> Optional.of(SqlType.LONG);
            case Types.DECIMAL, Types.NUMERIC ->
                Optional.of(
                        scale == null
                                ? SqlType.DECIMAL
                                : SqlType.decimal(SqlType.DECIMAL.kind().info().precision(), scale));
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Optional.of(SqlType.DOUBLE);
            case Types.BIT, Types.BOOLEAN -> Optional.of(SqlType.BOOLEAN);
            case Types.DATE -> Optional.of(SqlType.DATE);
            case Types.TIME -> Optional.of(SqlType.TIME);
            case Types.TIMESTAMP -> Optional.of(SqlType.TIMESTAMP);
            case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(SqlType.TIMESTAMPTZ);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Optional.of(SqlType.BINARY);
            case Types.NULL, Types.OTHER, Types.JAVA_OBJECT, Types.ARRAY -> Optional.empty();
            default -> throw SqlExceptions.of(JdbcErrors.notSupported("java.sql.Types number " + jdbcType));
        };
    }

    /** The number of {@link Types} that a {@link SQLType} stands for. */
    static int number(@Nullable SQLType type) throws SQLException {
        Integer number = Border.required(type, "setObject(index, value, type)").getVendorTypeNumber();
        return Border.required(number, "setObject(index, value, type), a type's number,");
    }

    /** The type of a name as metadata or the mapping file spells it. */
    static SqlType named(String name) throws SQLException {
        return SqlTypes.parse(name.toLowerCase(Locale.ROOT))
                .or(() -> Arrays.stream(Kind.values())
                        .filter(kind -> !kind.isArray() && kind.sqlName().equalsIgnoreCase(name))
                        .findFirst()
                        .map(kind -> new SqlType(kind, 0, 0, null)))
                .orElseThrow(() -> SqlExceptions.of(JdbcErrors.notSupported("an array of type " + name)));
    }
}
