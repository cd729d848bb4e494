package org.singletable.jdbc.exec;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.SortKey;
import org.singletable.jdbc.type.Comparison;

/** The order of frames by sort keys, the first key deciding first. Frames with equal keys compare as equal. */
public final class RowOrder implements Comparator<@Nullable Object[]> {
    private final List<SortKey> keys;
    private final Bindings bindings;

    /** @param bindings without a row */
    public RowOrder(List<SortKey> keys, Bindings bindings) {
        this.keys = List.copyOf(keys);
        this.bindings = bindings;
    }

    /** @throws org.singletable.jdbc.error.DriverException what evaluating a key meets */
    @Override
    public int compare(@Nullable Object[] left, @Nullable Object[] right) {
        Bindings leftRow = bindings.withRow(left);
        Bindings rightRow = bindings.withRow(right);
        for (SortKey key : keys) {
            int order = compare(key, Evaluator.evaluate(key.expr(), leftRow), Evaluator.evaluate(key.expr(), rightRow));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Compares two values of a key; the place of NULLs does not turn round with the direction. */
    public static int compare(SortKey key, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            int nullsLast = Boolean.compare(left == null, right == null);
            return key.nullsFirst() ? -nullsLast : nullsLast;
        }
        int order = Comparison.compare(left, right);
        return key.descending() ? -order : order;
    }
}
