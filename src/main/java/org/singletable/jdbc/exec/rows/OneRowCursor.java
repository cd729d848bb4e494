package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** One row that is there already, or none. */
final class OneRowCursor implements RowCursor {
    private @Nullable Object @Nullable [] row;

    OneRowCursor(@Nullable Object[] row) {
        this.row = row;
    }

    /** No rows. */
    static RowCursor none() {
        RowCursor none = new OneRowCursor(new Object[0]);
        none.close();
        return none;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        @Nullable Object[] delivered = row;
        row = null;
        return delivered;
    }

    @Override
    public void close() {
        row = null;
    }
}
