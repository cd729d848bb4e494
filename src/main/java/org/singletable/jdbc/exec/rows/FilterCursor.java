package org.singletable.jdbc.exec.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.BoundExpr;

/** The rows for which all conjuncts are true. */
final class FilterCursor extends OperatorCursor {
    private final RowCursor rows;
    private final List<BoundExpr> conjuncts;
    private final Bindings bindings;
    private final Workspace workspace;

    FilterCursor(RowCursor rows, List<BoundExpr> conjuncts, Bindings bindings, Workspace workspace) {
        super(workspace, rows);
        this.rows = rows;
        this.conjuncts = conjuncts;
        this.bindings = bindings;
        this.workspace = workspace;
    }

    @Override
    boolean isRowByRow() {
        return true;
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
            if (Evaluator.holds(conjuncts, bindings.withRow(row))) {
                return row;
            }
            workspace.step();
        }
        return null;
    }
}
