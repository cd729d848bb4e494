package org.singletable.jdbc.exec;

import java.util.Optional;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.Operands;
import org.singletable.jdbc.type.SqlType;

/** {@link Operands} whose errors name the column that a value was compared with. */
public final class ColumnOperands {
    private ColumnOperands() {}

    /** The value as one of the column's type, as {@link Operands#exact} gives it. */
    public static Optional<Object> exact(Object value, Column column) {
        try {
            return Operands.exact(value, column.type());
        } catch (DriverException e) {
            throw DataErrors.comparedWith(column.name(), e);
        }
    }

    /** Compares two values as {@link Operands#compare} does. */
    public static int compare(BoundExpr left, Object leftValue, BoundExpr right, Object rightValue) {
        try {
            return Operands.compare(leftValue, typeOf(left, leftValue), rightValue, typeOf(right, rightValue));
        } catch (DriverException e) {
            if (left instanceof BoundExpr.ColumnValue value) {
                throw DataErrors.comparedWith(value.column().name(), e);
            }
            throw right instanceof BoundExpr.ColumnValue value
                    ? DataErrors.comparedWith(value.column().name(), e)
                    : e;
        }
    }

    /** A parameter has the type of the value it was given; everything else its declared one. */
    private static SqlType typeOf(BoundExpr expr, Object value) {
        return expr instanceof BoundExpr.Param ? Operands.typeOf(value) : expr.type();
    }

    /** The type as which an expression's values are compared; the declared one of a parameter that is NULL. */
    public static SqlType typeOf(BoundExpr expr, Bindings bindings) {
        Object value = expr instanceof BoundExpr.Param ? Evaluator.evaluate(expr, bindings) : null;
        return value == null ? expr.type() : Operands.typeOf(value);
    }
}
