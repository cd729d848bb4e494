package org.singletable.jdbc.exec.rows;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.function.AggregateFunction;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Ternary;

/** An aggregate of one group. */
final class GroupValue {
    private final Rel.AggregateCall call;
    private final Workspace workspace;
    private final AggregateFunction.Accumulator accumulator;
    private final Set<Object> distinct = new HashSet<>();

    GroupValue(Rel.AggregateCall call, Workspace workspace) {
        workspace.keep(RowSize.ACCUMULATOR);
        this.call = call;
        this.workspace = workspace;
        this.accumulator = call.function().start();
    }

    void add(Bindings row) {
        BoundExpr filter = call.filter();
        if (filter != null && Evaluator.test(filter, row) != Ternary.TRUE) {
            return;
        }
        Object value = Evaluator.evaluate(call.argument(), row);
        if (value != null && (!call.distinct() || isNew(value))) {
            accumulator.add(value);
        }
    }

    private boolean isNew(Object value) {
        Object key = Comparison.hashKey(value);
        boolean isNew = distinct.add(key);
        if (isNew) {
            workspace.keep(RowSize.HASH_ENTRY + RowSize.ofValue(value));
        }
        return isNew;
    }

    @Nullable
    Object result() {
        return accumulator.result();
    }
}
