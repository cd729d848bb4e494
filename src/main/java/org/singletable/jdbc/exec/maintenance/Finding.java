package org.singletable.jdbc.exec.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemJson;
import org.singletable.jdbc.dynamo.StoredValue;

/**
 * Something that is stored otherwise than the mapping says.
 *
 * @param key the table key of the item
 * @param attribute that it is about, or the name of the unique constraint; null for the item as a whole
 * @param stored what is there; null for nothing
 * @param expected what there should be; null for nothing, and where that is not known
 * @param message what is wrong, and what to do where it cannot be mended
 */
record Finding(
        Kind kind,
        Item key,
        @Nullable String attribute,
        @Nullable JsonNode stored,
        @Nullable JsonNode expected,
        String message) {

    /** What may be wrong, in the words of the column {@code kind}. */
    enum Kind {
        /** An attribute that a template makes is not what the row makes it. */
        DERIVED,
        /** A column that must not be NULL has no value. */
        NOT_NULL,
        /** The columns disagree with the table key. */
        KEY,
        /** A stored value does not fit its column, or a sentinel does not tell its owner. */
        UNREADABLE,
        /** There is no sentinel of a unique value. */
        SENTINEL_MISSING,
        /** The sentinel of a unique value does not say what it should. */
        SENTINEL_WRONG,
        /** The sentinel of a unique value belongs to another row that has the value, too. */
        DUPLICATE,
        /** A sentinel of a value that its owner does not have. */
        SENTINEL_ORPHANED,
        /** An item that is no row, no sentinel, and none that the mapping ignores. */
        NO_ENTITY
    }

    /** Of an attribute. */
    static Finding of(
            Kind kind,
            Item key,
            String attribute,
            Optional<StoredValue> stored,
            Optional<StoredValue> expected,
            String message) {
        return new Finding(
                kind,
                key,
                attribute,
                stored.map(ItemJson::of).orElse(null),
                expected.map(ItemJson::of).orElse(null),
                message);
    }

    /** Of an item as a whole. */
    static Finding of(
            Kind kind,
            Item key,
            @Nullable String attribute,
            @Nullable Item stored,
            @Nullable Item expected,
            String message) {
        return new Finding(kind, key, attribute, json(stored), json(expected), message);
    }

    /** With the attributes by name: an item has them in no order. */
    private static @Nullable JsonNode json(@Nullable Item item) {
        return item == null ? null : ItemJson.of(new Item(new TreeMap<>(item.attributes())));
    }
}
