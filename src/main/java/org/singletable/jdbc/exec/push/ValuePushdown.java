package org.singletable.jdbc.exec.push;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.ColumnOperands;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.ColumnComparison;
import org.singletable.jdbc.plan.StoredForms;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Kind;

/** Comparisons of a column with known values, and IN of a list of them. */
final class ValuePushdown {
    private final ItemCodec codec;
    private final KnownValues values;

    ValuePushdown(ItemCodec codec, KnownValues values) {
        this.codec = codec;
        this.values = values;
    }

    /** Empty where there is no condition that says anything. */
    Optional<Pushed> comparison(ColumnComparison comparison) {
        Column column = comparison.column().column();
        Comparator comparator = comparison.comparator();
        Optional<StoredColumn> stored =
                StoredColumn.of(codec, column).filter(found -> StoredForms.areComparable(column, comparator));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        return values.of(comparison.operand())
                .flatMap(known -> known.value() == null
                        ? Optional.of(Pushed.exactly(stored.get().never()))
                        : compare(stored.get(), comparator, known.value()));
    }

    /** A condition that is a column's truth. */
    Optional<Pushed> truth(Column column, boolean wanted) {
        return column.type().kind() == Kind.BOOLEAN
                ? StoredColumn.of(codec, column).flatMap(stored -> compare(stored, Comparator.EQ, wanted))
                : Optional.empty();
    }

    private static Optional<Pushed> compare(StoredColumn stored, Comparator comparator, Object value) {
        Optional<Object> exact = ColumnOperands.exact(value, stored.column());
        Optional<StoredValue> encoded = exact.flatMap(stored::encode);
        if (encoded.isPresent()) {
            return Optional.of(compare(stored, comparator, exact.get(), encoded.get()));
        }
        // Nothing the column holds is between the value and the one below: x < 1.5 is x <= 1, and x >= 1.5 is x > 1.
        return switch (comparator) {
            case EQ -> exact.isEmpty() ? Optional.of(Pushed.exactly(stored.never())) : Optional.empty();
            case NE ->
                exact.isEmpty() && !stored.column().isVersion()
                        ? Optional.of(stored.orFromKey(stored.isNotNull()))
                        : Optional.empty();
            case LT, LE -> compareWithBelow(stored, Comparator.LE, exact.orElse(value));
            case GT, GE -> compareWithBelow(stored, Comparator.GT, exact.orElse(value));
        };
    }

    private static Optional<Pushed> compareWithBelow(StoredColumn stored, Comparator comparator, Object value) {
        return below(stored.column(), value)
                .flatMap(least -> stored.encode(least).map(encoded -> compare(stored, comparator, least, encoded)));
    }

    /** The greatest value below that the column can hold, where its values have gaps: whole numbers, whole seconds. */
    private static Optional<Object> below(Column column, Object value) {
        Kind kind = column.type().kind();
        if ((kind == Kind.INT || kind == Kind.LONG) && value instanceof BigDecimal number) {
            return ColumnOperands.exact(number.setScale(0, RoundingMode.FLOOR), column);
        }
        if (!column.form().isEpoch()) {
            return Optional.empty();
        }
        ChronoUnit unit = column.form() == StoredForm.EPOCH ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
        if (value instanceof OffsetDateTime instant) {
            return Optional.of(instant.truncatedTo(unit));
        }
        return value instanceof LocalDateTime local ? Optional.of(local.truncatedTo(unit)) : Optional.empty();
    }

    private static Pushed compare(StoredColumn stored, Comparator comparator, Object value, StoredValue encoded) {
        Condition condition = condition(stored, comparator, encoded);
        // A version that is missing is 0.
        boolean missingToo = stored.column().isVersion() && comparator.holds(Comparison.compare(0, value));
        return missingToo
                ? Pushed.exactly(new Condition.Any(List.of(stored.isNull(), condition)))
                : stored.orFromKey(condition);
    }

    private static Condition condition(StoredColumn stored, Comparator comparator, StoredValue value) {
        return switch (comparator) {
            case EQ -> new Condition.Equal(stored.path(), value);
            case NE -> stored.isNotNullAnd(new Condition.Compare(stored.path(), Condition.Comparator.NE, value));
            case LT -> new Condition.Compare(stored.path(), Condition.Comparator.LT, value);
            case LE -> new Condition.Compare(stored.path(), Condition.Comparator.LE, value);
            case GT -> new Condition.Compare(stored.path(), Condition.Comparator.GT, value);
            case GE -> new Condition.Compare(stored.path(), Condition.Comparator.GE, value);
        };
    }

    /** A column in a list, or not in it. */
    Optional<Pushed> in(BoundExpr.ColumnValue value, List<BoundExpr> list, boolean negated) {
        Column column = value.column();
        Optional<StoredColumn> stored = StoredColumn.of(codec, column);
        if (stored.isEmpty() || !StoredForms.areComparable(column, Comparator.EQ) || column.isVersion()) {
            return Optional.empty();
        }
        return list.stream().allMatch(value::comparesAsItself)
                ? values.ofAll(list).flatMap(known -> in(stored.get(), known, negated))
                : Optional.empty();
    }

    private static Optional<Pushed> in(StoredColumn stored, List<KnownValues.Known> list, boolean negated) {
        List<StoredValue> possible = new ArrayList<>();
        for (KnownValues.Known known : list) {
            Object operand = known.value();
            if (operand == null && negated) {
                return Optional.of(Pushed.exactly(stored.never()));
            }
            Optional<Object> exact =
                    operand == null ? Optional.empty() : ColumnOperands.exact(operand, stored.column());
            if (exact.isPresent()) {
                Optional<StoredValue> encoded = stored.encode(exact.get());
                if (encoded.isEmpty()) {
                    return Optional.empty();
                }
                possible.add(encoded.get());
            }
        }
        return Optional.of(stored.orFromKey(oneOf(stored, possible, negated)));
    }

    private static Condition oneOf(StoredColumn stored, List<StoredValue> list, boolean negated) {
        if (list.isEmpty()) {
            return negated ? stored.isNotNull() : stored.never();
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i += Condition.In.MAX) {
            int end = Math.min(list.size(), i + Condition.In.MAX);
            parts.add(new Condition.In(stored.path(), list.subList(i, end)));
        }
        Condition found = parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
        return negated ? stored.isNotNullAnd(new Condition.Not(found)) : found;
    }
}
