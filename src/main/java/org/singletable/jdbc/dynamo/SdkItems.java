package org.singletable.jdbc.dynamo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Bytes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Parts of requests and responses between the SDK's form and the driver's. */
final class SdkItems {
    private SdkItems() {}

    static Map<String, AttributeValue> sdk(Item item) {
        return sdk(item.attributes());
    }

    private static Map<String, AttributeValue> sdk(Map<String, StoredValue> values) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        values.forEach((name, value) -> attributes.put(name, sdk(value)));
        return attributes;
    }

    private static AttributeValue sdk(StoredValue value) {
        return switch (value.type()) {
            case S -> AttributeValue.fromS(value.s());
            case N -> AttributeValue.fromN(value.n());
            case B -> AttributeValue.fromB(sdk(value.b()));
            case SS -> AttributeValue.fromSs(value.ss());
            case NS -> AttributeValue.fromNs(value.ns());
            case BS ->
                AttributeValue.fromBs(value.bs().stream().map(SdkItems::sdk).toList());
            case L -> AttributeValue.fromL(value.l().stream().map(SdkItems::sdk).toList());
            case M -> AttributeValue.fromM(sdk(value.m()));
            case BOOL -> AttributeValue.fromBool(value.bool());
            case NUL -> AttributeValue.fromNul(true);
            case UNKNOWN -> throw new IllegalArgumentException("a value of an unknown type cannot be written");
        };
    }

    private static SdkBytes sdk(Bytes bytes) {
        return SdkBytes.fromByteArrayUnsafe(bytes.toArray());
    }

    static Item item(Map<String, AttributeValue> attributes) {
        return new Item(values(attributes));
    }

    private static Map<String, StoredValue> values(Map<String, AttributeValue> attributes) {
        Map<String, StoredValue> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    static StoredValue value(AttributeValue value) {
        return switch (value.type()) {
            case S -> StoredValue.string(value.s());
            case N -> StoredValue.number(value.n());
            case B -> StoredValue.binary(bytes(value.b()));
            case SS -> StoredValue.strings(value.ss());
            case NS -> StoredValue.numbers(value.ns());
            case BS ->
                StoredValue.binaries(value.bs().stream().map(SdkItems::bytes).toList());
            case L -> StoredValue.list(value.l().stream().map(SdkItems::value).toList());
            case M -> StoredValue.map(values(value.m()));
            case BOOL -> StoredValue.truth(value.bool());
            case NUL -> StoredValue.NULL;
            case UNKNOWN_TO_SDK_VERSION -> StoredValue.unknown();
        };
    }

    private static Bytes bytes(SdkBytes bytes) {
        return Bytes.of(bytes.asByteArrayUnsafe());
    }

    static List<Item> items(List<Map<String, AttributeValue>> items) {
        return items.stream().map(SdkItems::item).toList();
    }

    static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }

    /** The names of an expression; null for none, as DynamoDB refuses an empty map of placeholders. */
    static @Nullable Map<String, String> names(Expressions expressions) {
        return expressions.names().isEmpty() ? null : expressions.names();
    }

    /** Its values, likewise. */
    static @Nullable Map<String, AttributeValue> values(Expressions expressions) {
        return expressions.values().isEmpty() ? null : sdk(expressions.values());
    }
}
