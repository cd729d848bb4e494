package org.singletable.jdbc.type;

import java.time.OffsetDateTime;
import java.time.ZoneId;
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
        if (leftType.kind() == rightType.kind() || left instanceof Number && right instanceof Number) {
            return Comparison.compare(left, right);
        }
        SqlType common = Comparison.common(leftType, rightType);
        return Comparison.compare(Conversions.convert(left, common), Conversions.convert(right, common));
    }

    /**
     * The value as one of a column's type, for looking it up by key; empty where no value of that type equals it, as no
     * {@code int} equals 1.5 and no {@code string(3)} a longer text.
     *
     * @throws DriverException 22018 for text that is no value of the type
     */
    public static Optional<Object> exact(Object value, SqlType type) {
        Object converted;
        try {
            converted = Conversions.convert(local(value, type.kind()), type);
        } catch (DriverException e) {
            if (e.state() == SqlState.NUMERIC_OUT_OF_RANGE || e.state() == SqlState.STRING_TOO_LONG) {
                return Optional.empty();
            }
            throw e;
        }
        return compare(value, typeOf(value), converted, type) == 0 ? Optional.of(converted) : Optional.empty();
    }

    /** An instant beside a date or timestamp, as {@link #compare} takes it: the clock in the JVM's zone at that instant. */
    private static Object local(Object value, Kind other) {
        return value instanceof OffsetDateTime instant && (other == Kind.DATE || other == Kind.TIMESTAMP)
                ? instant.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime()
                : value;
    }

    /** The type that a value has by its class. */
    public static SqlType typeOf(Object value) {
        if (value instanceof List<?> list) {
            return SqlType.list(list.isEmpty() || list.get(0) == null ? SqlType.STRING : typeOf(list.get(0)));
        }
        return new SqlType(Kind.ofValue(value), 0, 0, null);
    }
}
