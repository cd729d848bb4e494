package org.singletable.jdbc.shell;

import java.sql.SQLException;
import java.sql.Wrapper;
import org.singletable.jdbc.ExecutionCost;

/**
 * What a statement has cost so far; nothing with drivers that do not count it.
 *
 * @param items read
 */
record Cost(long items, double readUnits, double writeUnits) {
    static final Cost NONE = new Cost(0, 0, 0);

    /** @param statement or its result set */
    static Cost of(Wrapper statement) throws SQLException {
        if (!statement.isWrapperFor(ExecutionCost.class)) {
            return NONE;
        }
        ExecutionCost cost = statement.unwrap(ExecutionCost.class);
        return new Cost(cost.itemsRead(), cost.readUnits(), cost.writeUnits());
    }

    Cost minus(Cost other) {
        return new Cost(items - other.items, readUnits - other.readUnits, writeUnits - other.writeUnits);
    }
}
