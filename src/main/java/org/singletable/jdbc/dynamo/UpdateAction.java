package org.singletable.jdbc.dynamo;

import org.singletable.jdbc.mapping.AttributePath;

/** One change of an UpdateItem. */
public sealed interface UpdateAction {
    record Put(AttributePath path, StoredValue value) implements UpdateAction {}

    record Remove(AttributePath path) implements UpdateAction {}

    /**
     * The number grows by another one, which may be negative. DynamoDB refuses it (22023) where the attribute is missing or
     * no number, so that the condition has to exclude that.
     */
    record Add(AttributePath path, StoredValue number) implements UpdateAction {
        public Add {
            if (!number.isNumber()) {
                throw new IllegalArgumentException("only numbers can be added");
            }
        }
    }

    /** The number grows by one; a missing one becomes 1. */
    record CountUp(AttributePath path) implements UpdateAction {}
}
