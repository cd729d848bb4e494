package org.singletable.jdbc.function;

import java.util.Optional;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * Precision and scale of what decimals come to, by H2's rules. Where a precision would be over 38, and where an operand has
 * none, the result is a {@code decimal} without limit, which has no trailing zeros.
 */
final class DecimalTypes {
    static final int MAX_PRECISION = 38;
    private static final int INT_DIGITS = 10;
    static final int LONG_DIGITS = 19;

    private DecimalTypes() {}

    /** A whole number or limited decimal as decimal; empty for one without limit and for all other types. */
    static Optional<SqlType> limited(SqlType type) {
        return switch (type.kind()) {
            case INT -> Optional.of(SqlType.decimal(INT_DIGITS, 0));
            case LONG -> Optional.of(SqlType.decimal(LONG_DIGITS, 0));
            case DECIMAL -> type.isLimited() ? Optional.of(type) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A rule for two limited types. */
    @FunctionalInterface
    interface Rule {
        SqlType type(SqlType left, SqlType right);
    }

    static SqlType apply(Rule rule, SqlType left, SqlType right) {
        return limited(left)
                .flatMap(a -> limited(right).map(b -> rule.type(a, b)))
                .orElse(SqlType.DECIMAL);
    }

    static SqlType sum(SqlType left, SqlType right) {
        int scale = Math.max(left.scale(), right.scale());
        return decimal(Math.max(wholeDigits(left), wholeDigits(right)) + scale + 1, scale);
    }

    static SqlType product(SqlType left, SqlType right) {
        return decimal(left.length() + right.length(), left.scale() + right.scale());
    }

    static SqlType quotient(SqlType left, SqlType right) {
        int scale = Math.max(0, left.scale() - right.scale() + 2 * right.length());
        return decimal(wholeDigits(left) + right.scale() + scale, scale);
    }

    /** A remainder is smaller than the divisor, and no larger than the dividend. */
    static SqlType remainder(SqlType left, SqlType right) {
        int scale = Math.max(left.scale(), right.scale());
        return decimal(Math.max(1, Math.min(wholeDigits(left), wholeDigits(right)) + scale), scale);
    }

    /** Holds the values of both. */
    static SqlType union(SqlType left, SqlType right) {
        int scale = Math.max(left.scale(), right.scale());
        return decimal(Math.max(wholeDigits(left), wholeDigits(right)) + scale, scale);
    }

    /** What rounding to a whole number gives. */
    static SqlType rounded(SqlType type) {
        return type.kind() == Kind.DECIMAL && type.isLimited() ? decimal(wholeDigits(type) + 1, 0) : type;
    }

    static SqlType decimal(int precision, int scale) {
        return precision <= MAX_PRECISION ? SqlType.decimal(precision, scale) : SqlType.DECIMAL;
    }

    private static int wholeDigits(SqlType type) {
        return type.length() - type.scale();
    }
}
