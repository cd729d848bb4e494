package org.singletable.jdbc.exec;

import java.util.concurrent.atomic.AtomicLong;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/**
 * The memory that one statement may hold: pages ahead, sorts, groups, joins. What is only held to save time, such as pages
 * ahead, gets half of it at most, so that a statement does not fail for want of what it could do without. Thread-safe. Sizes
 * are estimates.
 */
public final class MemoryBudget {
    private final long maxBytes;
    private final AtomicLong held = new AtomicLong();

    /** @param maxBytes what the statement may hold at once */
    public MemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** Reserves memory where the statement may hold so much; else nothing is reserved, and the answer is false. */
    public boolean tryReserve(long bytes) {
        return tryReserve(bytes, maxBytes);
    }

    /** The same for what the statement can do without. */
    public boolean tryReserveAhead(long bytes) {
        return tryReserve(bytes, maxBytes / 2);
    }

    private boolean tryReserve(long bytes, long most) {
        if (held.addAndGet(bytes) > most) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** @throws DriverException 54001 where the statement would hold more than it may; nothing is reserved then */
    public void reserve(long bytes) {
        if (!tryReserve(bytes)) {
            throw new DriverException(
                    SqlState.MEMORY_EXCEEDED,
                    "the statement needs more than " + maxBytes
                            + " bytes of memory for rows that it merges, sorts, groups or joins; narrow it by a condition or LIMIT,"
                            + " or raise the connection property maxMemoryBytes");
        }
    }

    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /** Bytes that can be reserved just now. */
    long room() {
        return Math.max(0, maxBytes - held.get());
    }

    /** Bytes that can be reserved just now for what the statement can do without. */
    long roomAhead() {
        return Math.max(0, maxBytes / 2 - held.get());
    }
}
