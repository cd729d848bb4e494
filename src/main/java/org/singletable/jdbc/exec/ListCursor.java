package org.singletable.jdbc.exec;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are there already: metadata, generated keys, elements of an array, lines of a plan. */
public final class ListCursor implements RowCursor {
    private final Iterator<@Nullable Object[]> rows;

    public ListCursor(List<@Nullable Object[]> rows) {
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
