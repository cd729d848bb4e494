package org.singletable.jdbc.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** The two sides of a comparison, of whatever types they are. */
public final class Operands {
    private Operands() {}

    /**
     * Compares two values, first brought to the type in which their types are compared.
     *
     * @throws DriverException 22018 where they cannot be compared
     */
    public static int compare(Object left, SqlType leftType, Object right, SqlType rightType) {
        if (left instanceof Number && right instanceof Number || left.getClass() == right.getClass()) {
            return Comparison.compare(left, right);
        }
        SqlType common = unlimited(Comparison.common(leftType, rightType));
        return Comparison.compare(Conversions.convert(left, common), Conversions.convert(right, common));
    }

    /**
     * The value as one of a column's type, for looking it up by key; empty where no value of that type equals it, as no
     * {@code int} equals 1.5.
     *
     * @throws DriverException 22018 for text that is no value of the type
     */
    public static Optional<Object> exact(Object value, SqlType columnType) {
        SqlType type = unlimited(columnType);
        Object converted;
        try {
            converted = Conversions.convert(value, type);
        } catch (DriverException e) {
            if (e.state() == SqlState.NUMERIC_OUT_OF_RANGE) {
                return Optional.empty();
            }
            throw e;
        }
        return compare(value, typeOf(value), converted, type) == 0 ? Optional.of(converted) : Optional.empty();
    }

    /** The type that a value has by its class. */
    public static SqlType typeOf(Object value) {
        if (value instanceof String) {
            return SqlType.STRING;
        } else if (value instanceof Integer) {
            return SqlType.INT;
        } else if (value instanceof Long) {
            return SqlType.LONG;
        } else if (value instanceof BigDecimal) {
            return SqlType.DECIMAL;
        } else if (value instanceof Double) {
            return SqlType.DOUBLE;
        } else if (value instanceof Boolean) {
            return SqlType.BOOLEAN;
        } else if (value instanceof LocalDate) {
            return SqlType.DATE;
        } else if (value instanceof LocalTime) {
            return SqlType.TIME;
        } else if (value instanceof LocalDateTime) {
            return SqlType.TIMESTAMP;
        } else if (value instanceof OffsetDateTime) {
            return SqlType.TIMESTAMPTZ;
        } else if (value instanceof Bytes) {
            return SqlType.BINARY;
        } else if (value instanceof JsonNode) {
            return SqlType.JSON;
        } else if (value instanceof List<?> list) {
            return new SqlType(Kind.LIST, 0, 0, list.isEmpty() ? SqlType.STRING : typeOf(list.get(0)));
        }
        throw new IllegalArgumentException("no value class of the driver: " + value.getClass());
    }

    /** The type without length, precision and scale: comparing with a longer text is false, not an error. */
    public static SqlType unlimited(SqlType type) {
        return type.isLimited() ? new SqlType(type.kind(), 0, 0, type.element()) : type;
    }
}
