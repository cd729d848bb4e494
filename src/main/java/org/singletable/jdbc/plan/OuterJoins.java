package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns a LEFT JOIN into an inner one where a condition above it refuses the rows that have no match. */
final class OuterJoins {
    private final FromSlots slots;

    OuterJoins(FromSlots slots) {
        this.slots = slots;
    }

    /** @param above conjuncts that the rows of the node meet in the end */
    FromBlock.Node simplified(FromBlock.Node node, List<BoundExpr> above) {
        if (!(node instanceof FromBlock.Join join)) {
            return node;
        }
        boolean outer = join.outer() && !refusesUnmatched(above, slots.of(join.right()));
        List<BoundExpr> matching = new ArrayList<>(join.on());
        List<BoundExpr> ofLeft = new ArrayList<>(above);
        if (!outer) {
            matching.addAll(above);
            ofLeft.addAll(join.on());
        }
        return new FromBlock.Join(
                simplified(join.left(), ofLeft), simplified(join.right(), matching), outer, join.on());
    }

    private static boolean refusesUnmatched(List<BoundExpr> conditions, Set<Integer> slots) {
        return conditions.stream().anyMatch(condition -> NullRejection.rejects(condition, expr -> isIn(expr, slots)));
    }

    private static boolean isIn(BoundExpr expr, Set<Integer> slots) {
        return expr instanceof BoundExpr.ColumnValue value && slots.contains(value.slot())
                || expr instanceof BoundExpr.Slot slot && slots.contains(slot.slot());
    }
}
