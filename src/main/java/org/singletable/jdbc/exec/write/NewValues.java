package org.singletable.jdbc.exec.write;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan.NewValue;
import org.singletable.jdbc.plan.RowReferences;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** What SET makes of a row: new values, and numbers that the server adds up. */
final class NewValues {
    private final ItemCodec codec;
    private final Entity entity;
    private final Map<Column, NewValue> assignments;
    private final Set<Column> absolute;

    /** @param absolute columns that are assigned even where they could be added to, since their new value must be known */
    NewValues(ItemCodec codec, Map<Column, NewValue> assignments, Set<Column> absolute) {
        this.codec = codec;
        this.entity = codec.entity();
        this.assignments = assignments;
        this.absolute = absolute;
    }

    /** The change where no row is read; needs {@link #readsRow} to be false. */
    RowChange unread(Bindings bindings) {
        return change(bindings, null);
    }

    /** The change of a row that was read, its version counted up. */
    RowChange of(StoredRow stored, Bindings withRow) {
        RowChange change = change(withRow, stored.row());
        change.checkNotNull();
        Optional<Column> version = entity.version();
        if (version.isEmpty()) {
            return change;
        }
        Column column = version.get();
        long next = VersionColumn.next(column, stored.row());
        if (assignments.containsKey(column)) {
            VersionColumn.checkAssigned(entity, column, assignedVersion(column, withRow), next - 1);
        }
        return change.with(column, VersionColumn.value(column, next));
    }

    /** @throws org.singletable.jdbc.error.DriverException 23502 for NULL */
    long assignedVersion(Column version, Bindings bindings) {
        NewValue value = assignments.get(version);
        return VersionColumn.asLong(
                entity, version, value == null ? null : Evaluator.evaluate(value.value(), bindings));
    }

    boolean assigns(Column column) {
        return assignments.containsKey(column);
    }

    /** @param row null where none is read */
    private RowChange change(Bindings bindings, @Nullable Object @Nullable [] row) {
        Map<Column, @Nullable Object> assigned = new LinkedHashMap<>();
        Map<Column, ItemEdits.Add> added = new LinkedHashMap<>();
        assignments.forEach((column, value) -> {
            Optional<ItemEdits.Add> add = canAdd(column, value, row) ? add(column, value, bindings) : Optional.empty();
            if (add.isPresent() && row != null) {
                // Out of range is an error, whoever adds.
                RowValues.evaluate(entity, column, value.value(), bindings);
            }
            if (add.isPresent()) {
                added.put(column, add.get());
            } else {
                assigned.put(column, RowValues.evaluate(entity, column, value.value(), bindings));
            }
        });
        return new RowChange(codec, assigned, added);
    }

    private boolean canAdd(Column column, NewValue value, @Nullable Object @Nullable [] row) {
        return value.increment() != null
                && !absolute.contains(column)
                && (row == null || row[column.ordinal()] != null);
    }

    /** Empty where the amount is NULL, or the sum would have to be rounded. */
    private Optional<ItemEdits.Add> add(Column column, NewValue value, Bindings bindings) {
        BoundExpr increment = value.increment();
        Object amount = increment == null ? null : Evaluator.evaluate(increment, bindings);
        if (amount == null) {
            return Optional.empty();
        }
        BigDecimal number = ((BigDecimal) Conversions.convert(amount, SqlType.DECIMAL)).stripTrailingZeros();
        SqlType type = column.type();
        if (type.kind() == Kind.INT) {
            return whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (type.kind() == Kind.LONG) {
            return whole(number, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (!type.isLimited()) {
            return Optional.of(new ItemEdits.Add(number, null, null));
        }
        BigDecimal most =
                BigDecimal.TEN.pow(type.length()).subtract(BigDecimal.ONE).movePointLeft(type.scale());
        return number.scale() > type.scale()
                ? Optional.empty()
                : Optional.of(new ItemEdits.Add(number, most.negate(), most));
    }

    private static Optional<ItemEdits.Add> whole(BigDecimal amount, long least, long most) {
        return amount.scale() > 0
                ? Optional.empty()
                : Optional.of(new ItemEdits.Add(amount, BigDecimal.valueOf(least), BigDecimal.valueOf(most)));
    }

    /** The columns that new values are made from, but for those that are only added to. */
    Set<Column> readColumns(RowChange change) {
        Set<Column> columns = new LinkedHashSet<>();
        assignments.forEach((column, value) -> {
            if (!change.adds(column)) {
                columns.addAll(RowReferences.of(value.value()));
            }
        });
        return columns;
    }

    /** Whether a row must be read to know what becomes of it. */
    boolean readsRow() {
        return assignments.entrySet().stream()
                .anyMatch(entry -> (entry.getValue().increment() == null || absolute.contains(entry.getKey()))
                        && !RowReferences.of(entry.getValue().value()).isEmpty());
    }
}
