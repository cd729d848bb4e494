package org.singletable.jdbc.exec.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.ColumnOperands;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.KeyRange;

/**
 * The bound of a comparison of rows: the rows that begin with some values, and in the column after them a bound.
 *
 * @param equal the columns before that one
 * @param last {@link ValueBound#ALL} where it bounds nothing
 */
record SeekBound(Map<Column, Object> equal, ValueBound last) {
    /**
     * The bound; empty where no row is within. A value that is NULL or no value of its column's type ends the comparison
     * at its column.
     */
    static Optional<SeekBound> of(KeyRange.Seek seek, Bindings bindings) {
        Map<Column, Object> equal = new LinkedHashMap<>();
        for (int i = 0; i < seek.columns().size(); i++) {
            Column column = seek.columns().get(i);
            BoundExpr expr = seek.values().get(i);
            Object value = Evaluator.evaluate(expr, bindings);
            boolean isLast = i == seek.columns().size() - 1;
            if (value == null) {
                return before(seek, equal, false);
            }
            ValueBound bound = ValueBound.of(column, value, !isLast || seek.inclusive(), seek.greater());
            if (bound == ValueBound.NONE) {
                return before(seek, equal, false);
            }
            if (bound == ValueBound.ALL && !equal.isEmpty()) {
                return before(seek, equal, true);
            }
            Optional<Object> exact = isLast ? Optional.empty() : ColumnOperands.exact(value, column);
            if (exact.isEmpty()) {
                return Optional.of(new SeekBound(equal, bound));
            }
            equal.put(column, exact.get());
        }
        throw new IllegalArgumentException("a comparison of rows without columns");
    }

    /** The bound that the columns so far make; empty where there are none. */
    private static Optional<SeekBound> before(KeyRange.Seek seek, Map<Column, Object> equal, boolean inclusive) {
        if (equal.isEmpty()) {
            return Optional.empty();
        }
        Map<Column, Object> fewer = new LinkedHashMap<>(equal);
        Column last = seek.columns().get(equal.size() - 1);
        Object value = java.util.Objects.requireNonNull(fewer.remove(last));
        ValueBound bound = ValueBound.of(last, value, inclusive, seek.greater());
        return bound == ValueBound.NONE ? before(seek, fewer, false) : Optional.of(new SeekBound(fewer, bound));
    }
}
