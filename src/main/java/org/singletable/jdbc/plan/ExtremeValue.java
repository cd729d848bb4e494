package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.type.SqlType;

/**
 * MIN or MAX of a column over all rows: the value of the first row in an order, which is one request where a key gives that
 * order.
 */
record ExtremeValue(BoundExpr.ColumnValue column, boolean greatest) {
    static Optional<ExtremeValue> of(Rel.AggregateCall call) {
        String name = call.function().name();
        boolean isExtreme = name.equals("min") || name.equals("max");
        return isExtreme && call.filter() == null && call.argument() instanceof BoundExpr.ColumnValue column
                ? Optional.of(new ExtremeValue(column, name.equals("max")))
                : Optional.empty();
    }

    /** NULLs do not count. */
    BoundExpr counted() {
        return new BoundExpr.IsNull(column, true);
    }

    Delivery delivery() {
        return new Delivery(List.of(new SortKey(column, greatest, !greatest)), true);
    }

    /** The first of ordered rows. */
    static Rel first(Rel rows) {
        return new Rel.Limit(rows, new BoundExpr.Constant(1L, SqlType.LONG), null);
    }
}
