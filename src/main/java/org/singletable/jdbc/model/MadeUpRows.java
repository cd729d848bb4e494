package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.ForeignKey;
import org.singletable.jdbc.mapping.UniqueConstraint;

/** Makes up rows of which the foreign keys agree. */
final class MadeUpRows {
    private final Catalog catalog;
    private final int items;
    private final List<Relation> relations;

    MadeUpRows(Catalog catalog, int items) {
        this.catalog = catalog;
        this.items = items;
        this.relations = Relation.all(catalog);
    }

    /** Rows in the order of their entities; no two with the same primary key. */
    List<SampleRow> rows() {
        List<SampleRow> rows = new ArrayList<>();
        for (Entity entity : catalog.entities()) {
            List<SampleRow> collected = rows(entity, true);
            rows.addAll(collected.size() == items ? collected : rows(entity, false));
        }
        return rows;
    }

    /** @param collected whether several rows may have the same parent */
    private List<SampleRow> rows(Entity entity, boolean collected) {
        List<SampleRow> rows = new ArrayList<>();
        Set<List<@Nullable Object>> keys = new HashSet<>();
        for (int number = 0; number < items; number++) {
            Map<Column, Object> values = new LinkedHashMap<>();
            for (Column column : entity.columns()) {
                Object value = new Resolution(collected).value(entity, column, number);
                if (value != null) {
                    values.put(column, value);
                }
            }
            SampleRow row = new SampleRow(entity, values);
            List<@Nullable Object> key = new ArrayList<>();
            entity.primaryKey().forEach(column -> key.add(row.get(column)));
            if (keys.add(key)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Follows the foreign keys of one value. */
    private final class Resolution {
        private final boolean collected;
        private final Set<String> above = new HashSet<>();

        Resolution(boolean collected) {
            this.collected = collected;
        }

        @Nullable
        Object value(Entity entity, Column column, int number) {
            Optional<Object> owned = ofOwner(entity, column, number);
            if (owned.isPresent()) {
                return owned.get();
            }
            Optional<Relation> relation = relation(entity, column);
            // A reference that leads back to its own column ends in a value of its own.
            if (relation.isEmpty() || !above.add(place(entity, column))) {
                return MadeUpValues.of(entity, column, number);
            }
            Entity parent = relation.get().parent();
            ForeignKey key = relation.get().key();
            Column named = parent.findColumn(key.key().get(key.columns().indexOf(column.name())))
                    .orElseThrow();
            if (parent.equals(entity)) {
                return number == 0 && !column.notNull() ? null : value(parent, named, Math.max(0, number - 1));
            }
            boolean sharing = collected && relation.get().sharesCollection();
            return value(parent, named, sharing ? parentOf(number) : number);
        }

        /** Rows that are the sentinels of another entity have its values. */
        private Optional<Object> ofOwner(Entity entity, Column column, int number) {
            for (Entity owner : catalog.entities()) {
                for (UniqueConstraint constraint : owner.uniqueConstraints()) {
                    Optional<Column> same = constraint
                            .sentinelEntity()
                            .filter(entity.name()::equals)
                            .flatMap(any -> owner.findColumn(column.name()));
                    if (same.isPresent() && above.add(place(entity, column))) {
                        return Optional.ofNullable(value(owner, same.get(), number));
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** Columns of different entities can be alike in all they say. */
    private static String place(Entity entity, Column column) {
        return entity.name() + "." + column.name();
    }

    /** The reference with the most columns: the others follow from it where they agree. */
    private Optional<Relation> relation(Entity entity, Column column) {
        return relations.stream()
                .filter(relation -> relation.child().equals(entity)
                        && relation.key().columns().contains(column.name()))
                .max(Comparator.comparing((Relation relation) -> relation.key().parent())
                        .thenComparing(Relation::sharesCollection)
                        .thenComparing(relation -> relation.key().columns().size()));
    }

    /** The parent of a row: the first one has the most children. */
    private int parentOf(int number) {
        int parent = 0;
        int left = items;
        int below = Samples.share(left);
        while (number >= below) {
            left -= Samples.share(left);
            below += Samples.share(left);
            parent++;
        }
        return Objects.checkIndex(parent, items);
    }
}
