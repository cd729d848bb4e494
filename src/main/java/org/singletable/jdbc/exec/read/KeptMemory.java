package org.singletable.jdbc.exec.read;

import org.singletable.jdbc.exec.MemoryBudget;

/** Memory for what reads remember until the statement ends. Used by one thread. */
final class KeptMemory {
    private final MemoryBudget budget;
    private long bytes;

    KeptMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** @throws org.singletable.jdbc.error.DriverException 54001 where the statement would hold more than it may */
    void keep(long more) {
        budget.reserve(more);
        bytes += more;
    }

    void releaseAll() {
        budget.release(bytes);
        bytes = 0;
    }
}
