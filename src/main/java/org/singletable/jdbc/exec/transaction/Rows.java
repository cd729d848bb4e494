package org.singletable.jdbc.exec.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Container;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.plan.StoredForms;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.PlainText;

/** What every write of one entity's rows has in common. */
public final class Rows {
    private Rows() {}

    /**
     * The condition that the item is there and is the row: it has the entity's constants, and each key column that the
     * key's text does not tell apart ({@code c001} and {@code C001} under {@code lower}) has the value, but for those {@link
     * #knownByReading}.
     *
     * @param values must know the key columns
     */
    public static List<Condition> isThisRow(Entity entity, ItemCodec codec, ColumnValues values) {
        List<Condition> conditions = new ArrayList<>();
        Set<String> keys = tableKeys(entity);
        conditions.add(new Condition.Exists(attribute(entity.partitionKey().name())));
        entity.constants().entrySet().stream()
                .filter(constant -> !keys.contains(constant.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(constant -> conditions.add(
                        new Condition.Equal(attribute(constant.getKey()), KeyValues.stored(constant.getValue()))));
        Set<Column> unreachable = knownByReading(entity);
        for (Column column : entity.primaryKey()) {
            Object value = values.get(column);
            if (value != null && !isReversible(entity, column) && !unreachable.contains(column)) {
                column.storedAt()
                        .ifPresent(path -> conditions.add(new Condition.Equal(path, codec.encode(column, value))));
            }
        }
        return conditions;
    }

    /**
     * Key columns that the key's text does not tell apart, nor any condition, since they are inside JSON text or one value
     * has several stored forms: only who reads the row knows them.
     */
    public static Set<Column> knownByReading(Entity entity) {
        boolean jsonText = entity.in().map(Container::isJsonText).orElse(false);
        return entity.primaryKey().stream()
                .filter(column -> !isReversible(entity, column))
                .filter(column -> jsonText && column.inContainer() || !StoredForms.areComparable(column, Comparator.EQ))
                .collect(Collectors.toSet());
    }

    private static boolean isReversible(Entity entity, Column column) {
        return entity.partitionKey().template().reversibleColumns().contains(column)
                || entity.rangeKey()
                        .map(range -> range.template().reversibleColumns().contains(column))
                        .orElse(false);
    }

    /** The condition that nothing is at a key. */
    public static Condition absent(Entity entity) {
        return new Condition.NotExists(attribute(entity.partitionKey().name()));
    }

    /** The attributes of the table's key. */
    public static Set<String> tableKeys(Entity entity) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(entity.partitionKey().name());
        entity.rangeKey().ifPresent(key -> keys.add(key.name()));
        return keys;
    }

    /**
     * Refuses a key that DynamoDB would refuse.
     *
     * @throws org.singletable.jdbc.error.DriverException 22001 too long, 22023 empty
     */
    public static void checkKey(Entity entity, Item key) {
        int limit = KeyAttribute.MAX_HASH_BYTES;
        for (String attribute : tableKeys(entity)) {
            int bytes = key.get(attribute)
                    .flatMap(StoredValue::scalar)
                    .map(KeyValues::bytes)
                    .orElse(0);
            if (bytes == 0) {
                throw ItemErrors.emptyKey(entity.name(), attribute);
            }
            if (bytes > limit) {
                throw ItemErrors.keyTooLong(entity.name(), attribute, bytes, limit);
            }
            limit = KeyAttribute.MAX_RANGE_BYTES;
        }
    }

    /** The row that an item is, for messages. */
    static Subject subject(ItemCodec codec, Item item) {
        ColumnValues values = ColumnValues.ofRow(codec.decode(item));
        return new Subject.Row(codec.entity(), () -> describeKey(codec.entity(), values));
    }

    /** The place of a top-level attribute. */
    public static AttributePath attribute(String name) {
        return new AttributePath(name, List.of());
    }

    /** The primary key for messages: {@code username='ann', order_id='o1'}. */
    public static String describeKey(Entity entity, ColumnValues values) {
        return describe(entity.primaryKey(), values);
    }

    /** Columns with their values, likewise. */
    public static String describe(Collection<Column> columns, ColumnValues values) {
        return columns.stream()
                .map(column -> {
                    Object value = values.get(column);
                    return column.name() + "=" + (value == null ? "NULL" : quote(value));
                })
                .collect(Collectors.joining(", "));
    }

    private static String quote(Object value) {
        return value instanceof Number ? PlainText.render(value) : "'" + PlainText.render(value) + "'";
    }
}
