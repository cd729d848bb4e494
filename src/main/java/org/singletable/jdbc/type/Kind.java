package org.singletable.jdbc.type;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The families of SQL types. Each has exactly one Java class in which its values travel between the rooms ({@link
 * #valueClass}); SQL NULL is {@code null}.
 *
 * <p>UUID values are lower-case text. Sets are lists without duplicates in ascending order of their elements; lists
 * keep theirs. JSON values are Jackson trees whose numbers are exact ({@code BigDecimal}).
 */
public enum Kind {
    STRING("string", "VARCHAR", Types.VARCHAR, String.class, String.class, TypeInfo.text("'", "'", "LENGTH")),
    INT("int", "INTEGER", Types.INTEGER, Integer.class, Integer.class, TypeInfo.number(10, 0, 11, null)),
    LONG("long", "BIGINT", Types.BIGINT, Long.class, Long.class, TypeInfo.number(19, 0, 20, null)),
    DECIMAL(
            "decimal",
            "DECIMAL",
            Types.DECIMAL,
            BigDecimal.class,
            BigDecimal.class,
            TypeInfo.number(38, 38, 170, "PRECISION,SCALE")),
    DOUBLE("double", "DOUBLE", Types.DOUBLE, Double.class, Double.class, TypeInfo.number(17, 0, 24, null)),
    BOOLEAN("boolean", "BOOLEAN", Types.BOOLEAN, Boolean.class, Boolean.class, TypeInfo.plain(1, 5, null, null)),
    DATE("date", "DATE", Types.DATE, LocalDate.class, java.sql.Date.class, TypeInfo.temporal("DATE", 10, 0)),
    TIME("time", "TIME", Types.TIME, LocalTime.class, java.sql.Time.class, TypeInfo.temporal("TIME", 18, 9)),
    TIMESTAMP(
            "timestamp",
            "TIMESTAMP",
            Types.TIMESTAMP,
            LocalDateTime.class,
            java.sql.Timestamp.class,
            TypeInfo.temporal("TIMESTAMP", 29, 9)),
    TIMESTAMPTZ(
            "timestamptz",
            "TIMESTAMP WITH TIME ZONE",
            Types.TIMESTAMP_WITH_TIMEZONE,
            OffsetDateTime.class,
            OffsetDateTime.class,
            TypeInfo.temporal("TIMESTAMP WITH TIME ZONE", 38, 9)),
    UUID("uuid", "UUID", Types.VARCHAR, String.class, String.class, TypeInfo.plain(36, 36, "'", "'")),
    BINARY(
            "binary",
            "VARBINARY",
            Types.VARBINARY,
            Bytes.class,
            byte[].class,
            TypeInfo.plain(TypeInfo.ITEM_BYTES, 2 * TypeInfo.ITEM_BYTES, "X'", "'")),
    JSON(
            "json",
            "JSON",
            Types.LONGVARCHAR,
            com.fasterxml.jackson.databind.JsonNode.class,
            String.class,
            TypeInfo.text("JSON '", "'", null)),
    SET("set", "ARRAY", Types.ARRAY, List.class, java.sql.Array.class, TypeInfo.text(null, null, null)),
    LIST("list", "ARRAY", Types.ARRAY, List.class, java.sql.Array.class, TypeInfo.text(null, null, null));

    private static final List<Kind> VALUES = List.of(values());

    private final String mappingName;
    private final String sqlName;
    private final int jdbcType;
    private final Class<?> valueClass;
    private final Class<?> objectClass;
    private final TypeInfo info;

    Kind(String mappingName, String sqlName, int jdbcType, Class<?> valueClass, Class<?> objectClass, TypeInfo info) {
        this.mappingName = mappingName;
        this.sqlName = sqlName;
        this.jdbcType = jdbcType;
        this.valueClass = valueClass;
        this.objectClass = objectClass;
        this.info = info;
    }

    /** The name in mapping files. */
    public String mappingName() {
        return mappingName;
    }

    /** The type name shown in metadata. */
    public String sqlName() {
        return sqlName;
    }

    /** The constant of {@link Types}. */
    public int jdbcType() {
        return jdbcType;
    }

    /** The class of the values inside the driver. */
    public Class<?> valueClass() {
        return valueClass;
    }

    /** The class that {@code ResultSet.getObject} returns. */
    public Class<?> objectClass() {
        return objectClass;
    }

    /**
     * The kind of a value, by its class: STRING for uuids, LIST for sets.
     *
     * @throws IllegalArgumentException for an object of no value class
     */
    public static Kind ofValue(Object value) {
        for (Kind kind : VALUES) {
            if (kind != SET && kind.valueClass.isInstance(value)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a value of the driver: " + value.getClass());
    }

    /** The facts that metadata reports. */
    public TypeInfo info() {
        return info;
    }

    public boolean isNumeric() {
        return this == INT || this == LONG || this == DECIMAL || this == DOUBLE;
    }

    public boolean isArray() {
        return this == SET || this == LIST;
    }

    public boolean isTemporal() {
        return this == DATE || this == TIME || this == TIMESTAMP || this == TIMESTAMPTZ;
    }
}
