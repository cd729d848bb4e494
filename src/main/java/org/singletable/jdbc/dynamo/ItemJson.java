package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whole items as JSON. */
public final class ItemJson {
    private ItemJson() {}

    /**
     * The object of an item's attributes, in the item's order. What JSON has no form for is {@code {"$set": [...]}} and
     * {@code {"$binary": "<base64>"}}.
     */
    public static JsonNode of(Item item) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        item.attributes().forEach((name, value) -> attributes.set(name, AttributeTrees.decode(value.sdk())));
        return attributes;
    }
}
