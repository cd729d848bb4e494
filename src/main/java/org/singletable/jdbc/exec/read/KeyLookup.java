package org.singletable.jdbc.exec.read;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.RequestPool;

/**
 * The items at table keys, in the order of the keys; keys without an item give none. 100 keys a BatchGetItem, several
 * requests at a time where more rows are wanted than one can give.
 */
final class KeyLookup implements ItemCursor {
    /** Keys that DynamoDB takes in one BatchGetItem. */
    static final int MAX_KEYS = 100;

    private static final int IN_FLIGHT = 4;

    /** What the answers are taken for before one has come, in bytes of memory. */
    private static final long EXPECTED_BYTES = 1 << 20;

    /** The items of one request and the memory reserved for them. */
    private record Chunk(List<Item> items, long reserved) {}

    private final Supplier<@Nullable Item> keys;
    private final ItemCodec codec;
    private final boolean wanted;
    private final Reading reading;
    private final Reads reads;
    private final Goal goal;
    private final Deque<RequestPool.Pending<Chunk>> pending = new ArrayDeque<>();
    private Iterator<Item> items = Collections.emptyIterator();
    private long reserved;
    /** Reserved for requests that nobody has waited for yet. */
    private long ahead;
    /** What the next answer is taken for. */
    private long expected = EXPECTED_BYTES;

    private boolean lastKey;
    private boolean closed;

    /**
     * @param keys the next key; null after the last one
     * @param wanted whether it is the statement that asks for the keys, so that a missing one counts as read, too
     */
    KeyLookup(Supplier<@Nullable Item> keys, ItemCodec codec, Reading reading, Reads reads, Goal goal, boolean wanted) {
        this.keys = keys;
        this.codec = codec;
        this.wanted = wanted;
        this.reading = reading;
        this.reads = reads;
        this.goal = goal;
    }

    /**
     * The first requests are sent and the first answer is waited for.
     *
     * @throws org.singletable.jdbc.error.DriverException what it meets
     */
    void begin() {
        send(true);
        if (!pending.isEmpty()) {
            await();
        }
    }

    /** @param needed whether the next answer is wanted now, not ahead */
    private void send(boolean needed) {
        long enough = goal.isAll() ? IN_FLIGHT : goal.remaining() / MAX_KEYS + 1;
        while (!lastKey && pending.size() < Math.min(IN_FLIGHT, enough) && (needed && pending.isEmpty() || hasRoom())) {
            List<Item> chunk = nextKeys();
            if (!chunk.isEmpty()) {
                pending.add(reads.pool().submit(() -> read(chunk)));
            }
        }
    }

    /** Whether one more answer can be held, beside those that are under way. */
    private synchronized boolean hasRoom() {
        long bytes = Math.max(0, expected * (pending.size() + 1) - ahead);
        if (!reads.memory().tryReserve(bytes)) {
            return false;
        }
        reads.memory().release(bytes);
        return true;
    }

    private List<Item> nextKeys() {
        Set<Item> chunk = new LinkedHashSet<>();
        while (chunk.size() < MAX_KEYS) {
            Item key = keys.get();
            if (key == null) {
                lastKey = true;
                break;
            }
            chunk.add(key);
        }
        return List.copyOf(chunk);
    }

    private Chunk read(List<Item> chunk) {
        Map<Item, Item> found = new HashMap<>();
        for (Item item : reads.table().batchGetItem(chunk, reads.consistent(), reading, reads.context())) {
            found.put(codec.keyOf(item), item);
        }
        if (wanted) {
            chunk.forEach(key -> reads.view().lookedUp(codec, key, found.get(key)));
        }
        List<Item> inOrder =
                chunk.stream().map(found::get).filter(Objects::nonNull).toList();
        long bytes = ItemSize.of(inOrder);
        return held(inOrder, bytes);
    }

    private synchronized Chunk held(List<Item> items, long bytes) {
        if (closed) {
            return new Chunk(List.of(), 0);
        }
        reads.memory().reserve(bytes);
        ahead += bytes;
        expected = Math.max(bytes, 1);
        return new Chunk(items, bytes);
    }

    @Override
    public @Nullable Item next() {
        while (!items.hasNext()) {
            hold(new Chunk(List.of(), 0));
            send(true);
            if (pending.isEmpty()) {
                return null;
            }
            await();
        }
        return items.next();
    }

    private void await() {
        Chunk chunk = pending.element().await();
        pending.remove();
        hold(chunk);
        items = chunk.items().iterator();
        if (goal.remaining() > chunk.items().size()) {
            send(false);
        }
    }

    /** In place of the one before. */
    private synchronized void hold(Chunk chunk) {
        if (closed) {
            return;
        }
        reads.memory().release(reserved);
        ahead -= chunk.reserved();
        reserved = chunk.reserved();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lastKey = true;
            pending.clear();
            reads.memory().release(reserved + ahead);
            items = Collections.emptyIterator();
        }
    }
}
