package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Equality of items as DynamoDB sees it: it writes numbers in a form of its own, and sets have no order. */
public final class StoredEquality {
    private StoredEquality() {}

    public static boolean same(Item one, Item other) {
        return plain(one.attributes()).equals(plain(other.attributes()));
    }

    static boolean same(StoredValue one, StoredValue other) {
        return plain(one).equals(plain(other));
    }

    private static Map<String, Object> plain(Map<String, StoredValue> attributes) {
        Map<String, Object> plain = new HashMap<>();
        attributes.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    /** Equal where the values are; values of two types have two classes, or elements of two. */
    private static Object plain(StoredValue value) {
        return switch (value.type()) {
            case N -> number(value.n());
            case NS -> value.ns().stream().map(StoredEquality::number).collect(Collectors.toSet());
            case SS -> new HashSet<>(value.ss());
            case BS -> new HashSet<>(value.bs());
            case M -> plain(value.m());
            case L -> plain(value.l());
            default -> value;
        };
    }

    private static List<Object> plain(List<StoredValue> elements) {
        return elements.stream().map(StoredEquality::plain).toList();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }
}
