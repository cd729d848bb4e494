package org.singletable.jdbc.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code where} of an attribute.
 *
 * @param equal columns and the values they must all have, in the columns' value classes
 * @param any columns of which at least one must not be null; empty where there is no such condition
 */
public record WriteCondition(Map<Column, Object> equal, List<Column> any) {
    public WriteCondition {
        equal = Map.copyOf(equal);
        any = List.copyOf(any);
    }

    /** Every column it reads. */
    public Set<Column> columns() {
        Set<Column> columns = new LinkedHashSet<>(equal.keySet());
        columns.addAll(any);
        return columns;
    }

    public boolean holds(ColumnValues values) {
        return equal.entrySet().stream().allMatch(e -> SameValue.test(e.getValue(), values.get(e.getKey())))
                && (any.isEmpty() || any.stream().anyMatch(column -> values.get(column) != null));
    }
}
