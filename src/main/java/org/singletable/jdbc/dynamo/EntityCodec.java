package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Container;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;

/** {@link ItemCodec} of one entity. Immutable; made once for a catalog. */
final class EntityCodec implements ItemCodec {
    private final Entity entity;
    private final KeyCodec keys;
    private final Map<String, StoredValue> constants = new HashMap<>();
    /** In the order of the columns. */
    private final AttributeCodec[] codecs;

    private final @Nullable ContainerCodec container;
    private final Set<String> attributes;

    EntityCodec(Entity entity) {
        this.entity = entity;
        this.keys = new KeyCodec(entity);
        this.container =
                entity.in().filter(Container::isJsonText).isPresent() ? new ContainerCodec(entity, keys) : null;
        this.codecs = entity.columns().stream()
                .map(column -> new AttributeCodec(column.type(), column.form(), column.zone()))
                .toArray(AttributeCodec[]::new);
        entity.constants().forEach((name, text) -> constants.put(name, StoredValue.string(text)));
        Set<String> all = attributes(Set.copyOf(entity.columns()));
        entity.derived().forEach(derived -> all.add(derived.name()));
        this.attributes = Set.copyOf(all);
    }

    @Override
    public Entity entity() {
        return entity;
    }

    @Override
    public boolean belongs(Item item) {
        return hasConstants(item) && keys.read(item, emptyRow());
    }

    private boolean hasConstants(Item item) {
        for (Map.Entry<String, StoredValue> constant : constants.entrySet()) {
            StoredValue stored = item.getOrNull(constant.getKey());
            if (stored == null || !stored.equals(constant.getValue())) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object[] emptyRow() {
        return new Object[codecs.length];
    }

    @Override
    public @Nullable Object @Nullable [] row(Item item, Set<Column> wanted) {
        @Nullable Object[] fromKey = emptyRow();
        return hasConstants(item) && keys.read(item, fromKey) ? decode(item, wanted, fromKey) : null;
    }

    @Override
    public @Nullable Object[] decode(Item item) {
        return decode(item, entity.columns());
    }

    @Override
    public @Nullable Object[] decode(Item item, Set<Column> wanted) {
        return decode(item, (Iterable<Column>) wanted);
    }

    @Override
    public Set<String> attributes(Set<Column> wanted) {
        Set<String> needed = attributesOf(wanted);
        needed.addAll(entity.constants().keySet());
        needed.add(entity.partitionKey().name());
        entity.rangeKey().ifPresent(key -> needed.add(key.name()));
        return needed;
    }

    @Override
    public Set<String> attributes() {
        return attributes;
    }

    /** A path leads through its top-level attribute: that of a container too. */
    private static Set<String> attributesOf(Collection<Column> columns) {
        Set<String> attributes = new HashSet<>();
        columns.forEach(column -> column.storedAt().ifPresent(path -> attributes.add(path.attribute())));
        return attributes;
    }

    private @Nullable Object[] decode(Item item, Iterable<Column> wanted) {
        @Nullable Object[] fromKey = emptyRow();
        return decode(item, wanted, keys.read(item, fromKey) ? fromKey : emptyRow());
    }

    private @Nullable Object[] decode(Item item, Iterable<Column> wanted, @Nullable Object[] fromKey) {
        @Nullable Object[] row = emptyRow();
        Optional<JsonDocument> json =
                container == null || !anyInContainer(wanted) ? Optional.empty() : container.read(item);
        for (Column column : wanted) {
            Object value;
            try {
                value = stored(column, item, json);
            } catch (DriverException e) {
                throw ItemErrors.unreadable(entity.name(), keys.describe(item), column.name(), e);
            }
            if (value == null) {
                value = fromKey[column.ordinal()];
            }
            // A row that was written without a version counts as one of version 0 (docs/mapping.md, Columns).
            row[column.ordinal()] = value == null && column.isVersion() ? Conversions.convert(0, column.type()) : value;
        }
        return row;
    }

    private static boolean anyInContainer(Iterable<Column> columns) {
        for (Column column : columns) {
            if (column.inContainer()) {
                return true;
            }
        }
        return false;
    }

    /** The value at the column's own place; null where there is none. */
    private @Nullable Object stored(Column column, Item item, Optional<JsonDocument> json) {
        AttributePath path = column.path();
        if (path == null) {
            return null;
        }
        if (container != null && column.inContainer()) {
            return json.isPresent() ? container.decode(column, json.get()) : null;
        }
        StoredValue value = ItemPaths.find(item, path);
        return value == null ? null : codec(column).decode(value);
    }

    @Override
    public Item key(ColumnValues values) {
        return keys.key(values);
    }

    @Override
    public StoredValue encode(Column column, Object value) {
        try {
            StoredValue stored = codec(column).encode(value);
            AttributePath path = column.path();
            if (path != null && path.isTopLevel()) {
                keys.checkSize(path.attribute(), stored);
            }
            return stored;
        } catch (DriverException e) {
            throw ItemErrors.atColumn(entity.name(), column.name(), e);
        }
    }

    private AttributeCodec codec(Column column) {
        return codecs[column.ordinal()];
    }

    @Override
    public Item newItem(@Nullable Object[] row, Set<Column> assigned) {
        ItemBuilder item = new ItemBuilder();
        ColumnValues values = ColumnValues.ofRow(row);
        // The key first, since its errors say more than those of what follows.
        Item key = keys.key(values);
        entity.in().filter(in -> !in.isJsonText()).ifPresent(in -> item.putMap(in.attribute()));
        for (Column column : entity.columns()) {
            Object value = row[column.ordinal()];
            AttributePath path = column.path();
            if (path != null && !inJson(column)) {
                if (value != null && !isEmptySet(column, value)) {
                    item.put(path, encode(column, value));
                } else if (column.storesNull() && assigned.contains(column)) {
                    item.put(path, StoredValue.NULL);
                }
            }
        }
        if (container != null) {
            item.put(container.attribute(), container.create(values));
        }
        for (DerivedAttribute derived : entity.derived()) {
            derive(derived, values).ifPresent(value -> item.put(derived.name(), value));
        }
        key.attributes().forEach(item::put);
        return item.build();
    }

    private boolean inJson(Column column) {
        return container != null && column.inContainer();
    }

    /** DynamoDB has no empty set: it is NULL. */
    private static boolean isEmptySet(Column column, Object value) {
        return column.type().kind() == Kind.SET && ((List<?>) value).isEmpty();
    }

    @Override
    public ItemEdits edits(Map<Column, @Nullable Object> assigned) {
        Map<AttributePath, ItemEdits.Edit> edits = new LinkedHashMap<>();
        assigned.forEach((column, value) -> {
            AttributePath path = column.path();
            if (path != null && !inJson(column)) {
                edits.put(path, edit(column, value));
            }
        });
        return ItemEdits.of(edits);
    }

    private ItemEdits.Edit edit(Column column, @Nullable Object value) {
        if (value != null && !isEmptySet(column, value)) {
            return new ItemEdits.Assign(encode(column, value));
        }
        return column.storesNull() ? new ItemEdits.Assign(StoredValue.NULL) : new ItemEdits.Clear();
    }

    @Override
    public Optional<StoredValue> derive(DerivedAttribute derived, ColumnValues values) {
        if (derived.where().isPresent() && !derived.where().get().holds(values)) {
            return Optional.empty();
        }
        return derived.template().render(values).map(rendered -> {
            StoredValue value = KeyCodec.attribute(rendered, derived.type());
            keys.checkSize(derived.name(), value);
            return value;
        });
    }

    @Override
    public StoredValue rewriteContainer(Item stored, Map<Column, @Nullable Object> assigned) {
        if (container == null) {
            throw ItemErrors.noContainer(entity.name());
        }
        List<Column> columns = new ArrayList<>(assigned.keySet());
        columns.sort(Comparator.comparingInt(Column::ordinal));
        return container.rewrite(stored, columns, assigned::get);
    }

    @Override
    public Item keyOf(Item item) {
        return keys.keyOf(item);
    }

    @Override
    public String describeKey(Item item) {
        return keys.describe(item);
    }
}
