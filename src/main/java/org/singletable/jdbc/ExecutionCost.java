package org.singletable.jdbc;

import java.util.Map;

/**
 * What a statement has cost so far, counted at the wire. Unwrap it from a {@code Statement} for its last execution, or
 * from a {@code ResultSet}; it goes on counting while rows are read.
 */
public interface ExecutionCost {
    /** Requests sent, retries included, by DynamoDB's name of the operation, such as {@code GetItem}. */
    Map<String, Integer> requests();

    /** Items that DynamoDB read for the statement. */
    long itemsRead();

    /** Read capacity units consumed, as DynamoDB reported them. */
    double readUnits();

    /** Write capacity units consumed, as DynamoDB reported them. */
    double writeUnits();
}
