package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.BoundExpr.ColumnValue;

/** Columns of the tables of a join that are equal in every row of its result: what is known of one holds for the others. */
final class Equivalences {
    private final List<Set<ColumnValue>> classes = new ArrayList<>();
    private final List<BoundExpr> holding;

    /** @param holding conjuncts that all rows of the result meet */
    Equivalences(List<BoundExpr> holding) {
        this.holding = holding;
        for (BoundExpr conjunct : holding) {
            JoinEquality.of(conjunct).ifPresent(this::add);
        }
    }

    private void add(JoinEquality equality) {
        if (equality.left() instanceof ColumnValue left && equality.right() instanceof ColumnValue right) {
            Set<ColumnValue> merged = new LinkedHashSet<>(List.of(left));
            merged.add(right);
            classes.removeIf(members -> {
                boolean shared = members.contains(left) || members.contains(right);
                if (shared) {
                    merged.addAll(members);
                }
                return shared;
            });
            classes.add(merged);
        }
    }

    /** What the conjuncts on other tables, and the equalities with them, say about the columns in these slots. */
    List<BoundExpr> carriedTo(Set<Integer> slots) {
        Set<BoundExpr> carried = new LinkedHashSet<>();
        for (BoundExpr conjunct : holding) {
            Set<Integer> read = Expressions.slots(conjunct);
            if (!read.isEmpty() && !slots.containsAll(read) && Expressions.isStable(conjunct)) {
                translated(conjunct, slots).ifPresent(carried::add);
            }
        }
        for (Set<ColumnValue> members : classes) {
            members.stream()
                    .filter(member -> slots.contains(member.slot()))
                    .forEach(member -> carried.add(new BoundExpr.IsNull(member, true)));
        }
        return List.copyOf(carried);
    }

    /** The condition on the equal columns in these slots; empty where some column has none or equality is not enough. */
    private Optional<BoundExpr> translated(BoundExpr condition, Set<Integer> slots) {
        if (condition instanceof BoundExpr.Comparison comparison) {
            BoundExpr left = operand(comparison.left(), comparison.right(), slots);
            BoundExpr right = operand(comparison.right(), comparison.left(), slots);
            return left == null || right == null
                    ? Optional.empty()
                    : Optional.of(new BoundExpr.Comparison(comparison.comparator(), left, right));
        } else if (condition instanceof BoundExpr.In in && !in.negated()) {
            return in.list().stream().anyMatch(value -> !isRowFree(value))
                    ? Optional.empty()
                    : member(in.operand(), slots).map(operand -> new BoundExpr.In(operand, in.list(), false));
        } else if (condition instanceof BoundExpr.RowIn in && !in.negated()) {
            return in.list().stream().flatMap(List::stream).anyMatch(value -> !isRowFree(value))
                    ? Optional.empty()
                    : members(in.operand(), slots).map(operand -> new BoundExpr.RowIn(operand, in.list(), false));
        } else if (condition instanceof BoundExpr.InQuery in && !in.negated()) {
            return members(in.operand(), slots)
                    .map(operand -> new BoundExpr.InQuery(operand, in.query(), false, in.types()));
        } else if (condition instanceof BoundExpr.And and) {
            return all(and.operands(), slots).map(BoundExpr.And::new);
        } else if (condition instanceof BoundExpr.Or or) {
            return all(or.operands(), slots).map(BoundExpr.Or::new);
        }
        return Optional.empty();
    }

    private Optional<List<BoundExpr>> all(List<BoundExpr> conditions, Set<Integer> slots) {
        List<BoundExpr> translated = new ArrayList<>();
        conditions.forEach(condition -> translated(condition, slots).ifPresent(translated::add));
        return translated.size() == conditions.size() ? Optional.of(translated) : Optional.empty();
    }

    /** An operand of a comparison of a column with a value; null where it is not one. */
    private @Nullable BoundExpr operand(BoundExpr operand, BoundExpr other, Set<Integer> slots) {
        if (isRowFree(operand)) {
            return operand;
        }
        boolean plain = operand instanceof ColumnValue value && isRowFree(other) && value.comparesAsItself(other);
        return plain ? member(operand, slots).orElse(null) : null;
    }

    private Optional<List<BoundExpr>> members(List<BoundExpr> operands, Set<Integer> slots) {
        List<BoundExpr> members = new ArrayList<>();
        operands.forEach(operand -> member(operand, slots).ifPresent(members::add));
        return members.size() == operands.size() ? Optional.of(members) : Optional.empty();
    }

    /** The column itself or an equal one in these slots. */
    private Optional<BoundExpr> member(BoundExpr operand, Set<Integer> slots) {
        if (operand instanceof ColumnValue value && slots.contains(value.slot())) {
            return Optional.of(value);
        }
        return classes.stream()
                .filter(members -> operand instanceof ColumnValue value && members.contains(value))
                .flatMap(Set::stream)
                .filter(member -> slots.contains(member.slot()))
                .map(BoundExpr.class::cast)
                .findFirst();
    }

    private static boolean isRowFree(BoundExpr expr) {
        return Expressions.slots(expr).isEmpty();
    }
}
