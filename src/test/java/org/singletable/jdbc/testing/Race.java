package org.singletable.jdbc.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that begin together. */
public final class Race {
    private Race() {}

    /** What a thread does. */
    @FunctionalInterface
    public interface Runner<T> {
        /** @param number of the thread, from 0 */
        T run(int number) throws Exception;
    }

    /** What a thread does for its effects. */
    @FunctionalInterface
    public interface Worker {
        /** @param number of the thread, from 0 */
        void run(int number) throws Exception;
    }

    /** Runs to the end of all threads; the first failure ends the others. */
    public static void run(int threads, Worker worker) throws Exception {
        results(threads, number -> {
            worker.run(number);
            return number;
        });
    }

    /** The same, with what the threads return, in the order of their numbers. */
    public static <T> List<T> results(int threads, Runner<T> runner) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>(Collections.nCopies(threads, null));
            CompletionService<T> running = new ExecutorCompletionService<>(executor);
            CountDownLatch start = new CountDownLatch(threads);
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.submit(() -> {
                    start.countDown();
                    start.await();
                    T result = runner.run(number);
                    synchronized (results) {
                        results.set(number, result);
                    }
                    return result;
                });
            }
            for (int i = 0; i < threads; i++) {
                running.take().get();
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
