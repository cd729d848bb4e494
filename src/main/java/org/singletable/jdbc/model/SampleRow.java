package org.singletable.jdbc.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;

/** A row that a page shows. Columns that it has no value of are NULL. */
record SampleRow(Entity entity, Map<Column, Object> values) implements ColumnValues {
    SampleRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public @Nullable Object get(Column column) {
        return values.get(column);
    }
}
