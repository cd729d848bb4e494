package org.singletable.jdbc.plan;

import java.util.Optional;
import org.singletable.jdbc.sql.Expr.Comparator;

/**
 * A comparison of a column with a value known before any row is read, whichever side the column stood on.
 *
 * @param operand compared with values of the column's own type
 */
public record ColumnComparison(BoundExpr.ColumnValue column, Comparator comparator, BoundExpr operand) {
    /** Empty where it is none. */
    public static Optional<ColumnComparison> of(BoundExpr.Comparison comparison) {
        return of(comparison.left(), comparison.comparator(), comparison.right())
                .or(() -> of(comparison.right(), comparison.comparator().mirrored(), comparison.left()));
    }

    private static Optional<ColumnComparison> of(BoundExpr column, Comparator comparator, BoundExpr operand) {
        return column instanceof BoundExpr.ColumnValue value
                        && value.comparesAsItself(operand)
                        && Expressions.isKnownBeforeReading(operand)
                ? Optional.of(new ColumnComparison(value, comparator, operand))
                : Optional.empty();
    }

    /** The comparison that is true just where this one is false. */
    public ColumnComparison opposite() {
        return new ColumnComparison(
                column,
                switch (comparator) {
                    case EQ -> Comparator.NE;
                    case NE -> Comparator.EQ;
                    case LT -> Comparator.GE;
                    case LE -> Comparator.GT;
                    case GT -> Comparator.LE;
                    case GE -> Comparator.LT;
                },
                operand);
    }
}
