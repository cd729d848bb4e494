package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans joins: what is known of one table is carried over equalities to the others, each is then read by its own keys at the
 * same time as the others, or by the keys that rows of those before it hold; never row by row.
 */
final class JoinPlanner {
    private final TablePlanner tables;
    private final FromSlots slots;

    JoinPlanner(TablePlanner tables, FromSlots slots) {
        this.tables = tables;
        this.slots = slots;
    }

    /**
     * @param own conditions on the node's rows that it has to apply
     * @param facts what is true of the wanted rows besides
     */
    JoinStep plan(FromBlock.Node node, List<BoundExpr> own, List<BoundExpr> facts, List<SortKey> order) {
        if (!(node instanceof FromBlock.Join join)) {
            return tables.plan(node, own, facts, order);
        }
        return join.outer() ? outer(join, own, facts, order) : inner(join, own, facts, order);
    }

    private JoinStep outer(FromBlock.Join join, List<BoundExpr> own, List<BoundExpr> facts, List<SortKey> order) {
        Set<Integer> leftSlots = slots.of(join.left());
        Set<Integer> rightSlots = slots.of(join.right());
        List<BoundExpr> on = Conjuncts.flatten(join.on());
        List<BoundExpr> ofLeft = joined(FromSlots.rowFree(own), FromSlots.within(leftSlots, own));
        List<BoundExpr> above = without(own, ofLeft);
        List<BoundExpr> factsOfLeft = joined(FromSlots.rowFree(facts), FromSlots.within(leftSlots, facts));
        List<BoundExpr> ofRight = FromSlots.within(rightSlots, on);
        List<BoundExpr> condition = without(on, ofRight);

        boolean ofLeftOnly = isWithin(order, leftSlots);
        JoinStep left = plan(join.left(), ofLeft, factsOfLeft, ofLeftOnly ? order : List.of());
        left = new JoinStep(left.rel(), left.ordered() && ofLeftOnly, left.keyed(), left.empty());
        // What the left rows meet tells which right rows can match; never the other way. Of the left rows only those
        // count that the condition can be true of: for them an outer join on the left is as good as an inner one.
        FromBlock.Node matchingLeft = new OuterJoins(slots).simplified(join.left(), on);
        List<BoundExpr> matching = joined(joined(ofLeft, factsOfLeft), joined(holding(matchingLeft), on));
        List<BoundExpr> factsOfRight =
                joined(new Equivalences(matching).carriedTo(rightSlots), FromSlots.rowFree(matching));
        if (left.empty()) {
            factsOfRight = joined(factsOfRight, List.of(TablePlanner.FALSE));
        }
        JoinStep right = plan(join.right(), ofRight, factsOfRight, List.of());
        Side side = new Side(join.right(), rightSlots, ofRight, factsOfRight, right);
        JoinStep both = join(left, leftSlots, side, condition, true);
        return above.isEmpty()
                ? both
                : new JoinStep(new Rel.Filter(both.rel(), above), both.ordered(), both.keyed(), both.empty());
    }

    /**
     * A table to join with what is there already.
     *
     * @param independent its reading by what is known of it alone
     */
    private record Side(
            FromBlock.Node node,
            Set<Integer> slots,
            List<BoundExpr> own,
            List<BoundExpr> facts,
            JoinStep independent) {}

    private JoinStep inner(FromBlock.Join join, List<BoundExpr> own, List<BoundExpr> facts, List<SortKey> order) {
        List<FromBlock.Node> nodes = new ArrayList<>();
        List<BoundExpr> pool = new ArrayList<>(own);
        flatten(join, nodes, pool);
        List<BoundExpr> all = joined(pool, facts);
        for (FromBlock.Node node : nodes) {
            all = joined(all, holding(node));
        }
        Equivalences equivalences = new Equivalences(all);
        List<BoundExpr> rowFree = FromSlots.rowFree(pool);
        List<Side> sides = new ArrayList<>();
        for (FromBlock.Node node : nodes) {
            Set<Integer> of = slots.of(node);
            List<BoundExpr> known = joined(
                    joined(equivalences.carriedTo(of), FromSlots.within(of, facts)),
                    joined(rowFree, FromSlots.rowFree(facts)));
            List<BoundExpr> ofNode = FromSlots.within(of, pool);
            sides.add(new Side(node, of, ofNode, known, plan(node, ofNode, known, List.of())));
        }
        boolean empty = sides.stream().anyMatch(side -> side.independent().empty());
        if (empty && !facts.contains(TablePlanner.FALSE)) {
            return inner(join, own, joined(facts, List.of(TablePlanner.FALSE)), order);
        }
        return new InnerOrder(pool, rowFree).joined(sides, order);
    }

    /** Joins tables one after the other, those with known keys first. */
    private final class InnerOrder {
        private final List<BoundExpr> open;
        private final List<BoundExpr> rowFree;
        private final Set<Integer> there = new HashSet<>();

        InnerOrder(List<BoundExpr> pool, List<BoundExpr> rowFree) {
            this.open = new ArrayList<>(without(pool, rowFree));
            this.rowFree = rowFree;
        }

        JoinStep joined(List<Side> sides, List<SortKey> order) {
            List<Side> waiting = new ArrayList<>(sides);
            Side first = waiting.stream()
                    .filter(side -> side.independent().keyed())
                    .findFirst()
                    .orElse(waiting.get(0));
            waiting.remove(first);
            there.addAll(first.slots());
            open.removeAll(first.own());
            JoinStep current = first(first, order);
            while (!waiting.isEmpty()) {
                Side next = next(waiting);
                waiting.remove(next);
                open.removeAll(next.own());
                List<BoundExpr> condition = conditions(next);
                current = join(current, there, next, condition, false);
                open.removeAll(condition);
                there.addAll(next.slots());
            }
            return current;
        }

        private JoinStep first(Side first, List<SortKey> order) {
            if (order.isEmpty() && rowFree.isEmpty()) {
                return first.independent();
            }
            boolean ofFirstOnly = isWithin(order, first.slots());
            List<BoundExpr> own = JoinPlanner.joined(first.own(), rowFree);
            JoinStep step = plan(first.node(), own, first.facts(), ofFirstOnly ? order : List.of());
            return new JoinStep(step.rel(), step.ordered() && ofFirstOnly, step.keyed(), step.empty());
        }

        private List<BoundExpr> conditions(Side next) {
            Set<Integer> both = new HashSet<>(there);
            both.addAll(next.slots());
            return without(FromSlots.within(both, open), next.own());
        }

        private Side next(List<Side> waiting) {
            for (Side side : waiting) {
                if (side.independent().keyed() && isConnected(side)) {
                    return side;
                }
            }
            for (Side side : waiting) {
                if (lookup(side, there, conditions(side)).isPresent()) {
                    return side;
                }
            }
            return waiting.stream().filter(this::isConnected).findFirst().orElse(waiting.get(0));
        }

        private boolean isConnected(Side side) {
            return conditions(side).stream()
                    .flatMap(condition -> JoinEquality.of(condition).stream())
                    .anyMatch(equality -> equality.between(there, side.slots()).isPresent());
        }
    }

    private JoinStep join(JoinStep left, Set<Integer> leftSlots, Side side, List<BoundExpr> condition, boolean outer) {
        JoinStep right = side.independent();
        boolean empty = left.empty() || right.empty() && !outer;
        if (!right.keyed()) {
            Estimate lookups = Estimates.lookups(left.rel().estimate().items());
            boolean cheaper = right.isScan()
                    || lookups.requests() <= right.rel().estimate().requests();
            Optional<Rel.Read> lookup = cheaper ? lookup(side, leftSlots, condition) : Optional.empty();
            if (lookup.isPresent()) {
                Estimate estimate = left.rel().estimate().plus(lookups);
                Rel rel = new Rel.LookupJoin(left.rel(), lookup.get(), outer, condition, estimate);
                return new JoinStep(rel, left.ordered(), left.keyed(), empty);
            }
        }
        List<BoundExpr> leftKeys = new ArrayList<>();
        List<BoundExpr> rightKeys = new ArrayList<>();
        condition.stream()
                .flatMap(conjunct -> JoinEquality.of(conjunct).stream())
                .flatMap(equality -> equality.between(leftSlots, side.slots()).stream())
                .forEach(equality -> {
                    leftKeys.add(equality.left());
                    rightKeys.add(equality.right());
                });
        Estimate estimate = left.rel().estimate().plus(right.rel().estimate());
        Rel rel = new Rel.HashJoin(left.rel(), right.rel(), outer, leftKeys, rightKeys, condition, estimate);
        return new JoinStep(rel, left.ordered(), left.keyed() && right.keyed(), empty);
    }

    private Optional<Rel.Read> lookup(Side side, Set<Integer> leftSlots, List<BoundExpr> condition) {
        return side.node() instanceof FromBlock.Table table
                ? tables.lookup(table.source(), side.own(), side.facts(), condition, leftSlots)
                : Optional.empty();
    }

    /** Whether rows are ordered by what is in these slots alone. */
    private static boolean isWithin(List<SortKey> order, Set<Integer> slots) {
        return order.stream().allMatch(key -> slots.containsAll(Expressions.slots(key.expr())));
    }

    /** Takes inner joins apart into what they join and their conditions. */
    private static void flatten(FromBlock.Node node, List<FromBlock.Node> nodes, List<BoundExpr> conditions) {
        if (node instanceof FromBlock.Join join && !join.outer()) {
            flatten(join.left(), nodes, conditions);
            flatten(join.right(), nodes, conditions);
            conditions.addAll(Conjuncts.flatten(join.on()));
        } else {
            nodes.add(node);
        }
    }

    /** What the conditions within a node say about all of its rows. */
    private static List<BoundExpr> holding(FromBlock.Node node) {
        if (!(node instanceof FromBlock.Join join)) {
            return List.of();
        } else if (join.outer()) {
            return holding(join.left());
        }
        List<BoundExpr> both = joined(holding(join.left()), holding(join.right()));
        return joined(both, Conjuncts.flatten(join.on()));
    }

    private static List<BoundExpr> joined(List<BoundExpr> first, List<BoundExpr> second) {
        List<BoundExpr> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private static List<BoundExpr> without(List<BoundExpr> all, List<BoundExpr> some) {
        return all.stream().filter(conjunct -> !some.contains(conjunct)).toList();
    }
}
