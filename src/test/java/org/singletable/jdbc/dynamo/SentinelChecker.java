package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.type.Bytes;

/**
 * Compares what keeps columns unique with the rows: each row of which no unique column is null has its sentinel, and no sentinel
 * is without its row.
 */
final class SentinelChecker {
    private final List<UniqueConstraint> constraints;
    private final Set<String> keys;

    /** The sentinels that rows want, by the values of their table keys. */
    private final Map<Map<String, StoredValue>, Map<String, StoredValue>> wanted = new HashMap<>();

    /** The items that are no rows, likewise. */
    private final Map<Map<String, StoredValue>, Item> found = new HashMap<>();

    /** By the name of an entity whose rows are sentinels: the values of the columns, by name, that rows want of it. */
    private final Map<String, List<Map<String, Object>>> wantedRows = new HashMap<>();

    private final Map<String, List<Map<String, Object>>> rows = new HashMap<>();
    private final List<String> differences = new ArrayList<>();

    /** @param keys the key attributes of the table */
    SentinelChecker(List<Entity> entities, Set<String> keys) {
        this.constraints = entities.stream()
                .flatMap(entity -> entity.uniqueConstraints().stream())
                .toList();
        this.keys = keys;
    }

    void row(Entity entity, @Nullable Object[] row) {
        ColumnValues values = ColumnValues.ofRow(row);
        rows.computeIfAbsent(entity.name(), name -> new ArrayList<>()).add(named(entity.columns(), values));
        for (UniqueConstraint constraint : entity.uniqueConstraints()) {
            if (constraint.columns().stream().noneMatch(column -> values.get(column) == null)) {
                constraint
                        .sentinelEntity()
                        .ifPresentOrElse(
                                sentinels -> wantedRows
                                        .computeIfAbsent(sentinels, name -> new ArrayList<>())
                                        .add(named(entity.columns(), values)),
                                () -> want(entity, constraint, values));
            }
        }
    }

    /** An item that is no row of any entity. */
    void other(Item item) {
        found.put(keysOf(item), item);
    }

    /** What differs, when all items of the table were told. */
    List<String> differences() {
        wanted.forEach((key, sentinel) -> {
            Item item = found.get(key);
            if (item == null) {
                differences.add("there is no sentinel " + key);
                return;
            }
            sentinel.forEach((attribute, value) -> {
                if (!item.get(attribute).equals(Optional.of(value))) {
                    differences.add("the sentinel " + key + " has in " + attribute + " " + item.get(attribute)
                            + " and not " + value);
                }
            });
        });
        found.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .filter(this::isSentinel)
                .forEach(key -> differences.add("the sentinel " + key + " is of no row"));
        constraints.stream()
                .flatMap(constraint -> constraint.sentinelEntity().stream())
                .distinct()
                .forEach(this::compareRows);
        return differences;
    }

    private void want(Entity entity, UniqueConstraint constraint, ColumnValues values) {
        Map<String, StoredValue> sentinel = new LinkedHashMap<>();
        constraint
                .item()
                .forEach((attribute, template) ->
                        template.render(values).ifPresent(value -> sentinel.put(attribute, stored(value))));
        Map<String, StoredValue> key =
                keys.stream().collect(Collectors.toMap(name -> name, name -> sentinel.get(name)));
        if (wanted.put(key, sentinel) != null) {
            differences.add("two rows of " + entity.name() + " have the sentinel " + key);
        }
    }

    /** The rows of an entity that are sentinels, by the columns that their owners have too. */
    private void compareRows(String entity) {
        List<Map<String, Object>> wants = wantedRows.getOrDefault(entity, List.of());
        List<Map<String, Object>> have = new ArrayList<>(rows.getOrDefault(entity, List.of()));
        for (Map<String, Object> want : wants) {
            Optional<Map<String, Object>> match = have.stream()
                    .filter(row -> want.entrySet().containsAll(row.entrySet()))
                    .findFirst();
            match.ifPresentOrElse(have::remove, () -> differences.add("no row of " + entity + " is for " + want));
        }
        have.forEach(row -> differences.add("the row " + row + " of " + entity + " is for no row"));
    }

    private boolean isSentinel(Map<String, StoredValue> key) {
        return constraints.stream().anyMatch(constraint -> isSentinel(constraint.item(), key));
    }

    private boolean isSentinel(Map<String, Template> item, Map<String, StoredValue> key) {
        return !item.isEmpty()
                && keys.stream().allMatch(name -> {
                    Template template = item.get(name);
                    StoredValue value = key.get(name);
                    return template != null
                            && value != null
                            && value.scalar().flatMap(template::parse).isPresent();
                });
    }

    private Map<String, StoredValue> keysOf(Item item) {
        return keys.stream()
                .collect(Collectors.toMap(name -> name, name -> item.get(name).orElseThrow()));
    }

    private static Map<String, Object> named(List<Column> columns, ColumnValues values) {
        Map<String, Object> named = new HashMap<>();
        for (Column column : columns) {
            Object value = values.get(column);
            if (value != null) {
                named.put(column.name(), value);
            }
        }
        return named;
    }

    private static StoredValue stored(Object value) {
        if (value instanceof BigDecimal number) {
            return StoredValue.number(number);
        }
        return value instanceof Bytes bytes ? StoredValue.binary(bytes) : StoredValue.string((String) value);
    }
}
