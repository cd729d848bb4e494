package org.singletable.jdbc.mapping;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index in which an entity's rows appear.
 *
 * @param purpose the name the mapping gives it ({@code by_status}), or the physical index's name
 * @param sortKey null where the index has none
 * @param listing whether it is the list index of the short form, with the hash key that the driver gives it
 * @param stale whether other writers do not keep it up to date; never read through
 */
public record EntityIndex(
        IndexSchema schema,
        String purpose,
        KeyTemplate partitionKey,
        @Nullable KeyTemplate sortKey,
        boolean listing,
        boolean stale) {
    public String name() {
        return schema.name();
    }

    public Optional<KeyTemplate> rangeKey() {
        return Optional.ofNullable(sortKey);
    }

    /**
     * Whether rows found through it have to be read from the table: a global index that lacks an attribute. A local one
     * fetches what it lacks itself.
     *
     * @param entity that the index is of
     */
    public boolean needsFetch(Entity entity, Collection<Column> wanted) {
        if (schema.local() || schema.projection() == IndexSchema.Projection.ALL) {
            return false;
        }
        Set<String> held = new HashSet<>(schema.nonKeyAttributes());
        held.add(entity.partitionKey().name());
        entity.rangeKey().ifPresent(range -> held.add(range.name()));
        held.add(partitionKey().name());
        rangeKey().ifPresent(range -> held.add(range.name()));
        // The discriminators tell whether an item is the entity's, and the TTL column whether it has expired.
        return !held.containsAll(entity.constants().keySet())
                || entity.ttl().filter(ttl -> !isHeld(entity, ttl, held)).isPresent()
                || wanted.stream().anyMatch(column -> !isHeld(entity, column, held));
    }

    private static boolean isHeld(Entity entity, Column column, Set<String> held) {
        return column.storedAt()
                .map(path -> held.contains(path.attribute()))
                // It lives in key templates, those of the table among them or not.
                .orElseGet(() -> entity.primaryKey().contains(column));
    }
}
