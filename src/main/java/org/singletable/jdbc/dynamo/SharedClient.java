package org.singletable.jdbc.dynamo;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A connection's hold on the client of its configuration.
 *
 * @param <T> what the first connection made of the table, shared by all
 */
public final class SharedClient<T> implements AutoCloseable {
    private final OpenTable table;
    private final DynamoDbClient dynamo;
    private final T attachment;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    SharedClient(OpenTable table, DynamoDbClient dynamo, T attachment, Runnable release) {
        this.table = table;
        this.dynamo = dynamo;
        this.attachment = attachment;
        this.release = release;
    }

    public OpenTable table() {
        return table;
    }

    /** What the first connection made of the table. */
    public T attachment() {
        return attachment;
    }

    /** The SDK's client. */
    public <U> Optional<U> unwrap(Class<U> type) {
        return type.isInstance(dynamo) ? Optional.of(type.cast(dynamo)) : Optional.empty();
    }

    /** Leaves the client, which lingers a while after the last connection. Closing twice is closing once. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
