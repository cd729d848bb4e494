package org.singletable.jdbc.exec.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.ExpressionSize;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.ColumnComparison;
import org.singletable.jdbc.sql.Expr.Comparator;

/**
 * Conjuncts of WHERE as conditions of a write, where DynamoDB answers exactly as SQL would (docs/sql.md, Writes), or as the
 * filter of a read, where it may also let through more. Others are evaluated on the row after reading it; what is pushed
 * into a read is evaluated again, too.
 */
public final class ConditionPushdown {
    /** As many fit the operators that DynamoDB allows, with room for the conditions on the row itself. */
    private static final int MAX_CONJUNCTS = 30;

    /** What is left of an expression beside the conditions on the row itself. */
    private static final int MAX_BYTES = ExpressionSize.MAX_BYTES * 3 / 4;

    private final ItemCodec codec;
    private final KnownValues values;
    private final ValuePushdown comparisons;
    private final TextPushdown texts;

    /** @param bindings without a row */
    public ConditionPushdown(ItemCodec codec, Bindings bindings) {
        this.codec = codec;
        this.values = new KnownValues(bindings);
        this.comparisons = new ValuePushdown(codec, values);
        this.texts = new TextPushdown(codec, values);
    }

    /** Conditions that are true of exactly the rows that all conjuncts are; empty where there are none that fit a request. */
    public Optional<List<Condition>> exact(List<BoundExpr> conjuncts) {
        if (conjuncts.size() > MAX_CONJUNCTS) {
            return Optional.empty();
        }
        List<Condition> conditions = new ArrayList<>();
        for (BoundExpr conjunct : conjuncts) {
            Optional<Condition> condition = exact(conjunct);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(condition.get());
        }
        boolean fits = ExpressionSize.of(new Condition.All(conditions)).bytes() <= MAX_BYTES;
        return fits ? Optional.of(conditions) : Optional.empty();
    }

    private Optional<Condition> exact(BoundExpr conjunct) {
        // Others can be large: a write has other conditions beside these.
        boolean small = conjunct instanceof BoundExpr.Comparison || conjunct instanceof BoundExpr.IsNull;
        return !small ? Optional.empty() : push(conjunct).filter(Pushed::exact).map(Pushed::condition);
    }

    /** A condition for a conjunct; empty where there is none that says anything. */
    public Optional<Pushed> push(BoundExpr conjunct) {
        return push(conjunct, false);
    }

    /** @param negated whether the condition has to hold where the expression is FALSE, not where it is TRUE */
    private Optional<Pushed> push(BoundExpr expr, boolean negated) {
        if (expr instanceof BoundExpr.Comparison comparison) {
            return ColumnComparison.of(comparison)
                    .map(found -> negated ? found.opposite() : found)
                    .flatMap(comparisons::comparison);
        } else if (expr instanceof BoundExpr.IsNull isNull) {
            return isNull(isNull, negated);
        } else if (expr instanceof BoundExpr.In in) {
            return in.operand() instanceof BoundExpr.ColumnValue value
                    ? comparisons.in(value, in.list(), in.negated() != negated)
                    : Optional.empty();
        } else if (expr instanceof BoundExpr.Like like) {
            return texts.like(like, like.negated() != negated);
        } else if (expr instanceof BoundExpr.Apply apply) {
            return texts.function(apply, negated);
        } else if (expr instanceof BoundExpr.ColumnValue value) {
            return comparisons.truth(value.column(), !negated);
        } else if (expr instanceof BoundExpr.Not not) {
            return push(not.operand(), !negated);
        } else if (expr instanceof BoundExpr.And and) {
            return negated ? any(and.operands(), true) : all(and.operands(), false);
        } else if (expr instanceof BoundExpr.Or or) {
            return negated ? all(or.operands(), true) : any(or.operands(), false);
        }
        return Optional.empty();
    }

    /** Of one without a condition of its own the others say enough for a superset. */
    private Optional<Pushed> all(List<BoundExpr> operands, boolean negated) {
        List<Pushed> parts = operands.stream()
                .flatMap(operand -> push(operand, negated).stream())
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(Pushed.all(parts, parts.size() == operands.size()));
    }

    private Optional<Pushed> any(List<BoundExpr> operands, boolean negated) {
        List<Pushed> parts = new ArrayList<>();
        for (BoundExpr operand : operands) {
            Optional<Pushed> part = push(operand, negated);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(Pushed.any(parts));
    }

    /** A version that is missing is 0, and what a missing attribute leaves to the key is no NULL. */
    private Optional<Pushed> isNull(BoundExpr.IsNull isNull, boolean negated) {
        if (!(isNull.operand() instanceof BoundExpr.ColumnValue value)
                || value.column().isVersion()) {
            return Optional.empty();
        }
        return StoredColumn.of(codec, value.column())
                .filter(stored -> !stored.isReadFromKey())
                .map(stored -> Pushed.exactly(isNull.negated() != negated ? stored.isNotNull() : stored.isNull()));
    }

    /** The columns of which exact conjuncts say what value they have. */
    public Map<Column, Object> equalities(List<BoundExpr> conjuncts) {
        Map<Column, Object> known = new HashMap<>();
        for (BoundExpr conjunct : conjuncts) {
            if (conjunct instanceof BoundExpr.Comparison comparison) {
                ColumnComparison.of(comparison)
                        .filter(found -> found.comparator() == Comparator.EQ)
                        .ifPresent(found -> {
                            Column column = found.column().column();
                            values.of(found.operand())
                                    .flatMap(value -> KeyValues.of(column, value.value()))
                                    .ifPresent(value -> known.put(column, KeyValues.asStored(column, value)));
                        });
            }
        }
        return known;
    }
}
