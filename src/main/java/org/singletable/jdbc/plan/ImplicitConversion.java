package org.singletable.jdbc.plan;

import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** Makes expressions values of a type that their place asks for, as that of all results of a CASE. */
final class ImplicitConversion {
    private ImplicitConversion() {}

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
