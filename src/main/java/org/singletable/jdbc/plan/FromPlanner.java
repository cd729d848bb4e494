package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Catalog;

/** Plans FROM and WHERE: which access path finds each table's rows, how they are joined, in which order they come. */
final class FromPlanner {
    private final AccessPlanner accessPlanner;
    private final Catalog catalog;
    private final FromSlots slots;

    FromPlanner(AccessPlanner accessPlanner, Catalog catalog) {
        this.accessPlanner = accessPlanner;
        this.catalog = catalog;
        this.slots = new FromSlots(catalog.table());
    }

    /**
     * Frames of the rows that WHERE is true of.
     *
     * @param ordered whether they come in the order that was asked for
     */
    record Planned(Rel rel, boolean ordered) {}

    /**
     * Plans one SELECT's FROM and WHERE.
     *
     * @param delivery what the statement orders by: a path that gives it for nothing is preferred
     * @throws DriverException HYC00 for segment() where it does not choose a part of the only table's Scan
     */
    Planned plan(FromBlock block, Delivery delivery) {
        List<BoundExpr> where = Conjuncts.flatten(block.where());
        List<BoundExpr.Segment> segments = where.stream()
                .filter(BoundExpr.Segment.class::isInstance)
                .map(BoundExpr.Segment.class::cast)
                .toList();
        List<BoundExpr> conditions = where.stream()
                .filter(conjunct -> !(conjunct instanceof BoundExpr.Segment))
                .toList();
        FromBlock.Node from = new OuterJoins(slots).simplified(block.from(), conditions);
        List<BoundExpr> everywhere = new ArrayList<>(conditions);
        addConditions(from, everywhere);
        checkSegments(from, segments, everywhere);

        Set<Integer> wanted = new HashSet<>(block.wanted());
        wanted.addAll(Expressions.slots(everywhere));
        TablePlanner tables = new TablePlanner(
                accessPlanner, catalog.table(), block, wanted, segments.isEmpty() ? null : segments.get(0));
        JoinStep planned = new JoinPlanner(tables, slots).plan(from, conditions, List.of(), delivery);
        return new Planned(CollectionReads.share(planned.rel(), catalog), planned.ordered());
    }

    private static void addConditions(FromBlock.Node node, List<BoundExpr> into) {
        if (node instanceof FromBlock.Join join) {
            addConditions(join.left(), into);
            addConditions(join.right(), into);
            into.addAll(join.on());
        }
    }

    private static void checkSegments(
            FromBlock.Node from, List<BoundExpr.Segment> segments, List<BoundExpr> conditions) {
        boolean scannable = from instanceof FromBlock.Table || from instanceof FromBlock.Items;
        boolean elsewhere =
                conditions.stream().anyMatch(condition -> Expressions.contains(condition, BoundExpr.Segment.class));
        if (elsewhere || segments.size() > 1 || !segments.isEmpty() && !scannable) {
            throw new DriverException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "segment() chooses a part of the Scan of one table: write it once, joined by AND to the other"
                            + " conditions of WHERE, in a SELECT from that table alone");
        }
    }
}
