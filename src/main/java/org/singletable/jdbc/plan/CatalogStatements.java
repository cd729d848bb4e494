package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** SHOW TABLES and DESCRIBE, with the columns that H2 gives for SHOW TABLES and SHOW COLUMNS. */
final class CatalogStatements {
    private CatalogStatements() {}

    static Plan showTables(Catalog catalog) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        catalog.entities().stream()
                .map(Entity::name)
                .sorted()
                .forEach(name -> rows.add(row(name, catalog.schemaName())));
        return new Plan.CatalogRows(columns("TABLE_NAME", "TABLE_SCHEMA"), rows);
    }

    static Plan describe(Statement.Describe describe, Catalog catalog) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (Scope.isItems(describe.table(), catalog)) {
            ScopeTable.items(Scope.ITEMS, catalog.table(), 0)
                    .columns()
                    .forEach(column -> rows.add(row(
                            column.name(),
                            typeName(column.value().type()),
                            column.nullable() ? "YES" : "NO",
                            "",
                            null)));
        } else {
            Entity entity = Scope.source(describe.table(), catalog, 0).entity();
            entity.visibleColumns().forEach(column -> rows.add(describe(entity, column)));
        }
        return new Plan.CatalogRows(columns("FIELD", "TYPE", "NULL", "KEY", "DEFAULT"), rows);
    }

    private static List<@Nullable Object> describe(Entity entity, Column column) {
        return row(
                column.name(),
                typeName(column.type()),
                column.notNull() ? "NO" : "YES",
                key(entity, column),
                column.defaultSql());
    }

    private static String key(Entity entity, Column column) {
        if (entity.primaryKey().contains(column)) {
            return "PRI";
        }
        boolean unique = entity.uniqueConstraints().stream()
                .anyMatch(constraint -> constraint.columns().equals(List.of(column)));
        return unique ? "UNI" : "";
    }

    private static String typeName(SqlType type) {
        if (type.kind().isArray()) {
            return type.elementType().map(element -> typeName(element) + " ").orElse("") + type.typeName();
        }
        if (!type.isLimited()) {
            return type.typeName();
        }
        String scale = type.kind() == Kind.DECIMAL ? ", " + type.scale() : "";
        return type.typeName() + "(" + type.length() + scale + ")";
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static List<ResultColumn> columns(String... names) {
        List<ResultColumn> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(new ResultColumn(name, name, SqlType.STRING, name.equals("DEFAULT"), null, null));
        }
        return columns;
    }
}
