package org.singletable.jdbc.exec.read;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.RequestPool;

/** The item at one table key, or none. */
final class OneItem implements ItemCursor, FirstRequest {
    private final Item key;
    private final @Nullable ItemCodec codec;
    private final Reading reading;
    private final Reads reads;
    private RequestPool.@Nullable Pending<Optional<Item>> pending;
    private @Nullable Iterator<Item> found;
    private volatile boolean closed;

    /** @param codec of the entity whose row is looked up, null where it is just an item */
    OneItem(Item key, @Nullable ItemCodec codec, Reading reading, Reads reads) {
        this.key = key;
        this.codec = codec;
        this.reading = reading;
        this.reads = reads;
    }

    private Optional<Item> read() {
        Optional<Item> read = reads.answer(
                () -> reads.table().getItem(key, reads.consistent(), reading, reads.context()), () -> !closed);
        if (codec != null) {
            reads.view().lookedUp(codec, key, read.orElse(null));
        }
        return read;
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
