package org.singletable.jdbc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.StatementControl;

/**
 * One execution as its statement and its result set show it.
 *
 * @param plan null where nothing was planned
 */
record Run(StatementControl control, @Nullable ExecutionPlan plan) {
    LiveWarnings warnings() {
        return new LiveWarnings(control::warnings);
    }

    /** What of it can be unwrapped: the cost, the plan. */
    <T> Optional<T> wrapped(Class<T> type) {
        CountedCost cost = new CountedCost(control);
        if (type.isInstance(cost)) {
            return Optional.of(type.cast(cost));
        }
        return type.isInstance(plan) ? Optional.of(type.cast(plan)) : Optional.empty();
    }
}
