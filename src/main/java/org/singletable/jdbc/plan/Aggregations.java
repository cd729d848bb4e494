package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.Rel.AggregateCall;

/**
 * The aggregates of one SELECT. While its expressions are bound each is a {@link BoundExpr.Slot} past the end of the frame;
 * {@link Grouping} then gives it its place in the rows of groups.
 */
final class Aggregations {
    private final int width;
    private final List<AggregateCall> calls = new ArrayList<>();

    /** @param width of the frame of the SELECT's FROM */
    Aggregations(int width) {
        this.width = width;
    }

    /** The value of the aggregate; the same one is computed once. */
    BoundExpr value(AggregateCall call) {
        int index = 0;
        while (index < calls.size() && !same(calls.get(index), call)) {
            index++;
        }
        if (index == calls.size()) {
            calls.add(call);
        }
        return new BoundExpr.Slot(width + index, call.function().type());
    }

    /** The number of the aggregate that an expression is the value of; negative where it is none. */
    int indexOf(BoundExpr.Slot slot) {
        return slot.slot() < width ? -1 : slot.slot() - width;
    }

    List<AggregateCall> calls() {
        return List.copyOf(calls);
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    private static boolean same(AggregateCall left, AggregateCall right) {
        return left.function().name().equals(right.function().name())
                && left.distinct() == right.distinct()
                && Expressions.same(left.argument(), right.argument())
                && sameFilter(left.filter(), right.filter());
    }

    private static boolean sameFilter(@Nullable BoundExpr left, @Nullable BoundExpr right) {
        return left == null || right == null ? Objects.equals(left, right) : Expressions.same(left, right);
    }
}
