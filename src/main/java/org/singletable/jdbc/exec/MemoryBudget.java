package org.singletable.jdbc.exec;

import java.util.concurrent.atomic.AtomicLong;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** The memory that one statement may hold: pages ahead, sorts, groups, joins. Thread-safe. Sizes are estimates. */
public final class MemoryBudget {
    private final long maxBytes;
    private final AtomicLong held = new AtomicLong();

    /** @param maxBytes what the statement may hold at once */
    public MemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reserves memory where the statement may hold so much; else nothing is reserved, and the answer is false. */
    public boolean tryReserve(long bytes) {
        if (held.addAndGet(bytes) > maxBytes) {
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
}
