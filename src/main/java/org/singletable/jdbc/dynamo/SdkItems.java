package org.singletable.jdbc.dynamo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Parts of requests and responses between the SDK's form and the driver's. */
final class SdkItems {
    private SdkItems() {}

    static Map<String, AttributeValue> sdk(Item item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.attributes().forEach((name, value) -> attributes.put(name, value.sdk()));
        return attributes;
    }

    static Item item(Map<String, AttributeValue> attributes) {
        Map<String, StoredValue> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(name, new StoredValue(value)));
        return new Item(values);
    }

    static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }

    /** DynamoDB refuses an empty map of placeholders. */
    static <V> @Nullable Map<String, V> orNull(Map<String, V> placeholders) {
        return placeholders.isEmpty() ? null : placeholders;
    }
}
