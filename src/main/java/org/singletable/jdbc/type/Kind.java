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
 * <p>UUID values are lower-case text. Sets are lists without duplicates in ascending order of their elements; lists keep
 * theirs. JSON values are Jackson trees whose numbers are exact ({@code BigDecimal}).
 */
public enum Kind {
    STRING("string", "VARCHAR", Types.VARCHAR, String.class, String.class),
    INT("int", "INTEGER", Types.INTEGER, Integer.class, Integer.class),
    LONG("long", "BIGINT", Types.BIGINT, Long.class, Long.class),
    DECIMAL("decimal", "DECIMAL", Types.DECIMAL, BigDecimal.class, BigDecimal.class),
    DOUBLE("double", "DOUBLE", Types.DOUBLE, Double.class, Double.class),
    BOOLEAN("boolean", "BOOLEAN", Types.BOOLEAN, Boolean.class, Boolean.class),
    DATE("date", "DATE", Types.DATE, LocalDate.class, java.sql.Date.class),
    TIME("time", "TIME", Types.TIME, LocalTime.class, java.sql.Time.class),
    TIMESTAMP("timestamp", "TIMESTAMP", Types.TIMESTAMP, LocalDateTime.class, java.sql.Timestamp.class),
    TIMESTAMPTZ(
            "timestamptz",
            "TIMESTAMP WITH TIME ZONE",
            Types.TIMESTAMP_WITH_TIMEZONE,
            OffsetDateTime.class,
            OffsetDateTime.class),
    UUID("uuid", "UUID", Types.VARCHAR, String.class, String.class),
    BINARY("binary", "VARBINARY", Types.VARBINARY, Bytes.class, byte[].class),
    JSON("json", "JSON", Types.LONGVARCHAR, com.fasterxml.jackson.databind.JsonNode.class, String.class),
    SET("set", "ARRAY", Types.ARRAY, List.class, java.sql.Array.class),
    LIST("list", "ARRAY", Types.ARRAY, List.class, java.sql.Array.class);

    private final String mappingName;
    private final String sqlName;
    private final int jdbcType;
    private final Class<?> valueClass;
    private final Class<?> objectClass;

    Kind(String mappingName, String sqlName, int jdbcType, Class<?> valueClass, Class<?> objectClass) {
        this.mappingName = mappingName;
        this.sqlName = sqlName;
        this.jdbcType = jdbcType;
        this.valueClass = valueClass;
        this.objectClass = objectClass;
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

    public boolean isNumeric() {
        return this == INT || this == LONG || this == DECIMAL || this == DOUBLE;
    }

    public boolean isTemporal() {
        return this == DATE || this == TIME || this == TIMESTAMP || this == TIMESTAMPTZ;
    }
}
