package org.singletable.jdbc.plan;

import java.util.List;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** The type that values of several types have together: in CASE, COALESCE and UNION ALL. */
final class CommonTypes {
    private static final int MAX_PRECISION = 38;
    private static final int INT_DIGITS = 10;
    private static final int LONG_DIGITS = 19;

    private CommonTypes() {}

    /** @throws DriverException 22018 where they have none */
    static SqlType of(List<SqlType> types) {
        return types.stream().reduce(CommonTypes::of).orElse(SqlType.STRING);
    }

    /** As in H2: text becomes what it stands beside, a number the wider one, a truth value 1 or 0. */
    static SqlType of(SqlType left, SqlType right) {
        Kind a = left.kind();
        Kind b = right.kind();
        if (left.equals(right)) {
            return left;
        } else if (a == Kind.STRING && b == Kind.STRING) {
            return left.isLimited() && right.isLimited()
                    ? SqlType.string(Math.max(left.length(), right.length()))
                    : SqlType.STRING;
        } else if (a == Kind.BOOLEAN && b.isNumeric()) {
            return right.withoutLimit();
        } else if (b == Kind.BOOLEAN && a.isNumeric()) {
            return left.withoutLimit();
        } else if (a.isNumeric() && b.isNumeric()) {
            return number(left, right);
        } else if (a == Kind.JSON && becomesJson(b) || b == Kind.JSON && becomesJson(a)) {
            return SqlType.JSON;
        }
        return Comparison.common(left, right);
    }

    private static boolean becomesJson(Kind kind) {
        return kind == Kind.STRING || kind.isNumeric() || kind == Kind.BOOLEAN || kind == Kind.BINARY;
    }

    private static SqlType number(SqlType left, SqlType right) {
        Kind a = left.kind();
        Kind b = right.kind();
        if (a == Kind.DOUBLE || b == Kind.DOUBLE) {
            Kind other = a == Kind.DOUBLE ? b : a;
            return other == Kind.INT || other == Kind.DOUBLE ? SqlType.DOUBLE : SqlType.DECIMAL;
        }
        if (a != Kind.DECIMAL && b != Kind.DECIMAL) {
            return a == b ? left : SqlType.LONG;
        }
        if (digits(left) == 0 || digits(right) == 0) {
            return SqlType.DECIMAL;
        }
        int scale = Math.max(left.scale(), right.scale());
        int precision = Math.max(digits(left) - left.scale(), digits(right) - right.scale()) + scale;
        return precision > MAX_PRECISION ? SqlType.DECIMAL : SqlType.decimal(precision, scale);
    }

    /** Digits at most; 0 for no limit. */
    private static int digits(SqlType type) {
        return switch (type.kind()) {
            case INT -> INT_DIGITS;
            case LONG -> LONG_DIGITS;
            default -> type.length();
        };
    }

    /** The expression as a value of the type. */
    static BoundExpr convert(BoundExpr expr, SqlType type) {
        if (expr instanceof BoundExpr.Constant constant) {
            Object value = constant.value();
            if (value == null) {
                return new BoundExpr.Constant(null, type);
            }
            try {
                return new BoundExpr.Constant(Conversions.convert(value, type), type);
            } catch (DriverException e) {
                // It may be a value that is never asked for: the error is that of the row that does.
                return new BoundExpr.Convert(expr, type);
            }
        }
        // A parameter has whatever class the application gave.
        boolean has = !(expr instanceof BoundExpr.Param) && holds(type, expr.type());
        return has ? expr : new BoundExpr.Convert(expr, type);
    }

    /** Whether every value of one type is one of the other as it is. */
    private static boolean holds(SqlType type, SqlType values) {
        return type.equals(values)
                || type.equals(values.withoutLimit())
                || type.kind() == Kind.STRING
                        && values.kind() == Kind.STRING
                        && values.isLimited()
                        && values.length() <= type.length();
    }
}
