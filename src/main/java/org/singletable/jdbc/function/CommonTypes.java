package org.singletable.jdbc.function;

import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** The type that holds the values of several types: of GREATEST, COALESCE, the results of CASE, the columns of UNION. */
public final class CommonTypes {
    private CommonTypes() {}

    /** Empty where the types cannot be compared with each other. */
    public static Optional<SqlType> common(List<SqlType> types) {
        Optional<SqlType> common = Optional.of(types.get(0));
        for (SqlType type : types.subList(1, types.size())) {
            common = common.flatMap(other -> common(other, type));
        }
        return common;
    }

    private static Optional<SqlType> common(SqlType left, SqlType right) {
        Kind a = left.kind();
        Kind b = right.kind();
        if (left.equals(right)) {
            return Optional.of(left);
        }
        if (a == Kind.STRING && b == Kind.STRING) {
            return Optional.of(
                    left.isLimited() && right.isLimited()
                            ? SqlType.string(Math.max(left.length(), right.length()))
                            : SqlType.STRING);
        }
        if (a.isNumeric() && b.isNumeric()) {
            return Optional.of(number(left, right, a.compareTo(b) >= 0 ? a : b));
        }
        return comparable(left, right) ? Optional.of(Comparison.common(left, right)) : Optional.empty();
    }

    private static SqlType number(SqlType left, SqlType right, Kind wider) {
        return switch (wider) {
            case INT -> SqlType.INT;
            case LONG -> SqlType.LONG;
            case DECIMAL -> DecimalTypes.apply(DecimalTypes::union, left, right);
            default -> SqlType.DOUBLE;
        };
    }

    static boolean comparable(SqlType left, SqlType right) {
        try {
            Comparison.common(left, right);
            return true;
        } catch (DriverException e) {
            // It says that there is no common type, which the caller says with the name of the function.
            return false;
        }
    }
}
