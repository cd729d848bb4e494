package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** One frame with a number in slot 0. */
final class CountCursor implements RowCursor {
    private final long count;
    private boolean delivered;

    CountCursor(long count) {
        this.count = count;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (delivered) {
            return null;
        }
        delivered = true;
        return new Object[] {count};
    }

    @Override
    public void close() {}
}
