package org.singletable.jdbc.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;

/** Which columns of entities expressions read. */
public final class RowReferences {
    private RowReferences() {}

    /** The entity columns it reads. */
    public static Set<Column> of(BoundExpr expr) {
        Set<Column> columns = new LinkedHashSet<>();
        Expressions.visit(expr, part -> {
            if (part instanceof BoundExpr.ColumnValue value) {
                columns.add(value.column());
            }
        });
        return columns;
    }

    public static Set<Column> of(Collection<BoundExpr> exprs) {
        Set<Column> columns = new LinkedHashSet<>();
        exprs.forEach(expr -> columns.addAll(of(expr)));
        return columns;
    }
}
