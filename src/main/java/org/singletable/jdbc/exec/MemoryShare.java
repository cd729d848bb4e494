package org.singletable.jdbc.exec;

/**
 * What one of several readers beside each other may hold of the rows that it needs next: as much as is there to be had ahead
 * of need, and a part of its own where that is taken. So each goes on with smaller batches when memory is short. Thread-safe.
 */
public final class MemoryShare {
    /** A reader may hold a batch, the one after it, and what it looks up by the rows of the first; something is left over. */
    private static final int PART = 4;

    private final MemoryBudget budget;
    private final int readers;
    private final long own;

    /** @param readers that go on at the same time */
    public MemoryShare(MemoryBudget budget, int readers) {
        this.budget = budget;
        this.readers = readers;
        this.own = budget.maxBytes() / PART / readers;
    }

    /** How many bytes the next batch had better have at most. */
    public long room() {
        return Math.max(budget.roomAhead() / readers, Math.min(own, budget.room()));
    }

    /** How many things of a size the next batch had better have, from 1 to {@code most}. */
    public int roomFor(long bytesEach, int most) {
        return (int) Math.max(1, Math.min(most, room() / Math.max(1, bytesEach)));
    }

    /**
     * Reserves memory for more of a batch that is needed; else nothing is reserved, and the answer is false.
     *
     * @param held what is reserved for the batch already
     */
    public boolean tryReserve(long bytes, long held) {
        return budget.tryReserveAhead(bytes) || held + bytes <= own && budget.tryReserve(bytes);
    }

    /** The same for a batch that is read ahead. */
    public boolean tryReserveAhead(long bytes) {
        return budget.tryReserveAhead(bytes);
    }

    /**
     * Reserves memory for what nothing can go on without.
     *
     * @throws org.singletable.jdbc.error.DriverException 54001, as {@link MemoryBudget#reserve}
     */
    public void reserve(long bytes) {
        budget.reserve(bytes);
    }

    public void release(long bytes) {
        budget.release(bytes);
    }
}
