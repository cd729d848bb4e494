package org.singletable.jdbc.plan;

import java.util.List;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.KeyChoices.Choice;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.Operands;

/** Conditions that are known never to be true before anything is read, as {@code 1 = 0} and {@code x = NULL}. */
final class Contradictions {
    private Contradictions() {}

    /** Whether the condition is true of no row at all. It need not notice: false says nothing. */
    static boolean isNever(BoundExpr condition) {
        if (condition instanceof BoundExpr.Constant constant) {
            return !Boolean.TRUE.equals(constant.value());
        } else if (condition instanceof BoundExpr.Comparison comparison) {
            return isNever(comparison);
        } else if (condition instanceof BoundExpr.In in) {
            return !in.negated() && in.list().stream().allMatch(Contradictions::isNull);
        } else if (condition instanceof BoundExpr.Like like) {
            return isNull(like.pattern()) || isNull(like.operand());
        } else if (condition instanceof BoundExpr.RowComparison comparison
                && comparison.comparator() == Comparator.EQ) {
            return comparison.left().stream().anyMatch(Contradictions::isNull)
                    || comparison.right().stream().anyMatch(Contradictions::isNull);
        } else if (condition instanceof BoundExpr.And and) {
            return and.operands().stream().anyMatch(Contradictions::isNever);
        } else if (condition instanceof BoundExpr.Or or) {
            return or.operands().stream().allMatch(Contradictions::isNever);
        }
        return false;
    }

    private static boolean isNever(BoundExpr.Comparison comparison) {
        if (isNull(comparison.left()) || isNull(comparison.right())) {
            return true;
        }
        return comparison.left() instanceof BoundExpr.Constant left
                && comparison.right() instanceof BoundExpr.Constant right
                && !comparison.comparator().holds(compare(left, right));
    }

    private static boolean isNull(BoundExpr expr) {
        return expr instanceof BoundExpr.Constant constant && constant.value() == null;
    }

    /** Whether a column would have to be above one constant and below a smaller one: {@code x BETWEEN 5 AND 1}. */
    static boolean isEmpty(KeyRange.Bounds bounds) {
        Kind kind = bounds.column().type().kind();
        return bounds.low().stream().anyMatch(low -> bounds.high().stream().anyMatch(high -> cross(kind, low, high)));
    }

    private static boolean cross(Kind kind, KeyRange.Bound low, KeyRange.Bound high) {
        if (!(low.value() instanceof BoundExpr.Constant least) || !(high.value() instanceof BoundExpr.Constant most)) {
            return false;
        }
        // Only there the two compare with each other as they do with the column.
        if (!isOfKind(kind, least) || !isOfKind(kind, most)) {
            return false;
        }
        int order = compare(least, most);
        return order > 0 || order == 0 && !(low.inclusive() && high.inclusive());
    }

    /** Whether a column can have no value of both: {@code x = 1 AND x IN (2, 3)}. */
    static boolean areDisjoint(Column column, Choice first, Choice second) {
        List<BoundExpr> values = values(first);
        List<BoundExpr> others = values(second);
        return !values.isEmpty()
                && !others.isEmpty()
                && values.stream()
                        .allMatch(value -> others.stream()
                                .allMatch(other -> differ(column.type().kind(), value, other)));
    }

    /** Empty where they are not listed. */
    private static List<BoundExpr> values(Choice choice) {
        if (choice instanceof KeyChoices.Any any) {
            return any.values();
        }
        return choice instanceof KeyChoices.One one ? List.of(one.value()) : List.of();
    }

    private static boolean differ(Kind kind, BoundExpr one, BoundExpr two) {
        if (!(one instanceof BoundExpr.Constant first) || !(two instanceof BoundExpr.Constant second)) {
            return false;
        }
        return isNull(first)
                || isNull(second)
                || isOfKind(kind, first) && isOfKind(kind, second) && compare(first, second) != 0;
    }

    private static boolean isOfKind(Kind kind, BoundExpr.Constant constant) {
        Kind other = constant.type().kind();
        return constant.value() != null && (kind == other || kind.isNumeric() && other.isNumeric());
    }

    private static int compare(BoundExpr.Constant left, BoundExpr.Constant right) {
        Object leftValue = left.value();
        Object rightValue = right.value();
        if (leftValue == null || rightValue == null) {
            throw new IllegalArgumentException("NULL is not compared");
        }
        return Operands.compare(leftValue, left.type(), rightValue, right.type());
    }
}
