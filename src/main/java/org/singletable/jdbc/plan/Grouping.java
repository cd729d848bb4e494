package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.error.PlanErrors;

/** Rows of groups: first the keys, then the aggregates. */
final class Grouping {
    private final Scope scope;
    private final List<BoundExpr> keys;
    private final Aggregations aggregations;

    Grouping(Scope scope, List<BoundExpr> keys, Aggregations aggregations) {
        this.scope = scope;
        this.keys = List.copyOf(keys);
        this.aggregations = aggregations;
    }

    /**
     * An expression on rows of FROM as one on the rows of groups.
     *
     * @throws org.singletable.jdbc.error.DriverException 42803 for a column that is neither grouped by nor aggregated
     */
    BoundExpr overGroups(BoundExpr expr) {
        for (int i = 0; i < keys.size(); i++) {
            if (Expressions.same(keys.get(i), expr)) {
                return new BoundExpr.Slot(i, expr.type());
            }
        }
        if (expr instanceof BoundExpr.Slot slot) {
            int aggregate = aggregations.indexOf(slot);
            if (aggregate >= 0) {
                return new BoundExpr.Slot(keys.size() + aggregate, slot.type());
            }
            throw PlanErrors.notGrouped(scope.nameOf(slot));
        } else if (expr instanceof BoundExpr.ColumnValue column) {
            throw PlanErrors.notGrouped(scope.nameOf(column));
        }
        return Expressions.map(expr, this::overGroups);
    }

    List<BoundExpr> overGroups(List<BoundExpr> exprs) {
        List<BoundExpr> over = new ArrayList<>();
        exprs.forEach(expr -> over.add(overGroups(expr)));
        return over;
    }

    /** What the groups read of the rows of FROM. */
    List<BoundExpr> inputs() {
        List<BoundExpr> inputs = new ArrayList<>(keys);
        for (Rel.AggregateCall call : aggregations.calls()) {
            inputs.add(call.argument());
            BoundExpr filter = call.filter();
            if (filter != null) {
                inputs.add(filter);
            }
        }
        return inputs;
    }

    /** The only aggregate, where it is the least or greatest value of a column in all rows; empty for others. */
    Optional<ExtremeValue> extreme() {
        List<Rel.AggregateCall> calls = aggregations.calls();
        return keys.isEmpty() && calls.size() == 1 ? ExtremeValue.of(calls.get(0)) : Optional.empty();
    }

    Rel rel(Rel input) {
        List<Rel.AggregateCall> calls = aggregations.calls();
        boolean countsRows = keys.isEmpty() && calls.size() == 1 && isCountOfRows(calls.get(0));
        return countsRows && input instanceof Rel.Read read
                ? new Rel.Count(read)
                : new Rel.Aggregate(input, keys, calls);
    }

    private static boolean isCountOfRows(Rel.AggregateCall call) {
        return call.function().name().equals("count")
                && !call.distinct()
                && call.filter() == null
                && call.argument() instanceof BoundExpr.Constant constant
                && constant.value() != null;
    }
}
