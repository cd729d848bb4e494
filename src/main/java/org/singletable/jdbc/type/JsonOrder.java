package org.singletable.jdbc.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The order of JSON values by their structure; see {@link Comparison}. */
final class JsonOrder {
    private static final List<JsonNodeType> RANKS = List.of(
            JsonNodeType.NULL,
            JsonNodeType.BOOLEAN,
            JsonNodeType.NUMBER,
            JsonNodeType.STRING,
            JsonNodeType.ARRAY,
            JsonNodeType.OBJECT);

    private JsonOrder() {}

    static int compare(JsonNode left, JsonNode right) {
        JsonNodeType type = left.getNodeType();
        if (type != right.getNodeType()) {
            return Integer.compare(RANKS.indexOf(type), RANKS.indexOf(right.getNodeType()));
        }
        return switch (type) {
            case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case NUMBER -> Numbers.compare(JsonText.number(left), JsonText.number(right));
            case STRING -> Texts.compare(left.textValue(), right.textValue());
            case ARRAY -> compareArrays(left, right);
            case OBJECT -> compareObjects(left, right);
            default -> 0;
        };
    }

    private static int compareArrays(JsonNode left, JsonNode right) {
        Iterator<JsonNode> a = left.iterator();
        Iterator<JsonNode> b = right.iterator();
        while (a.hasNext() && b.hasNext()) {
            int order = compare(a.next(), b.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(a.hasNext(), b.hasNext());
    }

    private static int compareObjects(JsonNode left, JsonNode right) {
        Iterator<String> a = sortedNames(left).iterator();
        Iterator<String> b = sortedNames(right).iterator();
        while (a.hasNext() && b.hasNext()) {
            String name = a.next();
            String other = b.next();
            int order = Texts.compare(name, other);
            if (order == 0) {
                order = compare(left.required(name), right.required(other));
            }
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(a.hasNext(), b.hasNext());
    }

    private static List<String> sortedNames(JsonNode object) {
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        names.sort(Texts::compare);
        return names;
    }
}
