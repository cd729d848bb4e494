package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** Plans the reading of one item of FROM: an entity, the physical items, or a query. */
final class TablePlanner {
    /** A condition that no row meets. */
    static final BoundExpr FALSE = new Constant(false, SqlType.BOOLEAN);

    private final AccessPlanner accessPlanner;
    private final TableSchema table;
    private final FromBlock block;
    private final Set<Integer> wanted;
    private final BoundExpr.@Nullable Segment segment;

    /**
     * @param wanted the slots that anything in the statement reads, its conditions included
     * @param segment the part of the only table that is scanned
     */
    TablePlanner(
            AccessPlanner accessPlanner,
            TableSchema table,
            FromBlock block,
            Set<Integer> wanted,
            BoundExpr.@Nullable Segment segment) {
        this.accessPlanner = accessPlanner;
        this.table = table;
        this.block = block;
        this.wanted = wanted;
        this.segment = segment;
    }

    /**
     * The reading of an item of FROM that is no join.
     *
     * @param own conditions on it alone, evaluated on each row
     * @param facts what is true of the wanted rows besides
     */
    JoinStep plan(FromBlock.Node node, List<BoundExpr> own, List<BoundExpr> facts, Delivery delivery) {
        if (node instanceof FromBlock.Table entity) {
            return read(entity.source(), own, facts, delivery);
        }
        List<BoundExpr> all = new ArrayList<>(own);
        all.addAll(facts);
        if (all.stream().anyMatch(Contradictions::isNever)) {
            return new JoinStep(new Rel.Filter(new Rel.OneRow(), List.of(FALSE)), true, true, true);
        } else if (node instanceof FromBlock.Derived derived) {
            Rel rel = new Rel.Derived(derived.query(), derived.columns(), derived.offset(), block.width(), own);
            return new JoinStep(rel, delivery.order().isEmpty(), Growth.isBounded(rel), false);
        }
        return items((FromBlock.Items) node, own, all, delivery.order());
    }

    private JoinStep read(Source source, List<BoundExpr> own, List<BoundExpr> facts, Delivery delivery) {
        Conjuncts where = Conjuncts.of(TableScope.of(source), own, facts);
        AccessPath path = accessPlanner.choose(new AccessPlanner.Request(
                source.entity(), where, wanted(source), delivery, block.scanAllowed(), segment));
        boolean merged =
                path.ordered() && (path.access() instanceof Access.ByQuery || path.access() instanceof Access.Union);
        Rel.Read read = new Rel.Read(
                source,
                block.width(),
                path.access(),
                where.all(),
                wanted(source),
                merged ? delivery.order() : List.of(),
                path.estimate());
        return new JoinStep(read, path.ordered(), path.isKeyed(), path.access() instanceof Access.Nothing);
    }

    /**
     * The reading of an entity by what rows on the left hold: its primary key, or the key of a Query. Empty where they hold
     * neither.
     *
     * @param conditions of the join
     * @return with the estimate of one row's lookup
     */
    Optional<Rel.Read> lookup(
            Source source,
            List<BoundExpr> own,
            List<BoundExpr> facts,
            List<BoundExpr> conditions,
            Set<Integer> leftSlots) {
        List<BoundExpr> known = new ArrayList<>(facts);
        known.addAll(conditions);
        Conjuncts where = Conjuncts.of(new TableScope(source, leftSlots), own, known);
        return accessPlanner
                .lookup(source.entity(), where, wanted(source))
                .map(path -> new Rel.Read(
                        source, block.width(), path.access(), where.all(), wanted(source), List.of(), path.estimate()));
    }

    private Set<Column> wanted(Source source) {
        Set<Column> columns = new LinkedHashSet<>();
        for (Column column : source.entity().columns()) {
            if (wanted.contains(source.offset() + column.ordinal())) {
                columns.add(column);
            }
        }
        return columns;
    }

    private JoinStep items(FromBlock.Items items, List<BoundExpr> own, List<BoundExpr> holding, List<SortKey> order) {
        BoundExpr partition = segment == null ? valueOf(items.offset(), holding) : null;
        BoundExpr sort = partition != null && table.sortKey().isPresent() ? valueOf(items.offset() + 1, holding) : null;
        Estimate estimate = Estimates.scan();
        if (partition != null) {
            boolean one = sort != null || table.sortKey().isEmpty();
            estimate = one ? new Estimate(1, 1, true) : Estimates.partition();
        }
        int jsonSlot = items.offset() + (table.sortKey().isPresent() ? 3 : 2);
        Rel rel = new Rel.Items(
                items.offset(),
                block.width(),
                partition,
                sort,
                block.scanAllowed(),
                segment,
                own,
                wanted.contains(jsonSlot),
                estimate);
        return new JoinStep(rel, order.isEmpty(), partition != null, false);
    }

    /** The value that a slot equals; null where that is not known. */
    private static @Nullable BoundExpr valueOf(int slot, List<BoundExpr> holding) {
        for (BoundExpr conjunct : Conjuncts.flatten(holding)) {
            JoinEquality equality = JoinEquality.of(conjunct).orElse(null);
            if (equality == null) {
                continue;
            }
            if (isSlot(equality.left(), slot)
                    && Expressions.slots(equality.right()).isEmpty()) {
                return equality.right();
            } else if (isSlot(equality.right(), slot)
                    && Expressions.slots(equality.left()).isEmpty()) {
                return equality.left();
            }
        }
        return null;
    }

    private static boolean isSlot(BoundExpr expr, int slot) {
        return expr instanceof BoundExpr.Slot read
                && read.slot() == slot
                && read.type().kind() != Kind.JSON;
    }
}
