package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Set;
import org.singletable.jdbc.plan.Plan.ResultColumn;

/**
 * A query, planned.
 *
 * @param rel gives one value a column
 * @param untyped positions of columns that are NULL or a bare {@code ?}: they take the type of what they stand beside
 */
record PlannedQuery(Rel rel, List<ResultColumn> columns, Set<Integer> untyped) {
    PlannedQuery {
        columns = List.copyOf(columns);
        untyped = Set.copyOf(untyped);
    }

    /** Whether a column of the select list has no type of its own. */
    static boolean isUntyped(BoundExpr output) {
        return output instanceof BoundExpr.Param
                || output instanceof BoundExpr.Constant constant && constant.value() == null;
    }
}
