package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.model.AccessPath.Cost;

/**
 * Which queries the keys of an entity serve. A path is named where the planner takes it for a query that knows these columns and
 * wants whole rows: not where another path reads less.
 */
final class AccessPatterns {
    private final Entity entity;
    private final List<AccessPath> paths;

    AccessPatterns(Entity entity) {
        this.entity = entity;
        this.paths = AccessPath.all(entity);
    }

    List<AccessPattern> all() {
        List<AccessPattern> patterns = new ArrayList<>();
        if (hasKey()) {
            patterns.add(new AccessPattern(
                    entity.primaryKey(), true, null, List.of(), List.of(), AccessPattern.Request.GET_ITEM));
        }
        paths.forEach(path -> addPatterns(path, patterns));
        return patterns;
    }

    /** Whether some path gives all rows without a Scan. */
    static boolean listsAll(List<AccessPattern> patterns) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.equal().isEmpty()
                        && pattern.served()
                        && pattern.needs().isEmpty());
    }

    private boolean hasKey() {
        List<Template> templates = new ArrayList<>(List.of(entity.partitionKey().template()));
        entity.rangeKey().ifPresent(range -> templates.add(range.template()));
        return templates.stream().allMatch(Template::isCanonical);
    }

    /** One for the partition, then one for each part of the sort key that is known in addition. */
    private void addPatterns(AccessPath path, List<AccessPattern> patterns) {
        SortKeyWalk sortKey = path.sortKey();
        Set<Column> known = new LinkedHashSet<>(path.hash().columns());
        known.addAll(path.fixed());
        boolean more = true;
        while (more) {
            pattern(path, sortKey, known).ifPresent(patterns::add);
            more = known.addAll(sortKey.next(known));
        }
    }

    private Optional<AccessPattern> pattern(AccessPath path, SortKeyWalk sortKey, Set<Column> known) {
        Optional<AccessPattern.Range> range = sortKey.range(known);
        boolean served = isBest(path, known, null);
        boolean ranged = range.filter(of -> isBest(path, known, of.column())).isPresent();
        if (!served && !ranged) {
            return Optional.empty();
        }
        Set<Column> notNull = new LinkedHashSet<>(known);
        range.filter(of -> !served).ifPresent(of -> notNull.add(of.column()));
        AccessPattern.Request request = path.request();
        return Optional.of(new AccessPattern(
                List.copyOf(known),
                served,
                ranged ? range.orElseThrow() : null,
                // Items that are fetched by their keys come in any order.
                request.fetch() ? List.of() : sortKey.order(known),
                path.needs(notNull),
                request));
    }

    private boolean isBest(AccessPath path, Set<Column> known, @Nullable Column range) {
        if (hasKey() && known.containsAll(entity.primaryKey())) {
            return false;
        }
        Cost cost = path.cost(known, range);
        return paths.stream()
                .filter(other -> other != path && other.serves(known, range))
                .noneMatch(other -> Cost.LEAST_FIRST.compare(other.cost(known, range), cost) < 0);
    }
}
