package org.singletable.jdbc;

import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.StatementControl;

/**
 * Watches one execution, and tells about it when it has ended and taken longer than allowed. Only the time within the
 * driver's calls counts, not what the application does between two rows. Thread-safe: another thread may close the rows
 * while one reads them, and then the execution ends when the last of their calls returns.
 */
final class SlowStatement implements Watch {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final StatementControl control;
    private final long limitNanos;
    private final Listener listener;
    private final LongSupplier clock;

    /** Calls that are within the driver now. */
    private int calls;

    /** When the first of them came, as the clock tells it. */
    private long since;

    private long nanos;
    private long rows = Ended.NO_ROWS;
    private @Nullable String failure;
    private boolean ended;
    private boolean told;

    /**
     * @param limitMillis what it may take without being told
     * @param clock nanoseconds since some moment, as {@link System#nanoTime} tells them
     */
    SlowStatement(StatementControl control, long limitMillis, LongSupplier clock, Listener listener) {
        this.control = control;
        this.clock = clock;
        this.limitNanos = limitMillis * NANOS_PER_MILLI;
        this.listener = listener;
    }

    /** Is told of what was slow. */
    @FunctionalInterface
    interface Listener {
        void slow(Ended execution);
    }

    /**
     * An execution that has ended.
     *
     * @param millis time within the driver's calls
     * @param rows read or written, {@link #NO_ROWS} where it came to none
     * @param failure the SQLState of what it failed with, null where it did not
     */
    record Ended(
            StatementControl control,
            long millis,
            long rows,
            @Nullable String failure) {
        static final long NO_ROWS = -1;
    }

    @Override
    public <T> T time(Border.Call<T> begin) throws SQLException {
        enter();
        try {
            return begin.run();
        } catch (SQLException e) {
            failed(String.valueOf(e.getSQLState()), true);
            throw e;
        } finally {
            leave();
        }
    }

    @Override
    public synchronized void counted(long number) {
        rows = number;
        ended = true;
    }

    @Override
    public RowCursor over(RowCursor cursor) {
        opened();
        return new RowCursor() {
            @Override
            public @Nullable Object @Nullable [] next() {
                enter();
                try {
                    @Nullable Object[] row = cursor.next();
                    read(row != null);
                    return row;
                } catch (DriverException e) {
                    // It may be the error of one row, behind which others come.
                    failed(e.state().code(), control.isEnded());
                    throw e;
                } finally {
                    leave();
                }
            }

            @Override
            public void close() {
                enter();
                try {
                    cursor.close();
                } finally {
                    closed();
                    leave();
                }
            }
        };
    }

    private synchronized void opened() {
        rows = 0;
    }

    private synchronized void read(boolean isRow) {
        rows += isRow ? 1 : 0;
        ended |= !isRow;
    }

    private synchronized void closed() {
        ended = true;
    }

    private synchronized void failed(String state, boolean ends) {
        failure = state;
        ended |= ends;
    }

    private synchronized void enter() {
        if (calls == 0) {
            since = clock.getAsLong();
        }
        calls++;
    }

    private void leave() {
        Ended slow = left();
        if (slow != null) {
            listener.slow(slow);
        }
    }

    /** The execution where it is to be told of, once. */
    private synchronized @Nullable Ended left() {
        calls--;
        if (calls > 0) {
            return null;
        }
        nanos += clock.getAsLong() - since;
        if (!ended || told || nanos <= limitNanos) {
            // What is closed after its end takes no time worth telling.
            told |= ended;
            return null;
        }
        told = true;
        return new Ended(control, nanos / NANOS_PER_MILLI, rows, failure);
    }
}
