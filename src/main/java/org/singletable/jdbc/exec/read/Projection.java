package org.singletable.jdbc.exec.read;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

/**
 * The attributes that a read asks DynamoDB for: those that its rows are made of. The keys of the table are always among
 * them, so that an item which has none of the others still comes back.
 */
final class Projection {
    private Projection() {}

    /** For rows of one entity; null for all attributes, where the mapping gives its items no others. */
    static @Nullable Set<String> of(ItemCodec codec, Set<Column> wanted) {
        Set<String> needed = codec.attributes(wanted);
        return needed.containsAll(codec.attributes()) ? null : needed;
    }

    /** For rows of several entities; null for all attributes, where the mapping gives their items no others. */
    static @Nullable Set<String> of(Map<ItemCodec, Set<Column>> wanted) {
        Set<String> needed = new HashSet<>();
        Set<String> all = new HashSet<>();
        wanted.forEach((codec, columns) -> {
            needed.addAll(codec.attributes(columns));
            all.addAll(codec.attributes());
        });
        return needed.containsAll(all) ? null : needed;
    }

    /** Only the keys of the table. */
    static Set<String> ofKeys(Entity entity) {
        Set<String> keys = new HashSet<>();
        keys.add(entity.partitionKey().name());
        entity.rangeKey().ifPresent(key -> keys.add(key.name()));
        return keys;
    }
}
