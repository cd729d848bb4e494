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

    /**
     * As in H2: text becomes what it stands beside, a number the wider one, a truth value 1 or 0. VARCHAR where there are no
     * types.
     *
     * @throws DriverException 22018 where they have none
     */
    public static SqlType of(List<SqlType> types) {
        return types.stream().reduce(CommonTypes::of).orElse(SqlType.STRING);
    }

    private static SqlType of(SqlType left, SqlType right) {
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

    /** Beside a double only an int stays one: the digits of the others do not fit. */
    private static SqlType number(SqlType left, SqlType right) {
        Kind a = left.kind();
        Kind b = right.kind();
        if (a == Kind.DOUBLE || b == Kind.DOUBLE) {
            Kind other = a == Kind.DOUBLE ? b : a;
            return other == Kind.INT || other == Kind.DOUBLE ? SqlType.DOUBLE : SqlType.DECIMAL;
        } else if (a == Kind.DECIMAL || b == Kind.DECIMAL) {
            return DecimalTypes.apply(DecimalTypes::union, left, right);
        }
        return a == b ? left : SqlType.LONG;
    }

    /** Empty where the types cannot be compared with each other. */
    static Optional<SqlType> comparable(List<SqlType> types) {
        try {
            return Optional.of(of(types));
        } catch (DriverException e) {
            // It says that there is no common type, which the caller says with the name of the function.
            return Optional.empty();
        }
    }

    static boolean comparable(SqlType left, SqlType right) {
        try {
            Comparison.common(left, right);
            return true;
        } catch (DriverException e) {
            // As above.
            return false;
        }
    }
}
