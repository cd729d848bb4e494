package org.singletable.jdbc.exec.read;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.RowOrder;

/** The frames of several ordered inputs in order. Of equal ones those of the earlier input come first. */
final class MergeCursor implements RowCursor {
    private final List<? extends RowCursor> inputs;
    private final FirstRequest first;
    private final PriorityQueue<Head> heads;
    /** Inputs whose first frame is known. */
    private int started;

    private @Nullable Head delivered;

    /** The next frame of an input. */
    private record Head(@Nullable Object[] frame, int input) {}

    /** @param first of all inputs */
    MergeCursor(List<? extends RowCursor> inputs, FirstRequest first, RowOrder order) {
        this.inputs = List.copyOf(inputs);
        this.first = first;
        this.heads = new PriorityQueue<>(Comparator.<Head, @Nullable Object[]>comparing(Head::frame, order)
                .thenComparingInt(Head::input));
    }

    /** Called again where a frame could not be read, it goes on behind that. */
    private void start() {
        first.awaitFirst();
        for (; started < inputs.size(); started++) {
            advance(started);
        }
    }

    private void advance(int input) {
        @Nullable Object @Nullable [] frame = inputs.get(input).next();
        if (frame != null) {
            heads.add(new Head(frame, input));
        }
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (started < inputs.size()) {
            start();
        }
        // Not before it is asked for: the frame before may have been the last one that is wanted.
        if (delivered != null) {
            advance(delivered.input());
        }
        delivered = heads.poll();
        return delivered == null ? null : delivered.frame();
    }

    @Override
    public void close() {
        heads.clear();
        inputs.forEach(RowCursor::close);
    }
}
