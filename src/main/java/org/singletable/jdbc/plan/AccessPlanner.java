package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

/** Finds the access paths that a condition allows and takes the cheapest: fewest requests, then fewest items read. */
final class AccessPlanner {
    private final boolean strictReads;

    /** @param strictReads no global index is read, since it may lag behind */
    AccessPlanner(boolean strictReads) {
        this.strictReads = strictReads;
    }

    /**
     * What is asked of a path.
     *
     * @param wanted the columns that are read
     * @param delivery what rows should come ordered by where that costs nothing
     * @param scanAllowed whether the statement's hint permits a Scan
     * @param segment the part of the table to scan: then nothing but a Scan will do
     */
    record Request(
            Entity entity,
            Conjuncts where,
            Set<Column> wanted,
            Delivery delivery,
            boolean scanAllowed,
            BoundExpr.@Nullable Segment segment) {}

    /** The cheapest path; a Scan where there is no other. */
    AccessPath choose(Request request) {
        Entity entity = request.entity();
        Conjuncts where = request.where();
        if (where.never()) {
            return new AccessPath(new Access.Nothing(entity), Estimate.NOTHING, true);
        }
        Optional<AccessPath> best = request.segment() != null
                ? Optional.empty()
                : paths(request).stream().min(AccessPath.bestFirst(request.delivery()));
        return best.orElseGet(() -> new AccessPath(
                new Access.Scan(
                        entity, request.scanAllowed(), request.segment(), ScanAdvice.of(entity, where, strictReads)),
                Estimates.scan(),
                request.delivery().order().isEmpty()));
    }

    private List<AccessPath> paths(Request request) {
        Entity entity = request.entity();
        Conjuncts where = request.where();
        Delivery delivery = request.delivery();
        List<AccessPath> paths = new ArrayList<>(
                new PathCandidates(entity, where, request.wanted(), delivery.order(), strictReads).all());
        paths.addAll(new UnionPaths(entity, where, request.wanted(), delivery, strictReads).all());
        return paths;
    }

    /** The cheapest path by which one key, or one Query, leads to the rows that belong to one row elsewhere. */
    Optional<AccessPath> lookup(Entity entity, Conjuncts where, Set<Column> wanted) {
        return where.never()
                ? Optional.empty()
                : new PathCandidates(entity, where, wanted, List.of(), strictReads)
                        .all().stream().filter(AccessPath::isLookup).min(AccessPath.BEST_FIRST);
    }

    /** The keys, where the condition gives every column of the table's key, whatever else it allows. */
    Optional<Access.ByKeys> byKeys(Entity entity, Conjuncts where) {
        return new PathCandidates(entity, where, Set.of(), List.of(), strictReads)
                .byKeys()
                .map(path -> (Access.ByKeys) path.access());
    }

    /** GetItem, where the condition gives every column of the table's key one value. */
    Optional<Access.ByKey> byKey(Entity entity, Conjuncts where) {
        return byKeys(entity, where)
                .map(Access.ByKeys::keys)
                .filter(KeyChoices::isSingle)
                .map(keys -> {
                    Map<Column, BoundExpr> key = new LinkedHashMap<>();
                    keys.alternatives()
                            .get(0)
                            .forEach((column, choice) -> key.put(column, ((KeyChoices.One) choice).value()));
                    return new Access.ByKey(entity, key);
                });
    }
}
