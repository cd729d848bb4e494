package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.WriteCondition;
import org.singletable.jdbc.type.SqlLiteral;

/** A Query of the table or an index, or as many as a partition key has shards. */
final class AccessPath {
    private static final int ITEMS_OF_PARTITION = 100;
    private static final int ITEMS_OF_LIST = 10_000;
    private static final int ITEMS_OF_PAGE = 1_000;
    private static final int KEYS_OF_BATCH = 100;
    private static final int KNOWN_COLUMN_KEEPS_ONE_IN = 10;
    private static final int RANGE_KEEPS_ONE_IN = 3;

    /**
     * What docs/queries.md assumes of the reads: the planner takes the least.
     *
     * @param list whether everything that the partition key leads to is read, and that grows with the table
     * @param freshness 0 for the table, 1 for a local index, 2 for a global one
     */
    record Cost(boolean list, long requests, long items, int freshness) {
        static final Comparator<Cost> LEAST_FIRST = Comparator.comparing(Cost::list)
                .thenComparing(Cost::requests)
                .thenComparing(Cost::items)
                .thenComparing(Cost::freshness);
    }

    private final Entity entity;
    private final @Nullable EntityIndex index;
    private final Template hash;
    private final int queries;
    private final @Nullable Template sort;

    private AccessPath(
            Entity entity, @Nullable EntityIndex index, Template hash, int queries, @Nullable Template sort) {
        this.entity = entity;
        this.index = index;
        this.hash = hash;
        this.queries = queries;
        this.sort = sort;
    }

    /** All that a query can use, the table's first. */
    static List<AccessPath> all(Entity entity) {
        List<AccessPath> paths = new ArrayList<>(of(entity, null, entity.partitionKey(), entity.sortKey()));
        entity.indexes().stream()
                .filter(index -> !index.stale())
                .forEach(index -> paths.addAll(of(entity, index, index.partitionKey(), index.sortKey())));
        return paths;
    }

    private static List<AccessPath> of(
            Entity entity, @Nullable EntityIndex index, KeyTemplate hash, @Nullable KeyTemplate range) {
        Template whole = hash.template();
        Template sort = range == null ? null : range.template();
        List<Template> shards = whole.byShard();
        List<AccessPath> paths = new ArrayList<>();
        if (whole.isCanonical()) {
            paths.add(new AccessPath(entity, index, whole, 1, sort));
        }
        if (shards.size() > 1 && shards.get(0).isCanonical()) {
            paths.add(new AccessPath(entity, index, shards.get(0), shards.size(), sort));
        }
        return paths;
    }

    Optional<EntityIndex> index() {
        return Optional.ofNullable(index);
    }

    Template hash() {
        return hash;
    }

    /** The sort key after the known columns. */
    SortKeyWalk sortKey() {
        return new SortKeyWalk(sort);
    }

    AccessPattern.Request request() {
        return new AccessPattern.Request(index, queries, needsFetch());
    }

    /** Whether a query with these columns known, and perhaps a range of another one, can use it at all. */
    boolean serves(Set<Column> known, @Nullable Column range) {
        Set<Column> proven = new HashSet<>(known);
        if (range != null) {
            proven.add(range);
        }
        return known.containsAll(hash.columns()) && needs(proven).isEmpty();
    }

    Cost cost(Set<Column> known, @Nullable Column range) {
        SortKeyWalk walk = sortKey();
        Set<Column> leading = walk.leading(known);
        boolean narrowed = range != null
                && walk.range(known).filter(next -> next.column().equals(range)).isPresent();
        long items = hash.columns().isEmpty() ? divided(ITEMS_OF_LIST, queries) : ITEMS_OF_PARTITION;
        for (int i = 0; i < leading.size(); i++) {
            items = divided(items, KNOWN_COLUMN_KEEPS_ONE_IN);
        }
        items = narrowed ? divided(items, RANGE_KEEPS_ONE_IN) : items;
        long requests = divided(items, ITEMS_OF_PAGE) * queries;
        items *= queries;
        if (needsFetch()) {
            requests += divided(items, KEYS_OF_BATCH);
            items *= 2;
        }
        boolean list = hash.columns().isEmpty() && leading.isEmpty() && !narrowed;
        int freshness = index == null ? 0 : index.schema().local() ? 1 : 2;
        return new Cost(list, requests, items, freshness);
    }

    private static long divided(long dividend, long divisor) {
        return Math.max(1, (dividend + divisor - 1) / divisor);
    }

    /** Columns that have one value in all rows that the index has. */
    List<Column> fixed() {
        return index == null
                ? List.of()
                : conditions(index).stream()
                        .flatMap(where ->
                                entity.columns().stream().filter(where.equal().keySet()::contains))
                        .distinct()
                        .toList();
    }

    private List<WriteCondition> conditions(EntityIndex of) {
        Set<String> keys = new HashSet<>(Set.of(of.partitionKey().name()));
        of.rangeKey().ifPresent(range -> keys.add(range.name()));
        return entity.derived().stream()
                .filter(derived -> keys.contains(derived.name()))
                .map(DerivedAttribute::where)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What must be true of rows for them to be in the index, beside what these columns' not being NULL proves. */
    List<String> needs(Set<Column> notNull) {
        if (index == null) {
            return List.of();
        }
        Set<String> needs = new LinkedHashSet<>();
        conditions(index).forEach(where -> needs(where, notNull, needs));
        List<KeyTemplate> keys = new ArrayList<>(List.of(index.partitionKey()));
        index.rangeKey().ifPresent(keys::add);
        for (KeyTemplate key : keys) {
            entity.columns().stream()
                    .filter(column -> key.template().requiredColumns().contains(column))
                    .filter(column -> isNullable(column, notNull))
                    .forEach(column -> needs.add(column.name() + " IS NOT NULL"));
        }
        return List.copyOf(needs);
    }

    private static boolean isNullable(Column column, Set<Column> notNull) {
        return !column.notNull() && !notNull.contains(column);
    }

    private static void needs(WriteCondition where, Set<Column> notNull, Set<String> needs) {
        where.equal().entrySet().stream()
                .map(entry -> entry.getKey().name() + " = " + SqlLiteral.of(entry.getValue()))
                .sorted()
                .forEach(needs::add);
        if (!where.any().isEmpty() && where.any().stream().allMatch(column -> isNullable(column, notNull))) {
            needs.add(String.join(
                    " or ",
                    where.any().stream()
                            .map(column -> column.name() + " IS NOT NULL")
                            .toList()));
        }
    }

    /** Whether whole rows have to be fetched from the table. */
    private boolean needsFetch() {
        return index != null && index.needsFetch(entity, entity.visibleColumns());
    }
}
