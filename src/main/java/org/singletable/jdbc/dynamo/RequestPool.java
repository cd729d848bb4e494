package org.singletable.jdbc.dynamo;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.singletable.jdbc.error.WireErrors;

/**
 * The threads in which a client's requests are sent while the application does something else. There are half as many as
 * connections, so that the application's own threads find one, too. They end with the client.
 */
public final class RequestPool implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /** @param maxConnections of the client */
    RequestPool(int maxConnections) {
        int size = Math.max(1, maxConnections / 2);
        threads = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("request"));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Requests under way, or waiting for a thread. */
    public static final class Pending<T> {
        private final FutureTask<T> task;

        private Pending(FutureTask<T> task) {
            this.task = task;
        }

        /**
         * Waits for the answer. Where no thread has begun yet, the calling one sends the requests: so tasks of the pool may
         * wait for others of it, and what was left over when the client ended is not waited for for ever.
         *
         * @throws org.singletable.jdbc.error.DriverException what the requests met; 57014 where the thread is interrupted
         */
        public T await() {
            task.run();
            try {
                return task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw WireErrors.interrupted(e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof Error failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Sends requests in another thread. */
    public <T> Pending<T> submit(Supplier<T> requests) {
        FutureTask<T> task = new FutureTask<>(requests::get);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) { // the client has ended: who waits for the task learns so
            return new Pending<>(task);
        }
        return new Pending<>(task);
    }

    /** Ends the threads; requests under way fail. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
