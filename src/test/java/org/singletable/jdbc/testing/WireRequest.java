package org.singletable.jdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request as it was on the wire. Expressions are given with names and values in the place of their placeholders: {@code pk
 * = "customer#ann" AND begins_with(sk, "order#")}. A name that is no identifier is in backticks. Values are strings in JSON's
 * quotes, numbers as sent, {@code true}, {@code false}, {@code null}, {@code b"base64"}, {@code [lists]}, {@code {"maps": 1}}
 * and <code>{sets}</code>.
 */
public final class WireRequest {
    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String operation;
    private final JsonNode body;
    private volatile JsonNode response;

    WireRequest(String operation, JsonNode body) {
        this.operation = operation;
        this.body = body;
    }

    void answered(JsonNode answer) {
        response = answer;
    }

    /** {@code GetItem}, {@code Query} ... */
    public String operation() {
        return operation;
    }

    public JsonNode body() {
        return body;
    }

    /** What the client was answered, errors too; empty where it was not, or not yet. */
    public Optional<JsonNode> response() {
        return Optional.ofNullable(response);
    }

    public Optional<String> index() {
        return text("IndexName");
    }

    /** Of a GetItem, UpdateItem or DeleteItem: {@code pk = "customer#ann", sk = "customer"}. */
    public Optional<String> key() {
        return attributes(body.get("Key"));
    }

    public Optional<String> keyCondition() {
        return expression("KeyConditionExpression");
    }

    public Optional<String> filter() {
        return expression("FilterExpression");
    }

    public Optional<String> projection() {
        return expression("ProjectionExpression");
    }

    public Optional<String> condition() {
        return expression("ConditionExpression");
    }

    public Optional<String> update() {
        return expression("UpdateExpression");
    }

    /** {@code COUNT}, {@code ALL_ATTRIBUTES} ... */
    public Optional<String> select() {
        return text("Select");
    }

    public OptionalInt limit() {
        return body.has("Limit") ? OptionalInt.of(body.get("Limit").intValue()) : OptionalInt.empty();
    }

    public boolean forward() {
        return body.path("ScanIndexForward").asBoolean(true);
    }

    public boolean consistent() {
        return body.path("ConsistentRead").asBoolean(false);
    }

    /**
     * One line: the operation and then, each after {@code "; "}, in this order, what there is of
     *
     * <pre>
     * index gsi1
     * key pk = "customer#ann" AND begins_with(sk, "order#")    the key condition of a Query, the key of another request
     * keys (pk = "a", sk = "1") (pk = "a", sk = "2")           of a BatchGetItem
     * item pk = "a", sk = "1", total = 5                       of a PutItem, attributes by name
     * update SET total = 5
     * condition attribute_exists(pk)
     * filter total > 5
     * project pk, sk
     * select COUNT
     * segment 0 of 4
     * limit 10
     * backward                                                 where ScanIndexForward is false
     * consistent                                               where ConsistentRead is true
     * after pk = "a", sk = "1"                                 the ExclusiveStartKey
     * [Put; item ...] [Delete; key ...]                        of a TransactWriteItems
     * </pre>
     */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(operation);
        index().ifPresent(index -> parts.add("index " + index));
        keyCondition().or(this::key).ifPresent(key -> parts.add("key " + key));
        batch().ifPresent(batch -> {
            parts.add("keys "
                    + batch.body
                            .path("Keys")
                            .valueStream()
                            .map(key -> "(" + attributes(key).orElse("") + ")")
                            .collect(Collectors.joining(" ")));
        });
        attributes(body.get("Item")).ifPresent(item -> parts.add("item " + item));
        update().ifPresent(update -> parts.add("update " + update));
        condition().ifPresent(condition -> parts.add("condition " + condition));
        filter().ifPresent(filter -> parts.add("filter " + filter));
        projection()
                .or(() -> batch().flatMap(WireRequest::projection))
                .ifPresent(names -> parts.add("project " + names));
        select().ifPresent(select -> parts.add("select " + select));
        if (body.has("TotalSegments")) {
            parts.add("segment " + body.get("Segment").asInt() + " of "
                    + body.get("TotalSegments").asInt());
        }
        limit().ifPresent(limit -> parts.add("limit " + limit));
        if (!forward()) {
            parts.add("backward");
        }
        if (consistent() || batch().filter(WireRequest::consistent).isPresent()) {
            parts.add("consistent");
        }
        attributes(body.get("ExclusiveStartKey")).ifPresent(start -> parts.add("after " + start));
        String all = String.join("; ", parts);
        return body.has("TransactItems") ? all + "; " + steps() : all;
    }

    /** The one table of a BatchGetItem. */
    private Optional<WireRequest> batch() {
        return body.path("RequestItems")
                .valueStream()
                .filter(JsonNode::isObject)
                .findFirst()
                .map(table -> new WireRequest(operation, table));
    }

    private String steps() {
        return body.get("TransactItems")
                .valueStream()
                .flatMap(step -> step.properties().stream())
                .map(step -> "[" + new WireRequest(step.getKey(), step.getValue()) + "]")
                .collect(Collectors.joining(" "));
    }

    private Optional<String> text(String member) {
        return Optional.ofNullable(body.get(member)).map(JsonNode::textValue);
    }

    private Optional<String> expression(String member) {
        return text(member)
                .map(text -> PLACEHOLDER
                        .matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(substituted(found.group()))));
    }

    private String substituted(String placeholder) {
        return placeholder.startsWith("#")
                ? name(body.path("ExpressionAttributeNames").path(placeholder).asText())
                : value(body.path("ExpressionAttributeValues").path(placeholder));
    }

    private static String name(String name) {
        return IDENTIFIER.matcher(name).matches() ? name : "`" + name + "`";
    }

    private static Optional<String> attributes(JsonNode item) {
        return Optional.ofNullable(item).map(present -> {
            TreeMap<String, String> sorted = new TreeMap<>();
            present.properties().forEach(attribute -> sorted.put(attribute.getKey(), value(attribute.getValue())));
            return sorted.entrySet().stream()
                    .map(attribute -> name(attribute.getKey()) + " = " + attribute.getValue())
                    .collect(Collectors.joining(", "));
        });
    }

    private static String value(JsonNode typed) {
        String type = typed.fieldNames().next();
        JsonNode content = typed.get(type);
        return switch (type) {
            case "S", "BOOL" -> content.toString();
            case "N" -> content.textValue();
            case "B" -> "b" + content;
            case "NULL" -> "null";
            case "SS" -> joined(content, JsonNode::toString, "{", "}");
            case "NS" -> joined(content, JsonNode::textValue, "{", "}");
            case "BS" -> joined(content, bytes -> "b" + bytes, "{", "}");
            case "L" -> joined(content, WireRequest::value, "[", "]");
            case "M" ->
                content.properties().stream()
                        .map(member -> "\"" + member.getKey() + "\": " + value(member.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static String joined(
            JsonNode array, java.util.function.Function<JsonNode, String> text, String begin, String end) {
        return array.valueStream().map(text).collect(Collectors.joining(", ", begin, end));
    }
}
