package org.singletable.jdbc.plan;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * What counts as a column of a table, and as a value known before the table is read, in conditions on that table.
 *
 * @param source the table, null where every column is one of the statement's only table
 * @param leftSlots slots of rows that are there already when the table is read: those of the left side of a lookup join
 */
record TableScope(@Nullable Source source, Set<Integer> leftSlots) {
    static final TableScope ONLY_TABLE = new TableScope(null, Set.of());

    TableScope {
        leftSlots = Set.copyOf(leftSlots);
    }

    static TableScope of(Source source) {
        return new TableScope(source, Set.of());
    }

    Optional<BoundExpr.ColumnValue> value(BoundExpr expr) {
        return expr instanceof BoundExpr.ColumnValue value && (source == null || source.has(value))
                ? Optional.of(value)
                : Optional.empty();
    }

    Optional<Column> column(BoundExpr expr) {
        return value(expr).map(BoundExpr.ColumnValue::column);
    }

    boolean isColumn(BoundExpr expr, Column column) {
        return column(expr).filter(column::equals).isPresent();
    }

    /** The column, where comparing it with the value is comparing it with one known value of its own type. */
    Optional<Column> comparedWithKnown(BoundExpr expr, BoundExpr other) {
        return isKnown(other)
                ? value(expr).filter(value -> value.comparesAsItself(other)).map(BoundExpr.ColumnValue::column)
                : Optional.empty();
    }

    /** The same for the values of a query. */
    Optional<Column> comparedWithQuery(BoundExpr expr, SqlType queried) {
        return value(expr)
                .filter(value -> value.type().kind() != Kind.STRING || queried.kind() == Kind.STRING)
                .map(BoundExpr.ColumnValue::column);
    }

    boolean isKnown(BoundExpr expr) {
        return Expressions.isStable(expr) && leftSlots.containsAll(Expressions.slots(expr));
    }
}
