package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.WriteCondition;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Operands;

/**
 * A WHERE condition as the conjuncts that must all be true, and what they say about single columns.
 *
 * @param all the conjuncts
 * @param equalities columns that one conjunct compares for equality with a value known before any row is read, and that
 *     value; the first such conjunct counts
 * @param equalityConjuncts the conjunct behind each of {@code equalities}
 * @param never whether a conjunct can never be true
 */
record Conjuncts(
        List<BoundExpr> all,
        Map<Column, BoundExpr> equalities,
        Map<Column, BoundExpr> equalityConjuncts,
        boolean never) {

    /** Functions that give one value for the whole statement. */
    private static final Set<String> STABLE_FUNCTIONS = Set.of("now", "current_timestamp", "current_date");

    static Conjuncts of(@Nullable BoundExpr where) {
        List<BoundExpr> all = new ArrayList<>();
        if (where != null) {
            flatten(where, all);
        }
        Map<Column, BoundExpr> equalities = new LinkedHashMap<>();
        Map<Column, BoundExpr> conjuncts = new LinkedHashMap<>();
        for (BoundExpr conjunct : all) {
            Equality equality = equality(conjunct);
            if (equality != null && equalities.putIfAbsent(equality.column(), equality.value()) == null) {
                conjuncts.put(equality.column(), conjunct);
            }
        }
        return new Conjuncts(
                List.copyOf(all), equalities, conjuncts, all.stream().anyMatch(Conjuncts::isNever));
    }

    /** The conjuncts but for those that state the equalities of the given columns. */
    List<BoundExpr> without(Set<Column> columns) {
        Set<BoundExpr> used = columns.stream().map(equalityConjuncts::get).collect(Collectors.toSet());
        return all.stream().filter(conjunct -> !used.contains(conjunct)).toList();
    }

    /** Whether the conjuncts are true only of rows where the column is not null. */
    boolean provesNotNull(Column column) {
        return column.notNull() || all.stream().anyMatch(conjunct -> rejectsNull(conjunct, column));
    }

    /** Whether the conjuncts are true only of rows for which the condition of a sparse attribute holds. */
    boolean prove(WriteCondition condition) {
        return condition.equal().entrySet().stream().allMatch(entry -> proveEqual(entry.getKey(), entry.getValue()))
                && (condition.any().isEmpty() || condition.any().stream().anyMatch(this::provesNotNull));
    }

    private boolean proveEqual(Column column, Object value) {
        if (value.equals(true) && all.stream().anyMatch(conjunct -> isColumn(conjunct, column))) {
            return true;
        }
        return equalities.get(column) instanceof BoundExpr.Constant known
                && known.value() != null
                && Operands.compare(known.value(), known.type(), value, column.type()) == 0;
    }

    private static boolean rejectsNull(BoundExpr conjunct, Column column) {
        if (conjunct instanceof BoundExpr.Comparison comparison) {
            return isColumn(comparison.left(), column) || isColumn(comparison.right(), column);
        } else if (conjunct instanceof BoundExpr.In in) {
            return isColumn(in.operand(), column);
        } else if (conjunct instanceof BoundExpr.Like like) {
            return isColumn(like.operand(), column);
        } else if (conjunct instanceof BoundExpr.IsNull isNull) {
            return isNull.negated() && isColumn(isNull.operand(), column);
        }
        return false;
    }

    private static boolean isColumn(BoundExpr expr, Column column) {
        return expr instanceof BoundExpr.ColumnValue value && value.column().equals(column);
    }

    private static void flatten(BoundExpr expr, List<BoundExpr> into) {
        if (expr instanceof BoundExpr.And and) {
            and.operands().forEach(operand -> flatten(operand, into));
        } else {
            into.add(expr);
        }
    }

    private record Equality(Column column, BoundExpr value) {}

    private static @Nullable Equality equality(BoundExpr conjunct) {
        if (conjunct instanceof BoundExpr.Comparison comparison && comparison.comparator() == Comparator.EQ) {
            if (comparison.left() instanceof BoundExpr.ColumnValue column && isKnown(column, comparison.right())) {
                return new Equality(column.column(), comparison.right());
            }
            if (comparison.right() instanceof BoundExpr.ColumnValue column && isKnown(column, comparison.left())) {
                return new Equality(column.column(), comparison.left());
            }
        } else if (conjunct instanceof BoundExpr.In in
                && !in.negated()
                && in.list().size() == 1
                && in.operand() instanceof BoundExpr.ColumnValue column
                && isKnown(column, in.list().get(0))) {
            return new Equality(column.column(), in.list().get(0));
        }
        return null;
    }

    /** Whether the column's value is the same in every row that equals this. A generated value as {@code uuid()} is not. */
    private static boolean isKnown(BoundExpr.ColumnValue column, BoundExpr expr) {
        boolean stable = expr instanceof BoundExpr.Constant
                || expr instanceof BoundExpr.Param
                || expr instanceof BoundExpr.Call call && STABLE_FUNCTIONS.contains(call.name());
        return stable && column.comparesAsItself(expr);
    }

    private static boolean isNever(BoundExpr conjunct) {
        if (conjunct instanceof BoundExpr.Constant constant) {
            return !Boolean.TRUE.equals(constant.value());
        }
        return conjunct instanceof BoundExpr.Comparison comparison
                && comparison.left() instanceof BoundExpr.Constant left
                && comparison.right() instanceof BoundExpr.Constant right
                && !isTrue(comparison.comparator(), left, right);
    }

    private static boolean isTrue(Comparator comparator, BoundExpr.Constant left, BoundExpr.Constant right) {
        Object leftValue = left.value();
        Object rightValue = right.value();
        return leftValue != null
                && rightValue != null
                && comparator.holds(Operands.compare(leftValue, left.type(), rightValue, right.type()));
    }
}
