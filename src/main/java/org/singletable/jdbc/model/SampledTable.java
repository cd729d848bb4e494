package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of unknown origin: its keys, and some of its items.
 *
 * @param name of the table
 * @param hashKey the name of its hash key
 * @param rangeKey the name of its range key, null where it has none
 * @param indexes its secondary indexes
 * @param items as the column {@code _item} of {@code _items} shows them: JSON, sets and binary tagged
 */
public record SampledTable(
        String name, String hashKey, @Nullable String rangeKey, List<Index> indexes, List<ObjectNode> items) {
    /**
     * A secondary index.
     *
     * @param rangeKey the name of its range key, null where it has none
     */
    public record Index(
            String name, String hashKey, @Nullable String rangeKey) {
        List<String> keys() {
            return rangeKey == null ? List.of(hashKey) : List.of(hashKey, rangeKey);
        }
    }

    public SampledTable {
        indexes = List.copyOf(indexes);
        items = List.copyOf(items);
    }

    /** The table's key attributes, the hash key first. */
    List<String> tableKeys() {
        return rangeKey == null ? List.of(hashKey) : List.of(hashKey, rangeKey);
    }

    /** The key attributes of its indexes that are none of the table's. */
    Set<String> indexKeys() {
        Set<String> keys = new LinkedHashSet<>();
        indexes.forEach(index -> keys.addAll(index.keys()));
        tableKeys().forEach(keys::remove);
        return keys;
    }

    /** The value of a top-level attribute; empty where it is NULL or missing. */
    static Optional<JsonNode> value(JsonNode item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).filter(value -> !value.isNull());
    }

    /** The text of a top-level attribute; empty where it is none. */
    static Optional<String> text(JsonNode item, String attribute) {
        return Optional.ofNullable(item.get(attribute))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    /** The distinct texts of an attribute, as far as it is text. */
    static Set<String> texts(List<ObjectNode> items, String attribute) {
        Set<String> texts = new LinkedHashSet<>();
        items.forEach(item -> text(item, attribute).ifPresent(texts::add));
        return texts;
    }

    /** All top-level attributes of items, in the order in which they are met. */
    static Set<String> attributes(List<ObjectNode> items) {
        Set<String> names = new LinkedHashSet<>();
        items.forEach(item -> item.fieldNames().forEachRemaining(names::add));
        return names;
    }

    static List<ObjectNode> with(List<ObjectNode> items, String attribute) {
        List<ObjectNode> with = new ArrayList<>();
        for (ObjectNode item : items) {
            if (item.hasNonNull(attribute)) {
                with.add(item);
            }
        }
        return with;
    }
}
