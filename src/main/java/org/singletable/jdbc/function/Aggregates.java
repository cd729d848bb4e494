package org.singletable.jdbc.function;

import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.type.SqlType;

/** The aggregates {@code COUNT SUM AVG MIN MAX}. {@code COUNT(*)} is a count of a constant. */
public final class Aggregates {
    private Aggregates() {}

    /**
     * The aggregate for an argument of this type.
     *
     * @param name in lower case
     * @throws DriverException 42883 where there is none
     */
    public static AggregateFunction resolve(String name, SqlType argument) {
        throw new DriverException(SqlState.FEATURE_NOT_SUPPORTED, "the aggregate " + name + " of " + argument);
    }
}
