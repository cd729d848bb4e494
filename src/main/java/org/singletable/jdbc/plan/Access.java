package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;

/** An access path: how the items of an entity's rows are found. It gives a superset of the rows that are wanted. */
public sealed interface Access {
    Entity entity();

    /** At most one row, known by its primary key: what writes use. */
    sealed interface SingleRow extends Access {}

    /** GetItem: the table key is known. {@code key} has a value for every column of the key templates. */
    record ByKey(Entity entity, Map<Column, BoundExpr> key) implements SingleRow {
        public ByKey {
            key = Map.copyOf(key);
        }
    }

    /** The predicate cannot be true: no request. */
    record Nothing(Entity entity) implements SingleRow {}

    /**
     * Rows by their table keys: GetItem where there is one key, else BatchGetItem, 100 keys a request, each key once.
     *
     * @param keys choices of every column of the key templates
     */
    record ByKeys(Entity entity, KeyChoices keys) implements Access {}

    /**
     * Query of the table or an index, one for each combination of the known columns' values: several are sent together.
     *
     * @param index null for the table itself
     * @param known columns of the hash key, and those leading the sort key whose values are known. Of the hash key all but
     *     those that only tell its shard: where these are not known there is a Query for every shard
     * @param range on the columns that follow in the sort key, null where there is none
     * @param descending whether each Query reads its partition backwards ({@code ScanIndexForward=false})
     * @param fetch whether the index lacks wanted attributes, so that the items are read from the table by their keys
     */
    record ByQuery(
            Entity entity,
            @Nullable EntityIndex index,
            KeyChoices known,
            @Nullable KeyRange range,
            boolean descending,
            boolean fetch)
            implements Access {
        public KeyTemplate partitionKey() {
            return index == null ? entity.partitionKey() : index.partitionKey();
        }

        /** What makes the hash keys: that of each shard where it is not known which. */
        public List<Template> hashTemplates() {
            Template hash = partitionKey().template();
            return known.columns().containsAll(hash.columns()) ? List.of(hash) : hash.byShard();
        }

        public Optional<KeyTemplate> sortKey() {
            return index == null ? entity.rangeKey() : index.rangeKey();
        }

        /** Whether it reads a global index, which lags behind the table and cannot be read consistently. */
        public boolean isGlobal() {
            return index != null && !index.schema().local();
        }
    }

    /**
     * The rows of several ways, each row once, told apart by their primary keys: OR whose alternatives have ways of their own.
     */
    record Union(Entity entity, List<Way> ways) implements Access {
        public Union {
            ways = List.copyOf(ways);
        }
    }

    /**
     * A way to some of the rows.
     *
     * @param access {@link ByKeys} or {@link ByQuery}
     * @param residual conjuncts that are evaluated on each row that it leads to
     */
    record Way(Access access, List<BoundExpr> residual, Estimate estimate) {
        public Way {
            residual = List.copyOf(residual);
        }
    }

    /**
     * One Query whose items several entities of a statement share: an item collection. All reads with the same
     * {@code collection} number are answered by it.
     *
     * @param known columns of this entity's hash key
     * @param wanted of each entity that shares the Query, the columns that are read
     */
    record ByCollection(Entity entity, int collection, Map<Column, BoundExpr> known, Map<Entity, Set<Column>> wanted)
            implements Access {
        public ByCollection {
            known = Map.copyOf(known);
            wanted = Map.copyOf(wanted);
        }
    }

    /**
     * Scan of the whole table.
     *
     * @param allowed whether the statement's hint permits it, whatever the connection's policy
     * @param segment the part to read, null for all of it
     * @param advice which predicate or index would make the statement key-based
     */
    record Scan(Entity entity, boolean allowed, BoundExpr.@Nullable Segment segment, String advice) implements Access {}
}
