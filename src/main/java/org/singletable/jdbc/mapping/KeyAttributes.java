package org.singletable.jdbc.mapping;

import java.util.HashMap;
import java.util.Map;

/** The key attributes of a table and its indexes. */
final class KeyAttributes {
    private final Map<String, AttributeType> types;

    private KeyAttributes(Map<String, AttributeType> types) {
        this.types = types;
    }

    static KeyAttributes of(TableSchema table) {
        Map<String, AttributeType> types = new HashMap<>();
        types.put(table.hashKey().name(), table.hashKey().type());
        table.sortKey().ifPresent(key -> types.put(key.name(), key.type()));
        for (IndexSchema index : table.indexes()) {
            types.put(index.hashKey().name(), index.hashKey().type());
            index.sortKey().ifPresent(key -> types.put(key.name(), key.type()));
        }
        return new KeyAttributes(types);
    }

    boolean contains(String attribute) {
        return types.containsKey(attribute);
    }

    /** The attribute's type; templates on attributes that are no keys make Strings. */
    AttributeType type(String attribute) {
        return types.getOrDefault(attribute, AttributeType.S);
    }
}
