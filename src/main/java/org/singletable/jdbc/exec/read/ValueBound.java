package org.singletable.jdbc.exec.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import org.singletable.jdbc.exec.ColumnOperands;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * A bound of a column's values, as a value of the column's type. {@code > 1.5} on an {@code int} becomes {@code >= 2}, and
 * where the type has a next value, {@code > 1} does too: then every bound but of text and fractions is inclusive.
 */
sealed interface ValueBound {
    /** No value bounds the column: all are within. */
    ValueBound ALL = new All();

    /** No value of the column is within. */
    ValueBound NONE = new None();

    record All() implements ValueBound {}

    record None() implements ValueBound {}

    /** @param value in the value class of the column's type, whatever its length, precision or scale */
    record At(Object value, boolean inclusive) implements ValueBound {}

    /**
     * @param operand what the column is compared with, not NULL
     * @param lower whether greater values are within
     * @throws org.singletable.jdbc.error.DriverException 22018 where the two cannot be compared
     */
    static ValueBound of(Column column, Object operand, boolean inclusive, boolean lower) {
        Kind kind = column.type().kind();
        if ((kind == Kind.INT || kind == Kind.LONG) && operand instanceof Number number && isFinite(number)) {
            return whole(kind, new BigDecimal(number.toString()), inclusive, lower);
        }
        Column unlimited = withoutLimit(column);
        Optional<Object> exact = ColumnOperands.exact(operand, unlimited);
        if (exact.isEmpty()) {
            return ALL;
        }
        Object value = exact.get();
        if (value instanceof Number number && (kind == Kind.INT || kind == Kind.LONG)) {
            return whole(kind, new BigDecimal(number.toString()), inclusive, lower);
        }
        if (value instanceof LocalDate date && !inclusive) {
            LocalDate neighbour = lower ? date.plusDays(1) : date.minusDays(1);
            return hasPlainYear(neighbour) ? new At(neighbour, true) : new At(value, false);
        }
        return new At(value, inclusive);
    }

    /** Whether its ISO text is one of those that order as the dates do. */
    static boolean hasPlainYear(LocalDate date) {
        return date.getYear() >= 0 && date.getYear() <= 9999;
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double real) || Double.isFinite(real);
    }

    private static ValueBound whole(Kind kind, BigDecimal bound, boolean inclusive, boolean lower) {
        BigDecimal nearest = bound.setScale(0, lower ? RoundingMode.CEILING : RoundingMode.FLOOR);
        if (!inclusive && nearest.compareTo(bound) == 0) {
            nearest = lower ? nearest.add(BigDecimal.ONE) : nearest.subtract(BigDecimal.ONE);
        }
        BigDecimal min = BigDecimal.valueOf(kind == Kind.INT ? Integer.MIN_VALUE : Long.MIN_VALUE);
        BigDecimal max = BigDecimal.valueOf(kind == Kind.INT ? Integer.MAX_VALUE : Long.MAX_VALUE);
        if (nearest.compareTo(max) > 0) {
            return lower ? NONE : ALL;
        }
        if (nearest.compareTo(min) < 0) {
            return lower ? ALL : NONE;
        }
        Object value = kind == Kind.INT ? (Object) nearest.intValueExact() : (Object) nearest.longValueExact();
        return new At(value, true);
    }

    /** A text that is longer than any value is a bound all the same. */
    private static Column withoutLimit(Column column) {
        SqlType type = column.type().withoutLimit();
        return new Column(
                column.name(),
                column.ordinal(),
                type,
                column.notNull(),
                column.path(),
                column.inContainer(),
                column.form(),
                column.defaultSql(),
                column.onUpdateSql(),
                column.versionStart(),
                column.zone(),
                column.hidden(),
                column.readOnly(),
                column.storesNull(),
                column.remarks());
    }
}
