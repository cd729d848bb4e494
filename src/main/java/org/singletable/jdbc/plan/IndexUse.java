package org.singletable.jdbc.plan;

import java.util.HashSet;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.IndexSchema.Projection;
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

    /**
     * Whether rows found through it have to be read from the table: a global index that lacks an attribute. A local one
     * fetches what it lacks itself.
     */
    boolean needsFetch(Set<Column> wanted) {
        if (index.schema().local() || index.schema().projection() == Projection.ALL) {
            return false;
        }
        Set<String> held = new HashSet<>(index.schema().nonKeyAttributes());
        held.add(entity.partitionKey().name());
        entity.rangeKey().ifPresent(range -> held.add(range.name()));
        held.add(index.partitionKey().name());
        index.rangeKey().ifPresent(range -> held.add(range.name()));
        // The discriminators tell whether an item is the entity's, and the TTL column whether it has expired.
        return !held.containsAll(entity.constants().keySet())
                || entity.ttl().filter(ttl -> !isHeld(ttl, held)).isPresent()
                || wanted.stream().anyMatch(column -> !isHeld(column, held));
    }

    private boolean isHeld(Column column, Set<String> held) {
        return column.storedAt()
                .map(path -> held.contains(path.attribute()))
                // It lives in key templates, those of the table among them or not.
                .orElseGet(() -> entity.primaryKey().contains(column));
    }
}
