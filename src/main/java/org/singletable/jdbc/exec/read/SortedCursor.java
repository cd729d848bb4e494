package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.RowOrder;

/** The frames of an input that comes in another order, all of which it holds. */
final class SortedCursor implements RowCursor {
    /** A rough estimate of a frame's values. */
    private static final int BYTES_PER_SLOT = 64;

    private final RowCursor input;
    private final RowOrder order;
    private final MemoryBudget memory;
    private long reserved;
    private @Nullable Iterator<@Nullable Object[]> sorted;
    private @Nullable DriverException failure;

    SortedCursor(RowCursor input, RowOrder order, MemoryBudget memory) {
        this.input = input;
        this.order = order;
        this.memory = memory;
    }

    private Iterator<@Nullable Object[]> sort() {
        List<@Nullable Object[]> all = new ArrayList<>();
        for (@Nullable Object[] frame = input.next(); frame != null; frame = input.next()) {
            long size = (long) BYTES_PER_SLOT * (frame.length + 1);
            memory.reserve(size);
            reserved += size;
            all.add(frame);
        }
        input.close();
        all.sort(order);
        return all.iterator();
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        Iterator<@Nullable Object[]> frames = sorted;
        if (frames == null) {
            frames = sortOnce();
            sorted = frames;
        }
        return frames.hasNext() ? frames.next() : null;
    }

    /** A frame that cannot be read fails the rest: where it belongs nobody knows. */
    private Iterator<@Nullable Object[]> sortOnce() {
        if (failure != null) {
            throw failure;
        }
        try {
            return sort();
        } catch (DriverException e) {
            failure = e;
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        input.close();
        memory.release(reserved);
        reserved = 0;
    }
}
