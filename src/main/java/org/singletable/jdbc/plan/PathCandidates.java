package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;

/** Every path by key to the rows of one table that meet a condition. */
final class PathCandidates {
    /** Queries of one read that are sent beside each other. */
    private static final int FEW_QUERIES = 8;

    private final Entity entity;
    private final Conjuncts where;
    private final Set<Column> wanted;
    private final List<SortKey> order;
    private final boolean strictReads;
    private final ColumnChoices choices;
    private final List<AccessPath> paths = new ArrayList<>();

    /** @param strictReads no global index is read */
    PathCandidates(Entity entity, Conjuncts where, Set<Column> wanted, List<SortKey> order, boolean strictReads) {
        this.entity = entity;
        this.where = where;
        this.wanted = wanted;
        this.order = order;
        this.strictReads = strictReads;
        this.choices = new ColumnChoices(where);
    }

    List<AccessPath> all() {
        byKeys().ifPresent(paths::add);
        addQueries(null, entity.partitionKey(), entity.sortKey(), false);
        for (EntityIndex index : entity.indexes()) {
            IndexUse use = new IndexUse(entity, index);
            boolean readable = !index.stale() && (index.schema().local() || !strictReads);
            if (readable && use.hasEveryRow(where)) {
                addQueries(index, index.partitionKey(), index.sortKey(), use.needsFetch(wanted));
            }
        }
        return paths;
    }

    /** The whole table key is known. */
    Optional<AccessPath> byKeys() {
        List<Template> templates = new ArrayList<>(List.of(entity.partitionKey().template()));
        entity.rangeKey().ifPresent(range -> templates.add(range.template()));
        if (!templates.stream().allMatch(Template::isCanonical)) {
            return Optional.empty();
        }
        Set<Column> columns = new LinkedHashSet<>();
        templates.forEach(template -> columns.addAll(template.columns()));
        return choices.of(columns)
                .map(keys -> new AccessPath(
                        new Access.ByKeys(entity, keys), Estimates.keys(keys), order.isEmpty() || keys.isSingle()));
    }

    private void addQueries(@Nullable EntityIndex index, KeyTemplate hash, @Nullable KeyTemplate sort, boolean fetch) {
        // Lists of values in the sort key make more Queries, each of fewer items. As many as are sent together are
        // better,
        // since nobody knows how much of the partition the one would read; else both ways are rated.
        Set<Set<Column>> leading = new LinkedHashSet<>();
        leading.add(sort == null ? Set.of() : sort.template().leadingColumns(separable(sort.template())));
        leading.add(sort == null ? Set.of() : sort.template().leadingColumns(choices.single()));
        for (Set<Column> sortColumns : leading) {
            // All its Queries at once, one for each shard, where the rows' own shard is not known.
            Template shard = hash.template().byShard().get(0);
            Optional<KeyChoices> known = Stream.of(hash.template(), shard)
                    .filter(Template::isCanonical)
                    .flatMap(template -> known(template, sortColumns).stream())
                    .findFirst();
            known.ifPresent(found -> paths.add(query(index, hash, sort, found, sortColumns, fetch)));
            if (known.filter(PathCandidates::areFew).isPresent()) {
                return;
            }
        }
    }

    /** Columns with known values whose texts in the sort key never begin each other's: so no two Queries give the same row. */
    private Set<Column> separable(Template sort) {
        Set<Column> columns = new LinkedHashSet<>(choices.columns());
        columns.removeIf(column -> !choices.single().contains(column) && !KeyParts.isSeparable(sort, column));
        return columns;
    }

    private static boolean areFew(KeyChoices known) {
        return known.isCounted() && Estimates.combinations(known) <= FEW_QUERIES;
    }

    private Optional<KeyChoices> known(Template hash, Set<Column> sortColumns) {
        Set<Column> columns = new LinkedHashSet<>(hash.columns());
        columns.addAll(sortColumns);
        return choices.of(columns);
    }

    private AccessPath query(
            @Nullable EntityIndex index,
            KeyTemplate hash,
            @Nullable KeyTemplate sort,
            KeyChoices known,
            Set<Column> sortColumns,
            boolean fetch) {
        KeyRange range = sort == null
                ? null
                : new KeyRanges(where).after(known.columns(), sort.template()).orElse(null);
        KeyOrder keyOrder = KeyOrder.of(order, sort, known.columns(), where);
        Access.ByQuery access = new Access.ByQuery(entity, index, known, range, keyOrder == KeyOrder.BACKWARD, fetch);
        return new AccessPath(
                access,
                Estimates.query(access, sortColumns.size()),
                // Rows that are fetched by their keys come as the answers come.
                order.isEmpty() || keyOrder != KeyOrder.NONE && !fetch);
    }
}
