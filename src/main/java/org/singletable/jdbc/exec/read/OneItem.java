package org.singletable.jdbc.exec.read;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.RequestPool;

/** The item at one table key, or none. */
final class OneItem implements ItemCursor, FirstRequest {
    private final Item key;
    private final Reading reading;
    private final Reads reads;
    private RequestPool.@Nullable Pending<Optional<Item>> pending;
    private @Nullable Iterator<Item> found;
    private volatile boolean closed;

    OneItem(Item key, Reading reading, Reads reads) {
        this.key = key;
        this.reading = reading;
        this.reads = reads;
    }

    private Optional<Item> read() {
        return reads.answer(
                () -> reads.table().getItem(key, reads.consistent(), reading, reads.context()), () -> !closed);
    }

    @Override
    public void begin() {
        if (pending == null && found == null) {
            pending = reads.pool().submit(this::read);
        }
    }

    @Override
    public void awaitFirst() {
        found();
    }

    private Iterator<Item> found() {
        Iterator<Item> known = found;
        if (known == null) {
            known = (pending == null ? read() : pending.await()).stream().iterator();
            found = known;
        }
        return known;
    }

    @Override
    public @Nullable Item next() {
        return !closed && found().hasNext() ? found().next() : null;
    }

    @Override
    public void close() {
        closed = true;
    }
}
