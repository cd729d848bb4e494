package org.singletable.jdbc.mapping;

import java.util.Optional;
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
}
