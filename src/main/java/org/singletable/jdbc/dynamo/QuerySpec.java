package org.singletable.jdbc.dynamo;

import java.util.Optional;
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
 * @param reading which of the items read come back
 */
public record QuerySpec(
        @Nullable String index,
        boolean local,
        String hashAttribute,
        StoredValue hashValue,
        @Nullable SortCondition sort,
        boolean consistent,
        boolean forward,
        int pageSize,
        Reading reading) {
    /** A condition on the sort key. */
    public sealed interface SortCondition {}

    public record SortEquals(String attribute, StoredValue value) implements SortCondition {}

    public record SortBeginsWith(String attribute, String prefix) implements SortCondition {}

    /** Both bounds belong to the range. */
    public record SortBetween(String attribute, StoredValue low, StoredValue high) implements SortCondition {}

    /** From a bound to the end of the partition ({@code >}, {@code >=}) or from its begin ({@code <}, {@code <=}). */
    public record SortCompare(String attribute, Condition.Comparator comparator, StoredValue bound)
            implements SortCondition {}

    /** The same with pages of another size. */
    public QuerySpec withPageSize(int newPageSize) {
        return new QuerySpec(index, local, hashAttribute, hashValue, sort, consistent, forward, newPageSize, reading);
    }

    public Optional<SortCondition> sortCondition() {
        return Optional.ofNullable(sort);
    }
}
