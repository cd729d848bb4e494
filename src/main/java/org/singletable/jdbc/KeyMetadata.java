package org.singletable.jdbc;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.ForeignKey;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.UniqueConstraint;

/** The rows of metadata about primary keys, indexes and foreign keys. */
final class KeyMetadata {
    /** The name of every primary key and of its index. */
    static final String PRIMARY = "primary";

    /** The table of the physical items. Its keys and indexes are the physical ones; it is found by its exact name alone. */
    private static final String ITEMS = "_items";

    private final Catalog catalog;
    private final String schema;

    KeyMetadata(Catalog catalog) {
        this.catalog = catalog;
        this.schema = catalog.schemaName();
    }

    static boolean isItems(@Nullable String table) {
        return ITEMS.equals(table);
    }

    /** The key attributes of the physical table. */
    List<@Nullable Object[]> primaryKeyOfItems() {
        List<String> names = keyNames();
        List<@Nullable Object[]> rows = new ArrayList<>();
        names.stream()
                .sorted()
                .forEach(name ->
                        rows.add(new @Nullable Object[] {null, schema, ITEMS, name, names.indexOf(name) + 1, PRIMARY}));
        return rows;
    }

    private List<String> keyNames() {
        return catalog.table().keyAttributes().stream().map(KeyAttribute::name).toList();
    }

    /** The secondary indexes of the physical table, by their key attributes. */
    List<@Nullable Object[]> indexesOfItems(boolean uniqueOnly) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        addIndexRows(rows, ITEMS, new SqlIndex(PRIMARY, true, keyNames()));
        if (!uniqueOnly) {
            catalog.table().indexes().stream()
                    .sorted(Comparator.comparing(IndexSchema::name))
                    .forEach(
                            index -> addIndexRows(rows, ITEMS, new SqlIndex(index.name(), false, attributesOf(index))));
        }
        return rows;
    }

    private static List<String> attributesOf(IndexSchema index) {
        List<String> names = new ArrayList<>();
        names.add(index.hashKey().name());
        index.sortKey().ifPresent(key -> names.add(key.name()));
        return names;
    }

    List<@Nullable Object[]> primaryKeys(List<Entity> entities) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Entity entity : entities) {
            List<Column> key = entity.primaryKey();
            key.stream()
                    .sorted(Comparator.comparing(Column::name))
                    .forEach(column -> rows.add(new @Nullable Object[] {
                        null, schema, entity.name(), column.name(), key.indexOf(column) + 1, PRIMARY
                    }));
        }
        return rows;
    }

    /**
     * An index as SQL sees it.
     *
     * @param columns those that its key attributes are made of, in order
     */
    private record SqlIndex(String name, boolean unique, List<String> columns) {
        static SqlIndex of(String name, boolean unique, Collection<Column> columns) {
            return new SqlIndex(name, unique, columns.stream().map(Column::name).toList());
        }
    }

    List<@Nullable Object[]> indexes(List<Entity> entities, boolean uniqueOnly) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Entity entity : entities) {
            indexesOf(entity).stream()
                    .filter(index -> index.unique() || !uniqueOnly)
                    .sorted(Comparator.comparing((SqlIndex index) -> !index.unique())
                            .thenComparing(SqlIndex::name))
                    .forEach(index -> addIndexRows(rows, entity.name(), index));
        }
        return rows;
    }

    private static List<SqlIndex> indexesOf(Entity entity) {
        List<SqlIndex> indexes = new ArrayList<>();
        indexes.add(SqlIndex.of(PRIMARY, true, entity.primaryKey()));
        for (UniqueConstraint constraint : entity.uniqueConstraints()) {
            indexes.add(SqlIndex.of(constraint.name(), true, constraint.columns()));
        }
        for (EntityIndex index : entity.indexes()) {
            indexes.add(SqlIndex.of(index.name(), false, columnsOf(index)));
        }
        return indexes;
    }

    private static Set<Column> columnsOf(EntityIndex index) {
        Set<Column> columns =
                new LinkedHashSet<>(index.partitionKey().template().columns());
        index.rangeKey().map(KeyTemplate::template).ifPresent(template -> columns.addAll(template.columns()));
        return columns;
    }

    private void addIndexRows(List<@Nullable Object[]> rows, String table, SqlIndex index) {
        for (int i = 0; i < index.columns().size(); i++) {
            rows.add(new @Nullable Object[] {
                null,
                schema,
                table,
                !index.unique(),
                null,
                index.name(),
                (int) DatabaseMetaData.tableIndexOther,
                i + 1,
                index.columns().get(i),
                "A",
                0L,
                0L,
                null
            });
        }
    }

    /** A foreign key with both its tables. */
    private record Reference(Entity parent, Entity child, ForeignKey key) {
        /** Told apart by the columns: a table may refer to another more than once. */
        String name() {
            return child.name() + "." + String.join(".", key.columns());
        }
    }

    /** The references from one of the children to one of the parents, ordered by the children's tables. */
    List<@Nullable Object[]> exported(List<Entity> parents, List<Entity> children) {
        return rows(
                parents,
                children,
                Comparator.comparing((Reference reference) -> reference.child().name()));
    }

    /** The references from one of the children to one of the parents, ordered by the parents' tables. */
    List<@Nullable Object[]> imported(List<Entity> parents, List<Entity> children) {
        return rows(
                parents,
                children,
                Comparator.comparing((Reference reference) -> reference.parent().name()));
    }

    private List<@Nullable Object[]> rows(List<Entity> parents, List<Entity> children, Comparator<Reference> order) {
        List<Reference> references = new ArrayList<>();
        for (Entity child : children) {
            for (ForeignKey key : child.foreignKeys()) {
                catalog.findEntity(key.entity())
                        .filter(parents::contains)
                        .ifPresent(parent -> references.add(new Reference(parent, child, key)));
            }
        }
        references.sort(order.thenComparing(Reference::name));
        List<@Nullable Object[]> rows = new ArrayList<>();
        references.forEach(reference -> addReferenceRows(rows, reference));
        return rows;
    }

    private void addReferenceRows(List<@Nullable Object[]> rows, Reference reference) {
        ForeignKey key = reference.key();
        for (int i = 0; i < key.columns().size(); i++) {
            rows.add(new @Nullable Object[] {
                null,
                schema,
                reference.parent().name(),
                key.key().get(i),
                null,
                schema,
                reference.child().name(),
                key.columns().get(i),
                i + 1,
                DatabaseMetaData.importedKeyNoAction,
                DatabaseMetaData.importedKeyNoAction,
                reference.name(),
                PRIMARY,
                DatabaseMetaData.importedKeyNotDeferrable
            });
        }
    }
}
