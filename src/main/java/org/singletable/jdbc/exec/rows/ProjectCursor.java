package org.singletable.jdbc.exec.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.BoundExpr;

/** Of each row another one, of one value an output. */
final class ProjectCursor extends OperatorCursor {
    private final RowCursor rows;
    private final List<BoundExpr> outputs;
    private final Bindings bindings;

    ProjectCursor(RowCursor rows, List<BoundExpr> outputs, Bindings bindings, Workspace workspace) {
        super(workspace, rows);
        this.rows = rows;
        this.outputs = outputs;
        this.bindings = bindings;
    }

    @Override
    boolean isRowByRow() {
        return true;
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        @Nullable Object[] row = rows.next();
        return row == null ? null : Evaluator.evaluateRow(outputs, bindings.withRow(row));
    }
}
