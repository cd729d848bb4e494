package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Columns kept unique by sentinel items.
 *
 * @param name the constraint's name in errors and metadata, such as {@code customer.email}
 * @param item the sentinel's own templates by attribute; empty where {@code entity} names the sentinels
 * @param entity the entity whose rows are the sentinels, null where there is none
 */
public record UniqueConstraint(
        String name,
        List<Column> columns,
        Map<String, Template> item,
        @Nullable String entity) {
    public UniqueConstraint {
        columns = List.copyOf(columns);
        item = Map.copyOf(item);
    }

    public Optional<String> sentinelEntity() {
        return Optional.ofNullable(entity);
    }
}
