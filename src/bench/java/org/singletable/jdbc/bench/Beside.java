package org.singletable.jdbc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Sends requests beside each other, {@link Clients#CONCURRENCY} at a time, as programs with the SDK do. */
final class Beside implements AutoCloseable {
    /** Items that DynamoDB takes in one BatchWriteItem. */
    private static final int BATCH = 25;

    private final ExecutorService threads = Executors.newFixedThreadPool(Clients.CONCURRENCY, task -> {
        Thread thread = new Thread(task, "beside");
        thread.setDaemon(true);
        return thread;
    });

    /** Does something with each element; throws what the first failure was when all have ended. */
    <T> void each(List<T> elements, Consumer<T> action) throws InterruptedException, ExecutionException {
        List<Future<?>> futures = new ArrayList<>(elements.size());
        elements.forEach(element -> futures.add(threads.submit(() -> action.accept(element))));
        for (Future<?> future : futures) {
            future.get();
        }
    }

    /** Does something with each batch of elements. */
    <T> void batches(List<T> elements, Consumer<List<T>> action) throws InterruptedException, ExecutionException {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < elements.size(); from += BATCH) {
            batches.add(elements.subList(from, Math.min(elements.size(), from + BATCH)));
        }
        each(batches, action);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
