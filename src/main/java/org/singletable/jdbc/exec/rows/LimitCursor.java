package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** Skips rows, then delivers a number of them and stops reading. */
final class LimitCursor implements RowCursor {
    private final RowCursor rows;
    private long toSkip;
    private long left;

    /** @param limit rows to deliver at most */
    LimitCursor(RowCursor rows, long offset, long limit) {
        this.rows = rows;
        this.toSkip = offset;
        this.left = limit;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (left > 0) {
            @Nullable Object[] row = rows.next();
            if (row == null) {
                return null;
            }
            if (toSkip > 0) {
                toSkip--;
                continue;
            }
            left--;
            return row;
        }
        return null;
    }

    @Override
    public void close() {
        rows.close();
    }
}
