package org.singletable.jdbc.exec.rows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.AccessReader;
import org.singletable.jdbc.plan.Rel;

/**
 * The rows of each input, one after the other. Where all rows are wanted the input after the one being read is open
 * already; else it may never be needed.
 */
final class UnionAllCursor extends OperatorCursor {
    private final List<Rel> inputs;
    private final long goal;
    private final Operators operators;
    private final Deque<RowCursor> open = new ArrayDeque<>();
    private int opened;

    UnionAllCursor(List<Rel> inputs, long goal, Operators operators, Workspace workspace) {
        super(workspace);
        this.inputs = inputs;
        this.goal = goal;
        this.operators = operators;
        boolean complete = false;
        try {
            openInputs();
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private void openInputs() {
        int ahead = goal == AccessReader.ALL_ROWS ? 2 : 1;
        while (opened < inputs.size() && open.size() < ahead) {
            open.add(operators.open(inputs.get(opened), goal));
            opened++;
        }
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        while (!open.isEmpty()) {
            @Nullable Object[] row = open.getFirst().next();
            if (row != null) {
                return row;
            }
            open.removeFirst().close();
            openInputs();
        }
        return null;
    }

    @Override
    void drop() {
        open.forEach(RowCursor::close);
        open.clear();
    }
}
