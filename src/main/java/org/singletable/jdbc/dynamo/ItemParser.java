package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Bytes;

/** Reads items in the JSON that DynamoDB writes them in, each value as an object whose one member is named by its type. */
final class ItemParser {
    /** An attribute's name has 64 KB at most, and the names of an answer are nobody's to overflow a table of names with. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(1 << 17).build())
            .build();

    private final JsonParser json;
    private final @Nullable Set<String> wanted;
    private final Map<List<String>, ItemShape> shapes = new HashMap<>();

    private ItemShape shape = new ItemShape(List.of());
    private String[] names = new String[16];
    private StoredValue[] values = new StoredValue[16];

    /** @param wanted the top-level attributes to keep, null for all; the others are skipped */
    ItemParser(JsonParser json, @Nullable Set<String> wanted) {
        this.json = json;
        this.wanted = wanted;
    }

    /** The items of an array, at whose beginning the parser is. */
    void items(List<Item> into) throws IOException {
        require(JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            into.add(item());
        }
    }

    /** One item, at whose beginning the parser is. */
    Item item() throws IOException {
        require(JsonToken.START_OBJECT);
        int count = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (wanted != null && !wanted.contains(name)) {
                json.skipChildren();
                continue;
            }
            if (count == names.length) {
                names = Arrays.copyOf(names, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            names[count] = name;
            values[count++] = value();
        }
        require(JsonToken.END_OBJECT);
        return new Item(shape(count), Arrays.copyOf(values, count));
    }

    /** Items that follow each other mostly have the same attributes in the same order. */
    private ItemShape shape(int count) throws IOException {
        if (!shape.isOf(names, count)) {
            shape = shapes.computeIfAbsent(List.of(Arrays.copyOf(names, count)), ItemShape::new);
            if (shape.size() < count) {
                throw new JsonParseException(json, "an item has an attribute twice");
            }
        }
        return shape;
    }

    private StoredValue value() throws IOException {
        require(JsonToken.START_OBJECT);
        String type = json.nextFieldName();
        if (type == null) {
            require(JsonToken.END_OBJECT);
            return StoredValue.unknown();
        }
        json.nextToken();
        StoredValue value = value(type);
        json.nextToken();
        require(JsonToken.END_OBJECT);
        return value;
    }

    private StoredValue value(String type) throws IOException {
        return switch (type) {
            case "S" -> StoredValue.string(text());
            case "N" -> StoredValue.number(text());
            case "B" -> StoredValue.binary(bytes());
            case "BOOL" -> StoredValue.truth(truth());
            case "NULL" -> {
                truth();
                yield StoredValue.NULL;
            }
            case "SS" -> StoredValue.strings(elements(this::text));
            case "NS" -> StoredValue.numbers(elements(this::text));
            case "BS" -> StoredValue.binaries(elements(this::bytes));
            case "L" -> StoredValue.list(elements(this::value));
            case "M" -> StoredValue.map(members());
            default -> {
                json.skipChildren();
                yield StoredValue.unknown();
            }
        };
    }

    private String text() throws IOException {
        require(JsonToken.VALUE_STRING);
        return json.getText();
    }

    private Bytes bytes() throws IOException {
        require(JsonToken.VALUE_STRING);
        return Bytes.of(json.getBinaryValue());
    }

    private boolean truth() throws IOException {
        return json.getBooleanValue();
    }

    private interface Element<T> {
        T read() throws IOException;
    }

    private <T> List<T> elements(Element<T> element) throws IOException {
        require(JsonToken.START_ARRAY);
        List<T> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element.read());
        }
        return elements;
    }

    private Map<String, StoredValue> members() throws IOException {
        require(JsonToken.START_OBJECT);
        Map<String, StoredValue> members = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            members.put(name, value());
        }
        require(JsonToken.END_OBJECT);
        return members;
    }

    private void require(JsonToken expected) throws IOException {
        if (json.currentToken() != expected) {
            throw new JsonParseException(
                    json, "an item has " + json.currentToken() + " where " + expected + " should be");
        }
    }
}
