package org.singletable.jdbc.function;

import java.math.BigDecimal;
import org.singletable.jdbc.type.Decimals;

/**
 * A sum without rounding, which therefore does not depend on the order of its numbers: rows come from several requests at once.
 * It takes a bounded space, since no number has more digits than the largest and the smallest double have between them.
 */
final class ExactSum {
    private long whole;
    private BigDecimal rest = BigDecimal.ZERO;

    /** The sum of NaN and infinities, zero where there were none. */
    private double notFinite;

    void add(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            add(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            add(truth ? 1 : 0);
        } else if (value instanceof Double real) {
            if (Double.isFinite(real)) {
                rest = rest.add(Decimals.shortest(real));
            } else {
                notFinite += real;
            }
        } else {
            rest = rest.add((BigDecimal) value);
        }
    }

    private void add(long value) {
        long sum = whole + value;
        // Overflow has happened where both have the sign that the sum has not.
        if (((whole ^ sum) & (value ^ sum)) < 0) {
            rest = rest.add(BigDecimal.valueOf(whole)).add(BigDecimal.valueOf(value));
            whole = 0;
        } else {
            whole = sum;
        }
    }

    /** Whether all numbers were finite. */
    boolean isFinite() {
        return notFinite == 0;
    }

    double notFinite() {
        return notFinite;
    }

    BigDecimal total() {
        return rest.add(BigDecimal.valueOf(whole));
    }
}
