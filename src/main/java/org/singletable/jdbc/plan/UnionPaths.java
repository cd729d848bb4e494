package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

/** Paths to what {@code a = 1 OR b = 2} is true of, where each alternative has a path by key. */
final class UnionPaths {
    /** More ways than this are not taken: requests of all of them are under way at the same time. */
    private static final int MAX_WAYS = 8;

    /**
     * So many ORs are tried. Each of their alternatives is planned with all the other conjuncts, so that thousands of ORs
     * would be millions of conditions to look at.
     */
    private static final int MAX_TRIED = 16;

    private final Entity entity;
    private final Conjuncts where;
    private final Set<Column> wanted;
    private final Delivery delivery;
    private final boolean strictReads;

    /** @param strictReads no global index is read */
    UnionPaths(Entity entity, Conjuncts where, Set<Column> wanted, Delivery delivery, boolean strictReads) {
        this.entity = entity;
        this.where = where;
        this.wanted = new LinkedHashSet<>(wanted);
        this.wanted.addAll(entity.primaryKey());
        this.delivery = delivery;
        this.strictReads = strictReads;
    }

    /** A path for each OR among the conjuncts of which all alternatives have one, as far as they are tried. */
    List<AccessPath> all() {
        return where.all().stream()
                .filter(BoundExpr.Or.class::isInstance)
                .limit(MAX_TRIED)
                .flatMap(conjunct -> path((BoundExpr.Or) conjunct).stream())
                .toList();
    }

    private Optional<AccessPath> path(BoundExpr.Or or) {
        List<Access.Way> ways = new ArrayList<>();
        Estimate estimate = Estimate.NOTHING;
        boolean ordered = true;
        for (BoundExpr alternative : alternatives(or)) {
            Conjuncts branch = where.with(or, alternative);
            if (branch.never()) {
                continue;
            }
            Optional<AccessPath> best = new PathCandidates(entity, branch, wanted, delivery.order(), strictReads)
                    .all().stream().filter(AccessPath::isKeyed).min(AccessPath.bestFirst(delivery));
            if (best.isEmpty() || ways.size() == MAX_WAYS) {
                return Optional.empty();
            }
            AccessPath path = best.get();
            ways.add(new Access.Way(path.access(), branch.all(), path.estimate()));
            estimate = estimate.plus(path.estimate());
            ordered &= path.ordered();
        }
        return ways.size() < 2
                ? Optional.empty()
                : Optional.of(new AccessPath(new Access.Union(entity, ways), estimate, ordered));
    }

    /** Those that say something about the same columns are one: a list of their keys. */
    private List<BoundExpr> alternatives(BoundExpr.Or or) {
        Map<Set<Column>, List<BoundExpr>> byColumns = new LinkedHashMap<>();
        for (BoundExpr operand : operands(or)) {
            Set<Column> columns = Restriction.of(operand, where.scope()).columns();
            byColumns.computeIfAbsent(columns, any -> new ArrayList<>()).add(operand);
        }
        return byColumns.values().stream()
                .map(same -> same.size() == 1 ? same.get(0) : new BoundExpr.Or(same))
                .toList();
    }

    private static List<BoundExpr> operands(BoundExpr.Or or) {
        List<BoundExpr> operands = new ArrayList<>();
        for (BoundExpr operand : or.operands()) {
            operands.addAll(operand instanceof BoundExpr.Or inner ? operands(inner) : List.of(operand));
        }
        return operands;
    }
}
