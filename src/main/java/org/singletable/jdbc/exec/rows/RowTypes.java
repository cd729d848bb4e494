package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.List;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.ColumnOperands;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.SqlType;

/** The types of the values that a query gives. */
final class RowTypes {
    private RowTypes() {}

    /** As what the values of each column are compared. */
    static List<SqlType> of(Rel rel, Bindings bindings) {
        if (rel instanceof Rel.Project project) {
            return of(project.outputs(), bindings);
        } else if (rel instanceof Rel.Aggregate aggregate) {
            List<SqlType> types = new ArrayList<>(of(aggregate.keys(), bindings));
            aggregate.aggregates().forEach(call -> types.add(call.function().type()));
            return types;
        } else if (rel instanceof Rel.Count) {
            return List.of(SqlType.LONG);
        } else if (rel instanceof Rel.Filter
                || rel instanceof Rel.Distinct
                || rel instanceof Rel.Sort
                || rel instanceof Rel.Limit
                || rel instanceof Rel.UnionAll) {
            return of(rel.inputs().get(0), bindings);
        }
        throw new IllegalStateException("gives frames: " + rel);
    }

    private static List<SqlType> of(List<BoundExpr> exprs, Bindings bindings) {
        return exprs.stream().map(expr -> ColumnOperands.typeOf(expr, bindings)).toList();
    }
}
