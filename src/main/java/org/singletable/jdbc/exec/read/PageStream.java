package org.singletable.jdbc.exec.read;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.dynamo.Page;
import org.singletable.jdbc.dynamo.RequestPool;
import org.singletable.jdbc.exec.MemoryShare;

/**
 * The items of a Query or of a segment of a Scan. Pages are read ahead in a thread of the pool, one at a time, while the
 * application consumes those before; not where what is there already may be enough, and not past the memory a statement
 * may hold.
 */
final class PageStream implements ItemCursor, FirstRequest {
    /** Sends the request of one page. */
    interface Request {
        /**
         * @param from where the page before ended, null for the first page
         * @param pageSize items that the page may read, 0 for no limit but DynamoDB's
         */
        Page send(@Nullable Item from, int pageSize);
    }

    /** How a stream's pages share the memory that the statement may hold. */
    enum Sharing {
        /** Only this one has pages: that being consumed is held whatever its size. */
        ALONE,
        /** Streams follow each other: those to come have pages only as far as there is room. */
        IN_TURN,
        /** A page of each is needed at the same time: one that finds no room is asked for again with fewer items. */
        MERGED
    }

    /**
     * What a page to come is taken for, in bytes of memory: a page has 1 MB of data at most, and small values take more
     * memory than data.
     */
    static final long EXPECTED_BYTES = 4 << 20;

    /** A page and the memory reserved for it. */
    private record Held(Page page, long reserved) {}

    private final Request request;
    private final int pageSize;
    private final Reads reads;
    private final Goal goal;
    private final Sharing sharing;
    private final MemoryShare memory;

    private final Deque<Held> ahead = new ArrayDeque<>();
    private RequestPool.@Nullable Pending<?> pending;
    private @Nullable Item from;
    private boolean ended;
    private volatile boolean closed;
    private long itemsAhead;
    private long bytesOfPage;
    /** Reserved for the first page while its size is not known. */
    private long expected;
    /** What an item is taken for since a page was too large, 0 before that. */
    private long bytesOfItem;

    private boolean turned;
    private Iterator<Item> items = Collections.emptyIterator();
    private int itemsLeft;
    private boolean handedOut;
    private long reservedForItems;

    /**
     * @param pageSize items that a page may read, 0 for no limit but DynamoDB's
     * @param memory of this stream, where it is one of several
     */
    PageStream(Request request, int pageSize, Reads reads, Goal goal, Sharing sharing, MemoryShare memory) {
        this.request = request;
        this.pageSize = pageSize;
        this.reads = reads;
        this.goal = goal;
        this.sharing = sharing;
        this.memory = memory;
    }

    /** The only stream of a read. */
    static PageStream alone(Request request, int pageSize, Reads reads, Goal goal) {
        return new PageStream(request, pageSize, reads, goal, Sharing.ALONE, new MemoryShare(reads.memory(), 1));
    }

    @Override
    public synchronized void begin() {
        if (!turned) {
            readAhead();
        }
    }

    /** As {@link #begin}, where there is room for the page; else nothing is done, and the answer is false. */
    synchronized boolean beginIfRoom() {
        if (!memory.tryReserveAhead(EXPECTED_BYTES)) {
            return false;
        }
        expected = EXPECTED_BYTES;
        readAhead();
        return true;
    }

    @Override
    public void awaitFirst() {
        if (!turned) {
            turnPage();
        }
    }

    @Override
    public @Nullable Item next() {
        // A page may be empty and still have a successor.
        settle();
        while (!items.hasNext()) {
            if (!turnPage()) {
                return null;
            }
        }
        handedOut = true;
        return items.next();
    }

    /** Only now is known whether the item before has brought the goal nearer. */
    private synchronized void settle() {
        if (handedOut) {
            handedOut = false;
            itemsLeft--;
            lookAhead();
        }
    }

    /** Whether there was another page. */
    private boolean turnPage() {
        Held next = take();
        turned = true;
        memory.release(reservedForItems);
        reservedForItems = 0;
        if (next == null) {
            itemsLeft = 0;
            items = Collections.emptyIterator();
            return false;
        }
        if (sharing == Sharing.ALONE) {
            memory.release(next.reserved());
        } else {
            reservedForItems = next.reserved();
        }
        synchronized (this) {
            items = next.page().items().iterator();
            itemsLeft = next.page().items().size();
            lookAhead();
        }
        return true;
    }

    private @Nullable Held take() {
        while (true) {
            RequestPool.Pending<?> underWay;
            synchronized (this) {
                Held held = ahead.poll();
                if (held != null) {
                    itemsAhead -= held.page().items().size();
                    itemsLeft = held.page().items().size();
                    return held;
                }
                if (ended || closed) {
                    return null;
                }
                underWay = pending;
            }
            if (underWay == null) {
                readPage();
            } else {
                underWay.await();
            }
        }
    }

    private void readPage() {
        boolean kept = false;
        while (!kept) {
            kept = keep(reads.answer(() -> request.send(from, pageSize()), () -> !closed));
        }
    }

    private synchronized int pageSize() {
        if (bytesOfItem == 0) {
            return pageSize;
        }
        return memory.roomFor(bytesOfItem, pageSize == 0 ? Integer.MAX_VALUE : pageSize);
    }

    /** Whether there was room for the page; else a smaller one has to be read in its place. */
    private synchronized boolean keep(Page page) {
        if (closed) {
            return true;
        }
        long bytes = ItemSize.of(page.items());
        // First of all, since it may fail: then this page is still the next one.
        OptionalLong reserved = reserve(page, bytes);
        if (reserved.isEmpty()) {
            // Twice as much as before, should it be too large again.
            bytesOfItem = Math.max(2 * bytesOfItem, bytes / page.items().size());
            return false;
        }
        if (bytesOfItem > 0 && !page.items().isEmpty()) {
            bytesOfItem = bytes / page.items().size();
        }
        pending = null;
        from = page.next();
        ended = from == null;
        bytesOfPage = bytes;
        ahead.add(new Held(page, reserved.getAsLong()));
        itemsAhead += page.items().size();
        lookAhead();
        return true;
    }

    /**
     * What is reserved for a page. One of several that are merged is too large where the answer is empty; others are kept
     * anyway, being one at most, since no other follows it.
     */
    private OptionalLong reserve(Page page, long bytes) {
        if (sharing == Sharing.MERGED) {
            if (page.items().size() > 1) {
                return memory.tryReserve(bytes, 0) ? OptionalLong.of(bytes) : OptionalLong.empty();
            }
            memory.reserve(bytes);
            return OptionalLong.of(bytes);
        }
        memory.release(expected);
        expected = 0;
        return OptionalLong.of(memory.tryReserveAhead(bytes) ? bytes : 0);
    }

    private synchronized void lookAhead() {
        boolean begun = from != null;
        boolean wanted = goal.remaining() > itemsLeft + itemsAhead;
        if (begun && wanted && ahead.size() < reads.prefetch() && hasRoom()) {
            readAhead();
        }
    }

    private boolean hasRoom() {
        if (!memory.tryReserveAhead(bytesOfPage)) {
            return false;
        }
        memory.release(bytesOfPage);
        return true;
    }

    private synchronized void readAhead() {
        if (pending == null && !ended && !closed) {
            pending = reads.pool().submit(() -> {
                readPage();
                return true;
            });
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        ahead.forEach(held -> memory.release(held.reserved()));
        ahead.clear();
        memory.release(reservedForItems + expected);
        reservedForItems = 0;
        expected = 0;
        items = Collections.emptyIterator();
    }
}
