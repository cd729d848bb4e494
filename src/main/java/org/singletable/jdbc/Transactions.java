package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.error.SqlState;

/**
 * Runs units of work as transactions, and runs them again where a transaction lost a race (SQLState 40001).
 *
 * <pre>{@code
 * Transactions.of(dataSource).isolation(Connection.TRANSACTION_SERIALIZABLE).run(connection -> {
 *     ...
 * });
 * }</pre>
 *
 * <p>A unit of work gets a connection with autocommit off; when it returns, the transaction is committed, and when it throws,
 * rolled back. Since it may run several times, all it does has to be in the transaction, and all it decides has to come from what
 * it reads in this run. It neither commits nor closes the connection.
 *
 * <p>Every run takes a connection of its own and gives it back before the wait for the next one, with the autocommit and isolation
 * that it came with. Instances are immutable and can be shared by threads.
 */
public final class Transactions {
    private static final int DEFAULT_ATTEMPTS = 20;
    private static final Duration FIRST_WAIT = Duration.ofMillis(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final @Nullable Integer isolation;
    private final int attempts;

    private Transactions(DataSource dataSource, @Nullable Integer isolation, int attempts) {
        this.dataSource = dataSource;
        this.isolation = isolation;
        this.attempts = attempts;
    }

    /** A unit of work with a result. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T run(Connection connection) throws SQLException, X;
    }

    /** A unit of work without a result. */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        void run(Connection connection) throws SQLException, X;
    }

    /** Transactions of the isolation that connections come with, of up to 20 attempts each. */
    public static Transactions of(DataSource dataSource) {
        return new Transactions(Objects.requireNonNull(dataSource), null, DEFAULT_ATTEMPTS);
    }

    /** @param level as {@link Connection#setTransactionIsolation} takes it */
    public Transactions isolation(int level) {
        return new Transactions(dataSource, level, attempts);
    }

    /**
     * @param most how often a unit of work may run, the first time included
     * @throws IllegalArgumentException where that is less than once
     */
    public Transactions attempts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a unit of work runs at least once, not " + most + " times");
        }
        return new Transactions(dataSource, isolation, most);
    }

    /**
     * Runs a unit of work to its commit.
     *
     * @throws SQLException of the connection, the work or the commit; 40001 where the last attempt lost its race too, 57014 where
     *     the thread was interrupted between attempts
     */
    public <X extends Exception> void run(Action<X> work) throws SQLException, X {
        Work<Boolean, X> returning = connection -> {
            work.run(connection);
            return true;
        };
        call(returning);
    }

    /**
     * Runs a unit of work to its commit.
     *
     * @return what the run that was committed returned
     * @throws SQLException as {@link #run}
     */
    public <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws SQLException, X {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return attempt(connection, work);
            } catch (SQLException e) {
                if (attempt == attempts
                        || !SqlState.SERIALIZATION_FAILURE.code().equals(e.getSQLState())) {
                    throw e;
                }
                pause(attempt, e);
            }
        }
    }

    private <T extends @Nullable Object, X extends Exception> T attempt(Connection connection, Work<T, X> work)
            throws SQLException, X {
        Modes before = Modes.of(connection);
        T result;
        try {
            if (isolation != null) {
                connection.setTransactionIsolation(isolation);
            }
            connection.setAutoCommit(false);
            result = work.run(connection);
            connection.commit();
        } catch (Throwable e) {
            undo(connection, before, e);
            throw e;
        }
        before.restore(connection);
        return result;
    }

    /** Modes are restored only after the rollback: going back to autocommit would commit what is left. */
    private static void undo(Connection connection, Modes before, Throwable reason) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            before.restore(connection);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private static void pause(int failed, SQLException conflict) throws SQLException {
        long bound = Math.min(FIRST_WAIT.toNanos() << Math.min(failed - 1, 20), LONGEST_WAIT.toNanos());
        try {
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(bound + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            SQLException interrupted =
                    SqlExceptions.of(JdbcErrors.interrupted("waiting to run a transaction again", e));
            interrupted.addSuppressed(conflict);
            throw interrupted;
        }
    }

    /** What a connection comes with and is given back with. */
    private record Modes(boolean autoCommit, int isolation) {
        static Modes of(Connection connection) throws SQLException {
            return new Modes(connection.getAutoCommit(), connection.getTransactionIsolation());
        }

        void restore(Connection connection) throws SQLException {
            connection.setAutoCommit(autoCommit);
            connection.setTransactionIsolation(isolation);
        }
    }
}
