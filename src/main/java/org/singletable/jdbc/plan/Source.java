package org.singletable.jdbc.plan;

import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

/**
 * An entity in FROM: its columns fill the slots from {@code offset} on, in the order of {@link Entity#columns()}.
 *
 * @param name what its columns are qualified with: the alias, else the entity's name
 */
public record Source(String name, Entity entity, int offset) {
    /** The only table of a statement. */
    public static Source only(Entity entity) {
        return new Source(entity.name(), entity, 0);
    }

    public int width() {
        return entity.columns().size();
    }

    public BoundExpr.ColumnValue value(Column column) {
        return new BoundExpr.ColumnValue(column, offset + column.ordinal());
    }

    /** Whether the expression is a column of this source. */
    public boolean has(BoundExpr expr) {
        return expr instanceof BoundExpr.ColumnValue value
                && value.slot() == offset + value.column().ordinal()
                && value.column().ordinal() < width()
                && entity.columns().get(value.column().ordinal()).equals(value.column());
    }
}
