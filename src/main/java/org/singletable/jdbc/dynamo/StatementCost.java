package org.singletable.jdbc.dynamo;

import java.util.EnumMap;
import java.util.Map;

/** What a statement has cost so far. Thread-safe. */
public final class StatementCost {
    /** The DynamoDB operations the driver sends. */
    public enum Operation {
        GET_ITEM("GetItem", false),
        QUERY("Query", false),
        BATCH_GET_ITEM("BatchGetItem", false),
        SCAN("Scan", false),
        PUT_ITEM("PutItem", true),
        UPDATE_ITEM("UpdateItem", true),
        DELETE_ITEM("DeleteItem", true),
        TRANSACT_WRITE_ITEMS("TransactWriteItems", true),
        BATCH_WRITE_ITEM("BatchWriteItem", true),
        DESCRIBE_TABLE("DescribeTable", false),
        DESCRIBE_TIME_TO_LIVE("DescribeTimeToLive", false),
        CREATE_TABLE("CreateTable", false),
        UPDATE_TIME_TO_LIVE("UpdateTimeToLive", false);

        private final String wireName;
        private final boolean write;

        Operation(String wireName, boolean write) {
            this.wireName = wireName;
            this.write = write;
        }

        /** DynamoDB's name of the operation. */
        public String wireName() {
            return wireName;
        }

        /**
         * Whether it changes items, so that an attempt without an answer has an unknown outcome. What changes the table
         * may be sent again: DynamoDB then says that it is so already.
         */
        public boolean isWrite() {
            return write;
        }
    }

    private final Map<Operation, Integer> requests = new EnumMap<>(Operation.class);
    private long itemsRead;
    private long requestNanos;
    private double readUnits;
    private double writeUnits;

    synchronized void countRequest(Operation operation, long nanos) {
        requests.merge(operation, 1, Integer::sum);
        requestNanos += nanos;
    }

    synchronized void countRead(long items, double units) {
        itemsRead += items;
        readUnits += units;
    }

    synchronized void countWrite(double units) {
        writeUnits += units;
    }

    /** Requests sent, retries included, by operation. */
    public synchronized Map<Operation, Integer> requests() {
        return Map.copyOf(requests);
    }

    /** Time from sending to answer, in nanoseconds, of all requests; those sent beside each other count each. */
    public synchronized long requestNanos() {
        return requestNanos;
    }

    /** Items DynamoDB read for the statement, whether a filter dropped them or not; of a BatchGetItem those it found. */
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
