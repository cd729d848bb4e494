package org.singletable.jdbc.dynamo;

import org.singletable.jdbc.mapping.AttributePath;

/** One change of an UpdateItem. */
public sealed interface UpdateAction {
    record Put(AttributePath path, StoredValue value) implements UpdateAction {}

    record Remove(AttributePath path) implements UpdateAction {}

    /** The number grows by one; a missing one becomes 1. */
    record CountUp(AttributePath path) implements UpdateAction {}
}
