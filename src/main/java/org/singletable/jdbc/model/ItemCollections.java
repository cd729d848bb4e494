package org.singletable.jdbc.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.IndexSchema.Projection;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Template;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.PlainText;

/** Rows as the items that the table, or one of its indexes, has of them: gathered by partition key, ordered by sort key. */
final class ItemCollections {
    /** As DynamoDB orders sort keys: numbers as such, texts and binary values by their bytes. */
    private static final Comparator<Object> KEY_ORDER = (one, other) -> {
        if (one instanceof BigDecimal number && other instanceof BigDecimal another) {
            return number.compareTo(another);
        } else if (one instanceof Bytes bytes && other instanceof Bytes others) {
            return bytes.compareTo(others);
        }
        return Arrays.compareUnsigned(
                text(one).getBytes(StandardCharsets.UTF_8), text(other).getBytes(StandardCharsets.UTF_8));
    };

    private final Catalog catalog;
    private final Samples samples;

    ItemCollections(Catalog catalog, Samples samples) {
        this.catalog = catalog;
        this.samples = samples;
    }

    /** The text of a key's value. */
    static String text(Object key) {
        return PlainText.render(key);
    }

    /** The items of the table, those that keep values unique too. */
    List<PhysicalItem.Collection> ofTable() {
        List<PhysicalItem> items = new ArrayList<>();
        for (SampleRow row : samples.rows()) {
            item(row, null).ifPresent(items::add);
            row.entity()
                    .uniqueConstraints()
                    .forEach(unique -> sentinel(row, unique).ifPresent(items::add));
        }
        return collections(items);
    }

    /** The items that the index has. */
    List<PhysicalItem.Collection> of(IndexSchema index) {
        return collections(samples.rows().stream()
                .flatMap(row -> row.entity().indexes().stream()
                        .filter(own -> own.schema().equals(index))
                        .flatMap(own -> item(row, own).stream()))
                .toList());
    }

    /** How many rows have no item, since a key of the table cannot be made of their values. */
    long rowsWithoutKey() {
        return samples.rows().stream().filter(row -> item(row, null).isEmpty()).count();
    }

    private static List<PhysicalItem.Collection> collections(List<PhysicalItem> items) {
        Map<Object, List<PhysicalItem>> partitions = new LinkedHashMap<>();
        items.forEach(item -> partitions
                .computeIfAbsent(item.hash(), any -> new ArrayList<>())
                .add(item));
        List<PhysicalItem.Collection> collections = new ArrayList<>();
        partitions.forEach((hash, members) -> {
            members.sort(Comparator.comparing(PhysicalItem::range, KEY_ORDER));
            collections.add(new PhysicalItem.Collection(hash, members));
        });
        return collections;
    }

    /** Empty where the row is not in the index, or has no key. */
    private Optional<PhysicalItem> item(SampleRow row, @Nullable EntityIndex index) {
        Entity entity = row.entity();
        KeyTemplate hash = index == null ? entity.partitionKey() : index.partitionKey();
        KeyTemplate range = index == null ? entity.sortKey() : index.sortKey();
        Optional<Object> hashValue = value(row, hash);
        Optional<Object> rangeValue = range == null ? Optional.of("") : value(row, range);
        if (hashValue.isEmpty() || rangeValue.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        if (index != null) {
            // Every index holds the keys of the table.
            put(attributes, row, entity.partitionKey());
            entity.rangeKey().ifPresent(key -> put(attributes, row, key));
        }
        attributes(row).forEach(attributes::putIfAbsent);
        attributes.remove(hash.name());
        if (range != null) {
            attributes.remove(range.name());
        }
        attributes.keySet().removeIf(path -> index != null && !holds(index.schema(), path));
        return Optional.of(new PhysicalItem(
                entity.name(), catalog.entities().indexOf(entity), hashValue.get(), rangeValue.get(), attributes));
    }

    private static void put(Map<String, String> attributes, SampleRow row, KeyTemplate key) {
        value(row, key).ifPresent(value -> attributes.put(key.name(), text(value)));
    }

    /** The attributes that templates make, and the columns that are stored, hidden ones left out. */
    private static Map<String, String> attributes(SampleRow row) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Column column : row.entity().columns()) {
            Object value = row.get(column);
            if (value != null && !column.hidden() && !row.entity().isDerived(column)) {
                column.storedAt().ifPresent(path -> attributes.put(path.toString(), StoredText.of(column, value)));
            }
        }
        for (DerivedAttribute derived : row.entity().derived()) {
            value(row, derived).ifPresent(value -> attributes.put(derived.name(), text(value)));
        }
        return attributes;
    }

    private boolean holds(IndexSchema index, String path) {
        if (index.projection() == Projection.ALL) {
            return true;
        }
        Set<String> held = new HashSet<>(index.nonKeyAttributes());
        catalog.table().keyAttributes().stream().map(KeyAttribute::name).forEach(held::add);
        return held.stream()
                .anyMatch(name -> path.equals(name) || path.startsWith(name + ".") || path.startsWith(name + "["));
    }

    private static Optional<Object> value(SampleRow row, KeyTemplate key) {
        Optional<DerivedAttribute> derived = row.entity().derived().stream()
                .filter(attribute -> attribute.name().equals(key.name()))
                .findFirst();
        return derived.isPresent() ? value(row, derived.get()) : rendered(key.template(), row);
    }

    private static Optional<Object> value(SampleRow row, DerivedAttribute derived) {
        boolean written = derived.where().filter(where -> !where.holds(row)).isEmpty();
        return written ? rendered(derived.template(), row) : Optional.empty();
    }

    private static Optional<Object> rendered(Template template, SampleRow row) {
        try {
            return template.render(row);
        } catch (DriverException e) {
            // A format that cannot hold the value: the driver would not write such a row either.
            return Optional.empty();
        }
    }

    private Optional<PhysicalItem> sentinel(SampleRow row, UniqueConstraint unique) {
        Template hash = unique.item().get(catalog.table().hashKey().name());
        if (hash == null) {
            // Its sentinels are rows of an entity.
            return Optional.empty();
        }
        Optional<Template> range = catalog.table()
                .sortKey()
                .map(key -> Objects.requireNonNull(unique.item().get(key.name())));
        Optional<Object> hashValue = rendered(hash, row);
        Optional<Object> rangeValue = range.isEmpty() ? Optional.of("") : rendered(range.get(), row);
        if (hashValue.isEmpty() || rangeValue.isEmpty()) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>();
        catalog.table().keyAttributes().forEach(key -> keys.add(key.name()));
        Map<String, String> attributes = new LinkedHashMap<>();
        unique.item().keySet().stream()
                .sorted()
                .filter(name -> !keys.contains(name))
                .forEach(name -> rendered(Objects.requireNonNull(unique.item().get(name)), row)
                        .ifPresent(value -> attributes.put(name, text(value))));
        return Optional.of(
                new PhysicalItem("unique " + unique.name(), -1, hashValue.get(), rangeValue.get(), attributes));
    }
}
