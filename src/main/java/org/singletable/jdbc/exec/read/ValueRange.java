package org.singletable.jdbc.exec.read;

import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.KeyRange;
import org.singletable.jdbc.type.Comparison;

/** The values of a column that all bounds of a statement leave. */
record ValueRange(ValueBound low, ValueBound high) {
    /**
     * Empty where no value is within.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 where a bound cannot be compared with the column
     */
    static Optional<ValueRange> of(KeyRange.Bounds bounds, Bindings bindings) {
        ValueBound low = tightest(bounds.column(), bounds.low(), true, bindings);
        ValueBound high = tightest(bounds.column(), bounds.high(), false, bindings);
        boolean isEmpty = low == ValueBound.NONE || high == ValueBound.NONE || areDisjoint(low, high);
        return isEmpty ? Optional.empty() : Optional.of(new ValueRange(low, high));
    }

    /** The values on one side of a bound. */
    static ValueRange beyond(ValueBound bound, boolean greater) {
        return greater ? new ValueRange(bound, ValueBound.ALL) : new ValueRange(ValueBound.ALL, bound);
    }

    /** The highest lower bound or lowest upper one. */
    private static ValueBound tightest(Column column, List<KeyRange.Bound> bounds, boolean lower, Bindings bindings) {
        ValueBound tightest = ValueBound.ALL;
        for (KeyRange.Bound bound : bounds) {
            Object value = Evaluator.evaluate(bound.value(), bindings);
            ValueBound next = value == null ? ValueBound.NONE : ValueBound.of(column, value, bound.inclusive(), lower);
            if (next == ValueBound.NONE) {
                return ValueBound.NONE;
            }
            tightest = tighter(tightest, next, lower);
        }
        return tightest;
    }

    private static ValueBound tighter(ValueBound left, ValueBound right, boolean lower) {
        if (!(left instanceof ValueBound.At a)) {
            return right;
        }
        if (!(right instanceof ValueBound.At b)) {
            return left;
        }
        int order = Comparison.compare(a.value(), b.value());
        if (order == 0) {
            return a.inclusive() ? b : a;
        }
        return order > 0 == lower ? a : b;
    }

    private static boolean areDisjoint(ValueBound low, ValueBound high) {
        if (!(low instanceof ValueBound.At a) || !(high instanceof ValueBound.At b)) {
            return false;
        }
        int order = Comparison.compare(a.value(), b.value());
        return order > 0 || order == 0 && !(a.inclusive() && b.inclusive());
    }
}
