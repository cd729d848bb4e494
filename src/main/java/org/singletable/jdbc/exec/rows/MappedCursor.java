package org.singletable.jdbc.exec.rows;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** Makes of each row another one, or none. */
final class MappedCursor implements RowCursor {
    private final RowCursor rows;
    private final Function<@Nullable Object[], @Nullable Object @Nullable []> map;

    /** @param map gives null for rows to leave out */
    MappedCursor(RowCursor rows, Function<@Nullable Object[], @Nullable Object @Nullable []> map) {
        this.rows = rows;
        this.map = map;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (true) {
            @Nullable Object[] row = rows.next();
            if (row == null) {
                return null;
            }
            @Nullable Object[] mapped = map.apply(row);
            if (mapped != null) {
                return mapped;
            }
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
