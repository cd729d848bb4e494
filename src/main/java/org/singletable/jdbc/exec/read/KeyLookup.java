package org.singletable.jdbc.exec.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.RequestPool;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.MemoryShare;

/**
 * The items at table keys, in the order of the keys; keys without an item give none. 100 keys a BatchGetItem, several
 * requests at a time where more rows are wanted than one can give; fewer of both where memory is short.
 */
final class KeyLookup implements ItemCursor, FirstRequest {
    /** Keys that DynamoDB takes in one BatchGetItem. */
    static final int MAX_KEYS = TableClient.MAX_KEYS;

    /** What an item is taken for before one has come, in bytes of memory. */
    static final long EXPECTED_BYTES = 10 << 10;

    private static final int IN_FLIGHT = 4;

    /**
     * What is kept of the answer of one request.
     *
     * @param reserved for the items
     * @param left the last ones of its keys, whose items there was no room for
     */
    private record Answer(List<Item> items, long reserved, List<Item> left) {}

    private final Supplier<@Nullable Item> keys;
    private final ItemCodec codec;
    private final boolean wanted;
    private final Reading reading;
    private final Reads reads;
    private final MemoryShare memory;
    private final Goal goal;
    private final Deque<RequestPool.Pending<Answer>> pending = new ArrayDeque<>();
    /** Keys to ask for again, before the items of those that are pending. */
    private List<Item> left = List.of();

    private Iterator<Item> items = Collections.emptyIterator();
    private long reserved;
    /** Reserved for answers that nobody has waited for yet. */
    private long ahead;
    /** What the item of a key is taken for. */
    private long bytesOfKey = EXPECTED_BYTES;

    private boolean begun;
    private boolean awaited;
    private boolean lastKey;
    private volatile boolean closed;

    /**
     * @param keys the next key; null after the last one
     * @param wanted whether it is the statement that asks for the keys, so that a missing one counts as read, too
     */
    KeyLookup(
            Supplier<@Nullable Item> keys,
            ItemCodec codec,
            Reading reading,
            Reads reads,
            MemoryShare memory,
            Goal goal,
            boolean wanted) {
        this.keys = keys;
        this.codec = codec;
        this.wanted = wanted;
        this.reading = reading;
        this.reads = reads;
        this.memory = memory;
        this.goal = goal;
    }

    @Override
    public void begin() {
        if (!begun) {
            begun = true;
            send(true);
        }
    }

    @Override
    public void awaitFirst() {
        begin();
        if (!awaited) {
            turn();
        }
    }

    @Override
    public @Nullable Item next() {
        while (!items.hasNext()) {
            if (!turn()) {
                return null;
            }
        }
        return items.next();
    }

    /** Goes on to the next answer; false after the last one. */
    private boolean turn() {
        awaited = true;
        hold(new Answer(List.of(), 0, List.of()));
        Answer answer;
        if (left.isEmpty()) {
            send(true);
            if (pending.isEmpty()) {
                return false;
            }
            answer = pending.element().await();
            pending.remove();
            left = answer.left();
        } else {
            int some = Math.min(left.size(), fitting());
            answer = read(left.subList(0, some), true);
            List<Item> rest = new ArrayList<>(answer.left());
            rest.addAll(left.subList(some, left.size()));
            left = rest;
        }
        hold(answer);
        items = answer.items().iterator();
        if (left.isEmpty() && goal.remaining() > answer.items().size()) {
            send(false);
        }
        return true;
    }

    /** @param needed whether the next answer is wanted now, not ahead */
    private void send(boolean needed) {
        long enough = goal.isAll() ? IN_FLIGHT : goal.remaining() / MAX_KEYS + 1;
        while (!lastKey && pending.size() < Math.min(IN_FLIGHT, enough)) {
            boolean now = needed && pending.isEmpty();
            if (!now && !hasRoomAhead()) {
                return;
            }
            List<Item> some = nextKeys(now ? fitting() : MAX_KEYS);
            if (!some.isEmpty()) {
                pending.add(reads.pool().submit(() -> read(some, now)));
            }
        }
    }

    /** How many keys to ask for now. */
    private synchronized int fitting() {
        return memory.roomFor(bytesOfKey, MAX_KEYS);
    }

    /** Whether one more answer can be held, beside those that are under way. */
    private synchronized boolean hasRoomAhead() {
        long bytes = Math.max(0, bytesOfKey * MAX_KEYS * (pending.size() + 1) - ahead);
        if (!memory.tryReserveAhead(bytes)) {
            return false;
        }
        memory.release(bytes);
        return true;
    }

    private List<Item> nextKeys(int most) {
        Set<Item> some = new LinkedHashSet<>();
        while (some.size() < most) {
            Item key = keys.get();
            if (key == null) {
                lastKey = true;
                break;
            }
            some.add(key);
        }
        return List.copyOf(some);
    }

    private Answer read(List<Item> some, boolean needed) {
        Map<Item, Item> found = new HashMap<>();
        List<Item> answer = reads.answer(
                () -> reads.table().batchGetItem(some, reads.consistent(), reading, reads.context()), () -> !closed);
        for (Item item : answer) {
            found.put(codec.keyOf(item), item);
        }
        if (wanted) {
            some.forEach(key -> reads.view().lookedUp(codec, key, found.get(key)));
        }
        return keep(some, found, needed);
    }

    /** Keeps the items that there is room for; of an answer that is needed one at least. */
    private synchronized Answer keep(List<Item> some, Map<Item, Item> found, boolean needed) {
        if (closed) {
            return new Answer(List.of(), 0, List.of());
        }
        bytesOfKey = Math.max(1, ItemSize.of(found.values()) / some.size());
        List<Item> kept = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < some.size(); i++) {
            Item item = found.get(some.get(i));
            if (item == null) {
                continue;
            }
            long size = ItemSize.of(item);
            if (needed && kept.isEmpty()) {
                memory.reserve(size);
            } else if (!(needed ? memory.tryReserve(size, bytes) : memory.tryReserveAhead(size))) {
                ahead += bytes;
                return new Answer(kept, bytes, some.subList(i, some.size()));
            }
            bytes += size;
            kept.add(item);
        }
        ahead += bytes;
        return new Answer(kept, bytes, List.of());
    }

    /** In place of the one before. */
    private synchronized void hold(Answer answer) {
        if (closed) {
            return;
        }
        memory.release(reserved);
        ahead -= answer.reserved();
        reserved = answer.reserved();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lastKey = true;
            pending.clear();
            left = List.of();
            memory.release(reserved + ahead);
            items = Collections.emptyIterator();
        }
    }
}
