package org.singletable.jdbc.dynamo;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An item, or a key, by top-level attribute. Immutable. */
public final class Item {
    private final Map<String, StoredValue> attributes;

    public Item(Map<String, StoredValue> attributes) {
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** @param values in the order of the shape's names; not copied */
    Item(ItemShape shape, StoredValue[] values) {
        this.attributes = shape.map(values);
    }

    public Optional<StoredValue> get(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    @Nullable
    StoredValue getOrNull(String attribute) {
        return attributes.get(attribute);
    }

    /** The item with some of its attributes only. */
    public Item only(Collection<String> names) {
        Map<String, StoredValue> some = new LinkedHashMap<>(attributes);
        some.keySet().retainAll(names);
        return new Item(some);
    }

    /** Equality as DynamoDB sees it: numbers by value, sets without order. */
    public boolean isSameAs(Item other) {
        return StoredEquality.same(this, other);
    }

    public Map<String, StoredValue> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
