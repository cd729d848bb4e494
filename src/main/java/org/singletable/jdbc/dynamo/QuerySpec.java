package org.singletable.jdbc.dynamo;

import org.jspecify.annotations.Nullable;

/**
 * One Query.
 *
 * @param index null for the table
 * @param local whether the index is a local one: it then fetches whole items itself
 * @param hashAttribute partition key attribute of the table or index
 * @param sort null for the whole partition
 * @param consistent strongly consistent; never for a global index
 * @param pageSize items a page may read, 0 for no limit but DynamoDB's 1 MB
 */
public record QuerySpec(
        @Nullable String index,
        boolean local,
        String hashAttribute,
        StoredValue hashValue,
        @Nullable SortCondition sort,
        boolean consistent,
        boolean forward,
        int pageSize) {
    /** A condition on the sort key. */
    public sealed interface SortCondition {}

    public record SortEquals(String attribute, StoredValue value) implements SortCondition {}

    public record SortBeginsWith(String attribute, String prefix) implements SortCondition {}
}
