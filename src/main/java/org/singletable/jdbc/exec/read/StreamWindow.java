package org.singletable.jdbc.exec.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Streams that follow each other; the first pages of the next ones are asked for meanwhile, as far as there is room. */
final class StreamWindow implements AutoCloseable {
    private final Iterator<PageStream> streams;
    private final Goal goal;
    /** Where there was no room for its first page yet. */
    private @Nullable PageStream waiting;

    private final Deque<PageStream> begun = new ArrayDeque<>();
    private boolean started;
    private boolean closed;

    /**
     * @param streams that have not begun; made when they are about to
     * @param goal how many frames are wanted of all together
     */
    StreamWindow(Iterator<PageStream> streams, Goal goal) {
        this.streams = streams;
        this.goal = goal;
    }

    /** Asks for the first pages; does nothing where that was done before. */
    void begin() {
        if (!started) {
            started = true;
            beginNext();
        }
    }

    private void beginNext() {
        // Each may give a frame, so that no more are needed than frames are wanted.
        while (!closed && begun.size() < goal.atMost(Reads.PARALLEL) && (waiting != null || streams.hasNext())) {
            PageStream stream = waiting == null ? streams.next() : waiting;
            waiting = null;
            if (begun.isEmpty()) {
                stream.begin();
            } else if (!stream.beginIfRoom()) {
                waiting = stream;
                return;
            }
            begun.add(stream);
        }
    }

    /** The first stream that is not done with; null after the last one. */
    @Nullable
    PageStream current() {
        begin();
        return begun.peek();
    }

    /** Goes on to the next stream. */
    void advance() {
        begun.remove().close();
        beginNext();
    }

    /** Closes all streams. Never throws. */
    @Override
    public void close() {
        closed = true;
        begun.forEach(PageStream::close);
        begun.clear();
    }
}
