package org.singletable.jdbc.dynamo;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.singletable.jdbc.error.WireErrors;

/** The threads in which a client's requests are sent while the application does something else. They end with it. */
public final class RequestPool implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("request"));

    RequestPool() {}

    /** Requests under way. */
    public static final class Pending<T> {
        private final Future<T> future;

        private Pending(Future<T> future) {
            this.future = future;
        }

        /**
         * Waits for the answer.
         *
         * @throws org.singletable.jdbc.error.DriverException what the requests met; 57014 where the thread is interrupted
         */
        public T await() {
            try {
                return future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw WireErrors.interrupted(e);
            } catch (CancellationException e) {
                throw WireErrors.cancelled();
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
        return new Pending<>(threads.submit(requests::get));
    }

    /** Ends the threads; requests under way fail. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
