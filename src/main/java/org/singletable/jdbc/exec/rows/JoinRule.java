package org.singletable.jdbc.exec.rows;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.plan.BoundExpr;

/**
 * When two frames are joined, and to what.
 *
 * @param rightSlots that the right frame fills
 * @param outer whether a left frame without a match stays
 * @param condition conjuncts that the pair must meet
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JoinRule(int[] rightSlots, boolean outer, List<BoundExpr> condition, Bindings bindings) {
    /** The pair as one frame; empty where it does not meet the condition. */
    Optional<@Nullable Object[]> join(@Nullable Object[] left, @Nullable Object[] right) {
        @Nullable Object[] frame = left.clone();
        for (int slot : rightSlots) {
            frame[slot] = right[slot];
        }
        return Evaluator.holds(condition, bindings.withRow(frame)) ? Optional.of(frame) : Optional.empty();
    }
}
