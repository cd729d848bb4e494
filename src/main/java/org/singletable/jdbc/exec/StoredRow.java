package org.singletable.jdbc.exec;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.mapping.ColumnValues;

/**
 * A row with the whole item that it is stored as.
 *
 * @param row the values of all columns, in the order of the entity
 */
public record StoredRow(Item item, @Nullable Object[] row) {
    public ColumnValues values() {
        return ColumnValues.ofRow(row);
    }
}
