package org.singletable.jdbc.plan;

import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyTemplate;

/** What can be read through an index: whether it has every wanted row, and every wanted attribute. */
final class IndexUse {
    private final Entity entity;
    private final EntityIndex index;

    IndexUse(Entity entity, EntityIndex index) {
        this.entity = entity;
        this.index = index;
    }

    /** A row is in an index only while its key attributes are written. */
    boolean hasEveryRow(Conjuncts where) {
        return isWritten(index.partitionKey(), where)
                && index.rangeKey().stream().allMatch(range -> isWritten(range, where));
    }

    /** Whether every row that is wanted has the key attribute: its columns are not null, and its condition holds. */
    private boolean isWritten(KeyTemplate key, Conjuncts where) {
        return key.template().requiredColumns().stream().allMatch(where::provesNotNull)
                && entity.derived().stream()
                        .filter(derived -> derived.name().equals(key.name()))
                        .flatMap(derived -> derived.where().stream())
                        .allMatch(where::prove);
    }

    /** Whether rows found through it have to be read from the table. */
    boolean needsFetch(Set<Column> wanted) {
        return index.needsFetch(entity, wanted);
    }
}
