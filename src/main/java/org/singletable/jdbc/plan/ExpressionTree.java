package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be said of an expression by walking it, whatever its operators mean. */
final class ExpressionTree {
    /** Functions of the statement's time, which give one value for the whole statement; the others are of chance. */
    private static final Set<String> STABLE_FUNCTIONS =
            Set.of("now", "current_timestamp", "current_date", "epoch_seconds", "epoch_millis");

    private ExpressionTree() {}

    /** The slots of the frame that it reads. */
    static Set<Integer> slots(BoundExpr expr) {
        Set<Integer> slots = new HashSet<>();
        collectSlots(expr, slots);
        return slots;
    }

    static Set<Integer> slots(Collection<BoundExpr> exprs) {
        Set<Integer> slots = new HashSet<>();
        exprs.forEach(expr -> collectSlots(expr, slots));
        return slots;
    }

    private static void collectSlots(BoundExpr expr, Set<Integer> into) {
        if (expr instanceof BoundExpr.ColumnValue value) {
            into.add(value.slot());
        } else if (expr instanceof BoundExpr.Slot slot) {
            into.add(slot.slot());
        } else {
            children(expr).forEach(child -> collectSlots(child, into));
        }
    }

    /** Whether it has one value for a frame however often it is evaluated. {@code uuid()} has not. */
    static boolean isStable(BoundExpr expr) {
        if (expr instanceof BoundExpr.Call call && !STABLE_FUNCTIONS.contains(call.name())) {
            return false;
        }
        return children(expr).stream().allMatch(ExpressionTree::isStable);
    }

    static boolean contains(BoundExpr expr, Class<? extends BoundExpr> type) {
        return type.isInstance(expr) || children(expr).stream().anyMatch(child -> contains(child, type));
    }

    /** The expressions it is made of, left to right. */
    static List<BoundExpr> children(BoundExpr expr) {
        if (expr instanceof BoundExpr.Predicate predicate) {
            return childrenOfPredicate(predicate);
        } else if (expr instanceof BoundExpr.Convert convert) {
            return List.of(convert.operand());
        } else if (expr instanceof BoundExpr.Cast cast) {
            return List.of(cast.operand());
        } else if (expr instanceof BoundExpr.Coalesce coalesce) {
            return coalesce.operands();
        } else if (expr instanceof BoundExpr.Apply apply) {
            return apply.arguments();
        } else if (expr instanceof BoundExpr.Call call) {
            return call.arguments();
        } else if (expr instanceof BoundExpr.Case choice) {
            List<BoundExpr> children = new ArrayList<>();
            choice.branches().forEach(branch -> {
                children.add(branch.condition());
                children.add(branch.result());
            });
            addIfPresent(choice.otherwise(), children);
            return children;
        }
        return List.of();
    }

    private static List<BoundExpr> childrenOfPredicate(BoundExpr.Predicate predicate) {
        if (predicate instanceof BoundExpr.And and) {
            return and.operands();
        } else if (predicate instanceof BoundExpr.Or or) {
            return or.operands();
        } else if (predicate instanceof BoundExpr.Not not) {
            return List.of(not.operand());
        } else if (predicate instanceof BoundExpr.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        } else if (predicate instanceof BoundExpr.IsNull isNull) {
            return List.of(isNull.operand());
        } else if (predicate instanceof BoundExpr.In in) {
            return joined(List.of(in.operand()), in.list());
        } else if (predicate instanceof BoundExpr.Like like) {
            List<BoundExpr> children = new ArrayList<>(List.of(like.operand(), like.pattern()));
            addIfPresent(like.escape(), children);
            return children;
        } else if (predicate instanceof BoundExpr.IsDistinct distinct) {
            return List.of(distinct.left(), distinct.right());
        } else if (predicate instanceof BoundExpr.RowComparison comparison) {
            return joined(comparison.left(), comparison.right());
        } else if (predicate instanceof BoundExpr.RowIn in) {
            return joined(in.operand(), in.list().stream().flatMap(List::stream).toList());
        } else if (predicate instanceof BoundExpr.InQuery in) {
            return in.operand();
        } else if (predicate instanceof BoundExpr.Segment segment) {
            return List.of(segment.index(), segment.count());
        }
        return List.of();
    }

    private static void addIfPresent(@Nullable BoundExpr expr, List<BoundExpr> into) {
        if (expr != null) {
            into.add(expr);
        }
    }

    private static List<BoundExpr> joined(List<BoundExpr> first, List<BoundExpr> second) {
        List<BoundExpr> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}
