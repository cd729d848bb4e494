package org.singletable.jdbc.plan;

import java.util.Collection;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.sql.Expr.Comparator;

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

    static Pushable of(BoundExpr conjunct, Entity entity) {
        if (conjunct instanceof BoundExpr.Comparison comparison) {
            return exactIf(ColumnComparison.of(comparison)
                    .filter(found -> isComparable(found.column(), found.comparator(), entity))
                    .isPresent());
        } else if (conjunct instanceof BoundExpr.IsNull isNull) {
            return exactIf(isNull.operand() instanceof BoundExpr.ColumnValue value && isSeen(value, entity));
        } else if (conjunct instanceof BoundExpr.In in) {
            return exactIf(in.operand() instanceof BoundExpr.ColumnValue value
                    && isComparable(value, Comparator.EQ, entity)
                    && in.list().stream()
                            .allMatch(element ->
                                    value.comparesAsItself(element) && Expressions.isKnownBeforeReading(element)));
        } else if (conjunct instanceof BoundExpr.Like like) {
            boolean isPlain = !like.ignoreCase() && Expressions.isKnownBeforeReading(like.pattern());
            return isPlain && isText(like.operand(), entity) ? LOOSE : NO;
        } else if (conjunct instanceof BoundExpr.Apply apply) {
            return function(apply, entity);
        } else if (conjunct instanceof BoundExpr.And and) {
            return weakest(and.operands(), entity);
        } else if (conjunct instanceof BoundExpr.Or or) {
            return weakest(or.operands(), entity);
        } else if (conjunct instanceof BoundExpr.Not not) {
            // What is left out by NOT of a superset may be a row that is wanted.
            return exactIf(of(not.operand(), entity) == EXACT);
        }
        return NO;
    }

    private static Pushable function(BoundExpr.Apply apply, Entity entity) {
        if (apply.arguments().size() != 2
                || !Expressions.isKnownBeforeReading(apply.arguments().get(1))) {
            return NO;
        }
        BoundExpr column = apply.arguments().get(0);
        if (apply.function().name().equals("contains")) {
            boolean isTextSet = column instanceof BoundExpr.ColumnValue value
                    && StoredForms.isTextSet(value.column())
                    && isSeen(value, entity);
            return isTextSet ? LOOSE : NO;
        }
        return exactIf(apply.function().name().equals("starts_with") && isText(column, entity));
    }

    private static Pushable exactIf(boolean exact) {
        return exact ? EXACT : NO;
    }

    private static Pushable weakest(Collection<BoundExpr> operands, Entity entity) {
        return operands.stream()
                .map(operand -> of(operand, entity))
                .min(java.util.Comparator.naturalOrder())
                .orElse(NO);
    }

    private static boolean isComparable(BoundExpr.ColumnValue value, Comparator comparator, Entity entity) {
        return isSeen(value, entity) && StoredForms.areComparable(value.column(), comparator);
    }

    private static boolean isText(BoundExpr expr, Entity entity) {
        return expr instanceof BoundExpr.ColumnValue value
                && StoredForms.isPlainText(value.column())
                && isSeen(value, entity);
    }

    private static boolean isSeen(BoundExpr.ColumnValue value, Entity entity) {
        return StoredForms.path(entity, value.column()).isPresent();
    }
}
