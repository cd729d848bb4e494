package org.singletable.jdbc.mapping;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index of the physical table.
 *
 * @param local whether it is a local index: its hash key is the table's and it reads consistently
 * @param hashKey its partition key
 * @param rangeKey its sort key, null where it has none
 * @param projection which attributes it holds
 * @param nonKeyAttributes the attributes of an {@code INCLUDE} projection, else empty
 */
public record IndexSchema(
        String name,
        boolean local,
        KeyAttribute hashKey,
        @Nullable KeyAttribute rangeKey,
        Projection projection,
        Set<String> nonKeyAttributes) {
    /** Which attributes an index holds. */
    public enum Projection {
        ALL,
        KEYS_ONLY,
        INCLUDE
    }

    public IndexSchema {
        nonKeyAttributes = Set.copyOf(nonKeyAttributes);
    }

    public Optional<KeyAttribute> sortKey() {
        return Optional.ofNullable(rangeKey);
    }
}
