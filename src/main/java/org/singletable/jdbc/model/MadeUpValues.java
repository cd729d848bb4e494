package org.singletable.jdbc.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.PlainText;
import org.singletable.jdbc.type.SqlType;

/** Made-up values: of the column's type, without characters that stand between columns in keys, and the same each time. */
final class MadeUpValues {
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 5, 9, 0);

    /** One in so many values of columns that can be NULL is. */
    private static final int NULL_EVERY = 4;

    /** One in so many truth values is false. */
    private static final int FALSE_EVERY = 3;

    private MadeUpValues() {}

    /**
     * The value of a column in a row, null for NULL.
     *
     * @param number of the row, from 0
     */
    static @Nullable Object of(Entity entity, Column column, int number) {
        if (column.isVersion()) {
            return Conversions.convert(1, column.type());
        }
        boolean identifying = identifying(entity).contains(column);
        boolean isNull =
                !identifying && !column.notNull() && (number + column.ordinal()) % NULL_EVERY == NULL_EVERY - 1;
        if (isNull) {
            return null;
        }
        // Rows with the same value in an index come together there.
        int value = !identifying && partitionsIndex(entity, column) ? number / 2 : number;
        return literalDefault(entity, column).orElseGet(() -> made(entity, column, value));
    }

    /** The columns in which no two rows may be alike. */
    private static Set<Column> identifying(Entity entity) {
        Set<Column> columns = new HashSet<>(entity.primaryKey());
        columns.addAll(entity.id());
        entity.uniqueConstraints().forEach(constraint -> columns.addAll(constraint.columns()));
        return columns;
    }

    private static boolean partitionsIndex(Entity entity, Column column) {
        return entity.indexes().stream()
                .map(EntityIndex::partitionKey)
                .anyMatch(key -> key.template().columns().contains(column));
    }

    /** A default that is written as a value, such as {@code 'new'} or {@code 0}. */
    private static Optional<Object> literalDefault(Entity entity, Column column) {
        String sql = column.defaultSql();
        boolean varies =
                column.type().kind() == Kind.BOOLEAN || identifying(entity).contains(column);
        if (sql == null || varies) {
            return Optional.empty();
        }
        boolean quoted = sql.length() > 1 && sql.startsWith("'") && sql.endsWith("'");
        try {
            String text = quoted ? sql.substring(1, sql.length() - 1).replace("''", "'") : sql;
            return quoted || column.type().kind().isNumeric()
                    ? Optional.of(PlainText.parse(text, column.type()))
                    : Optional.empty();
        } catch (DriverException e) {
            // It is a function.
            return Optional.empty();
        }
    }

    private static Object made(Entity entity, Column column, int number) {
        if (column.type().kind() == Kind.INT || column.type().kind() == Kind.LONG) {
            return Conversions.convert(whole(entity, column, number), column.type());
        }
        return made(entity.name() + "." + column.name(), column.type(), number);
    }

    /** Seconds or milliseconds since 1970 where the column is seen to hold a time. */
    private static long whole(Entity entity, Column column, int number) {
        long seconds = FIRST.plusDays(number).toEpochSecond(ZoneOffset.UTC);
        if (entity.ttl().filter(column::equals).isPresent()) {
            return seconds;
        }
        return "now()".equals(column.defaultSql()) ? seconds * 1000 : number + 1L;
    }

    /** @param place the entity's and the column's name, with a dot between them */
    private static Object made(String place, SqlType type, int number) {
        return switch (type.kind()) {
            case STRING -> MadeUpTexts.of(place, type, number);
            case INT, LONG -> Conversions.convert(number + 1, type);
            case DECIMAL -> decimal(type, number);
            case DOUBLE -> number + 0.5;
            case BOOLEAN -> number % FALSE_EVERY != FALSE_EVERY - 1;
            case DATE -> FIRST.plusDays(number).toLocalDate();
            case TIME -> FIRST.plusMinutes(15L * number).toLocalTime();
            case TIMESTAMP -> FIRST.plusDays(number);
            case TIMESTAMPTZ -> FIRST.plusDays(number).atOffset(ZoneOffset.UTC);
            case UUID ->
                UUID.nameUUIDFromBytes((place + number).getBytes(StandardCharsets.UTF_8))
                        .toString();
            case BINARY -> Bytes.of(new byte[] {(byte) (number + 1), (byte) 0xc0, (byte) 0xde});
            case JSON -> Conversions.convert("{\"n\":%d}".formatted(number + 1), type);
            case SET, LIST -> {
                SqlType element = type.elementType().orElse(SqlType.STRING);
                yield List.of(made(place, element, 2 * number), made(place, element, 2 * number + 1));
            }
        };
    }

    /** As many digits after the point as the type has, two where it has no limit. */
    private static Object decimal(SqlType type, int number) {
        int scale = type.isLimited() ? type.scale() : 2;
        BigDecimal largest =
                type.isLimited() ? BigDecimal.TEN.pow(type.length() - scale) : BigDecimal.valueOf(Long.MAX_VALUE);
        BigDecimal value = BigDecimal.valueOf(12_50 + 7_25L * number, 2).remainder(largest);
        return value.setScale(scale, RoundingMode.DOWN);
    }
}
