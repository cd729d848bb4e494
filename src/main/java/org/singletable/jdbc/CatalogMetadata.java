package org.singletable.jdbc;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * The rows of metadata about tables and columns. Schema is the physical table, tables are the mapping's entities, in
 * JDBC's order: by name.
 */
final class CatalogMetadata {
    static final String TABLE_TYPE = "TABLE";

    private final Catalog catalog;

    CatalogMetadata(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether the arguments allow this connection's one schema, which is in no catalog. */
    boolean isSchema(@Nullable String catalogName, @Nullable String schemaPattern) {
        boolean isCatalog = catalogName == null || catalogName.isEmpty() || catalogName.equals("%");
        return isCatalog
                && (catalog.schemaName().equals(schemaPattern) || NamePattern.matches(schemaPattern, schema()));
    }

    String schema() {
        return catalog.schemaName();
    }

    private List<Entity> entities() {
        return catalog.entities().stream()
                .sorted(Comparator.comparing(Entity::name))
                .toList();
    }

    /** The entities a pattern means. Some tools forget to escape names: a pattern that is a table's name means only that. */
    private List<Entity> entities(
            @Nullable String catalogName, @Nullable String schemaPattern, @Nullable String tablePattern) {
        if (!isSchema(catalogName, schemaPattern)) {
            return List.of();
        }
        Optional<Entity> named = Optional.ofNullable(tablePattern).flatMap(catalog::findEntity);
        return named.map(List::of)
                .orElseGet(() -> entities().stream()
                        .filter(entity -> NamePattern.matches(tablePattern, entity.name()))
                        .toList());
    }

    /** The entities an exact name means; {@code %} and null are any. */
    List<Entity> exactly(@Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        if (!isSchema(catalogName, schema)) {
            return List.of();
        }
        return table == null || table.equals("%")
                ? entities()
                : catalog.findEntity(table).stream().toList();
    }

    List<@Nullable Object[]> tables(
            @Nullable String catalogName,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            String @Nullable [] types) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (types == null || Arrays.asList(types).contains(TABLE_TYPE)) {
            for (Entity entity : entities(catalogName, schemaPattern, tablePattern)) {
                rows.add(new @Nullable Object[] {
                    null, schema(), entity.name(), TABLE_TYPE, entity.remarks(), null, null, null, null, null
                });
            }
        }
        return rows;
    }

    List<@Nullable Object[]> columns(
            @Nullable String catalogName,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Entity entity : entities(catalogName, schemaPattern, tablePattern)) {
            List<Column> columns = entity.visibleColumns();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                if (column.name().equals(columnPattern) || NamePattern.matches(columnPattern, column.name())) {
                    rows.add(columnRow(entity, column, i + 1));
                }
            }
        }
        return rows;
    }

    private @Nullable Object[] columnRow(Entity entity, Column column, int position) {
        SqlType type = column.type();
        Kind kind = type.kind();
        return new @Nullable Object[] {
            null,
            schema(),
            entity.name(),
            column.name(),
            kind.jdbcType(),
            kind.sqlName(),
            columnSize(type),
            null,
            decimalDigits(type),
            radix(kind),
            column.notNull() ? DatabaseMetaData.columnNoNulls : DatabaseMetaData.columnNullable,
            column.remarks(),
            column.defaultSql(),
            null,
            null,
            kind.info().caseSensitive() ? columnSize(type) : null,
            position,
            column.notNull() ? "NO" : "YES",
            null,
            null,
            null,
            null,
            "NO",
            column.readOnly() ? "YES" : "NO"
        };
    }

    static @Nullable Integer radix(Kind kind) {
        return kind.info().radix() > 0 ? (Integer) kind.info().radix() : null;
    }

    /** The precision; all 38 digits for a decimal without limits. */
    private static int columnSize(SqlType type) {
        return type.precision() > 0 ? type.precision() : type.kind().info().precision();
    }

    /** The scale; null where there is none, or any, as in a decimal without limits. */
    private static @Nullable Integer decimalDigits(SqlType type) {
        boolean hasScale = type.kind() == Kind.DECIMAL
                ? type.isLimited()
                : type.kind().info().radix() > 0;
        return hasScale || type.kind().isTemporal() ? (Integer) type.fractionDigits() : null;
    }

    /** The primary key's columns: JDBC calls them the best way to identify a row, for as long as it exists. */
    List<@Nullable Object[]> bestRowIdentifier(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Entity entity : exactly(catalogName, schema, table)) {
            for (Column column : entity.primaryKey()) {
                rows.add(identifierRow(column, DatabaseMetaData.bestRowSession, DatabaseMetaData.bestRowNotPseudo));
            }
        }
        return rows;
    }

    List<@Nullable Object[]> versionColumns(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Entity entity : exactly(catalogName, schema, table)) {
            entity.version()
                    .ifPresent(
                            column -> rows.add(identifierRow(column, null, DatabaseMetaData.versionColumnNotPseudo)));
        }
        return rows;
    }

    private static @Nullable Object[] identifierRow(Column column, @Nullable Integer scope, int pseudo) {
        SqlType type = column.type();
        return new @Nullable Object[] {
            scope,
            column.name(),
            type.kind().jdbcType(),
            type.kind().sqlName(),
            columnSize(type),
            null,
            decimalDigits(type),
            pseudo
        };
    }
}
