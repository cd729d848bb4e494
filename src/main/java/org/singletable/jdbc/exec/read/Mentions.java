package org.singletable.jdbc.exec.read;

import java.util.List;
import org.singletable.jdbc.plan.BoundExpr;

/** Finds a column in the simple conjuncts that key conditions are made of. */
final class Mentions {
    private Mentions() {}

    static boolean column(BoundExpr conjunct, BoundExpr.ColumnValue column) {
        return operands(conjunct).contains(column);
    }

    private static List<? extends BoundExpr> operands(BoundExpr conjunct) {
        if (conjunct instanceof BoundExpr.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        } else if (conjunct instanceof BoundExpr.In in) {
            return List.of(in.operand());
        } else if (conjunct instanceof BoundExpr.InQuery query) {
            return query.operand();
        } else if (conjunct instanceof BoundExpr.Like like) {
            return List.of(like.operand());
        } else if (conjunct instanceof BoundExpr.Apply apply) {
            return apply.arguments();
        }
        return conjunct instanceof BoundExpr.RowComparison rows ? rows.left() : List.of();
    }
}
