package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.IndexSchema.Projection;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;

/** Finds the access paths that a condition allows and takes the cheapest: fewest requests, then fewest items read. */
final class AccessPlanner {
    private final boolean strictReads;

    /** @param strictReads no global index is read, since it may lag behind */
    AccessPlanner(boolean strictReads) {
        this.strictReads = strictReads;
    }

    /** The cheapest path; empty where only a Scan would find the rows. */
    Optional<Access> choose(Entity entity, Conjuncts where) {
        if (where.never()) {
            return Optional.of(new Access.Nothing(entity));
        }
        Optional<Access.ByKey> byKey = byKey(entity, where);
        if (byKey.isPresent()) {
            return Optional.of(
                    new Access.ByKeys(entity, KeyChoices.of(byKey.get().key())));
        }
        return candidates(entity, where).stream().max(Candidate.BEST_LAST).map(Candidate::access);
    }

    /** GetItem, where the condition gives every column of the table's key. */
    Optional<Access.ByKey> byKey(Entity entity, Conjuncts where) {
        Map<Column, BoundExpr> key = new LinkedHashMap<>();
        for (KeyTemplate template : keyTemplates(entity)) {
            for (Column column : template.template().columns()) {
                BoundExpr value = where.equalities().get(column);
                if (value == null) {
                    return Optional.empty();
                }
                key.put(column, value);
            }
            if (!template.template().isCanonical()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Access.ByKey(entity, key));
    }

    private static List<KeyTemplate> keyTemplates(Entity entity) {
        return entity.rangeKey()
                .map(range -> List.of(entity.partitionKey(), range))
                .orElseGet(() -> List.of(entity.partitionKey()));
    }

    private List<Candidate> candidates(Entity entity, Conjuncts where) {
        List<Candidate> candidates = new ArrayList<>();
        query(entity, null, entity.partitionKey(), entity.rangeKey(), where).ifPresent(candidates::add);
        for (EntityIndex index : entity.indexes()) {
            if (isUsable(entity, index, where)) {
                query(entity, index, index.partitionKey(), index.rangeKey(), where)
                        .ifPresent(candidates::add);
            }
        }
        return candidates;
    }

    /** The columns that would make a statement on this entity key-based, were they known. */
    String hint(Entity entity) {
        Set<String> ways = new LinkedHashSet<>();
        ways.add(names(entity.partitionKey()));
        entity.indexes().stream()
                .filter(this::isReadable)
                .map(index -> names(index.partitionKey()))
                .forEach(ways::add);
        ways.remove("");
        return String.join(" or ", ways);
    }

    private static String names(KeyTemplate key) {
        return key.template().columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** Whether rows can be read through the index at all. A global one lags behind. */
    private boolean isReadable(EntityIndex index) {
        // A local index fetches what it lacks from the table; following a global one by key is not built.
        return !index.stale()
                && (index.schema().local() || !strictReads && index.schema().projection() == Projection.ALL);
    }

    /** A row is in an index only while its key attributes are written. */
    private boolean isUsable(Entity entity, EntityIndex index, Conjuncts where) {
        return isReadable(index)
                && isWritten(entity, index.partitionKey(), where)
                && index.rangeKey().stream().allMatch(range -> isWritten(entity, range, where));
    }

    /** Whether every row that is wanted has the key attribute: its columns are not null, and its condition holds. */
    private static boolean isWritten(Entity entity, KeyTemplate key, Conjuncts where) {
        return key.template().requiredColumns().stream().allMatch(where::provesNotNull)
                && entity.derived().stream()
                        .filter(derived -> derived.name().equals(key.name()))
                        .flatMap(derived -> derived.where().stream())
                        .allMatch(where::prove);
    }

    private static Optional<Candidate> query(
            Entity entity,
            @Nullable EntityIndex index,
            KeyTemplate hash,
            Optional<KeyTemplate> range,
            Conjuncts where) {
        Template hashTemplate = hash.template();
        if (!hashTemplate.isCanonical() || !where.equalities().keySet().containsAll(hashTemplate.columns())) {
            return Optional.empty();
        }
        Set<Column> equal = where.equalities().keySet();
        Set<Column> sortColumns =
                range.map(key -> key.template().leadingColumns(equal)).orElse(Set.of());
        Map<Column, BoundExpr> known = new LinkedHashMap<>();
        hashTemplate
                .columns()
                .forEach(column -> known.put(column, where.equalities().get(column)));
        sortColumns.forEach(column -> known.put(column, where.equalities().get(column)));
        return Optional.of(new Candidate(
                new Access.ByQuery(entity, index, KeyChoices.of(known), null, false, false),
                hashTemplate.columns().size(),
                sortColumns.size()));
    }

    /**
     * A possible Query.
     *
     * @param hashColumns columns that narrow the partition: none for an entity's list
     * @param sortColumns columns that narrow the range within it
     */
    private record Candidate(Access.ByQuery access, int hashColumns, int sortColumns) {
        static final Comparator<Candidate> BEST_LAST = Comparator.comparingInt(
                        (Candidate candidate) -> candidate.hashColumns + candidate.sortColumns)
                .thenComparingInt(Candidate::hashColumns)
                .thenComparingInt(Candidate::freshness);

        /** The table before its local indexes, and these, which read consistently, before global ones. */
        private int freshness() {
            EntityIndex index = access.index();
            if (index == null) {
                return 2;
            }
            return index.schema().local() ? 1 : 0;
        }
    }
}
