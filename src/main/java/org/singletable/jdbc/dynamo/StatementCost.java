package org.singletable.jdbc.dynamo;

import java.util.EnumMap;
import java.util.Map;

/** What a statement has cost so far. Thread-safe. */
public final class StatementCost {
    /** The DynamoDB operations the driver sends for statements. */
    public enum Operation {
        GET_ITEM,
        QUERY,
        PUT_ITEM,
        UPDATE_ITEM,
        DELETE_ITEM
    }

    private final Map<Operation, Integer> requests = new EnumMap<>(Operation.class);
    private long itemsRead;
    private double readUnits;
    private double writeUnits;

    synchronized void add(Operation operation, long items, double read, double write) {
        requests.merge(operation, 1, Integer::sum);
        itemsRead += items;
        readUnits += read;
        writeUnits += write;
    }

    /** Requests sent, retries included, by operation. */
    public synchronized Map<Operation, Integer> requests() {
        return Map.copyOf(requests);
    }

    /** Items DynamoDB read for the statement. */
    public synchronized long itemsRead() {
        return itemsRead;
    }

    /** Read capacity units consumed, as DynamoDB reported them. */
    public synchronized double readUnits() {
        return readUnits;
    }

    /** Write capacity units consumed, as DynamoDB reported them. */
    public synchronized double writeUnits() {
        return writeUnits;
    }
}
