package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests to one physical table. Every method retries what may be retried within the statement's deadline and
 * throws {@link org.singletable.jdbc.error.DriverException}: 53400 throttled, HYT00 deadline, 57014 cancelled, 08006
 * connection lost while reading, 58030 a write whose outcome is unknown, 28000 access denied.
 */
public interface TableClient {
    /** @param reading without a filter, and not only to count */
    Optional<Item> getItem(Item key, boolean consistent, Reading reading, RequestContext context);

    /** The whole item. */
    default Optional<Item> getItem(Item key, boolean consistent, RequestContext context) {
        return getItem(key, consistent, Reading.WHOLE, context);
    }

    /** @param from {@link Page#next} of the page before, null for the first one */
    Page query(QuerySpec query, @Nullable Item from, RequestContext context);

    /**
     * Items by their keys, in any order; keys without an item give none. What DynamoDB leaves unprocessed is asked for again.
     *
     * @param keys at most 100, each once
     */
    List<Item> batchGetItem(List<Item> keys, boolean consistent, Reading reading, RequestContext context);

    /** @param from {@link Page#next} of the page before, null for the first one */
    Page scan(ScanSpec scan, @Nullable Item from, RequestContext context);

    WriteOutcome putItem(Item item, Condition condition, RequestContext context);

    WriteOutcome updateItem(Item key, List<UpdateAction> actions, Condition condition, RequestContext context);

    WriteOutcome deleteItem(Item key, Condition condition, RequestContext context);
}
