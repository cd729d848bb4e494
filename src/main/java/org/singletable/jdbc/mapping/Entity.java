package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entity type bound to its physical table: one SQL table.
 *
 * @param columns all columns, hidden ones too, in the order of {@code *}
 * @param primaryKey the columns of the table key's templates: hash key's first, then range key's
 * @param id the columns that identify a row; the primary key unless the mapping names a smaller key
 * @param partitionKey how the table's hash key is made
 * @param sortKey how the table's range key is made, null where the table has none
 * @param indexes the secondary indexes this entity's rows appear in
 * @param derived every attribute made by a template, table keys and index keys included; also key attributes that hold
 *     a column directly are <em>not</em> in here: they are written as columns
 * @param constants constant attributes that every item of this entity has, but for keys of the table (whose templates
 *     tell) and of its indexes: the discriminators
 * @param container where columns without a path live, null for the item itself
 */
public record Entity(
        String name,
        @Nullable String remarks,
        List<Column> columns,
        List<Column> primaryKey,
        List<Column> id,
        KeyTemplate partitionKey,
        @Nullable KeyTemplate sortKey,
        List<EntityIndex> indexes,
        List<DerivedAttribute> derived,
        Map<String, String> constants,
        @Nullable Container container,
        List<UniqueConstraint> uniqueConstraints,
        List<ForeignKey> foreignKeys,
        @Nullable Column ttlColumn) {
    public Entity {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        id = List.copyOf(id);
        indexes = List.copyOf(indexes);
        derived = List.copyOf(derived);
        constants = Map.copyOf(constants);
        uniqueConstraints = List.copyOf(uniqueConstraints);
        foreignKeys = List.copyOf(foreignKeys);
    }

    public Optional<KeyTemplate> rangeKey() {
        return Optional.ofNullable(sortKey);
    }

    public Optional<Container> in() {
        return Optional.ofNullable(container);
    }

    public Optional<Column> ttl() {
        return Optional.ofNullable(ttlColumn);
    }

    public Optional<Column> version() {
        return columns.stream().filter(Column::isVersion).findFirst();
    }

    /** The columns that {@code *} stands for and metadata shows. */
    public List<Column> visibleColumns() {
        return columns.stream().filter(column -> !column.hidden()).toList();
    }

    /** Whether a template makes what the column shows: such a column is {@code readOnly}. */
    public boolean isDerived(Column column) {
        return column.storedAt()
                .filter(path ->
                        derived.stream().anyMatch(attribute -> attribute.name().equals(path.attribute())))
                .isPresent();
    }

    /** The column of this name: an exact match wins, else a case-insensitive one if it is unique. */
    public Optional<Column> findColumn(String columnName) {
        return Names.find(columns, Column::name, columnName);
    }

    @Override
    public String toString() {
        return name;
    }
}
