package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.exec.transaction.Subject;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.plan.ColumnDefaults;
import org.singletable.jdbc.type.Conversions;

/** Makes the sentinel items that keep columns unique (docs/mapping.md, unique). */
public final class Sentinels {
    private final Codecs codecs;
    private final Bindings bindings;

    /** @param bindings without a row: what defaults of sentinels are evaluated with */
    public Sentinels(Codecs codecs, Bindings bindings) {
        this.codecs = codecs;
        this.bindings = bindings;
    }

    /**
     * The sentinel of one row and constraint.
     *
     * @param key its table key
     * @param item the whole item
     * @param owned conditions that a stored sentinel is that of this row
     */
    public record Sentinel(UniqueConstraint constraint, Subject subject, Item key, Item item, List<Condition> owned) {}

    /**
     * Those of a row: one for each constraint none of whose columns is null.
     *
     * @throws org.singletable.jdbc.error.DriverException 22001, 22023 where a value cannot be part of a key
     */
    public List<Sentinel> of(Entity entity, ColumnValues row) {
        return entity.uniqueConstraints().stream()
                .filter(constraint -> constraint.columns().stream().noneMatch(column -> row.get(column) == null))
                .map(constraint -> of(entity, constraint, row))
                .toList();
    }

    /** The columns of an entity that its sentinels hold values of, or decide by. */
    public Set<Column> columns(Entity entity) {
        Set<Column> columns = new LinkedHashSet<>();
        for (UniqueConstraint constraint : entity.uniqueConstraints()) {
            columns.addAll(constraint.columns());
            constraint.item().values().forEach(template -> columns.addAll(template.columns()));
            entity.ttl().ifPresent(columns::add);
            constraint
                    .sentinelEntity()
                    .map(name -> codecs.named(name).entity())
                    .ifPresent(sentinel -> entity.columns().stream()
                            .filter(column -> sentinel.findColumn(column.name()).isPresent())
                            .filter(column -> !column.isVersion())
                            .forEach(columns::add));
        }
        return columns;
    }

    private Sentinel of(Entity entity, UniqueConstraint constraint, ColumnValues row) {
        Subject subject = new Subject.Sentinel(entity, constraint, Rows.describe(constraint.columns(), row));
        Optional<String> rows = constraint.sentinelEntity();
        return rows.isPresent()
                ? ofRow(entity, constraint, codecs.named(rows.get()), row, subject)
                : ofTemplates(entity, constraint, row, subject);
    }

    private Sentinel ofTemplates(Entity entity, UniqueConstraint constraint, ColumnValues row, Subject subject) {
        Map<String, StoredValue> item = new LinkedHashMap<>();
        Set<String> tableKeys = Rows.tableKeys(entity);
        List<Condition> owned = new ArrayList<>();
        for (Map.Entry<String, Template> entry : constraint.item().entrySet()) {
            String attribute = entry.getKey();
            Optional<StoredValue> value = entry.getValue().render(row).map(KeyValues::stored);
            value.ifPresent(stored -> item.put(attribute, stored));
            boolean tellsOwner = !tableKeys.contains(attribute)
                    && entry.getValue().columns().stream().anyMatch(entity.primaryKey()::contains);
            if (tellsOwner && value.isPresent()) {
                owned.add(new Condition.Equal(Rows.attribute(attribute), value.get()));
            }
        }
        expiry(entity, row).ifPresent(expiry -> item.putIfAbsent(expiry.getKey(), expiry.getValue()));
        Item key = key(entity, item);
        Rows.checkKey(entity, key);
        return new Sentinel(constraint, subject, key, new Item(item), orExists(owned, entity));
    }

    /** The table key of the row that a stored sentinel belongs to; empty where the sentinel does not tell it. */
    public Optional<Item> ownerKey(Entity entity, UniqueConstraint constraint, Item stored) {
        Map<Column, @Nullable Object> known = new HashMap<>();
        Optional<String> rows = constraint.sentinelEntity();
        if (rows.isPresent()) {
            ItemCodec codec = codecs.named(rows.get());
            @Nullable Object[] row = codec.decode(stored);
            for (Column column : entity.primaryKey()) {
                codec.entity().findColumn(column.name()).ifPresent(same -> known.put(column, row[same.ordinal()]));
            }
        } else {
            constraint
                    .item()
                    .forEach((attribute, template) -> stored.get(attribute)
                            .flatMap(StoredValue::scalar)
                            .flatMap(template::parse)
                            .ifPresent(known::putAll));
        }
        boolean complete = entity.primaryKey().stream().allMatch(column -> known.get(column) != null);
        return complete ? Optional.of(codecs.of(entity).key(known::get)) : Optional.empty();
    }

    /** A sentinel expires with its owner. */
    private Optional<Map.Entry<String, StoredValue>> expiry(Entity entity, ColumnValues row) {
        return entity.ttl().flatMap(column -> {
            Object value = row.get(column);
            return value == null
                    ? Optional.empty()
                    : column.storedAt()
                            .map(path -> Map.entry(
                                    path.attribute(), codecs.of(entity).encode(column, value)));
        });
    }

    private static Item key(Entity entity, Map<String, StoredValue> item) {
        Map<String, StoredValue> key = new LinkedHashMap<>();
        for (String attribute : Rows.tableKeys(entity)) {
            StoredValue value = item.get(attribute);
            if (value == null) {
                throw new IllegalStateException("a sentinel of " + entity + " without " + attribute);
            }
            key.put(attribute, value);
        }
        return new Item(key);
    }

    /** A row of another entity, whose columns have the values of the owner's of the same name. */
    private Sentinel ofRow(
            Entity owner, UniqueConstraint constraint, ItemCodec codec, ColumnValues row, Subject subject) {
        Entity sentinel = codec.entity();
        @Nullable Object[] values = new Object[sentinel.columns().size()];
        Map<String, Column> ofOwner =
                owner.columns().stream().collect(Collectors.toMap(Column::name, column -> column, (a, b) -> a));
        List<Condition> owned = new ArrayList<>();
        for (Column column : sentinel.columns()) {
            Column same = column.isVersion() ? null : ofOwner.get(column.name());
            Object value = same != null ? row.get(same) : defaultOf(column);
            values[column.ordinal()] = value == null ? null : Conversions.convert(value, column.type());
            boolean tellsOwner = same != null
                    && owner.primaryKey().contains(same)
                    && !sentinel.primaryKey().contains(column);
            Optional<AttributePath> path = column.storedAt().filter(stored -> !column.inContainer());
            if (tellsOwner && value != null && path.isPresent()) {
                owned.add(new Condition.Equal(path.get(), codec.encode(column, value)));
            }
        }
        for (Column column : sentinel.columns()) {
            if (values[column.ordinal()] == null && column.notNull() && !sentinel.isDerived(column)) {
                throw WriteErrors.notNull(sentinel.name(), column.name());
            }
        }
        Item item = codec.newItem(values);
        return new Sentinel(constraint, subject, codec.keyOf(item), item, orExists(owned, owner));
    }

    private @Nullable Object defaultOf(Column column) {
        Long start = column.versionStart();
        if (start != null) {
            return start;
        }
        String sql = column.defaultSql();
        return sql == null ? null : Evaluator.evaluate(ColumnDefaults.bind(sql, column), bindings);
    }

    private static List<Condition> orExists(List<Condition> owned, Entity entity) {
        return owned.isEmpty()
                ? List.of(new Condition.Exists(
                        Rows.attribute(entity.partitionKey().name())))
                : List.copyOf(owned);
    }
}
