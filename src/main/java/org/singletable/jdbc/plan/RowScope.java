package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.RowScopeErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Names;
import org.singletable.jdbc.plan.BoundExpr.Comparison;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * The rows that there are for a connection: those that have not expired, and those in which columns have the values they are
 * bound to. Every table in a statement is read with these conditions, as if it were a view that has them.
 *
 * @param hideExpired whether rows whose time to live is over are as good as gone
 * @param bound values by column name
 * @param except entities that may be used though they lack bound columns
 */
public record RowScope(boolean hideExpired, Map<String, String> bound, Set<String> except) {
    /** All rows of all entities. */
    public static final RowScope ALL = new RowScope(false, Map.of(), Set.of());

    /** Kinds whose values are no single value that a text can give. */
    private static final Set<Kind> NOT_BOUND = Set.of(Kind.JSON, Kind.SET, Kind.LIST);

    public RowScope {
        bound = Map.copyOf(bound);
        except = Set.copyOf(except);
    }

    /**
     * Checks that the mapping has what the properties name.
     *
     * @throws DriverException 08001 naming the property
     */
    public void check(Catalog catalog) {
        for (String name : bound.keySet()) {
            if (catalog.entities().stream()
                    .noneMatch(entity -> column(entity, name).isPresent())) {
                throw RowScopeErrors.unknownColumn(name);
            }
        }
        for (String name : except) {
            Entity entity = catalog.findEntity(name).orElseThrow(() -> RowScopeErrors.unknownException(name));
            if (bound.keySet().stream()
                    .allMatch(column -> column(entity, column).isPresent())) {
                throw RowScopeErrors.needlessException(name);
            }
        }
        catalog.entities().forEach(this::values);
    }

    /** @throws DriverException 42501 where the connection is bound: what is asked for shows rows of others */
    public void requireUnbound(String what) {
        if (!bound.isEmpty()) {
            throw RowScopeErrors.showsAll(what, bound.keySet());
        }
    }

    /**
     * The values of an entity's bound columns.
     *
     * @throws DriverException 42501 where it lacks one and is no exception
     */
    Map<Column, Constant> boundColumns(Entity entity) {
        bound.keySet().stream()
                .filter(name -> column(entity, name).isEmpty() && !isException(entity))
                .findFirst()
                .ifPresent(name -> {
                    throw RowScopeErrors.lacksColumn(entity.name(), name);
                });
        return values(entity);
    }

    private boolean isException(Entity entity) {
        return Names.find(List.copyOf(except), name -> name, entity.name()).isPresent();
    }

    private Map<Column, Constant> values(Entity entity) {
        Map<Column, Constant> values = new LinkedHashMap<>();
        bound.forEach((name, text) ->
                column(entity, name).ifPresent(column -> values.put(column, value(entity, column, name, text))));
        return values;
    }

    private static Optional<Column> column(Entity entity, String name) {
        return entity.findColumn(name);
    }

    private static Constant value(Entity entity, Column column, String name, String text) {
        SqlType type = column.type();
        if (NOT_BOUND.contains(type.kind())) {
            throw RowScopeErrors.notBindable(name, entity.name(), type.toString());
        }
        try {
            return new Constant(Conversions.convert(text, type), type);
        } catch (DriverException e) {
            throw RowScopeErrors.badValue(name, entity.name(), e);
        }
    }

    /**
     * What is true of each row that there is.
     *
     * @throws DriverException 42501 for an entity that lacks a bound column
     */
    List<BoundExpr> conditions(Source source) {
        List<BoundExpr> conditions = new ArrayList<>(boundConditions(source));
        Optional<Column> expiry = source.entity().ttl();
        if (hideExpired && expiry.isPresent()) {
            Scope scope = new Scope("", List.of(ScopeTable.of(source)), null);
            conditions.add(new ExpressionBinder(scope, new Parameters(0)).bindPredicate(notExpired(expiry.get())));
        }
        return conditions;
    }

    /** The part of it that says what bound columns hold. */
    List<BoundExpr> boundConditions(Source source) {
        List<BoundExpr> conditions = new ArrayList<>();
        boundColumns(source.entity())
                .forEach((column, value) ->
                        conditions.add(new Comparison(Expr.Comparator.EQ, source.value(column), value)));
        return conditions;
    }

    private static Expr notExpired(Column column) {
        Expr.ColumnRef expiry = new Expr.ColumnRef(null, null, column.name());
        return new Expr.Or(List.of(
                new Expr.IsNull(expiry, false),
                new Expr.Comparison(Expr.Comparator.GT, expiry, new Expr.Function("current_timestamp", List.of()))));
    }

    /** The value that a statement gives a column, which has to be the bound one where there is such. */
    static BoundExpr checked(Map<Column, Constant> boundColumns, Column column, BoundExpr value) {
        Constant only = boundColumns.get(column);
        return only == null ? value : new BoundExpr.Apply(new OnlyValue(column, only), List.of(value));
    }
}
