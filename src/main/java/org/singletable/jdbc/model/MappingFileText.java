package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a mapping file: two spaces a level, a line for each column, template, index, and each element of a list of objects.
 */
final class MappingFileText {
    private static final Set<String> EXPANDED =
            Set.of("defaults", "entities", "physical", "indexes", "item", "columns");

    private MappingFileText() {}

    /** Ends with a newline. */
    static String of(JsonNode mapping) {
        StringBuilder text = new StringBuilder();
        object(mapping, "", List.of(), text);
        return text.append('\n').toString();
    }

    private static void value(JsonNode value, List<String> path, String indent, StringBuilder text) {
        String name = path.get(path.size() - 1);
        boolean entity = path.size() == 2 && path.get(0).equals("entities");
        if (value.isObject() && !value.isEmpty() && (entity || EXPANDED.contains(name))) {
            object(value, indent, path, text);
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
            lines(value, indent, text);
        } else {
            text.append(inline(value));
        }
    }

    private static void object(JsonNode object, String indent, List<String> path, StringBuilder text) {
        String inner = indent + "  ";
        String separator = "{\n";
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            text.append(separator).append(inner).append(quoted(member.getKey())).append(": ");
            List<String> here = new ArrayList<>(path);
            here.add(member.getKey());
            value(member.getValue(), here, inner, text);
            separator = ",\n";
        }
        text.append('\n').append(indent).append('}');
    }

    private static void lines(JsonNode array, String indent, StringBuilder text) {
        String separator = "[\n";
        for (JsonNode element : array) {
            text.append(separator).append(indent).append("  ").append(inline(element));
            separator = ",\n";
        }
        text.append('\n').append(indent).append(']');
    }

    private static String inline(JsonNode value) {
        if (value.isObject()) {
            return value.isEmpty()
                    ? "{}"
                    : value.properties().stream()
                            .map(member -> quoted(member.getKey()) + ": " + inline(member.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(inline(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        return value.toString();
    }

    private static String quoted(String name) {
        return TextNode.valueOf(name).toString();
    }
}
