package org.singletable.jdbc.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.temporal.Temporal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;

/**
 * JSON trees and their text. Numbers are exact and written in plain notation; {@code NaN} and the infinities, which
 * some containers hold, are read and written bare; binary values are {@code {"$binary": "<base64>"}}.
 */
final class JsonText {
    /** The member that marks a binary value inside JSON. */
    static final String BINARY_MEMBER = "$binary";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonText() {}

    /**
     * @throws DriverException 22018 where the text is not one JSON value, or repeats a member; 22003, 22023 of {@link
     *     #checked}
     */
    static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw badText(null);
            }
            return checked(node);
        } catch (JsonProcessingException e) {
            throw badText(e);
        }
    }

    /** @throws DriverException 22018 where the text is no JSON array, else as {@link #parse} */
    static JsonNode parseArray(String text, SqlType type) {
        JsonNode node = parse(text);
        if (!node.isArray()) {
            throw DataErrors.badText(type.toString(), "a JSON array", null);
        }
        return node;
    }

    private static DriverException badText(@Nullable JsonProcessingException cause) {
        return DataErrors.badText(Kind.JSON.mappingName(), "one JSON value without repeated members", cause);
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw DataErrors.badText(Kind.JSON.mappingName(), "a tree of JSON values", e);
        }
    }

    /**
     * The tree, if it has only what JSON text can say.
     *
     * @throws DriverException 22003 for a number no one could write out, 22018 for a node that is no JSON, 22023 for a
     *     lone surrogate
     */
    static JsonNode checked(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    Texts.requireWholeCharacters(member.getKey());
                    checked(member.getValue());
                }
            }
            case ARRAY -> node.forEach(JsonText::checked);
            case STRING -> Texts.requireWholeCharacters(node.textValue());
            case NUMBER -> {
                if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > Decimals.MAX_SCALE) {
                    throw DataErrors.outOfRange(
                            Kind.JSON.mappingName(), "numbers of up to " + Decimals.MAX_SCALE + " digits");
                }
            }
            case BOOLEAN, NULL -> {}
            case BINARY, MISSING, POJO ->
                throw DataErrors.cannotConvert(node.getNodeType() + " node", Kind.JSON.mappingName());
        }
        return node;
    }

    /** A value as JSON: numbers and truth values as such, times as ISO text; null is JSON null. */
    static JsonNode toJson(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Double real && !Double.isFinite(real)) {
            return NODES.numberNode(real);
        }
        if (value instanceof Number number) {
            return NODES.numberNode(Numbers.exact(number));
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Bytes bytes) {
            return NODES.objectNode().put(BINARY_MEMBER, Base64.getEncoder().encodeToString(bytes.toArray()));
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(element -> array.add(toJson(element)));
            return array;
        }
        return NODES.textNode(value instanceof Temporal temporal ? Temporals.render(temporal) : (String) value);
    }

    /** The string, truth value, number or binary value that a node stands for; any other node itself. */
    static Object scalar(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case OBJECT -> {
                JsonNode binary = node.get(BINARY_MEMBER);
                yield node.size() == 1 && binary != null && binary.isTextual() ? bytes(binary.textValue()) : node;
            }
            default -> node;
        };
    }

    static Number number(JsonNode node) {
        if (node.isDouble() || node.isFloat()) {
            double real = node.doubleValue();
            return Double.isFinite(real) ? Decimals.shortest(real) : (Number) real;
        }
        return node.decimalValue();
    }

    private static Bytes bytes(String base64) {
        try {
            return Bytes.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw DataErrors.badText(Kind.BINARY.mappingName(), "base64 in \"" + BINARY_MEMBER + "\"", e);
        }
    }
}
