package org.singletable.jdbc.plan;

import java.util.HashSet;
import java.util.List;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.mapping.Entity;

/** Plans FROM and WHERE: which access path finds each table's rows, how they are joined, in which order they come. */
final class FromPlanner {
    private final AccessPlanner accessPlanner;

    FromPlanner(AccessPlanner accessPlanner) {
        this.accessPlanner = accessPlanner;
    }

    /**
     * Frames of the rows that WHERE is true of.
     *
     * @param ordered whether they come in the order that was asked for
     */
    record Planned(Rel rel, boolean ordered) {}

    /** @param order what the statement orders by, empty where it does not: a path that gives it for nothing is preferred */
    Planned plan(FromBlock block, List<SortKey> order) {
        if (!(block.from() instanceof FromBlock.Table table)) {
            throw PlanErrors.notBuilt("a join", "read the tables one by one");
        }
        Entity entity = table.source().entity();
        Access access = accessPlanner
                .choose(entity, Conjuncts.of(new BoundExpr.And(block.where())))
                .orElseThrow(() -> PlanErrors.notBuilt(
                        "reading \"" + entity.name() + "\" by a Scan of the whole table",
                        "give " + accessPlanner.hint(entity) + " in WHERE with ="));
        return new Planned(
                new Rel.Read(
                        table.source(),
                        block.width(),
                        access,
                        block.where(),
                        new HashSet<>(entity.columns()),
                        List.of(),
                        Estimate.NOTHING),
                false);
    }
}
