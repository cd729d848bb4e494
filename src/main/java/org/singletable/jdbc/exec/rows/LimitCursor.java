package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** Skips rows, then delivers a number of them. It stops reading with the last of them, not when it is asked for one more. */
final class LimitCursor extends OperatorCursor {
    private final RowCursor rows;
    private final Workspace workspace;
    private long toSkip;
    private long left;

    /** @param limit rows to deliver at most */
    LimitCursor(RowCursor rows, long offset, long limit, Workspace workspace) {
        super(workspace, rows);
        this.rows = rows;
        this.workspace = workspace;
        this.toSkip = offset;
        this.left = limit;
    }

    @Override
    boolean isRowByRow() {
        return true;
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        while (left > 0) {
            @Nullable Object[] row = rows.next();
            if (row == null) {
                return null;
            }
            workspace.step();
            if (toSkip > 0) {
                toSkip--;
                continue;
            }
            left--;
            if (left == 0) {
                rows.close();
            }
            return row;
        }
        return null;
    }
}
