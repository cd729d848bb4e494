package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.ScopeTable.ScopeColumn;
import org.singletable.jdbc.sql.Expr.ColumnRef;
import org.singletable.jdbc.sql.Statement.TableRef;

/** What the names of a statement, or of one SELECT in it, stand for: its tables and their columns. */
final class Scope {
    /** The name of the table of physical items. */
    static final String ITEMS = "_items";

    /** The scope of an expression that sees no table: a SELECT without FROM, VALUES, a default. */
    static final Scope EMPTY = new Scope("", List.of(), null);

    private final String schema;
    private final List<ScopeTable> tables;
    private final @Nullable Scope outer;

    /** @param outer that of the query around this one, whose names are known but cannot be used; null for none */
    Scope(String schema, List<ScopeTable> tables, @Nullable Scope outer) {
        this.schema = schema;
        this.tables = List.copyOf(tables);
        this.outer = outer;
    }

    /**
     * The scope of a statement that writes to a table.
     *
     * @throws org.singletable.jdbc.error.DriverException 42P01 for an unknown table or schema, 42501 for {@code _items}
     */
    static Scope of(TableRef table, Catalog catalog) {
        if (isItems(table, catalog)) {
            throw PlanErrors.readOnlyTable(ITEMS);
        }
        Source source = source(table, catalog, 0);
        return new Scope(catalog.schemaName(), List.of(ScopeTable.of(source)), null);
    }

    /** Whether it names the table of physical items. */
    static boolean isItems(TableRef table, Catalog catalog) {
        checkSchema(table.schema(), catalog.schemaName());
        return table.name().equalsIgnoreCase(ITEMS);
    }

    /**
     * The entity that a table name stands for.
     *
     * @throws org.singletable.jdbc.error.DriverException 42P01 for an unknown table or schema
     */
    static Source source(TableRef table, Catalog catalog, int offset) {
        String schema = catalog.schemaName();
        checkSchema(table.schema(), schema);
        Entity entity = entity(table.name(), catalog);
        // An unaliased table answers to the entity's own spelling, whatever the statement's.
        return new Source(table.alias() != null ? table.alias() : entity.name(), entity, offset);
    }

    /** @throws org.singletable.jdbc.error.DriverException 42P01 */
    static Entity entity(String name, Catalog catalog) {
        return catalog.findEntity(name)
                .orElseThrow(() -> PlanErrors.unknownTable(
                        name,
                        catalog.schemaName(),
                        catalog.entities().stream().map(Entity::name).toList()));
    }

    private static void checkSchema(@Nullable String named, String schema) {
        if (named != null && !named.equalsIgnoreCase(schema)) {
            throw PlanErrors.unknownSchema(named, schema);
        }
    }

    List<ScopeTable> tables() {
        return tables;
    }

    /** This scope with one more table. */
    Scope with(ScopeTable table) {
        List<ScopeTable> more = new ArrayList<>(tables);
        more.add(table);
        return new Scope(schema, more, outer);
    }

    /** The entity of a statement that writes. */
    Entity entity() {
        Entity entity = tables.size() == 1 ? tables.get(0).entity() : null;
        if (entity == null) {
            throw new IllegalStateException("this scope is not that of one entity");
        }
        return entity;
    }

    /** @throws org.singletable.jdbc.error.DriverException 42P01 where the qualifier is no table of this scope */
    void checkQualifier(@Nullable String qualifierSchema, @Nullable String qualifier) {
        checkSchema(qualifierSchema, schema);
        if (qualifier != null) {
            table(qualifier);
        }
    }

    /**
     * The table of this name: an exact match wins, else a unique one whose letters differ in case.
     *
     * @throws org.singletable.jdbc.error.DriverException 42P01 where there is none
     */
    ScopeTable table(String name) {
        return findTable(name).orElseThrow(() -> {
            if (isTableOutside(name)) {
                return PlanErrors.correlated(name);
            }
            return PlanErrors.unknownQualifier(
                    name, tables.stream().map(ScopeTable::name).toList());
        });
    }

    private boolean isTableOutside(String name) {
        return outer != null && (outer.findTable(name).isPresent() || outer.isTableOutside(name));
    }

    private Optional<ScopeTable> findTable(String name) {
        List<ScopeTable> found = matching(tables, ScopeTable::name, name);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The column of an entity that a name stands for, in a statement that writes. */
    Column resolve(ColumnRef ref) {
        Column column = find(ref).column();
        if (column == null) {
            throw new IllegalStateException("\"" + ref.name() + "\" is no column of an entity");
        }
        return column;
    }

    /**
     * What a column's name stands for.
     *
     * @throws org.singletable.jdbc.error.DriverException 42703 unknown column, 42P01 unknown qualifier, 42702 where several
     *     have the name, HYC00 for a column of the query around this one
     */
    ScopeColumn find(ColumnRef ref) {
        if (tables.isEmpty() && !isKnownOutside(ref)) {
            throw PlanErrors.columnWithoutTable(ref.name());
        }
        checkSchema(ref.schema(), schema);
        String qualifier = ref.qualifier();
        List<ScopeTable> candidates = qualifier == null
                ? tables.stream().filter(table -> !table.onlyQualified()).toList()
                : List.of(table(qualifier));
        List<ScopeColumn> found = columns(candidates, ref.name());
        if (found.isEmpty()) {
            throw unknownColumn(ref, candidates);
        }
        if (found.size() > 1) {
            throw PlanErrors.ambiguousColumn(ref.name(), owners(candidates, ref.name()));
        }
        return found.get(0);
    }

    /** Whether a name without qualifier stands for a column of exactly one table. */
    boolean hasColumn(String name) {
        return columns(tables, name).size() == 1;
    }

    private static List<ScopeColumn> columns(List<ScopeTable> tables, String name) {
        List<ScopeColumn> columns = new ArrayList<>();
        tables.forEach(table -> columns.addAll(table.columns()));
        return matching(columns, ScopeColumn::name, name);
    }

    private static <T> List<T> matching(List<T> things, Function<T, String> nameOf, String name) {
        List<T> exact = things.stream()
                .filter(thing -> nameOf.apply(thing).equals(name))
                .toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        return things.stream()
                .filter(thing -> nameOf.apply(thing).equalsIgnoreCase(name))
                .toList();
    }

    private static List<String> owners(List<ScopeTable> candidates, String name) {
        List<String> owners = new ArrayList<>();
        for (ScopeTable table : candidates) {
            columns(List.of(table), name).forEach(column -> owners.add(table.name() + "." + column.name()));
        }
        return owners;
    }

    private boolean isKnownOutside(ColumnRef ref) {
        if (outer == null) {
            return false;
        }
        String qualifier = ref.qualifier();
        Optional<ScopeTable> named = qualifier == null ? Optional.empty() : outer.findTable(qualifier);
        List<ScopeTable> candidates =
                qualifier == null ? outer.tables : named.map(List::of).orElse(List.of());
        return !columns(candidates, ref.name()).isEmpty() || outer.isKnownOutside(ref);
    }

    private RuntimeException unknownColumn(ColumnRef ref, List<ScopeTable> candidates) {
        if (ref.qualifier() == null && isKnownOutside(ref)) {
            return PlanErrors.correlated(ref.name());
        }
        if (candidates.size() == 1) {
            ScopeTable table = candidates.get(0);
            Entity entity = table.entity();
            return PlanErrors.unknownColumn(
                    ref.name(), entity == null ? table.name() : entity.name(), table.visibleNames());
        }
        List<String> known = new ArrayList<>();
        candidates.forEach(table -> table.visibleNames().forEach(name -> known.add(table.name() + "." + name)));
        List<String> names = candidates.stream()
                .flatMap(table -> table.visibleNames().stream())
                .distinct()
                .toList();
        return PlanErrors.unknownColumnOfAll(ref.name(), names, known);
    }

    /** The name of the column whose value this is, for messages. */
    String nameOf(BoundExpr value) {
        for (ScopeTable table : tables) {
            for (ScopeColumn column : table.columns()) {
                if (column.value().equals(value)) {
                    return tables.size() == 1 ? column.name() : table.name() + "." + column.name();
                }
            }
        }
        return value instanceof BoundExpr.ColumnValue column ? column.column().name() : "of a derived table";
    }
}
