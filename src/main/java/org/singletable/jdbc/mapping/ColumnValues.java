package org.singletable.jdbc.mapping;

import org.jspecify.annotations.Nullable;

/** The values of a row, by column; null is SQL NULL. */
@FunctionalInterface
public interface ColumnValues {
    @Nullable
    Object get(Column column);

    /** The values of a row array in the order of {@link Entity#columns()}. */
    static ColumnValues ofRow(@Nullable Object[] row) {
        return column -> row[column.ordinal()];
    }
}
