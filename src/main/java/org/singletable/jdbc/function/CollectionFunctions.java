package org.singletable.jdbc.function;

import static org.singletable.jdbc.function.Take.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.Operands;
import org.singletable.jdbc.type.SqlType;

/**
 * Functions of JSON, sets and lists. {@code ->} and {@code ->>} are PostgreSQL's; {@code contains} and {@code size} are those
 * of DynamoDB's condition expressions.
 */
final class CollectionFunctions {
    private CollectionFunctions() {}

    static List<Definition> all() {
        return List.of(
                member("->", SqlType.JSON, node -> node),
                member("->>", SqlType.STRING, CollectionFunctions::text),
                new Definition(
                        Category.COLLECTION,
                        List.of("contains"),
                        "CONTAINS(set, list or json, element) or CONTAINS(string, part)",
                        2,
                        2,
                        CollectionFunctions::parameterOfContains,
                        arguments -> contains(arguments.get(0), arguments.get(1))),
                new Definition(
                        Category.COLLECTION,
                        List.of("size"),
                        "SIZE(set, list, json, string or binary)",
                        1,
                        1,
                        (position, arguments) -> SqlType.STRING,
                        arguments -> size(arguments.get(0))));
    }

    /** What an operator makes of the member. */
    @FunctionalInterface
    private interface Result {
        @Nullable
        Object of(JsonNode member);
    }

    private static Definition member(String symbol, SqlType type, Result result) {
        return new Definition(
                Category.OPERATOR,
                List.of(symbol),
                "json " + symbol + " 'member' or json " + symbol + " index",
                2,
                2,
                (position, arguments) -> position == 0 ? SqlType.JSON : SqlType.STRING,
                arguments -> member(arguments.get(0), arguments.get(1), type, result));
    }

    private static Optional<Choice> member(SqlType document, SqlType key, SqlType type, Result result) {
        boolean named = key.kind() == Kind.STRING;
        if (!JSON.accepts(document.kind()) || !named && !Take.WHOLE.accepts(key.kind())) {
            return Optional.empty();
        }
        return Optional.of(new Choice(type, List.of(SqlType.JSON, named ? SqlType.STRING : SqlType.INT), arguments -> {
            JsonNode member =
                    named ? arguments.json(0).get(arguments.text(1)) : element(arguments.json(0), arguments.whole(1));
            return member == null ? null : result.of(member);
        }));
    }

    /** Counted from 0, or where negative, from the end: -1 is the last. */
    private static @Nullable JsonNode element(JsonNode array, int index) {
        return array.isArray() ? array.get(index < 0 ? array.size() + index : index) : null;
    }

    /** The characters of a JSON string, the JSON text of anything else; JSON's null is NULL. */
    private static @Nullable Object text(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        return node.isTextual() ? node.textValue() : Conversions.convert(node, SqlType.STRING);
    }

    private static SqlType parameterOfContains(int position, List<@Nullable SqlType> arguments) {
        SqlType collection = arguments.get(0);
        return position == 0 || collection == null
                ? SqlType.STRING
                : collection.elementType().orElse(SqlType.STRING);
    }

    private static Optional<Choice> contains(SqlType collection, SqlType element) {
        List<SqlType> takes = List.of(collection, element);
        if (collection.kind().isArray()) {
            SqlType of = collection.elementType().orElseThrow();
            return CommonTypes.comparable(of, element)
                    ? Optional.of(new Choice(
                            SqlType.BOOLEAN,
                            takes,
                            arguments -> ((List<?>) arguments.value(0))
                                    .stream()
                                            .filter(Objects::nonNull)
                                            .anyMatch(one ->
                                                    Operands.compare(one, of, arguments.value(1), element) == 0)))
                    : Optional.empty();
        }
        return switch (collection.kind()) {
            case JSON -> Optional.of(new Choice(SqlType.BOOLEAN, takes, CollectionFunctions::jsonContains));
            case STRING ->
                element.kind() == Kind.STRING
                        ? Optional.of(new Choice(
                                SqlType.BOOLEAN,
                                takes,
                                arguments -> arguments.text(0).contains(arguments.text(1))))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether a JSON array has an element equal to the value; a text is a JSON string here, and not JSON text. */
    private static Object jsonContains(Arguments arguments) {
        Object value = arguments.value(1);
        JsonNode wanted = value instanceof String text
                ? JsonNodeFactory.instance.textNode(text)
                : (JsonNode) Conversions.convert(value, SqlType.JSON);
        JsonNode array = arguments.json(0);
        return array.isArray() && array.valueStream().anyMatch(one -> Comparison.equalValues(one, wanted));
    }

    private static Optional<Choice> size(SqlType type) {
        boolean sized = type.kind().isArray()
                || type.kind() == Kind.JSON
                || type.kind() == Kind.STRING
                || type.kind() == Kind.BINARY;
        return sized
                ? Optional.of(new Choice(SqlType.INT, List.of(type), arguments -> size(arguments.value(0))))
                : Optional.empty();
    }

    /** As DynamoDB counts: elements, members, the bytes of binary values and of text as UTF-8. A JSON number has none. */
    private static @Nullable Object size(Object value) {
        if (value instanceof List<?> list) {
            return list.size();
        } else if (value instanceof Bytes bytes) {
            return bytes.length();
        } else if (value instanceof JsonNode node) {
            return node.isTextual() ? size(node.textValue()) : node.isContainerNode() ? (Integer) node.size() : null;
        }
        return ((String) value).getBytes(StandardCharsets.UTF_8).length;
    }
}
