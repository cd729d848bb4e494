package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;

/**
 * What a Query is told of the sort key.
 *
 * @param condition null where every key of the partition can be one of a row that is wanted
 * @param exact whether the rows whose keys meet it are just those that have the known values and are in the range
 */
record KeyRestriction(@Nullable SortCondition condition, boolean exact) {
    KeyRestriction loose() {
        return new KeyRestriction(condition, false);
    }

    /** As exact as it is, where that is so. */
    KeyRestriction exactIf(boolean all) {
        return all ? this : loose();
    }
}
