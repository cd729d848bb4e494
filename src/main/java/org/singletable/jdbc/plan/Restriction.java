package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.KeyChoices.Choice;
import org.singletable.jdbc.sql.Expr.Comparator;

/**
 * The values that a condition leaves for columns: it is true only of rows that agree with one of the alternatives, of which
 * each says something about the same columns.
 *
 * @param alternatives none where the condition is never true; one without columns where nothing is known
 */
record Restriction(List<Map<Column, Choice>> alternatives) {
    /** More alternatives than this say nothing: the plan would be larger than what it saves. */
    static final int MAX_ALTERNATIVES = 1_000;

    private static final Restriction UNKNOWN = new Restriction(List.of(Map.of()));
    private static final Restriction NEVER = new Restriction(List.of());

    Restriction {
        alternatives = List.copyOf(alternatives);
    }

    boolean isNever() {
        return alternatives.isEmpty();
    }

    Set<Column> columns() {
        return alternatives.isEmpty() ? Set.of() : alternatives.get(0).keySet();
    }

    static Restriction of(BoundExpr condition, TableScope scope) {
        if (Contradictions.isNever(condition)) {
            return NEVER;
        } else if (condition instanceof BoundExpr.Comparison comparison && comparison.comparator() == Comparator.EQ) {
            return equality(comparison.left(), comparison.right(), scope);
        } else if (condition instanceof BoundExpr.IsDistinct distinct && distinct.negated()) {
            // Beside a NULL it is true of NULLs, which no key has: the values are then none, and rows would be missed.
            return distinct.right() instanceof BoundExpr.Constant constant && constant.value() != null
                    ? equality(distinct.left(), distinct.right(), scope)
                    : UNKNOWN;
        } else if (condition instanceof BoundExpr.In in && !in.negated()) {
            return in(in, scope);
        } else if (condition instanceof BoundExpr.RowComparison comparison
                && comparison.comparator() == Comparator.EQ) {
            return row(comparison.left(), comparison.right(), scope);
        } else if (condition instanceof BoundExpr.RowIn in && !in.negated()) {
            return or(
                    in.list().stream().map(row -> row(in.operand(), row, scope)).toList());
        } else if (condition instanceof BoundExpr.InQuery in
                && !in.negated()
                && in.operand().size() == 1) {
            return scope.comparedWithQuery(in.operand().get(0), in.types().get(0))
                    .map(column -> single(column, new KeyChoices.FromQuery(in.query())))
                    .orElse(UNKNOWN);
        } else if (condition instanceof BoundExpr.And and) {
            return and.operands().stream()
                    .map(operand -> of(operand, scope))
                    .reduce(Restriction::and)
                    .orElse(UNKNOWN);
        } else if (condition instanceof BoundExpr.Or or) {
            return or(or.operands().stream().map(operand -> of(operand, scope)).toList());
        }
        return UNKNOWN;
    }

    private static Restriction equality(BoundExpr left, BoundExpr right, TableScope scope) {
        Optional<Column> onLeft = scope.comparedWithKnown(left, right);
        if (onLeft.isPresent()) {
            return single(onLeft.get(), new KeyChoices.One(right));
        }
        return scope.comparedWithKnown(right, left)
                .map(column -> single(column, new KeyChoices.One(left)))
                .orElse(UNKNOWN);
    }

    private static Restriction in(BoundExpr.In in, TableScope scope) {
        Optional<Column> column = scope.column(in.operand());
        boolean known = in.list().stream()
                .allMatch(value -> scope.comparedWithKnown(in.operand(), value).isPresent());
        return column.isPresent() && known ? single(column.get(), any(in.list())) : UNKNOWN;
    }

    private static Restriction row(List<BoundExpr> left, List<BoundExpr> right, TableScope scope) {
        Restriction all = UNKNOWN;
        for (int i = 0; i < left.size(); i++) {
            all = all.and(equality(left.get(i), right.get(i), scope));
        }
        return all;
    }

    private static Restriction single(Column column, Choice choice) {
        return new Restriction(List.of(Map.of(column, choice)));
    }

    private static Choice any(List<BoundExpr> values) {
        List<BoundExpr> distinct = List.copyOf(new LinkedHashSet<>(values));
        return distinct.size() == 1 ? new KeyChoices.One(distinct.get(0)) : new KeyChoices.Any(distinct);
    }

    /** Both hold. Where both speak of a column, one value counts before several, else the first of the two. */
    Restriction and(Restriction other) {
        if (isNever() || other.isNever()) {
            return NEVER;
        }
        if ((long) alternatives.size() * other.alternatives.size() > MAX_ALTERNATIVES) {
            return alternatives.size() <= other.alternatives.size() ? this : other;
        }
        List<Map<Column, Choice>> product = new ArrayList<>();
        for (Map<Column, Choice> one : alternatives) {
            for (Map<Column, Choice> two : other.alternatives) {
                Map<Column, Choice> both = new LinkedHashMap<>(one);
                two.forEach((column, choice) -> both.merge(column, choice, Restriction::narrower));
                product.add(both);
            }
        }
        return new Restriction(product);
    }

    static Choice narrower(Choice first, Choice second) {
        return !(first instanceof KeyChoices.One) && second instanceof KeyChoices.One ? second : first;
    }

    private static Restriction or(List<Restriction> branches) {
        List<Map<Column, Choice>> possible = branches.stream()
                .flatMap(branch -> branch.alternatives.stream())
                .toList();
        if (possible.isEmpty()) {
            return NEVER;
        }
        Set<Column> common = new LinkedHashSet<>(possible.get(0).keySet());
        possible.forEach(alternative -> common.retainAll(alternative.keySet()));
        return new Restriction(possible).onto(common);
    }

    /** What it says about some of its columns. */
    Restriction onto(Set<Column> some) {
        if (some.size() == 1 && alternatives.size() > 1) {
            return union(some.iterator().next());
        }
        Set<Map<Column, Choice>> distinct = new LinkedHashSet<>();
        for (Map<Column, Choice> alternative : alternatives) {
            Map<Column, Choice> projected = new LinkedHashMap<>();
            some.forEach(column -> projected.put(column, alternative.get(column)));
            distinct.add(projected);
        }
        return distinct.size() > MAX_ALTERNATIVES ? UNKNOWN : new Restriction(List.copyOf(distinct));
    }

    private Restriction union(Column column) {
        List<BoundExpr> values = new ArrayList<>();
        for (Map<Column, Choice> alternative : alternatives) {
            Choice choice = alternative.get(column);
            if (choice instanceof KeyChoices.One one) {
                values.add(one.value());
            } else if (choice instanceof KeyChoices.Any any) {
                values.addAll(any.values());
            } else {
                // Values of a query and of a list together are no choice.
                return UNKNOWN;
            }
        }
        return single(column, any(values));
    }
}
