package org.singletable.jdbc.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;

/** An access path: how the rows of an entity are found. */
public sealed interface Access {
    Entity entity();

    /** At most one row, known by its primary key. */
    sealed interface SingleRow extends Access {}

    /** GetItem: the table key is known. {@code key} has a value for every column of the key templates. */
    record ByKey(Entity entity, Map<Column, BoundExpr> key) implements SingleRow {
        public ByKey {
            key = Map.copyOf(key);
        }
    }

    /**
     * Query of the table or an index: the hash key is known, and perhaps a prefix of the sort key.
     *
     * @param index null for the table itself
     * @param known the columns with known values that the key templates use
     */
    record ByQuery(Entity entity, @Nullable EntityIndex index, Map<Column, BoundExpr> known) implements Access {
        public ByQuery {
            known = Map.copyOf(known);
        }
    }

    /** The predicate cannot be true: no request. */
    record Nothing(Entity entity) implements SingleRow {}
}
