package org.singletable.jdbc.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.EntityIndex;

/**
 * A way to rows of an entity by key, and the queries that it serves.
 *
 * @param equal the columns whose values have to be known, by {@code =} or {@code IN}
 * @param served whether these columns are enough; else there has to be the range, too
 * @param range what the rest of the sort key can be restricted by, null for nothing
 * @param order the columns in whose order the rows come, as far as the sort key tells
 * @param needs conditions that the rows of a sparse index fulfil, and so must the query
 * @param request what is sent
 */
record AccessPattern(
        List<Column> equal,
        boolean served,
        @Nullable Range range,
        List<Column> order,
        List<String> needs,
        Request request) {
    AccessPattern {
        equal = List.copyOf(equal);
        order = List.copyOf(order);
        needs = List.copyOf(needs);
    }

    /**
     * A range of the column that follows the known ones in the sort key.
     *
     * @param closed whether it needs both ends
     */
    record Range(Column column, boolean closed) {}

    /**
     * The requests of an access path.
     *
     * @param index null for the table
     * @param queries how many Queries, one for each shard; 0 for GetItem
     * @param fetch whether the items are read from the table, since the index lacks attributes
     */
    record Request(@Nullable EntityIndex index, int queries, boolean fetch) {
        static final Request GET_ITEM = new Request(null, 0, false);

        Optional<EntityIndex> of() {
            return Optional.ofNullable(index);
        }
    }
}
