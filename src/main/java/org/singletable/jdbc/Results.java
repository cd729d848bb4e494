package org.singletable.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.exec.StatementControl;

/**
 * What a statement's last execution has given and not been closed yet, and the way to stop it. Thread-safe: other threads
 * cancel and close a statement while its own executes and reads. No lock is held while anything is waited for.
 */
final class Results {
    private static final long NO_COUNT = -1;

    /** What {@link #stop} stops; null while nothing runs. */
    private @Nullable StatementControl running;

    /** The result set of the last execution, until it is closed. */
    private @Nullable SingleTableResultSet open;

    /** Whether that is the current result, too, and not one that {@code getMoreResults} has left open. */
    private boolean isCurrent;

    private long updateCount = NO_COUNT;
    private boolean closed;

    synchronized boolean isClosed() {
        return closed;
    }

    /**
     * An execution begins. From now on it can be stopped.
     *
     * @throws SQLException HY010 where the statement is closed
     */
    synchronized void begin(StatementControl control) throws SQLException {
        if (closed) {
            throw SqlExceptions.of(JdbcErrors.closed("statement"));
        }
        running = control;
    }

    /** The execution has ended without rows to be read. */
    synchronized void ended(StatementControl control) {
        if (control == running) {
            running = null;
        }
    }

    /**
     * The execution gives rows.
     *
     * @throws SQLException HY010 where the statement was closed meanwhile; the rows are closed then
     */
    void gave(SingleTableResultSet rows) throws SQLException {
        synchronized (this) {
            if (!closed) {
                open = rows;
                isCurrent = true;
                return;
            }
        }
        rows.close();
        throw SqlExceptions.of(JdbcErrors.closed("statement"));
    }

    synchronized void gave(long count) {
        updateCount = count;
    }

    synchronized Optional<SingleTableResultSet> current() {
        return isCurrent ? Optional.ofNullable(open) : Optional.empty();
    }

    /** -1 where the current result is no count. */
    synchronized long updateCount() {
        return updateCount;
    }

    /** Stops what runs, from any thread. Does nothing while nothing runs. */
    void stop() {
        StatementControl current;
        synchronized (this) {
            current = running;
        }
        if (current != null) {
            current.cancel();
        }
    }

    /** The rows of a result set have ended: nothing runs that could be stopped. */
    synchronized void drained(SingleTableResultSet ended) {
        if (ended == open) {
            running = null;
        }
    }

    /**
     * A result set was closed.
     *
     * @return whether it was one that the statement had not let go by then
     */
    synchronized boolean forget(SingleTableResultSet ended) {
        if (ended != open) {
            return false;
        }
        clear();
        return true;
    }

    /** Passes on to no result; a result set stays open. */
    synchronized void leaveCurrent() {
        isCurrent = false;
        updateCount = NO_COUNT;
    }

    /** Closes the current result, but not a result set that was left open. */
    void closeCurrent() throws SQLException {
        Optional<SingleTableResultSet> current = current();
        leaveCurrent();
        if (current.isPresent()) {
            forget(current.get());
            current.get().close();
        }
    }

    /** Closes all that the last execution has given. */
    void closeAll() throws SQLException {
        SingleTableResultSet last;
        synchronized (this) {
            last = open;
            clear();
        }
        if (last != null) {
            last.close();
        }
    }

    private synchronized void clear() {
        open = null;
        isCurrent = false;
        updateCount = NO_COUNT;
        running = null;
    }

    /**
     * The statement is closed: what runs is stopped, and what it has given is closed.
     *
     * @return false where it was closed before
     */
    boolean close() throws SQLException {
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
        }
        // Another thread may be waiting for the first answer.
        stop();
        closeAll();
        return true;
    }
}
