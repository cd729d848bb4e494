package org.singletable.jdbc.exec.rows;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.Rel;

/**
 * The rows of a statement. With them ends all that the statement holds: its operators, queries and requests.
 *
 * <p>One thread reads the rows. Any other may close them meanwhile: that stops the requests and waits for nobody; the thread
 * that reads finds its request ended and then lets go of what the statement holds, which no other thread touches.
 */
public final class StatementCursor implements RowCursor {
    /** What a statement holds beside its rows. */
    public interface Held {
        /** Stops the requests under way, from any thread. Never throws. */
        void stop();

        /** Lets go of it. Never throws. */
        void close();
    }

    private final RowCursor rows;
    private final Held held;
    private final Execution execution;

    /** Held by the thread that reads, or that lets go of what is held. */
    private final ReentrantLock use = new ReentrantLock();

    private volatile boolean closed;

    /** What has ended the rows; not an error of one row. */
    private @Nullable DriverException failure;

    /** @param held ends with the rows */
    public StatementCursor(RowCursor rows, Held held, Execution execution) {
        this.rows = rows;
        this.held = held;
        this.execution = execution;
    }

    static RowCursor open(Rel root, StatementReads reads, Execution execution) {
        RowCursor rows = null;
        try {
            rows = reads.open(root, execution.maxRows());
            return new StatementCursor(rows, reads, execution);
        } finally {
            if (rows == null) {
                reads.close();
            }
        }
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        use.lock();
        try {
            if (closed) {
                throw WireErrors.stopped();
            }
            return nextRow();
        } finally {
            use.unlock();
            if (closed) {
                releaseUnlessInUse();
            }
        }
    }

    private @Nullable Object @Nullable [] nextRow() {
        if (failure != null) {
            // Not the end of the rows, whoever asks again.
            throw failure;
        }
        boolean goesOn = false;
        try {
            @Nullable Object[] row = rows.next();
            goesOn = row != null;
            return row;
        } catch (DriverException e) {
            goesOn = OperatorCursor.concernsOneRow(e) && !execution.context().isEnded();
            failure = goesOn ? null : e;
            throw e;
        } finally {
            if (!goesOn) {
                release();
            }
        }
    }

    /** Stops the requests first, as a thread may be waiting for one. */
    @Override
    public void close() {
        closed = true;
        held.stop();
        releaseUnlessInUse();
    }

    /** A thread that reads does it when it has done so. */
    private void releaseUnlessInUse() {
        if (use.tryLock()) {
            try {
                release();
            } finally {
                use.unlock();
            }
        }
    }

    private void release() {
        held.stop();
        rows.close();
        held.close();
    }
}
