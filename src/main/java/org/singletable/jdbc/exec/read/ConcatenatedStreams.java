package org.singletable.jdbc.exec.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;

/** The items of several streams, one stream after the other; the first pages of the next ones are asked for meanwhile. */
final class ConcatenatedStreams implements ItemCursor, FirstRequest {
    private final Iterator<PageStream> streams;
    private final Goal goal;
    /** Where there was no room for its first page yet. */
    private @Nullable PageStream waiting;

    private final Deque<PageStream> begun = new ArrayDeque<>();
    private boolean started;
    private boolean closed;

    /** @param streams that have not begun; made when they are about to */
    ConcatenatedStreams(Iterator<PageStream> streams, Goal goal) {
        this.streams = streams;
        this.goal = goal;
    }

    @Override
    public void begin() {
        if (!started) {
            started = true;
            beginNext();
        }
    }

    @Override
    public void awaitFirst() {
        begin();
        if (!begun.isEmpty()) {
            begun.element().awaitFirst();
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

    @Override
    public @Nullable Item next() {
        begin();
        while (!begun.isEmpty()) {
            Item item = begun.element().next();
            if (item != null) {
                return item;
            }
            begun.remove().close();
            beginNext();
        }
        return null;
    }

    @Override
    public void close() {
        closed = true;
        begun.forEach(PageStream::close);
        begun.clear();
    }
}
