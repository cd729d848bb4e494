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
import org.singletable.jdbc.plan.KeyChoices.Choice;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Operands;

/** A condition on the rows of one table as the conjuncts that must all be true, and what they say about its columns. */
final class Conjuncts {
    private final TableScope scope;
    private final List<BoundExpr> all;
    private final List<BoundExpr> facts;
    private final List<BoundExpr> holding;
    private final Map<Column, Choice> choices = new LinkedHashMap<>();
    private final Map<Column, BoundExpr> equalityConjuncts = new LinkedHashMap<>();
    private final List<Restriction> alternatives = new ArrayList<>();
    private final boolean never;

    private Conjuncts(TableScope scope, List<BoundExpr> all, List<BoundExpr> facts) {
        this.scope = scope;
        this.all = List.copyOf(all);
        this.facts = List.copyOf(facts);
        this.holding = new ArrayList<>(all);
        this.holding.addAll(facts);
        this.never = !restrict();
    }

    /** Of the statement's only table. */
    static Conjuncts of(@Nullable BoundExpr where) {
        return where == null ? of(TableScope.ONLY_TABLE, List.of()) : of(TableScope.ONLY_TABLE, List.of(where));
    }

    static Conjuncts of(TableScope scope, List<BoundExpr> conditions) {
        return of(scope, conditions, List.of());
    }

    /**
     * Of a table among others.
     *
     * @param facts what is true of the wanted rows besides, because of conditions on other tables: good for finding them,
     *     and not evaluated on them
     */
    static Conjuncts of(TableScope scope, List<BoundExpr> conditions, List<BoundExpr> facts) {
        return new Conjuncts(scope, flatten(conditions), flatten(facts));
    }

    /** The condition with something narrower in the place of one of its conjuncts. */
    Conjuncts with(BoundExpr conjunct, BoundExpr narrower) {
        List<BoundExpr> changed = new ArrayList<>();
        all.forEach(each -> changed.add(each.equals(conjunct) ? narrower : each));
        return of(scope, changed, facts);
    }

    /** The conditions with every AND taken apart. */
    static List<BoundExpr> flatten(List<BoundExpr> conditions) {
        List<BoundExpr> flat = new ArrayList<>();
        for (BoundExpr condition : conditions) {
            if (condition instanceof BoundExpr.And and) {
                flat.addAll(flatten(and.operands()));
            } else if (condition instanceof BoundExpr.RowComparison row && row.comparator() == Comparator.EQ) {
                for (int i = 0; i < row.left().size(); i++) {
                    flat.add(new BoundExpr.Comparison(
                            Comparator.EQ, row.left().get(i), row.right().get(i)));
                }
            } else {
                flat.add(condition);
            }
        }
        return flat;
    }

    /** False where a conjunct can never be true. */
    private boolean restrict() {
        boolean possible = true;
        for (BoundExpr conjunct : holding) {
            Restriction restriction = Restriction.of(conjunct, scope);
            if (restriction.isNever()) {
                possible = false;
            } else if (restriction.alternatives().size() > 1) {
                alternatives.add(restriction);
            } else {
                for (Map.Entry<Column, Choice> entry :
                        restriction.alternatives().get(0).entrySet()) {
                    possible &= choose(entry.getKey(), entry.getValue(), conjunct);
                }
            }
        }
        return possible && bounds().values().stream().noneMatch(Contradictions::isEmpty);
    }

    /** False where the column would have to have two values at once. */
    private boolean choose(Column column, Choice choice, BoundExpr conjunct) {
        Choice other = choices.get(column);
        boolean possible = other == null || !Contradictions.areDisjoint(column, choice, other);
        Choice narrower = choices.merge(column, choice, Restriction::narrower);
        boolean exact = conjunct instanceof BoundExpr.Comparison || conjunct instanceof BoundExpr.In;
        if (narrower == choice && choice instanceof KeyChoices.One && exact) {
            equalityConjuncts.put(column, conjunct);
        }
        return possible;
    }

    TableScope scope() {
        return scope;
    }

    /** The conjuncts to evaluate on each row. */
    List<BoundExpr> all() {
        return all;
    }

    /** Everything that is true of the wanted rows: the conjuncts and the facts. */
    List<BoundExpr> holding() {
        return holding;
    }

    /** Whether a conjunct can never be true. */
    boolean never() {
        return never;
    }

    /** Columns and their values where one conjunct restricts the column by itself. */
    Map<Column, Choice> choices() {
        return choices;
    }

    /** What conjuncts say about several columns together: OR, and row values in IN. */
    List<Restriction> alternatives() {
        return alternatives;
    }

    /** Columns that equal one value known before any row is read; the first such conjunct counts. */
    Map<Column, BoundExpr> equalities() {
        Map<Column, BoundExpr> equalities = new LinkedHashMap<>();
        choices.forEach((column, choice) -> {
            if (choice instanceof KeyChoices.One one) {
                equalities.put(column, one.value());
            }
        });
        return equalities;
    }

    /** The conjuncts but for those that state the equalities of the given columns and nothing else. */
    List<BoundExpr> without(Set<Column> columns) {
        Set<BoundExpr> used = columns.stream()
                .filter(equalityConjuncts::containsKey)
                .map(equalityConjuncts::get)
                .collect(Collectors.toSet());
        return all.stream().filter(conjunct -> !used.contains(conjunct)).toList();
    }

    /** The bounds of each column that is compared with {@code < <= > >=}. */
    Map<Column, KeyRange.Bounds> bounds() {
        Map<Column, List<KeyRange.Bound>> low = new LinkedHashMap<>();
        Map<Column, List<KeyRange.Bound>> high = new LinkedHashMap<>();
        for (BoundExpr conjunct : holding) {
            if (conjunct instanceof BoundExpr.Comparison comparison) {
                bound(comparison.left(), comparison.comparator(), comparison.right(), low, high);
                bound(comparison.right(), comparison.comparator().mirrored(), comparison.left(), low, high);
            }
        }
        Map<Column, KeyRange.Bounds> bounds = new LinkedHashMap<>();
        low.forEach((column, values) ->
                bounds.put(column, new KeyRange.Bounds(column, values, high.getOrDefault(column, List.of()))));
        high.forEach((column, values) -> bounds.putIfAbsent(column, new KeyRange.Bounds(column, List.of(), values)));
        return bounds;
    }

    private void bound(
            BoundExpr operand,
            Comparator comparator,
            BoundExpr value,
            Map<Column, List<KeyRange.Bound>> low,
            Map<Column, List<KeyRange.Bound>> high) {
        if (comparator == Comparator.EQ || comparator == Comparator.NE) {
            return;
        }
        boolean inclusive = comparator == Comparator.LE || comparator == Comparator.GE;
        boolean below = comparator == Comparator.LT || comparator == Comparator.LE;
        scope.comparedWithKnown(operand, value)
                .ifPresent(column -> (below ? high : low)
                        .computeIfAbsent(column, any -> new ArrayList<>())
                        .add(new KeyRange.Bound(value, inclusive)));
    }

    /**
     * Whether rows in which the column is null are not wanted. Those of a NOT NULL column, which only other writers can have
     * stored, are wanted where a conjunct asks for them.
     */
    boolean provesNotNull(Column column) {
        return holding.stream()
                        .anyMatch(conjunct -> NullRejection.rejects(conjunct, expr -> scope.isColumn(expr, column)))
                || column.notNull() && holding.stream().noneMatch(conjunct -> asksForNull(conjunct, column));
    }

    private boolean asksForNull(BoundExpr expr, Column column) {
        return expr instanceof BoundExpr.IsNull isNull && scope.isColumn(isNull.operand(), column)
                || Expressions.operands(expr).stream().anyMatch(child -> asksForNull(child, column));
    }

    /** Whether the conjuncts are true only of rows for which the condition of a sparse attribute holds. */
    boolean prove(WriteCondition condition) {
        return condition.equal().entrySet().stream().allMatch(entry -> proveEqual(entry.getKey(), entry.getValue()))
                && (condition.any().isEmpty() || condition.any().stream().anyMatch(this::provesNotNull));
    }

    private boolean proveEqual(Column column, Object value) {
        if (value.equals(true) && holding.stream().anyMatch(conjunct -> scope.isColumn(conjunct, column))) {
            return true;
        }
        return choices.get(column) instanceof KeyChoices.One one
                && one.value() instanceof BoundExpr.Constant known
                && known.value() != null
                && Operands.compare(known.value(), known.type(), value, column.type()) == 0;
    }
}
