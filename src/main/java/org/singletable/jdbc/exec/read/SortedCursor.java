package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.RowOrder;

/** The frames of an input that comes in another order, all of which it holds. */
final class SortedCursor implements RowCursor {
    /** A rough estimate of a frame's values. */
    private static final int BYTES_PER_SLOT = 64;

    private final MemoryBudget memory;
    private long reserved;
    private final Iterator<@Nullable Object[]> frames;

    SortedCursor(RowCursor input, RowOrder order, MemoryBudget memory) {
        this.memory = memory;
        List<@Nullable Object[]> all = new ArrayList<>();
        long bytes = 0;
        try (input) {
            for (@Nullable Object[] frame = input.next(); frame != null; frame = input.next()) {
                long size = (long) BYTES_PER_SLOT * (frame.length + 1);
                memory.reserve(size);
                bytes += size;
                all.add(frame);
            }
        }
        all.sort(order);
        reserved = bytes;
        frames = all.iterator();
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        return frames.hasNext() ? frames.next() : null;
    }

    @Override
    public void close() {
        memory.release(reserved);
        reserved = 0;
    }
}
