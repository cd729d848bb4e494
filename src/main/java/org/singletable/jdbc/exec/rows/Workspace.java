package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.MemoryShare;

/** What one operator holds of its statement's memory, and whether the statement may go on. */
final class Workspace {
    /** So that a cancelled statement ends soon and asking costs nothing. */
    private static final int STEPS_BETWEEN_CHECKS = 1024;

    private final MemoryBudget budget;
    private final MemoryShare share;
    private final RequestContext context;
    private long held;
    private int steps;

    Workspace(MemoryBudget budget, RequestContext context) {
        this.budget = budget;
        this.share = new MemoryShare(budget, 1);
        this.context = context;
    }

    /**
     * A row is kept, {@code more} bytes beside it.
     *
     * @return what was reserved, for {@link #release}
     * @throws org.singletable.jdbc.error.DriverException 54001 where the statement would hold more than it may
     */
    long keep(@Nullable Object[] row, long more) {
        long bytes = RowSize.of(row) + more;
        keep(bytes);
        return bytes;
    }

    /** @throws org.singletable.jdbc.error.DriverException 54001, as {@link #keep(Object[], long)} */
    void keep(long bytes) {
        budget.reserve(bytes);
        held += bytes;
    }

    /**
     * Keeps more of a batch where there is room; else nothing is reserved, and the answer is false.
     *
     * @param batch what is reserved for the batch already
     */
    boolean tryKeep(long bytes, long batch) {
        if (!share.tryReserve(bytes, batch)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** How many bytes the next batch had better have at most. */
    long room() {
        return share.room();
    }

    /** As {@link #keep(long)} where the statement may hold so much; else nothing is kept, and the answer is false. */
    boolean tryKeep(long bytes) {
        boolean hasRoom = share.tryReserveAhead(bytes);
        held += hasRoom ? bytes : 0;
        return hasRoom;
    }

    void release(long bytes) {
        budget.release(bytes);
        held -= bytes;
    }

    void releaseAll() {
        release(held);
    }

    /**
     * To be called in each turn of a loop that may turn often without a request.
     *
     * @throws org.singletable.jdbc.error.DriverException 57014 cancelled, HYT00 past the deadline
     */
    void step() {
        if (++steps % STEPS_BETWEEN_CHECKS == 0) {
            context.check();
        }
    }
}
