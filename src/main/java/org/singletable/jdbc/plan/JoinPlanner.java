package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans joins: what is known of one table is carried over equalities to the others, each is then read by its own keys at the
 * same time as the others, or by the keys that rows of those before it hold, each key once for many rows.
 */
final class JoinPlanner {
    private final TablePlanner tables;
    private final LookupJoins lookups;
    private final FromSlots slots;

    JoinPlanner(TablePlanner tables, FromSlots slots) {
        this.tables = tables;
        this.lookups = new LookupJoins(tables);
        this.slots = slots;
    }

    /**
     * @param own conditions on the node's rows that it has to apply
     * @param facts what is true of the wanted rows besides
     */
    JoinStep plan(FromBlock.Node node, List<BoundExpr> own, List<BoundExpr> facts, Delivery delivery) {
        if (!(node instanceof FromBlock.Join join)) {
            return tables.plan(node, own, facts, delivery);
        }
        return join.outer() ? outer(join, own, facts, delivery) : inner(join, own, facts, delivery);
    }

    private JoinStep outer(FromBlock.Join join, List<BoundExpr> own, List<BoundExpr> facts, Delivery delivery) {
        Set<Integer> leftSlots = slots.of(join.left());
        Set<Integer> rightSlots = slots.of(join.right());
        List<BoundExpr> on = Conjuncts.flatten(join.on());
        List<BoundExpr> ofLeft = joined(FromSlots.rowFree(own), FromSlots.within(leftSlots, own));
        List<BoundExpr> above = without(own, ofLeft);
        List<BoundExpr> factsOfLeft = joined(FromSlots.rowFree(facts), FromSlots.within(leftSlots, facts));
        List<BoundExpr> ofRight = FromSlots.within(rightSlots, on);
        List<BoundExpr> condition = without(on, ofRight);

        JoinStep left = plan(join.left(), ofLeft, factsOfLeft, delivery.within(leftSlots))
                .orderedIf(delivery.isOrderedWithin(leftSlots));
        // What the left rows meet tells which right rows can match; never the other way. Of the left rows only those
        // count that the condition can be true of: for them an outer join on the left is as good as an inner one.
        FromBlock.Node matchingLeft = new OuterJoins(slots).simplified(join.left(), on);
        List<BoundExpr> matching = joined(joined(ofLeft, factsOfLeft), joined(holding(matchingLeft), on));
        List<BoundExpr> factsOfRight =
                joined(new Equivalences(matching).carriedTo(rightSlots), FromSlots.rowFree(matching));
        if (left.empty()) {
            factsOfRight = joined(factsOfRight, List.of(TablePlanner.FALSE));
        }
        JoinStep right = plan(join.right(), ofRight, factsOfRight, Delivery.ALL);
        JoinSide side = new JoinSide(join.right(), rightSlots, ofRight, factsOfRight, right);
        JoinStep both = join(left, leftSlots, side, condition, true, delivery);
        return above.isEmpty()
                ? both
                : new JoinStep(new Rel.Filter(both.rel(), above), both.ordered(), both.keyed(), both.empty());
    }

    private JoinStep inner(FromBlock.Join join, List<BoundExpr> own, List<BoundExpr> facts, Delivery delivery) {
        List<FromBlock.Node> nodes = new ArrayList<>();
        List<BoundExpr> pool = new ArrayList<>(own);
        flatten(join, nodes, pool);
        List<BoundExpr> all = joined(pool, facts);
        for (FromBlock.Node node : nodes) {
            all = joined(all, holding(node));
        }
        Equivalences equivalences = new Equivalences(all);
        List<BoundExpr> rowFree = FromSlots.rowFree(pool);
        List<JoinSide> sides = new ArrayList<>();
        for (FromBlock.Node node : nodes) {
            Set<Integer> of = slots.of(node);
            List<BoundExpr> known = joined(
                    joined(equivalences.carriedTo(of), FromSlots.within(of, facts)),
                    joined(rowFree, FromSlots.rowFree(facts)));
            List<BoundExpr> ofNode = FromSlots.within(of, pool);
            sides.add(new JoinSide(node, of, ofNode, known, plan(node, ofNode, known, Delivery.ALL)));
        }
        boolean empty = sides.stream().anyMatch(side -> side.independent().empty());
        if (empty && !facts.contains(TablePlanner.FALSE)) {
            return inner(join, own, joined(facts, List.of(TablePlanner.FALSE)), delivery);
        }
        return new InnerOrder(pool, rowFree, delivery).joined(sides);
    }

    /** Joins tables one after the other, those with known keys first. */
    private final class InnerOrder {
        private final List<BoundExpr> open;
        private final List<BoundExpr> rowFree;
        private final Delivery delivery;
        private final Set<Integer> there = new HashSet<>();

        InnerOrder(List<BoundExpr> pool, List<BoundExpr> rowFree, Delivery delivery) {
            this.open = new ArrayList<>(without(pool, rowFree));
            this.rowFree = rowFree;
            this.delivery = delivery;
        }

        JoinStep joined(List<JoinSide> sides) {
            List<JoinSide> waiting = new ArrayList<>(sides);
            JoinSide first = waiting.stream()
                    .filter(side -> side.independent().keyed())
                    .findFirst()
                    .orElse(waiting.get(0));
            waiting.remove(first);
            there.addAll(first.slots());
            open.removeAll(first.own());
            JoinStep current = first(first);
            while (!waiting.isEmpty()) {
                JoinSide next = next(waiting);
                waiting.remove(next);
                open.removeAll(next.own());
                List<BoundExpr> condition = conditions(next);
                current = join(current, there, next, condition, false, delivery);
                open.removeAll(condition);
                there.addAll(next.slots());
            }
            return current;
        }

        private JoinStep first(JoinSide first) {
            if (delivery.equals(Delivery.ALL) && rowFree.isEmpty()) {
                return first.independent();
            }
            List<BoundExpr> own = JoinPlanner.joined(first.own(), rowFree);
            return plan(first.node(), own, first.facts(), delivery.within(first.slots()))
                    .orderedIf(delivery.isOrderedWithin(first.slots()));
        }

        private List<BoundExpr> conditions(JoinSide next) {
            Set<Integer> both = new HashSet<>(there);
            both.addAll(next.slots());
            return without(FromSlots.within(both, open), next.own());
        }

        private JoinSide next(List<JoinSide> waiting) {
            for (JoinSide side : waiting) {
                if (side.independent().keyed() && isConnected(side)) {
                    return side;
                }
            }
            for (JoinSide side : waiting) {
                if (isByPrimaryKey(side)) {
                    return side;
                }
            }
            return waiting.stream().filter(this::isConnected).findFirst().orElse(waiting.get(0));
        }

        /** Whether at most one row of it belongs to each that is there. */
        private boolean isByPrimaryKey(JoinSide side) {
            return lookups.lookup(side, there, conditions(side))
                    .filter(read -> read.access() instanceof Access.ByKeys)
                    .isPresent();
        }

        private boolean isConnected(JoinSide side) {
            return conditions(side).stream()
                    .flatMap(condition -> JoinEquality.of(condition).stream())
                    .anyMatch(equality -> equality.between(there, side.slots()).isPresent());
        }
    }

    private JoinStep join(
            JoinStep left,
            Set<Integer> leftSlots,
            JoinSide side,
            List<BoundExpr> condition,
            boolean outer,
            Delivery delivery) {
        JoinStep right = side.independent();
        boolean empty = left.empty() || right.empty() && !outer;
        boolean few = delivery.firstRows() && left.ordered();
        Optional<Rel.LookupJoin> lookup = lookups.join(left, leftSlots, side, condition, outer, few);
        if (lookup.isPresent()) {
            return new JoinStep(lookup.get(), left.ordered(), left.keyed(), empty);
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
