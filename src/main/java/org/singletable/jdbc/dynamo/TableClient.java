package org.singletable.jdbc.dynamo;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;

/**
 * The requests to one physical table. Every method retries what may be retried within the statement's deadline and
 * throws {@link DriverException}: 53400 throttled, HYT00 deadline, 57014 cancelled, 08006
 * connection lost while reading or before a write was sent, 28000 access denied. Where a deadline or a cancel hits a
 * write on its way, the message says that its outcome is unknown.
 */
public interface TableClient {
    /** As many writes a transaction takes. */
    int MAX_TRANSACT = 100;

    /** As many items {@link #batchPut} takes. */
    int MAX_BATCH_PUT = 25;

    /** As many keys {@link #batchGetItem} takes. */
    int MAX_KEYS = 100;

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
     * @param keys at most {@value #MAX_KEYS}, each once
     */
    List<Item> batchGetItem(List<Item> keys, boolean consistent, Reading reading, RequestContext context);

    /**
     * Items by any number of keys, strongly consistently, one request after the other.
     *
     * @param found gets each item
     */
    default void eachItem(Collection<Item> keys, Reading reading, RequestContext context, Consumer<Item> found) {
        List<Item> distinct = List.copyOf(new LinkedHashSet<>(keys));
        for (int i = 0; i < distinct.size(); i += MAX_KEYS) {
            List<Item> some = distinct.subList(i, Math.min(distinct.size(), i + MAX_KEYS));
            batchGetItem(some, true, reading, context).forEach(found);
        }
    }

    /** @param from {@link Page#next} of the page before, null for the first one */
    Page scan(ScanSpec scan, @Nullable Item from, RequestContext context);

    /**
     * One write.
     *
     * @param write no {@link ItemWrite.Check}
     * @param image what an applied write gives back
     * @param resend {@link Resend#IF_ABSENT} for an {@link ItemWrite.Put} only
     */
    WriteOutcome write(ItemWrite write, Image image, Resend resend, RequestContext context);

    /**
     * Waits, as before any other attempt, where a write without an answer may be sent once more.
     *
     * @param unanswered attempts at it so far
     * @param unknown thrown where there were as many as are allowed, or the deadline leaves no time
     */
    void awaitNext(int unanswered, DriverException unknown, RequestContext context);

    /**
     * All writes or none. An attempt without an answer is sent again: its token keeps it from being applied twice. What
     * other transactions keep locked longer than all retries is 40001.
     *
     * @param writes 1 to {@value #MAX_TRANSACT}, each of another item, and no more than 4 MB together
     */
    TransactOutcome transact(List<ItemWrite> writes, RequestContext context);

    /**
     * Stores items in the place of those that are there. They are not stored together: where it fails, some may be. An
     * attempt without an answer is sent again, and so is what DynamoDB leaves unprocessed.
     *
     * @param items 1 to {@value #MAX_BATCH_PUT}, each with another key
     * @return of each item why it was not stored, or 58030 where nobody knows whether it was; empty where it was
     */
    List<Optional<DriverException>> batchPut(List<Item> items, RequestContext context);
}
