package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items from DynamoDB's own JSON form, as in the golden tables. */
final class TestItems {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestItems() {}

    /** The items of a Scan, from a test resource. */
    static List<Item> scan(String resource) {
        try (InputStream in = TestItems.class.getResourceAsStream(resource)) {
            List<Item> items = new ArrayList<>();
            JSON.readTree(in).get("Items").forEach(item -> items.add(item(item)));
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One item, {@code {"pk": {"S": "a"}}}; single quotes do for double ones. */
    static Item item(String json) {
        try {
            return item(JSON.readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Item item(JsonNode json) {
        return SdkItems.item(members(json));
    }

    private static Map<String, AttributeValue> members(JsonNode json) {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        json.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return members;
    }

    private static AttributeValue value(JsonNode json) {
        Map.Entry<String, JsonNode> tagged = json.properties().iterator().next();
        JsonNode value = tagged.getValue();
        return switch (tagged.getKey()) {
            case "S" -> AttributeValue.fromS(value.asText());
            case "N" -> AttributeValue.fromN(value.asText());
            case "B" -> AttributeValue.fromB(bytes(value.asText()));
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "SS" -> AttributeValue.fromSs(texts(value));
            case "NS" -> AttributeValue.fromNs(texts(value));
            case "BS" ->
                AttributeValue.fromBs(
                        texts(value).stream().map(TestItems::bytes).toList());
            case "M" -> AttributeValue.fromM(members(value));
            case "L" -> {
                List<AttributeValue> elements = new ArrayList<>();
                value.forEach(element -> elements.add(value(element)));
                yield AttributeValue.fromL(elements);
            }
            default -> throw new IllegalArgumentException(tagged.getKey());
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static SdkBytes bytes(String base64) {
        return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64));
    }
}
