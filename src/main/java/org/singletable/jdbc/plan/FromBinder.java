package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.plan.ScopeTable.ScopeColumn;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.sql.Statement.FromItem;

/** Resolves the tables of one SELECT's FROM and gives each its slots. */
final class FromBinder {
    private final Catalog catalog;
    private final RowScope rows;
    private final Parameters parameters;
    private final InnerQueries queries;
    private final @Nullable Scope outer;
    private final List<BoundExpr> where = new ArrayList<>();
    private int width;
    private boolean scanAllowed;

    /**
     * @param rows the rows that there are of each table: conditions that go where those of a derived table in its place would
     * @param outer what the names around the SELECT stand for, null for the outermost
     */
    FromBinder(Catalog catalog, RowScope rows, Parameters parameters, InnerQueries queries, @Nullable Scope outer) {
        this.catalog = catalog;
        this.rows = rows;
        this.parameters = parameters;
        this.queries = queries;
        this.outer = outer;
    }

    /**
     * FROM, resolved.
     *
     * @param where conjuncts that came out of tables and derived tables
     * @param scanAllowed whether the hint of such a derived table permits a Scan
     */
    record Bound(FromBlock.Node node, Scope scope, int width, List<BoundExpr> where, boolean scanAllowed) {}

    Bound bind(FromItem from) {
        Side side = bind(from, Place.FIRST);
        return new Bound(side.node(), scope(side.tables()), width, where, scanAllowed);
    }

    /** Where in the joins an item stands, which says where conditions of a derived table in its place may go. */
    private enum Place {
        /** The leftmost: its rows are never missing, so its conditions are those of WHERE. */
        FIRST,
        RIGHT_OF_INNER,
        RIGHT_OF_LEFT,
        /** Within joins that are the right side of another. */
        NESTED
    }

    /**
     * An item of FROM, resolved.
     *
     * @param conditions conjuncts that came out of it and that its rows have to meet before they are joined: for the ON of
     *     the join that it is on the right of
     */
    private record Side(FromBlock.Node node, List<ScopeTable> tables, List<BoundExpr> conditions) {
        Side(FromBlock.Node node, ScopeTable table) {
            this(node, List.of(table), List.of());
        }
    }

    private Scope scope(List<ScopeTable> tables) {
        return new Scope(catalog.schemaName(), tables, outer);
    }

    private Side bind(FromItem item, Place place) {
        if (item instanceof Statement.TableRef table) {
            return table(table, place);
        } else if (item instanceof Statement.DerivedTable derived) {
            return flattened(derived, place).orElseGet(() -> derived(derived));
        } else if (item instanceof Statement.Join join) {
            return join(join, place);
        }
        throw new IllegalStateException("unknown item of FROM " + item);
    }

    private Side table(Statement.TableRef table, Place place) {
        int offset = width;
        if (Scope.isItems(table, catalog)) {
            rows.requireUnbound(Scope.ITEMS);
            String name = table.alias() != null ? table.alias() : Scope.ITEMS;
            ScopeTable items = ScopeTable.items(name, catalog.table(), offset);
            width += items.columns().size();
            return new Side(new FromBlock.Items(offset), items);
        }
        Source source = Scope.source(table, catalog, offset);
        width += source.width();
        List<BoundExpr> conditions = rows.conditions(source);
        if (place == Place.FIRST) {
            where.addAll(conditions);
            conditions = List.of();
        }
        return new Side(new FromBlock.Table(source), List.of(ScopeTable.of(source)), conditions);
    }

    private Side derived(Statement.DerivedTable derived) {
        PlannedQuery query = queries.plan(derived.query(), new Scope(catalog.schemaName(), List.of(), outer));
        int offset = width;
        int columns = query.columns().size();
        width += columns;
        return new Side(
                new FromBlock.Derived(query.rel(), columns, offset),
                ScopeTable.derived(derived.alias(), query.columns(), offset).withNames(derived.columns()));
    }

    private Side join(Statement.Join join, Place place) {
        boolean isLeft = join.kind() == Statement.JoinKind.LEFT;
        Place ofRight = isLeft ? Place.RIGHT_OF_LEFT : Place.RIGHT_OF_INNER;
        Side left = bind(join.left(), place == Place.FIRST ? Place.FIRST : Place.NESTED);
        Side right = bind(join.right(), place == Place.FIRST ? ofRight : Place.NESTED);
        List<ScopeTable> both = new ArrayList<>(left.tables());
        both.addAll(right.tables());
        requireDifferentNames(both);
        ExpressionBinder binder = new ExpressionBinder(scope(both), parameters, queries, null, "ON");
        List<BoundExpr> on = new ArrayList<>(right.conditions());
        on.addAll(binder.bindConjuncts(join.on()));
        List<ScopeTable> tables = new ArrayList<>(left.tables());
        right.tables().forEach(table -> tables.add(isLeft ? table.asNullable() : table));
        return new Side(new FromBlock.Join(left.node(), right.node(), isLeft, on), tables, left.conditions());
    }

    private static void requireDifferentNames(List<ScopeTable> tables) {
        Set<String> names = new HashSet<>();
        for (ScopeTable table : tables) {
            if (!names.add(table.name().toLowerCase(Locale.ROOT))) {
                throw PlanErrors.duplicateTable(table.name());
            }
        }
    }

    /**
     * A derived table that only selects columns becomes part of this SELECT, so that the conditions around it reach the
     * access path of the table within.
     */
    private Optional<Side> flattened(Statement.DerivedTable derived, Place place) {
        Optional<Statement.Select> plain = Flattening.plain(derived.query());
        if (plain.isEmpty() || place == Place.NESTED) {
            return Optional.empty();
        }
        Statement.Select select = plain.get();
        FromItem from = select.source().orElseThrow();
        boolean optional = place == Place.RIGHT_OF_LEFT;
        if (place != Place.FIRST && from instanceof Statement.Join || optional && !Flattening.onlyColumns(select)) {
            return Optional.empty();
        }
        Side inner = bind(from, place);
        Scope scope = scope(inner.tables());
        ExpressionBinder binder = new ExpressionBinder(scope, parameters, queries, null, "WHERE");
        List<ScopeColumn> columns = new ArrayList<>();
        for (SelectList.Output output : SelectList.bind(select.items(), scope, binder)) {
            columns.add(new ScopeColumn(
                    output.column().label(),
                    output.value(),
                    output.column().nullable(),
                    false,
                    output.column().entity(),
                    output.column().column(),
                    output.column().readOnly()));
        }
        scanAllowed |= select.scanAllowed();
        List<BoundExpr> conditions = new ArrayList<>(inner.conditions());
        (place == Place.FIRST ? where : conditions).addAll(binder.bindConjuncts(select.where()));
        ScopeTable table = new ScopeTable(derived.alias(), null, columns).withNames(derived.columns());
        return Optional.of(new Side(inner.node(), List.of(table), conditions));
    }
}
