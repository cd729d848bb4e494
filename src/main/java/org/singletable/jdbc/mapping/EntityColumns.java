package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The columns of an entity as the catalog shows them. */
final class EntityColumns {
    private EntityColumns() {}

    /** @param required names of columns that are NOT NULL without saying so */
    static List<Column> of(EntityDeclaration entity, Set<String> required) {
        List<Column> columns = new ArrayList<>();
        for (ColumnDeclaration column : entity.columns()) {
            columns.add(column.toColumn(columns.size(), required.contains(column.name()), entity.container()));
        }
        return columns;
    }
}
