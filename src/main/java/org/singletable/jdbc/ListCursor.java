package org.singletable.jdbc;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** Rows that are there already: metadata, generated keys, elements of an array. */
final class ListCursor implements RowCursor {
    private final Iterator<@Nullable Object[]> rows;

    ListCursor(List<@Nullable Object[]> rows) {
        this.rows = rows.iterator();
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {
        // Nothing to let go.
    }
}
