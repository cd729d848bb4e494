package org.singletable.jdbc.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/**
 * Conversions between the driver's values and the Java objects of JDBC's getters and setters. java.sql dates and times
 * go through the JVM's zone or the Calendar's; java.time values never do: an {@code OffsetDateTime}, {@code
 * ZonedDateTime} or {@code Instant} is given for {@code timestamptz} and for text with an offset alone.
 */
public final class JavaValues {
    /** How one Java class is made of a value. */
    @FunctionalInterface
    private interface Getter {
        Object get(Object value, SqlType type, @Nullable Calendar calendar);
    }

    /** The classes that {@code getObject(column, class)} knows, besides Object. */
    private static final Map<Class<?>, Getter> GETTERS = Map.ofEntries(
            Map.entry(String.class, (value, type, calendar) -> text(value, type)),
            Map.entry(Boolean.class, (value, type, calendar) -> Conversions.convert(value, SqlType.BOOLEAN)),
            Map.entry(
                    Byte.class, (value, type, calendar) -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte")),
            Map.entry(Short.class, (value, type, calendar) ->
                    (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, "short")),
            Map.entry(Integer.class, (value, type, calendar) -> Conversions.convert(value, SqlType.INT)),
            Map.entry(Long.class, (value, type, calendar) -> Conversions.convert(value, SqlType.LONG)),
            Map.entry(
                    Float.class, (value, type, calendar) -> Numbers.toFloat(Conversions.number(value, SqlType.DOUBLE))),
            Map.entry(Double.class, (value, type, calendar) -> Conversions.convert(value, SqlType.DOUBLE)),
            Map.entry(BigDecimal.class, (value, type, calendar) -> decimal(value, type)),
            Map.entry(
                    BigInteger.class,
                    (value, type, calendar) -> Numbers.toBigInteger(Conversions.number(value, SqlType.DECIMAL))),
            Map.entry(
                    UUID.class,
                    (value, type, calendar) -> UUID.fromString((String) Conversions.convert(value, SqlType.UUID))),
            Map.entry(byte[].class, (value, type, calendar) -> bytes(value, type)),
            Map.entry(LocalDate.class, (value, type, calendar) -> Conversions.convert(value, SqlType.DATE)),
            Map.entry(LocalTime.class, (value, type, calendar) -> Conversions.convert(value, SqlType.TIME)),
            Map.entry(LocalDateTime.class, (value, type, calendar) -> Conversions.convert(value, SqlType.TIMESTAMP)),
            Map.entry(OffsetDateTime.class, (value, type, calendar) -> zoned(value, type, OffsetDateTime.class)),
            Map.entry(
                    ZonedDateTime.class,
                    (value, type, calendar) ->
                            zoned(value, type, ZonedDateTime.class).toZonedDateTime()),
            Map.entry(
                    Instant.class,
                    (value, type, calendar) -> zoned(value, type, Instant.class).toInstant()),
            Map.entry(
                    java.sql.Date.class,
                    (value, type, calendar) ->
                            new LegacyTimes(calendar).toDate(temporal(value, type, java.sql.Date.class))),
            Map.entry(
                    java.sql.Time.class,
                    (value, type, calendar) ->
                            new LegacyTimes(calendar).toTime(temporal(value, type, java.sql.Time.class))),
            Map.entry(
                    java.sql.Timestamp.class,
                    (value, type, calendar) ->
                            new LegacyTimes(calendar).toTimestamp(temporal(value, type, java.sql.Timestamp.class))),
            Map.entry(
                    java.util.Date.class,
                    (value, type, calendar) ->
                            new LegacyTimes(calendar).toTimestamp(temporal(value, type, java.util.Date.class))),
            Map.entry(Array.class, (value, type, calendar) -> new ArrayValue(list(value, type, Array.class), type)),
            Map.entry(List.class, (value, type, calendar) -> list(value, type, List.class)),
            Map.entry(
                    Object[].class,
                    (value, type, calendar) -> ArrayValue.objects(list(value, type, Object[].class), type)));

    /** The classes of which a value is given as it is: most of what is read. */
    private static final Set<Class<?>> AS_THEY_ARE = Set.of(String.class, Integer.class, Long.class, Boolean.class);

    private JavaValues() {}

    /**
     * A Java object given to a setter, in a value class of {@link Kind}. A float is taken as its shortest decimal. A
     * {@code Timestamp}, {@code java.util.Date} or {@code Calendar} becomes a timestamp with the zone's offset: for a
     * {@code timestamptz} column the instant counts, for a {@code timestamp} column the fields in that zone.
     *
     * @param calendar the zone for java.sql date and time types, null for the JVM's
     * @throws DriverException 22018 for a class the driver does not take, 22003 for a date out of range
     */
    public static Object fromJava(Object object, @Nullable Calendar calendar) {
        if (object instanceof String
                || object instanceof Integer
                || object instanceof Long
                || object instanceof BigDecimal
                || object instanceof Double
                || object instanceof Boolean
                || object instanceof Bytes) {
            return object;
        }
        if (object instanceof Number number) {
            return fromNumber(number);
        }
        if (object instanceof Temporal temporal) {
            return fromTemporal(temporal);
        }
        if (object instanceof java.util.Date date) {
            return new LegacyTimes(calendar).fromDate(date);
        }
        if (object instanceof Calendar own) {
            return new LegacyTimes(own).fromDate(own.getTime());
        }
        if (object instanceof UUID || object instanceof Character) {
            return object.toString();
        }
        if (object instanceof byte[] bytes) {
            return Bytes.of(bytes);
        }
        if (object instanceof JsonNode node) {
            return JsonText.checked(node).deepCopy();
        }
        if (object instanceof Object[] array) {
            return elements(Arrays.asList(array), calendar);
        }
        if (object instanceof List<?> || object instanceof Set<?>) {
            return elements((Collection<?>) object, calendar);
        }
        if (object instanceof Array array) {
            return fromArray(array, calendar);
        }
        throw unsupported(object);
    }

    private static Object fromNumber(Number number) {
        if (number instanceof Byte || number instanceof Short) {
            return number.intValue();
        }
        if (number instanceof Float) {
            return Double.valueOf(number.toString());
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        throw unsupported(number);
    }

    private static Object fromTemporal(Temporal temporal) {
        if (temporal instanceof LocalDate
                || temporal instanceof LocalTime
                || temporal instanceof LocalDateTime
                || temporal instanceof OffsetDateTime) {
            return Temporals.convert(temporal, Kind.ofValue(temporal));
        }
        if (temporal instanceof ZonedDateTime zoned) {
            return fromTemporal(zoned.toOffsetDateTime());
        }
        if (temporal instanceof Instant instant) {
            return Temporals.atUtc(instant);
        }
        throw unsupported(temporal);
    }

    private static Object fromArray(Array array, @Nullable Calendar calendar) {
        try {
            return fromJava(array.getArray(), calendar);
        } catch (SQLException e) {
            throw new DriverException(SqlState.CANNOT_CONVERT, "The array given cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<@Nullable Object> elements(Collection<?> objects, @Nullable Calendar calendar) {
        List<@Nullable Object> elements = new ArrayList<>(objects.size());
        for (Object object : objects) {
            elements.add(object == null ? null : fromJava(object, calendar));
        }
        return Collections.unmodifiableList(elements);
    }

    private static DriverException unsupported(Object object) {
        return DataErrors.unsupportedJavaClass(object.getClass().getName());
    }

    /**
     * A value as the Java class a getter asks for; {@code Object} stands for the kind's {@link Kind#objectClass}.
     * Fractions are rounded to whole numbers as {@link Conversions} does. A {@code ZonedDateTime} has the value's
     * offset as its zone. The elements of a {@code List} are the driver's values, those of an {@code Object[]} are
     * what {@code getObject} gives.
     *
     * @param value in the value class of {@code type}
     * @param calendar the zone for java.sql date and time types, null for the JVM's
     * @throws DriverException 22003 where a number does not fit, 22018 where there is no such conversion
     */
    public static <T> T toJava(Object value, SqlType type, Class<T> target, @Nullable Calendar calendar) {
        if (value.getClass() == target && AS_THEY_ARE.contains(target)) {
            return target.cast(value);
        }
        Class<?> wanted = target == Object.class ? type.kind().objectClass() : target;
        Getter getter = GETTERS.get(wanted);
        if (getter == null) {
            throw cannotConvert(type, target);
        }
        return target.cast(getter.get(value, type, calendar));
    }

    /** As H2's getString, but dates in ISO form and {@code true} in lower case. */
    private static String text(Object value, SqlType type) {
        return Conversions.text(value instanceof BigDecimal decimal ? withScale(decimal, type) : value);
    }

    private static BigDecimal decimal(Object value, SqlType type) {
        return withScale(Numbers.toBigDecimal(Conversions.number(value, SqlType.DECIMAL)), type);
    }

    /** The scale of a {@code decimal(p,s)}, which DynamoDB does not keep. */
    private static BigDecimal withScale(BigDecimal decimal, SqlType type) {
        return type.isLimited() && decimal.scale() < type.scale() ? decimal.setScale(type.scale()) : decimal;
    }

    private static long whole(Object value, long min, long max, String javaType) {
        return Numbers.toWhole(Conversions.number(value, SqlType.LONG), min, max, javaType);
    }

    private static byte[] bytes(Object value, SqlType type) {
        if (value instanceof Bytes bytes) {
            return bytes.toArray();
        }
        throw cannotConvert(type, byte[].class);
    }

    private static Temporal temporal(Object value, SqlType type, Class<?> target) {
        if (value instanceof Temporal temporal) {
            return temporal;
        }
        if (value instanceof String text && type.kind() == Kind.STRING) {
            String stripped = text.strip();
            return target == java.sql.Time.class && stripped.indexOf(':') <= 2
                    ? Temporals.parse(stripped, Kind.TIME)
                    : Temporals.parseTimestamp(stripped);
        }
        throw cannotConvert(type, target);
    }

    private static OffsetDateTime zoned(Object value, SqlType type, Class<?> target) {
        if (temporal(value, type, target) instanceof OffsetDateTime zoned) {
            return zoned;
        }
        throw cannotConvert(type, target);
    }

    private static List<?> list(Object value, SqlType type, Class<?> target) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw cannotConvert(type, target);
    }

    private static DriverException cannotConvert(SqlType type, Class<?> target) {
        return DataErrors.cannotConvert(type.toString(), target.getTypeName());
    }
}
