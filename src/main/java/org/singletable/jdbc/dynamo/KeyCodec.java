package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.type.Bytes;

/** The key attributes of one entity's items: made from columns, and columns read back from them. */
final class KeyCodec {
    private final Entity entity;
    private final Map<String, Integer> limits = new HashMap<>();

    KeyCodec(Entity entity) {
        this.entity = entity;
        for (EntityIndex index : entity.indexes()) {
            limits.put(index.schema().hashKey().name(), KeyAttribute.MAX_HASH_BYTES);
            index.schema()
                    .sortKey()
                    .ifPresent(key -> limits.merge(key.name(), KeyAttribute.MAX_RANGE_BYTES, Math::min));
        }
        limits.merge(entity.partitionKey().name(), KeyAttribute.MAX_HASH_BYTES, Math::min);
        entity.rangeKey().ifPresent(key -> limits.merge(key.name(), KeyAttribute.MAX_RANGE_BYTES, Math::min));
    }

    /** See {@link ItemCodec#key}. */
    Item key(ColumnValues values) {
        Map<String, StoredValue> key = new LinkedHashMap<>();
        key.put(entity.partitionKey().name(), render(entity.partitionKey(), values));
        entity.rangeKey().ifPresent(template -> key.put(template.name(), render(template, values)));
        return new Item(key);
    }

    private StoredValue render(KeyTemplate key, ColumnValues values) {
        Object value = key.template()
                .render(values)
                .orElseThrow(() -> ItemErrors.keyColumnNull(
                        entity.name(), nullColumn(key, values).name()));
        Optional<Column> lost = key.template().nonReversing(values);
        if (lost.isPresent()) {
            throw ItemErrors.ambiguousKey(
                    entity.name(),
                    key.name(),
                    key.template().source(),
                    lost.get().name());
        }
        StoredValue stored = attribute(value, key.attribute().type());
        checkSize(key.name(), stored);
        return stored;
    }

    private static Column nullColumn(KeyTemplate key, ColumnValues values) {
        return key.template().requiredColumns().stream()
                .filter(column -> values.get(column) == null)
                .findFirst()
                .orElseThrow();
    }

    /** A rendered template as an attribute value; an attribute that is no key and holds text is a String. */
    static StoredValue attribute(Object rendered, AttributeType type) {
        if (rendered instanceof Bytes bytes) {
            return StoredValue.binary(bytes);
        }
        if (rendered instanceof BigDecimal number && type == AttributeType.N) {
            return StoredValue.number(number);
        }
        return StoredValue.string(rendered.toString());
    }

    /**
     * Refuses what DynamoDB would refuse in a key of the table or an index.
     *
     * @throws org.singletable.jdbc.error.DriverException 22001 too long, 22023 empty
     */
    void checkSize(String attribute, StoredValue value) {
        Integer limit = limits.get(attribute);
        if (limit == null || value.type() == StoredValue.Type.N) {
            return;
        }
        int bytes = value.type() == StoredValue.Type.S
                ? value.s().getBytes(StandardCharsets.UTF_8).length
                : value.b().length();
        if (bytes == 0) {
            throw ItemErrors.emptyKey(entity.name(), attribute);
        }
        if (bytes > limit) {
            throw ItemErrors.keyTooLong(entity.name(), attribute, bytes, limit);
        }
    }

    /**
     * What the table key says of columns, into a row in the order of the entity's columns.
     *
     * @return whether it is a key of this entity; else the row is of no use any more
     */
    boolean read(Item item, @Nullable Object[] row) {
        KeyTemplate sort = entity.sortKey();
        return read(entity.partitionKey(), item, row) && (sort == null || read(sort, item, row));
    }

    private static boolean read(KeyTemplate key, Item item, @Nullable Object[] row) {
        StoredValue stored = item.getOrNull(key.name());
        Object value = stored == null ? null : stored.scalarOrNull();
        return value != null && key.template().read(value, row);
    }

    /** See {@link ItemCodec#keyOf}. */
    Item keyOf(Item item) {
        Map<String, StoredValue> key = new LinkedHashMap<>();
        item.get(entity.partitionKey().name())
                .ifPresent(value -> key.put(entity.partitionKey().name(), value));
        entity.rangeKey()
                .ifPresent(template -> item.get(template.name()).ifPresent(value -> key.put(template.name(), value)));
        return new Item(key);
    }

    /** See {@link ItemCodec#describeKey}. */
    String describe(Item item) {
        return keyOf(item).attributes().entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + entry.getValue().scalar().map(Object::toString).orElse("?"))
                .collect(Collectors.joining(", "));
    }
}
