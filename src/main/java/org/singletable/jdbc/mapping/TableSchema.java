package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The physical table: what DescribeTable and DescribeTimeToLive tell, or what the mapping expects of them.
 *
 * @param ttlAttribute the attribute with the time to live, null where there is none
 */
public record TableSchema(
        String name,
        KeyAttribute hashKey,
        @Nullable KeyAttribute rangeKey,
        List<IndexSchema> indexes,
        @Nullable String ttlAttribute) {
    public TableSchema {
        indexes = List.copyOf(indexes);
    }

    public Optional<KeyAttribute> sortKey() {
        return Optional.ofNullable(rangeKey);
    }

    /** The attributes of the table's key: the hash key's first. */
    public List<KeyAttribute> keyAttributes() {
        return rangeKey == null ? List.of(hashKey) : List.of(hashKey, rangeKey);
    }

    public Optional<String> ttl() {
        return Optional.ofNullable(ttlAttribute);
    }
}
