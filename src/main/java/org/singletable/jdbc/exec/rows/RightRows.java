package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/**
 * The right rows of a join's keys. Those of a key are read once as long as they are needed again soon; beyond that a number of
 * rows is remembered, since neighbours on the left often have the same key.
 */
final class RightRows {
    private final Workspace workspace;
    private final int maxRemembered;
    private final Map<List<@Nullable Object>, Remembered> known = new LinkedHashMap<>();
    private int remembered;

    private record Remembered(List<@Nullable Object[]> rows, long bytes) {}

    /** @param maxRemembered rows that are remembered though nobody is known to need them */
    RightRows(int maxRemembered, Workspace workspace) {
        this.maxRemembered = maxRemembered;
        this.workspace = workspace;
    }

    /** Whether the rows of the key are there. */
    boolean has(List<@Nullable Object> key) {
        return known.containsKey(key);
    }

    /**
     * The rows of a key.
     *
     * @param neededAgain whether they are asked for once more before {@link #forget}
     * @param read gives them where they are not there
     */
    RowCursor of(List<@Nullable Object> key, boolean neededAgain, Supplier<RowCursor> read) {
        Remembered there = known.get(key);
        return there == null
                ? new Recording(key, neededAgain, read.get())
                : new Replay(there.rows().iterator());
    }

    /** Forgets what was read first. */
    void forget() {
        Iterator<Remembered> oldest = known.values().iterator();
        while (remembered > maxRemembered) {
            Remembered first = oldest.next();
            remembered -= 1 + first.rows().size();
            workspace.release(first.bytes());
            oldest.remove();
        }
    }

    void clear() {
        known.clear();
    }

    private record Replay(Iterator<@Nullable Object[]> rows) implements RowCursor {
        @Override
        public @Nullable Object @Nullable [] next() {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() {}
    }

    /** Rows that are read, and remembered when all have come. */
    private final class Recording implements RowCursor {
        private final List<@Nullable Object> key;
        private final boolean neededAgain;
        private final RowCursor input;
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private long bytes;
        private boolean recording;

        Recording(List<@Nullable Object> key, boolean neededAgain, RowCursor input) {
            this.key = key;
            this.neededAgain = neededAgain;
            this.input = input;
            this.recording = keep(RowSize.HASH_ENTRY + RowSize.ofValue(key));
        }

        private boolean keep(long more) {
            if (neededAgain) {
                workspace.keep(more);
            } else if (remembered + rows.size() >= maxRemembered || !workspace.tryKeep(more)) {
                return false;
            }
            bytes += more;
            return true;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            @Nullable Object[] row = input.next();
            if (row == null) {
                finish();
            } else if (recording) {
                record(row);
            }
            return row;
        }

        private void record(@Nullable Object[] row) {
            recording = keep(RowSize.of(row));
            if (recording) {
                rows.add(row);
            } else {
                drop();
            }
        }

        private void drop() {
            workspace.release(bytes);
            bytes = 0;
            rows.clear();
        }

        private void finish() {
            if (recording) {
                recording = false;
                known.put(key, new Remembered(rows, bytes));
                remembered += 1 + rows.size();
            }
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
