package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Joins by keys that the rows on the left hold: primary keys in batches, or the keys of Queries. */
final class LookupJoins {
    private final TablePlanner tables;

    LookupJoins(TablePlanner tables) {
        this.tables = tables;
    }

    /** How rows on the left lead to those of the side; empty where they do not. */
    Optional<Rel.Read> lookup(JoinSide side, Set<Integer> leftSlots, List<BoundExpr> condition) {
        return side.node() instanceof FromBlock.Table table
                ? tables.lookup(table.source(), side.own(), side.facts(), condition, leftSlots)
                : Optional.empty();
    }

    /**
     * The join, where it is better than reading both sides by themselves.
     *
     * @param few whether the first few rows are all that are wanted
     */
    Optional<Rel.LookupJoin> join(
            JoinStep left,
            Set<Integer> leftSlots,
            JoinSide side,
            List<BoundExpr> condition,
            boolean outer,
            boolean few) {
        if (side.independent().keyed()) {
            return Optional.empty();
        }
        return lookup(side, leftSlots, condition)
                .map(read -> of(left.rel(), read, outer, condition))
                .filter(join -> few || isBetter(left, side.independent(), join.right()));
    }

    /**
     * Rows of known keys do not become more as the table grows, a list does: looking up what they hold is better however
     * long the list is assumed to be. Where the left side grows as well, BatchGetItem may still be fewer requests than the
     * list; a Query a row is not. It is better than a Scan, but not than a second one: then nothing is known of how many
     * rows of the first are left.
     */
    private static boolean isBetter(JoinStep left, JoinStep independent, Rel.Read lookup) {
        if (left.keyed()) {
            return true;
        } else if (lookup.access() instanceof Access.ByKeys) {
            return independent.isScan()
                    || lookup.estimate().requests()
                            <= independent.rel().estimate().requests();
        }
        return independent.isScan() && !Growth.scans(left.rel());
    }

    /** @param right by whose estimate a single key costs what it costs */
    private static Rel.LookupJoin of(Rel left, Rel.Read right, boolean outer, List<BoundExpr> condition) {
        Estimate estimate = Estimates.lookups(left.estimate(), right);
        Rel.Read read = new Rel.Read(
                right.source(),
                right.width(),
                right.access(),
                right.residual(),
                right.wanted(),
                right.order(),
                estimate);
        return new Rel.LookupJoin(left, read, outer, condition);
    }
}
