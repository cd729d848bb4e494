package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** One row that is there already, or none. */
final class OneRowCursor implements RowCursor {
    private @Nullable Object @Nullable [] row;

    OneRowCursor(@Nullable Object @Nullable [] row) {
        this.row = row;
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
