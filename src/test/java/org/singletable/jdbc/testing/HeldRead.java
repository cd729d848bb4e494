package org.singletable.jdbc.testing;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A result that is opened and read to its end in a thread of its own while a {@link Gate} holds its requests.
 *
 * @param <R> the result
 */
public final class HeldRead<R> {
    /** A generous limit: a thread that is not freed fails the test. */
    private static final long PATIENCE_SECONDS = 30;

    private final AtomicReference<R> opened = new AtomicReference<>();
    private final AtomicReference<Thread> reader = new AtomicReference<>();
    private final FutureTask<Integer> reading;

    /** Opens a result. */
    public interface Open<R> {
        R open() throws Exception;
    }

    /** Reads a result to its end. */
    public interface Read<R> {
        /** The number of its rows. */
        int read(R result) throws Exception;
    }

    public HeldRead(Executor threads, Open<R> open, Read<R> read) {
        reading = new FutureTask<>(() -> {
            reader.set(Thread.currentThread());
            R result = open.open();
            opened.set(result);
            return read.read(result);
        });
        threads.execute(reading);
    }

    /** The result; waits until it is open. */
    public R result() {
        await("the result to be opened", () -> opened.get() != null);
        return opened.get();
    }

    /** Waits until the thread that reads is within a method, such as one that waits. */
    public void awaitWithin(String method) {
        await(
                "the thread to be within " + method,
                () -> Optional.ofNullable(reader.get()).stream()
                        .flatMap(thread -> Stream.of(thread.getStackTrace()))
                        .anyMatch(frame -> frame.getMethodName().equals(method)));
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited for " + what);
            }
            Thread.onSpinWait();
        }
    }

    /** The rows read, once the thread has ended. */
    public int rows() throws Exception {
        return reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What ended the thread. */
    public Throwable failure() throws InterruptedException {
        try {
            throw new AssertionError(reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS) + " rows were read to the end");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("the thread waits still", e);
        }
    }
}
