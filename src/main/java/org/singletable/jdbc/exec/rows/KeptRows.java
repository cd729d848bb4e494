package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;

/**
 * The rows of a cursor, kept once they are read so that they can be gone back to. They are read as far as they are asked
 * for. Used by one thread.
 */
public final class KeptRows implements AutoCloseable {
    private sealed interface Kept {
        /** In memory. */
        long bytes();

        @Nullable
        Object[] values();
    }

    private record Row(@Nullable Object[] values, long bytes) implements Kept {}

    /** A row whose values do not fit their types. */
    private record BadRow(DriverException reason) implements Kept {
        private static final long BYTES = 1_000;

        @Override
        public long bytes() {
            return BYTES;
        }

        @Override
        public @Nullable Object[] values() {
            throw reason;
        }
    }

    private final RowCursor cursor;
    private final MemoryBudget memory;
    private final List<Kept> rows = new ArrayList<>();
    private boolean ended;
    private @Nullable DriverException failure;

    /** @param memory of the statement */
    public KeptRows(RowCursor cursor, MemoryBudget memory) {
        this.cursor = cursor;
        this.memory = memory;
    }

    /**
     * Whether there is a row at an index from 0. A row whose values do not fit their types is one, too.
     *
     * @throws DriverException where reading fails, 54001 where more rows would be kept than the memory allows; what lies
     *     behind is then never read
     */
    public boolean has(int index) {
        while (rows.size() <= index && !ended) {
            readOne();
        }
        return index < rows.size();
    }

    /** How many there are; all are read for it. Fails as {@link #has}. */
    public int size() {
        while (!ended) {
            readOne();
        }
        return rows.size();
    }

    private void readOne() {
        if (failure != null) {
            throw failure;
        }
        try {
            Kept row = next();
            if (row == null) {
                ended = true;
                return;
            }
            memory.reserve(row.bytes());
            rows.add(row);
        } catch (DriverException e) {
            failure = e;
            throw e;
        }
    }

    private @Nullable Kept next() {
        try {
            @Nullable Object @Nullable [] row = cursor.next();
            return row == null ? null : new Row(row, RowSize.of(row));
        } catch (DriverException e) {
            if (e.isOfData()) {
                return new BadRow(e);
            }
            throw e;
        }
    }

    /**
     * A row that there is.
     *
     * @throws DriverException where its values do not fit their types
     */
    public @Nullable Object[] get(int index) {
        return rows.get(index).values();
    }

    /** Puts another row in a row's place. */
    public void replace(int index, @Nullable Object[] values) {
        Row row = new Row(values, RowSize.of(values));
        memory.reserve(row.bytes());
        memory.release(rows.set(index, row).bytes());
    }

    public void remove(int index) {
        memory.release(rows.remove(index).bytes());
    }

    @Override
    public void close() {
        cursor.close();
        rows.forEach(row -> memory.release(row.bytes()));
        rows.clear();
        ended = true;
    }
}
