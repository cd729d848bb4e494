package org.singletable.jdbc.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.BoundExpr.When;

/** Bound expressions as trees: what each is made of, and the same one made of other parts. */
public final class Expressions {
    /** Functions of the statement's time, which give one value for the whole statement; the others are of chance. */
    private static final Set<String> STABLE_FUNCTIONS =
            Set.of("now", "current_timestamp", "current_date", "now_seconds", "epoch_millis");

    private Expressions() {}

    /** The expressions that this one is made of, from left to right; empty for a leaf. Queries are leaves. */
    public static List<BoundExpr> operands(BoundExpr expr) {
        List<BoundExpr> operands = new ArrayList<>();
        map(expr, operand -> {
            operands.add(operand);
            return operand;
        });
        return operands;
    }

    /** The same expression made of other operands, each the outcome of {@code change}. */
    static BoundExpr map(BoundExpr expr, UnaryOperator<BoundExpr> change) {
        if (expr instanceof BoundExpr.Predicate predicate) {
            return mapPredicate(predicate, change);
        } else if (expr instanceof BoundExpr.Convert convert) {
            return new BoundExpr.Convert(change.apply(convert.operand()), convert.type());
        } else if (expr instanceof BoundExpr.Cast cast) {
            return new BoundExpr.Cast(change.apply(cast.operand()), cast.type());
        } else if (expr instanceof BoundExpr.Case choice) {
            List<When> branches = new ArrayList<>();
            for (When branch : choice.branches()) {
                branches.add(new When(change.apply(branch.condition()), change.apply(branch.result())));
            }
            return new BoundExpr.Case(branches, mapOptional(choice.otherwise(), change), choice.type());
        } else if (expr instanceof BoundExpr.Coalesce coalesce) {
            return new BoundExpr.Coalesce(mapAll(coalesce.operands(), change), coalesce.type());
        } else if (expr instanceof BoundExpr.Apply apply) {
            return new BoundExpr.Apply(apply.function(), mapAll(apply.arguments(), change));
        } else if (expr instanceof BoundExpr.Call call) {
            return new BoundExpr.Call(call.name(), mapAll(call.arguments(), change), call.type());
        } else if (expr instanceof BoundExpr.Constant
                || expr instanceof BoundExpr.Param
                || expr instanceof BoundExpr.ColumnValue
                || expr instanceof BoundExpr.Slot
                || expr instanceof BoundExpr.ScalarQuery) {
            return expr;
        }
        throw new IllegalStateException("unknown expression " + expr);
    }

    private static BoundExpr mapPredicate(BoundExpr.Predicate expr, UnaryOperator<BoundExpr> change) {
        if (expr instanceof BoundExpr.And and) {
            return new BoundExpr.And(mapAll(and.operands(), change));
        } else if (expr instanceof BoundExpr.Or or) {
            return new BoundExpr.Or(mapAll(or.operands(), change));
        } else if (expr instanceof BoundExpr.Not not) {
            return new BoundExpr.Not(change.apply(not.operand()));
        } else if (expr instanceof BoundExpr.Comparison comparison) {
            return new BoundExpr.Comparison(
                    comparison.comparator(), change.apply(comparison.left()), change.apply(comparison.right()));
        } else if (expr instanceof BoundExpr.IsNull isNull) {
            return new BoundExpr.IsNull(change.apply(isNull.operand()), isNull.negated());
        } else if (expr instanceof BoundExpr.In in) {
            return new BoundExpr.In(change.apply(in.operand()), mapAll(in.list(), change), in.negated());
        } else if (expr instanceof BoundExpr.Like like) {
            return new BoundExpr.Like(
                    change.apply(like.operand()),
                    change.apply(like.pattern()),
                    mapOptional(like.escape(), change),
                    like.ignoreCase(),
                    like.negated());
        } else if (expr instanceof BoundExpr.IsDistinct distinct) {
            return new BoundExpr.IsDistinct(
                    change.apply(distinct.left()), change.apply(distinct.right()), distinct.negated());
        } else if (expr instanceof BoundExpr.RowComparison rows) {
            return new BoundExpr.RowComparison(
                    rows.comparator(), mapAll(rows.left(), change), mapAll(rows.right(), change));
        } else if (expr instanceof BoundExpr.RowIn rowIn) {
            List<BoundExpr> operand = mapAll(rowIn.operand(), change);
            List<List<BoundExpr>> rows = new ArrayList<>();
            rowIn.list().forEach(row -> rows.add(mapAll(row, change)));
            return new BoundExpr.RowIn(operand, rows, rowIn.negated());
        } else if (expr instanceof BoundExpr.InQuery inQuery) {
            return new BoundExpr.InQuery(
                    mapAll(inQuery.operand(), change), inQuery.query(), inQuery.negated(), inQuery.types());
        } else if (expr instanceof BoundExpr.Segment segment) {
            return new BoundExpr.Segment(change.apply(segment.index()), change.apply(segment.count()));
        } else if (expr instanceof BoundExpr.Exists) {
            return expr;
        }
        throw new IllegalStateException("unknown condition " + expr);
    }

    private static List<BoundExpr> mapAll(List<BoundExpr> exprs, UnaryOperator<BoundExpr> change) {
        List<BoundExpr> changed = new ArrayList<>(exprs.size());
        for (BoundExpr expr : exprs) {
            changed.add(change.apply(expr));
        }
        return changed;
    }

    private static @Nullable BoundExpr mapOptional(@Nullable BoundExpr expr, UnaryOperator<BoundExpr> change) {
        return expr == null ? null : change.apply(expr);
    }

    /** Visits the expression and all that it is made of. */
    static void visit(BoundExpr root, Consumer<BoundExpr> visitor) {
        Deque<BoundExpr> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            BoundExpr expr = open.pop();
            visitor.accept(expr);
            operands(expr).forEach(open::push);
        }
    }

    /** The slots of the frame that it reads. */
    static Set<Integer> slots(BoundExpr expr) {
        return slots(List.of(expr));
    }

    static Set<Integer> slots(Collection<BoundExpr> exprs) {
        Set<Integer> slots = new HashSet<>();
        for (BoundExpr expr : exprs) {
            visit(expr, part -> {
                if (part instanceof BoundExpr.ColumnValue value) {
                    slots.add(value.slot());
                } else if (part instanceof BoundExpr.Slot slot) {
                    slots.add(slot.slot());
                }
            });
        }
        return slots;
    }

    /** Whether it has one value for a frame however often it is evaluated. {@code uuid()} has not. */
    static boolean isStable(BoundExpr expr) {
        return !anyPart(expr, part -> part instanceof BoundExpr.Call call && !STABLE_FUNCTIONS.contains(call.name()));
    }

    /** Whether it has one value for the whole statement that no row is needed for: constants, parameters, queries of their own. */
    public static boolean isKnownBeforeReading(BoundExpr expr) {
        return isStable(expr) && slots(expr).isEmpty();
    }

    static boolean contains(BoundExpr expr, Class<? extends BoundExpr> type) {
        return anyPart(expr, type::isInstance);
    }

    private static boolean anyPart(BoundExpr expr, Predicate<BoundExpr> test) {
        boolean[] found = {false};
        visit(expr, part -> found[0] |= test.test(part));
        return found[0];
    }

    /** Whether two expressions say the same: they are equal, functions counting by name and types. */
    static boolean same(BoundExpr left, BoundExpr right) {
        if (left.equals(right)) {
            return true;
        }
        if (!left.getClass().equals(right.getClass()) || !left.type().equals(right.type())) {
            return false;
        }
        List<BoundExpr> leftOperands = operands(left);
        List<BoundExpr> rightOperands = operands(right);
        if (leftOperands.isEmpty() || leftOperands.size() != rightOperands.size()) {
            return false;
        }
        for (int i = 0; i < leftOperands.size(); i++) {
            if (!same(leftOperands.get(i), rightOperands.get(i))) {
                return false;
            }
        }
        if (left instanceof BoundExpr.Apply a && right instanceof BoundExpr.Apply b) {
            return a.function().name().equals(b.function().name());
        }
        // With the same operands only what else they say, a comparator or a negation, can differ.
        Iterator<BoundExpr> replacements = leftOperands.iterator();
        return left.equals(map(right, operand -> replacements.next()));
    }
}
