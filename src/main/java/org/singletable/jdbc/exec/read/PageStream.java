package org.singletable.jdbc.exec.read;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.dynamo.Page;
import org.singletable.jdbc.dynamo.RequestPool;

/**
 * The items of a Query or of a segment of a Scan. Pages are read ahead in a thread of the pool, one at a time, while the
 * application consumes those before; not where what is there already may be enough, and not past the memory a statement
 * may hold.
 */
final class PageStream implements ItemCursor {
    /** Sends the request of one page. */
    interface Request {
        /** @param from where the page before ended, null for the first page */
        Page send(@Nullable Item from);
    }

    /** A page and the memory reserved for it. */
    private record Held(Page page, long reserved) {}

    private final Request request;
    private final Reads reads;
    private final Goal goal;
    /** Whether the page being consumed counts as held memory, since there are as many as there are streams. */
    private final boolean oneOfMany;

    private final Deque<Held> ahead = new ArrayDeque<>();
    private RequestPool.@Nullable Pending<?> pending;
    private @Nullable Item from;
    private boolean ended;
    private boolean closed;
    private long itemsAhead;
    private long bytesOfPage;

    private Iterator<Item> items = Collections.emptyIterator();
    private int itemsLeft;
    private boolean handedOut;
    private long reservedForItems;

    PageStream(Request request, Reads reads, Goal goal, boolean oneOfMany) {
        this.request = request;
        this.reads = reads;
        this.goal = goal;
        this.oneOfMany = oneOfMany;
    }

    /** The first page is asked for in a thread of the pool. */
    synchronized void begin() {
        readAhead();
    }

    /**
     * Waits for the first page, which this thread asks for where nobody has yet.
     *
     * @throws org.singletable.jdbc.error.DriverException what the request meets
     */
    void awaitFirst() {
        if (!items.hasNext()) {
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
        reads.memory().release(reservedForItems);
        reservedForItems = 0;
        if (next == null) {
            itemsLeft = 0;
            items = Collections.emptyIterator();
            return false;
        }
        if (oneOfMany) {
            reservedForItems = next.reserved();
        } else {
            reads.memory().release(next.reserved());
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
        Page page = request.send(from);
        long bytes = ItemSize.of(page.items());
        synchronized (this) {
            if (closed) {
                return;
            }
            // First of all, since it may fail: then this page is still the next one.
            long reserved = reserve(bytes);
            pending = null;
            from = page.next();
            ended = from == null;
            bytesOfPage = bytes;
            ahead.add(new Held(page, reserved));
            itemsAhead += page.items().size();
            lookAhead();
        }
    }

    /** A page that was read ahead is kept anyway: it is one at most, since no other follows it. */
    private long reserve(long bytes) {
        if (oneOfMany) {
            reads.memory().reserve(bytes);
            return bytes;
        }
        return reads.memory().tryReserve(bytes) ? bytes : 0;
    }

    private synchronized void lookAhead() {
        boolean begun = from != null;
        boolean wanted = goal.remaining() > itemsLeft + itemsAhead;
        if (begun && wanted && ahead.size() < reads.prefetch() && hasRoom()) {
            readAhead();
        }
    }

    private boolean hasRoom() {
        if (!reads.memory().tryReserve(bytesOfPage)) {
            return false;
        }
        reads.memory().release(bytesOfPage);
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
        ahead.forEach(held -> reads.memory().release(held.reserved()));
        ahead.clear();
        reads.memory().release(reservedForItems);
        reservedForItems = 0;
        items = Collections.emptyIterator();
    }
}
