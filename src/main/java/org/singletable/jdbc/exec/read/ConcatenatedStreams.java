package org.singletable.jdbc.exec.read;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;

/** The items of several streams, one stream after the other; the first pages of the next ones are asked for meanwhile. */
final class ConcatenatedStreams implements ItemCursor, FirstRequest {
    private final StreamWindow streams;

    /** @param streams that have not begun; made when they are about to */
    ConcatenatedStreams(Iterator<PageStream> streams, Goal goal) {
        this.streams = new StreamWindow(streams, goal);
    }

    @Override
    public void begin() {
        streams.begin();
    }

    @Override
    public void awaitFirst() {
        PageStream first = streams.current();
        if (first != null) {
            first.awaitFirst();
        }
    }

    @Override
    public @Nullable Item next() {
        for (PageStream stream = streams.current(); stream != null; stream = streams.current()) {
            Item item = stream.next();
            if (item != null) {
                return item;
            }
            streams.advance();
        }
        return null;
    }

    @Override
    public void close() {
        streams.close();
    }
}
