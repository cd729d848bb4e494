package org.singletable.jdbc.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement.OrderItem;

/** What the items of ORDER BY name. */
final class Ordering {
    private Ordering() {}

    /**
     * The result column, from 0, that an item names by its position or label; empty for another expression.
     *
     * @throws org.singletable.jdbc.error.DriverException 42601 for a position that is none
     */
    static OptionalInt output(OrderItem item, List<ResultColumn> columns) {
        if (item.expr() instanceof Expr.Literal literal && isWhole(literal.value())) {
            String text = String.valueOf(literal.value());
            int position = literal.value() instanceof Integer number ? number : 0;
            if (position < 1 || position > columns.size()) {
                throw PlanErrors.notAPosition(text, columns.size());
            }
            return OptionalInt.of(position - 1);
        }
        if (item.expr() instanceof Expr.ColumnRef ref && ref.qualifier() == null) {
            OptionalInt exact = first(columns, ref.name(), false);
            return exact.isPresent() ? exact : first(columns, ref.name(), true);
        }
        return OptionalInt.empty();
    }

    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private static OptionalInt first(List<ResultColumn> columns, String label, boolean ignoreCase) {
        return IntStream.range(0, columns.size())
                .filter(i -> ignoreCase
                        ? columns.get(i).label().equalsIgnoreCase(label)
                        : columns.get(i).label().equals(label))
                .findFirst();
    }

    static SortKey key(OrderItem item, BoundExpr expr) {
        Boolean nullsFirst = item.nullsFirst();
        return new SortKey(expr, item.descending(), nullsFirst != null ? nullsFirst : !item.descending());
    }

    /** Rows sorted by the keys; as they are where there are none. */
    static Rel sorted(Rel rows, List<SortKey> keys) {
        return keys.isEmpty() ? rows : new Rel.Sort(rows, keys);
    }
}
