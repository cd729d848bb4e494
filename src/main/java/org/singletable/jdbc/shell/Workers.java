package org.singletable.jdbc.shell;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs several works at the same time. When one fails, the others end at the next place where they ask. */
final class Workers {
    /** What one thread does. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException, IOException, InterruptedException;
    }

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Whether another work has failed, so that this one should end. */
    boolean areToEnd() {
        return failure.get() != null;
    }

    /** Runs them to their ends, a thread each, and throws the exception of the one that failed first. */
    void run(List<? extends Work> works) throws SQLException, IOException {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            List<Future<?>> futures = works.stream()
                    .<Future<?>>map(work -> threads.submit(() -> run(work)))
                    .toList();
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Works keep their exceptions", e);
        } finally {
            threads.shutdown();
        }
        rethrow(failure.get());
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (SQLException | IOException | RuntimeException | Error e) { // a border: the caller's thread gets it
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    private static void rethrow(@Nullable Throwable failure) throws SQLException, IOException {
        if (failure instanceof SQLException sql) {
            throw sql;
        }
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
