package org.singletable.jdbc.exec;

/** Memory for what is remembered for a while, let go all at once. Used by one thread. */
public final class KeptMemory {
    private final MemoryBudget budget;
    private long bytes;

    public KeptMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** @throws org.singletable.jdbc.error.DriverException 54001 where the statement would hold more than it may */
    public void keep(long more) {
        budget.reserve(more);
        bytes += more;
    }

    public void releaseAll() {
        budget.release(bytes);
        bytes = 0;
    }
}
