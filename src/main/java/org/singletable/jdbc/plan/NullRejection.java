package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.singletable.jdbc.sql.Expr.Comparator;

/** Whether a condition can be true where certain values are NULL. */
final class NullRejection {
    /** Functions and operators that are NULL where an argument is. */
    private static final Set<String> STRICT_FUNCTIONS =
            Set.of("+", "-", "*", "/", "%", "negate", "abs", "lower", "upper", "length", "starts_with");

    private NullRejection() {}

    /** Whether the condition is never true where all the values are NULL. It need not notice: false says nothing. */
    static boolean rejects(BoundExpr condition, Predicate<BoundExpr> isValue) {
        if (condition instanceof BoundExpr.And and) {
            return and.operands().stream().anyMatch(operand -> rejects(operand, isValue));
        } else if (condition instanceof BoundExpr.Or or) {
            return or.operands().stream().allMatch(operand -> rejects(operand, isValue));
        } else if (condition instanceof BoundExpr.IsNull isNull) {
            return isNull.negated() && isNull(isNull.operand(), isValue);
        } else if (condition instanceof BoundExpr.IsDistinct distinct) {
            return distinct.negated()
                    && (isNull(distinct.left(), isValue) && isNotNull(distinct.right())
                            || isNull(distinct.right(), isValue) && isNotNull(distinct.left()));
        } else if (condition instanceof BoundExpr.RowIn in && !in.negated()) {
            return anyNull(in.operand(), isValue);
        } else if (condition instanceof BoundExpr.RowComparison rows && rows.comparator() == Comparator.EQ) {
            return anyNull(rows.left(), isValue) || anyNull(rows.right(), isValue);
        } else if (condition instanceof BoundExpr.InQuery in && !in.negated()) {
            // A negated one is true of NULL where the query gives no row.
            return anyNull(in.operand(), isValue);
        }
        return isNull(condition, isValue);
    }

    private static boolean isOrder(Comparator comparator) {
        return comparator != Comparator.EQ && comparator != Comparator.NE;
    }

    private static boolean anyNull(List<BoundExpr> exprs, Predicate<BoundExpr> isValue) {
        return exprs.stream().anyMatch(expr -> isNull(expr, isValue));
    }

    private static boolean isNotNull(BoundExpr expr) {
        return expr instanceof BoundExpr.Constant constant && constant.value() != null;
    }

    /** Whether the expression is NULL (UNKNOWN) where the values are. */
    private static boolean isNull(BoundExpr expr, Predicate<BoundExpr> isValue) {
        if (isValue.test(expr)) {
            return true;
        } else if (expr instanceof BoundExpr.Convert convert) {
            return isNull(convert.operand(), isValue);
        } else if (expr instanceof BoundExpr.Cast cast) {
            return isNull(cast.operand(), isValue);
        } else if (expr instanceof BoundExpr.Not not) {
            return isNull(not.operand(), isValue);
        } else if (expr instanceof BoundExpr.Comparison comparison) {
            return isNull(comparison.left(), isValue) || isNull(comparison.right(), isValue);
        } else if (expr instanceof BoundExpr.Like like) {
            return isNull(like.operand(), isValue) || isNull(like.pattern(), isValue);
        } else if (expr instanceof BoundExpr.In in) {
            return !in.list().isEmpty() && isNull(in.operand(), isValue);
        } else if (expr instanceof BoundExpr.RowComparison rows && isOrder(rows.comparator())) {
            // Later fields count only where the first are equal. Rows are unequal as soon as any two fields are.
            return isNull(rows.left().get(0), isValue) || isNull(rows.right().get(0), isValue);
        } else if (expr instanceof BoundExpr.Apply apply) {
            return STRICT_FUNCTIONS.contains(apply.function().name()) && anyNull(apply.arguments(), isValue);
        } else if (expr instanceof BoundExpr.And || expr instanceof BoundExpr.Or) {
            return Expressions.operands(expr).stream().allMatch(child -> isNull(child, isValue));
        }
        return false;
    }
}
