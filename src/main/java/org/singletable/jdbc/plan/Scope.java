package org.singletable.jdbc.plan;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.sql.Expr.ColumnRef;
import org.singletable.jdbc.sql.Statement.TableRef;

/** What the names of a statement stand for: its table, if it has one, and that table's columns. */
final class Scope {
    /** The scope of an expression that sees no table: a SELECT without FROM, VALUES, a default. */
    static final Scope EMPTY = new Scope(null, "", "");

    private final @Nullable Entity entity;
    private final String exposedName;
    private final String schema;

    private Scope(@Nullable Entity entity, String exposedName, String schema) {
        this.entity = entity;
        this.exposedName = exposedName;
        this.schema = schema;
    }

    /** @throws org.singletable.jdbc.error.DriverException 42P01 for an unknown table or schema */
    static Scope of(TableRef table, Catalog catalog) {
        String schema = catalog.schemaName();
        if (table.schema() != null && !table.schema().equalsIgnoreCase(schema)) {
            throw PlanErrors.unknownSchema(table.schema(), schema);
        }
        if (table.name().equalsIgnoreCase("_items")) {
            throw PlanErrors.notBuilt("the table _items", "read an entity's table");
        }
        Entity entity = catalog.findEntity(table.name())
                .orElseThrow(() -> PlanErrors.unknownTable(
                        table.name(),
                        schema,
                        catalog.entities().stream().map(Entity::name).toList()));
        // An unaliased table answers to the entity's own spelling, whatever the statement's.
        return new Scope(entity, table.alias() != null ? table.alias() : entity.name(), schema);
    }

    Entity entity() {
        if (entity == null) {
            throw new IllegalStateException("this scope has no table");
        }
        return entity;
    }

    boolean hasTable() {
        return entity != null;
    }

    /** @throws org.singletable.jdbc.error.DriverException 42P01 where the qualifier is not this scope's table */
    void checkQualifier(@Nullable String qualifierSchema, @Nullable String qualifier) {
        if (qualifierSchema != null && !qualifierSchema.equalsIgnoreCase(schema)) {
            throw PlanErrors.unknownSchema(qualifierSchema, schema);
        }
        if (qualifier != null && !qualifier.equalsIgnoreCase(exposedName)) {
            throw PlanErrors.unknownQualifier(qualifier, exposedName);
        }
    }

    /** @throws org.singletable.jdbc.error.DriverException 42703 unknown column, 42P01 unknown qualifier */
    Column resolve(ColumnRef ref) {
        if (entity == null) {
            throw PlanErrors.columnWithoutTable(ref.name());
        }
        checkQualifier(ref.schema(), ref.qualifier());
        return entity.findColumn(ref.name())
                .orElseThrow(() -> PlanErrors.unknownColumn(
                        ref.name(),
                        entity.name(),
                        entity.visibleColumns().stream().map(Column::name).toList()));
    }
}
