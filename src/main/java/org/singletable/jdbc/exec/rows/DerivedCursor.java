package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** The rows of a query as frames. */
final class DerivedCursor extends OperatorCursor {
    private final RowCursor rows;
    private final int columns;
    private final int offset;
    private final int width;

    DerivedCursor(RowCursor rows, int columns, int offset, int width, Workspace workspace) {
        super(workspace, rows);
        this.rows = rows;
        this.columns = columns;
        this.offset = offset;
        this.width = width;
    }

    @Override
    boolean isRowByRow() {
        return true;
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        @Nullable Object[] row = rows.next();
        if (row == null) {
            return null;
        }
        @Nullable Object[] frame = new Object[width];
        System.arraycopy(row, 0, frame, offset, columns);
        return frame;
    }
}
