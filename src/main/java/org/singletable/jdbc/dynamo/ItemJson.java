package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;

/** Whole items as JSON. */
public final class ItemJson {
    private ItemJson() {}

    /**
     * The object of an item's attributes, in the item's order. What JSON has no form for is {@code {"$set": [...]}} and
     * {@code {"$binary": "<base64>"}}.
     */
    public static JsonNode of(Item item) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        item.attributes().forEach((name, value) -> attributes.set(name, AttributeTrees.decode(value)));
        return attributes;
    }

    /** One attribute's value, likewise. */
    public static JsonNode of(StoredValue value) {
        return AttributeTrees.decode(value);
    }

    /**
     * The table key that {@link #of(Item)} has shown so; empty where the JSON is no key of the table.
     *
     * @throws org.singletable.jdbc.error.DriverException 22003, 22023 for values that DynamoDB cannot hold
     */
    public static Optional<Item> toKey(JsonNode json, TableSchema table) {
        Map<String, StoredValue> key = new LinkedHashMap<>();
        for (KeyAttribute attribute : table.keyAttributes()) {
            JsonNode value = json.get(attribute.name());
            StoredValue stored = value == null ? null : AttributeTrees.encode(value);
            if (stored == null || !stored.type().name().equals(attribute.type().name())) {
                return Optional.empty();
            }
            key.put(attribute.name(), stored);
        }
        return json.size() == key.size() ? Optional.of(new Item(key)) : Optional.empty();
    }
}
