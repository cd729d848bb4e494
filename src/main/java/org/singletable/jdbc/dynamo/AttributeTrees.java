package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Kind;

/**
 * DynamoDB documents as JSON and back. What JSON has no form for is {@code {"$set": [...]}}, with its elements in
 * ascending order, and {@code {"$binary": "<base64>"}}.
 */
final class AttributeTrees {
    private static final String SET = "$set";
    private static final String BINARY = "$binary";
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private AttributeTrees() {}

    static JsonNode decode(StoredValue value) {
        return switch (value.type()) {
            case S -> NODES.textNode(value.s());
            case N -> number(new BigDecimal(value.n()));
            case BOOL -> NODES.booleanNode(value.bool());
            case NUL -> NODES.nullNode();
            case B -> binary(value.b());
            case SS -> set(Kind.STRING, new TreeSet<>(Comparison::compare), value.ss());
            case NS ->
                set(
                        Kind.DECIMAL,
                        new TreeSet<>(Comparison::compare),
                        value.ns().stream().map(BigDecimal::new).toList());
            case BS -> {
                ArrayNode elements = NODES.arrayNode();
                value.bs().stream().sorted().forEach(bytes -> elements.add(binary(bytes)));
                yield NODES.objectNode().set(SET, elements);
            }
            case L -> {
                ArrayNode elements = NODES.arrayNode();
                value.l().forEach(element -> elements.add(decode(element)));
                yield elements;
            }
            case M -> {
                ObjectNode members = NODES.objectNode();
                value.m().forEach((name, member) -> members.set(name, decode(member)));
                yield members;
            }
            case UNKNOWN -> throw ItemErrors.storedAs("an unknown type", "one that DynamoDB documents");
        };
    }

    private static JsonNode set(Kind kind, Set<Object> sorted, List<?> elements) {
        sorted.addAll(elements);
        ArrayNode array = NODES.arrayNode();
        for (Object element : sorted) {
            array.add(kind == Kind.STRING ? NODES.textNode((String) element) : number((BigDecimal) element));
        }
        return NODES.objectNode().set(SET, array);
    }

    /** The node that Jackson makes of the same number in plain JSON text. */
    private static JsonNode number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return NODES.numberNode(plain);
        }
        BigInteger whole = plain.toBigInteger();
        if (whole.bitLength() < Integer.SIZE) {
            return NODES.numberNode(whole.intValue());
        }
        return whole.bitLength() < Long.SIZE ? NODES.numberNode(whole.longValue()) : NODES.numberNode(whole);
    }

    private static JsonNode binary(Bytes bytes) {
        return NODES.objectNode().put(BINARY, Base64.getEncoder().encodeToString(bytes.toArray()));
    }

    /** @throws org.singletable.jdbc.error.DriverException 22003 for a number, 22023 for a set that DynamoDB cannot hold */
    static StoredValue encode(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> StoredValue.string(node.textValue());
            case NUMBER -> StoredValue.number(AttributeCodec.numberText(numberOf(node)));
            case BOOLEAN -> StoredValue.truth(node.booleanValue());
            case NULL -> StoredValue.NULL;
            case ARRAY -> StoredValue.list(elements(node));
            default -> object(node);
        };
    }

    private static Number numberOf(JsonNode node) {
        return node.isBigDecimal() || node.isIntegralNumber() ? node.decimalValue() : (Number) node.doubleValue();
    }

    private static List<StoredValue> elements(JsonNode array) {
        List<StoredValue> elements = new ArrayList<>();
        array.forEach(element -> elements.add(encode(element)));
        return elements;
    }

    private static StoredValue object(JsonNode node) {
        JsonNode set = node.get(SET);
        if (node.size() == 1 && set != null && set.isArray()) {
            return set(elements(set));
        }
        JsonNode binary = node.get(BINARY);
        if (node.size() == 1 && binary != null && binary.isTextual()) {
            return StoredValue.binary(AttributeCodec.fromBase64(binary.textValue(), StoredForm.BASE64));
        }
        Map<String, StoredValue> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), encode(member.getValue())));
        return StoredValue.map(members);
    }

    /** Duplicates are dropped, which DynamoDB would refuse. */
    private static StoredValue set(List<StoredValue> elements) {
        List<StoredValue.Type> types =
                elements.stream().map(StoredValue::type).distinct().toList();
        if (types.size() != 1) {
            throw ItemErrors.mixedSet();
        }
        return switch (types.get(0)) {
            case S ->
                StoredValue.strings(
                        elements.stream().map(StoredValue::s).distinct().toList());
            case N ->
                StoredValue.numbers(
                        elements.stream().map(StoredValue::n).distinct().toList());
            case B ->
                StoredValue.binaries(
                        elements.stream().map(StoredValue::b).distinct().toList());
            default -> throw ItemErrors.mixedSet();
        };
    }
}
