package org.singletable.jdbc.exec.read;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.KeyChoices;
import org.singletable.jdbc.plan.KeyRange;
import org.singletable.jdbc.plan.Source;
import org.singletable.jdbc.sql.Expr.Comparator;

/** Which conjuncts an access path's key condition says already, where that is exact. */
final class CoveredConjuncts {
    private final Source source;
    private final Access.ByQuery access;

    CoveredConjuncts(Source source, Access.ByQuery access) {
        this.source = source;
        this.access = access;
    }

    boolean covers(BoundExpr conjunct) {
        return byKnown(conjunct) || access.range() != null && byRange(conjunct, Objects.requireNonNull(access.range()));
    }

    /**
     * Whether rows that do not meet it have no such keys as are read: because of a column that is NULL, or of the condition
     * under which a key is written.
     */
    boolean implies(BoundExpr conjunct) {
        return Stream.concat(Stream.of(access.partitionKey()), access.sortKey().stream())
                .anyMatch(key -> isNotNullOf(key, conjunct) || isConditionOf(key, conjunct));
    }

    private boolean isNotNullOf(KeyTemplate key, BoundExpr conjunct) {
        return conjunct instanceof BoundExpr.IsNull isNull
                && isNull.negated()
                && key.template().requiredColumns().stream().anyMatch(column -> isColumn(isNull.operand(), column));
    }

    /** The condition under which the key is written. */
    private boolean isConditionOf(KeyTemplate key, BoundExpr conjunct) {
        return conjunct instanceof BoundExpr.Comparison comparison
                && comparison.comparator() == Comparator.EQ
                && comparison.right() instanceof BoundExpr.Constant constant
                && constant.value() != null
                && access.entity().derived().stream()
                        .filter(derived -> derived.name().equals(key.name()))
                        .flatMap(derived -> derived.where().stream())
                        .flatMap(condition -> condition.equal().entrySet().stream())
                        .anyMatch(equal -> isColumn(comparison.left(), equal.getKey())
                                && equal.getValue().equals(constant.value()));
    }

    private boolean isColumn(BoundExpr expr, Column column) {
        return expr.equals(source.value(column));
    }

    private boolean byKnown(BoundExpr conjunct) {
        if (access.known().alternatives().size() != 1) {
            return false;
        }
        Map<Column, KeyChoices.Choice> choices = access.known().alternatives().get(0);
        return choices.entrySet().stream()
                .anyMatch(known -> conjunct instanceof BoundExpr.Comparison comparison
                                && isEquality(comparison, known.getKey(), known.getValue())
                        || conjunct instanceof BoundExpr.In in
                                && !in.negated()
                                && isColumn(in.operand(), known.getKey())
                                && known.getValue().equals(new KeyChoices.Any(in.list()))
                        || conjunct instanceof BoundExpr.InQuery query
                                && !query.negated()
                                && query.operand().size() == 1
                                && isColumn(query.operand().get(0), known.getKey())
                                && known.getValue().equals(new KeyChoices.FromQuery(query.query())));
    }

    private boolean isEquality(BoundExpr.Comparison comparison, Column column, KeyChoices.Choice choice) {
        return comparison.comparator() == Comparator.EQ
                && (isColumn(comparison.left(), column) && choice.equals(new KeyChoices.One(comparison.right()))
                        || isColumn(comparison.right(), column)
                                && choice.equals(new KeyChoices.One(comparison.left())));
    }

    private boolean byRange(BoundExpr conjunct, KeyRange range) {
        if (range instanceof KeyRange.Bounds bounds) {
            return conjunct instanceof BoundExpr.Comparison comparison
                    && (isColumn(comparison.left(), bounds.column())
                                    && isBound(bounds, comparison.comparator(), comparison.right())
                            || isColumn(comparison.right(), bounds.column())
                                    && isBound(bounds, comparison.comparator().mirrored(), comparison.left()));
        } else if (range instanceof KeyRange.BeginsWith begins) {
            return conjunct instanceof BoundExpr.Apply apply
                    && apply.function().name().equals("starts_with")
                    && apply.arguments().equals(List.of(source.value(begins.column()), begins.prefix()));
        } else if (range instanceof KeyRange.Like like) {
            return conjunct.equals(
                    new BoundExpr.Like(source.value(like.column()), like.pattern(), like.escape(), false, false));
        }
        KeyRange.Seek seek = (KeyRange.Seek) range;
        Comparator comparator = seek.greater()
                ? seek.inclusive() ? Comparator.GE : Comparator.GT
                : seek.inclusive() ? Comparator.LE : Comparator.LT;
        return conjunct.equals(new BoundExpr.RowComparison(
                comparator,
                seek.columns().stream()
                        .map(column -> (BoundExpr) source.value(column))
                        .toList(),
                seek.values()));
    }

    private static boolean isBound(KeyRange.Bounds bounds, Comparator comparator, BoundExpr value) {
        return switch (comparator) {
            case GT, GE -> bounds.low().contains(new KeyRange.Bound(value, comparator == Comparator.GE));
            case LT, LE -> bounds.high().contains(new KeyRange.Bound(value, comparator == Comparator.LE));
            case EQ, NE -> false;
        };
    }
}
