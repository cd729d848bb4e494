package org.singletable.jdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items in DynamoDB's JSON, as Scan gives them. */
public final class DynamoJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DynamoJson() {}

    /** The {@code Items} of a Scan's answer that is kept as a test resource. */
    public static List<Map<String, AttributeValue>> items(String resource) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        resource(resource).path("Items").forEach(item -> items.add(item(item)));
        return items;
    }

    public static JsonNode resource(String name) {
        try (InputStream in = DynamoJson.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** One item: an object of attributes, each with its type. */
    public static Map<String, AttributeValue> item(JsonNode node) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        node.properties().forEach(member -> item.put(member.getKey(), value(member.getValue())));
        return item;
    }

    private static AttributeValue value(JsonNode node) {
        String type = node.fieldNames().next();
        JsonNode content = node.get(type);
        return switch (type) {
            case "S" -> AttributeValue.fromS(content.textValue());
            case "N" -> AttributeValue.fromN(content.textValue());
            case "B" ->
                AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode(content.textValue())));
            case "BOOL" -> AttributeValue.fromBool(content.booleanValue());
            case "NULL" -> AttributeValue.fromNul(true);
            case "L" ->
                AttributeValue.fromL(
                        content.valueStream().map(DynamoJson::value).toList());
            case "M" -> AttributeValue.fromM(item(content));
            case "SS" ->
                AttributeValue.fromSs(
                        content.valueStream().map(JsonNode::textValue).toList());
            case "NS" ->
                AttributeValue.fromNs(
                        content.valueStream().map(JsonNode::textValue).toList());
            default -> throw new IllegalArgumentException(type);
        };
    }
}
