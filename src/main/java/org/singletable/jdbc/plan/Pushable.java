package org.singletable.jdbc.plan;

import java.util.Collection;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Kind;

/**
 * Whether DynamoDB can decide a conjunct in an expression of its own, judged by the kinds of its parts and the declared
 * stored types. What it is given in the end depends on the values too, so this is the best that can come of it.
 */
enum Pushable {
    /** It is not given to DynamoDB. */
    NO,
    /** DynamoDB gives a superset of the rows. */
    LOOSE,
    /** DynamoDB answers as SQL does. */
    EXACT;

    static Pushable of(BoundExpr conjunct) {
        if (conjunct instanceof BoundExpr.Comparison comparison) {
            return comparison(comparison);
        } else if (conjunct instanceof BoundExpr.IsNull isNull) {
            return exactIf(isNull.operand() instanceof BoundExpr.ColumnValue value && isTopLevel(value.column()));
        } else if (conjunct instanceof BoundExpr.In in) {
            return exactIf(in.operand() instanceof BoundExpr.ColumnValue value
                    && in.list().stream().allMatch(element -> isComparable(value, Comparator.EQ, element)));
        } else if (conjunct instanceof BoundExpr.Like like) {
            boolean isPlain = !like.ignoreCase() && !like.negated() && isRowFree(like.pattern());
            return isPlain && like.operand() instanceof BoundExpr.ColumnValue value && isText(value) ? LOOSE : NO;
        } else if (conjunct instanceof BoundExpr.Apply apply) {
            return exactIf(apply.function().name().equals("starts_with")
                    && apply.arguments().get(0) instanceof BoundExpr.ColumnValue value
                    && isText(value)
                    && isRowFree(apply.arguments().get(1)));
        } else if (conjunct instanceof BoundExpr.And and) {
            return weakest(and.operands());
        } else if (conjunct instanceof BoundExpr.Or or) {
            return weakest(or.operands());
        } else if (conjunct instanceof BoundExpr.Not not) {
            // What is left out by NOT of a superset may be a row that is wanted.
            return exactIf(of(not.operand()) == EXACT);
        }
        return NO;
    }

    private static Pushable comparison(BoundExpr.Comparison comparison) {
        if (comparison.left() instanceof BoundExpr.ColumnValue column) {
            return exactIf(isComparable(column, comparison.comparator(), comparison.right()));
        }
        return exactIf(comparison.right() instanceof BoundExpr.ColumnValue column
                && isComparable(column, comparison.comparator().mirrored(), comparison.left()));
    }

    private static Pushable exactIf(boolean exact) {
        return exact ? EXACT : NO;
    }

    private static Pushable weakest(Collection<BoundExpr> operands) {
        return operands.stream()
                .map(Pushable::of)
                .min(java.util.Comparator.naturalOrder())
                .orElse(NO);
    }

    private static boolean isComparable(BoundExpr.ColumnValue column, Comparator comparator, BoundExpr other) {
        return isRowFree(other)
                && column.comparesAsItself(other)
                && isTopLevel(column.column())
                && StoredForms.areComparable(column.column(), comparator);
    }

    private static boolean isText(BoundExpr.ColumnValue value) {
        return value.type().kind() == Kind.STRING && isTopLevel(value.column());
    }

    /** Whether its value is known before any row is read. */
    private static boolean isRowFree(BoundExpr expr) {
        return expr instanceof BoundExpr.Constant || expr instanceof BoundExpr.Param;
    }

    private static boolean isTopLevel(Column column) {
        return !column.inContainer()
                && column.storedAt().filter(AttributePath::isTopLevel).isPresent();
    }
}
