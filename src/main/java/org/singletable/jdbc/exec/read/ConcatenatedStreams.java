package org.singletable.jdbc.exec.read;

import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;

/** The items of several streams, one stream after the other; the first pages of the next ones are asked for meanwhile. */
final class ConcatenatedStreams implements ItemCursor {
    private final StreamWindow streams;

    /**
     * @param streams that have not begun; made when they are about to
     * @param beginning what is done with the first one besides
     */
    ConcatenatedStreams(Iterator<PageStream> streams, Goal goal, Consumer<PageStream> beginning) {
        this.streams = new StreamWindow(streams, goal);
        PageStream first = this.streams.current();
        if (first != null) {
            beginning.accept(first);
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
