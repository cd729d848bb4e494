package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.plan.Plan.NewValue;
import org.singletable.jdbc.plan.SelectList.Output;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.sql.Statement.SelectItem;

/** The table that a statement writes to, and what plans of INSERT, UPDATE and DELETE have in common. */
final class WriteScope {
    private final Scope scope;
    private final Source source;
    private final Entity entity;
    private final QueryPlanner queries;
    private final AccessPlanner accessPlanner;
    private final Map<Column, Constant> boundColumns;

    /**
     * @throws DriverException 42P01 for an unknown table, 42501 for one that only the driver writes, or that lacks a column
     *     that the connection is bound in
     */
    WriteScope(Statement.TableRef table, QueryPlanner queries, AccessPlanner accessPlanner) {
        this.scope = Scope.of(table, queries.catalog());
        this.source = Scope.source(table, queries.catalog(), 0);
        this.entity = source.entity();
        this.queries = queries;
        this.accessPlanner = accessPlanner;
        this.boundColumns = queries.rows().boundColumns(entity);
        refuseSentinels(entity, queries.catalog());
    }

    private static void refuseSentinels(Entity entity, Catalog catalog) {
        boolean sentinel = catalog.entities().stream()
                .flatMap(owner -> owner.uniqueConstraints().stream())
                .anyMatch(constraint -> constraint
                        .sentinelEntity()
                        .filter(entity.name()::equals)
                        .isPresent());
        if (sentinel) {
            throw new DriverException(
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "rows of \"" + entity.name() + "\" keep other tables' values unique; only the driver writes them");
        }
    }

    Entity entity() {
        return entity;
    }

    Source source() {
        return source;
    }

    Scope scope() {
        return scope;
    }

    ExpressionBinder binder(Scope names, String place) {
        return new ExpressionBinder(names, queries.parameters(), queries, null, place);
    }

    /** What columns that the connection is bound in get, whatever their defaults are. */
    Map<Column, Constant> boundColumns() {
        return boundColumns;
    }

    /** What tells a row that the connection may write over from those of others that have the same key. */
    List<BoundExpr> mayWriteOver() {
        return entity.primaryKey().containsAll(boundColumns.keySet())
                ? List.of()
                : queries.rows().boundConditions(source);
    }

    Column column(String name) {
        return scope.resolve(new Expr.ColumnRef(null, null, name));
    }

    /** The rows that WHERE is true of. */
    Plan.Target target(@Nullable Expr where, boolean scanAllowed) {
        FromBlock.Table from = new FromBlock.Table(source);
        ExpressionBinder binder = binder(scope, "WHERE");
        List<BoundExpr> all = new ArrayList<>(queries.rows().conditions(source));
        boolean segments = false;
        for (Expr conjunct : SegmentCondition.conjuncts(where)) {
            if (conjunct instanceof Expr.Function function && SegmentCondition.isSegment(function)) {
                segments = true;
                all.add(SegmentCondition.bind(function, from, scope, queries.constants()));
            } else {
                all.addAll(binder.bindConjuncts(conjunct));
            }
        }
        Set<Column> columns = new LinkedHashSet<>(entity.columns());
        if (!segments) {
            Conjuncts conjuncts = Conjuncts.of(TableScope.of(source), all);
            Optional<Access.ByKey> byKey =
                    conjuncts.never() ? Optional.empty() : accessPlanner.byKey(entity, conjuncts);
            if (byKey.isPresent()) {
                Rel.Read read = new Rel.Read(
                        source,
                        source.width(),
                        byKey.get(),
                        conjuncts.all(),
                        columns,
                        List.of(),
                        new Estimate(1, 1, true));
                return new Plan.Target(read, conjuncts.without(byKey.get().key().keySet()));
            }
        }
        Set<Integer> slots =
                new HashSet<>(IntStream.range(0, source.width()).boxed().toList());
        Rel.Read read = (Rel.Read) queries.fromPlanner()
                .plan(new FromBlock(from, source.width(), all, slots, scanAllowed), Delivery.ALL)
                .rel();
        return new Plan.Target(checkedOnTable(read), read.residual());
    }

    /** What a global index finds is read from the table, whatever the index holds: it may show the past. */
    private static Rel.Read checkedOnTable(Rel.Read read) {
        return new Rel.Read(
                read.source(),
                read.width(),
                checkedOnTable(read.access()),
                read.residual(),
                read.wanted(),
                read.order(),
                read.estimate());
    }

    private static Access checkedOnTable(Access access) {
        if (access instanceof Access.ByQuery query && query.isGlobal()) {
            return new Access.ByQuery(
                    query.entity(), query.index(), query.known(), query.range(), query.descending(), true);
        } else if (access instanceof Access.Union union) {
            return new Access.Union(
                    union.entity(),
                    union.ways().stream()
                            .map(way -> new Access.Way(checkedOnTable(way.access()), way.residual(), way.estimate()))
                            .toList());
        }
        return access;
    }

    /** RETURNING; null where there is none. */
    Plan.@Nullable Returning returning(List<SelectItem> items) {
        if (items.isEmpty()) {
            return null;
        }
        List<Output> outputs = SelectList.bind(items, scope, binder(scope, "RETURNING"));
        return new Plan.Returning(
                outputs.stream().map(Output::column).toList(),
                outputs.stream().map(Output::value).toList());
    }

    /** What SET gives columns, and what {@code onUpdate} gives those it does not name. */
    Map<Column, NewValue> assignments(List<Statement.Assignment> given, ExpressionBinder binder) {
        Map<Column, NewValue> assignments = new LinkedHashMap<>();
        for (Statement.Assignment assignment : given) {
            scope.checkQualifier(null, assignment.qualifier());
            Column column = column(assignment.column());
            refuseReadOnly(column);
            BoundExpr value = assignment.value() instanceof Expr.Default
                    ? RowScope.checked(boundColumns, column, defaultValue(column))
                    : assigned(assignment.value(), column, binder);
            NewValue newValue =
                    new NewValue(value, Increments.of(entity, column, value).orElse(null));
            if (assignments.put(column, newValue) != null) {
                throw assignedTwice(column);
            }
        }
        for (Column column : entity.columns()) {
            String onUpdate = column.onUpdateSql();
            if (onUpdate != null && !assignments.containsKey(column)) {
                BoundExpr value = ColumnDefaults.bind(onUpdate, column);
                assignments.put(column, new NewValue(RowScope.checked(boundColumns, column, value), null));
            }
        }
        return assignments;
    }

    private static BoundExpr defaultValue(Column column) {
        String defaultSql = column.defaultSql();
        return defaultSql == null ? new Constant(null, column.type()) : ColumnDefaults.bind(defaultSql, column);
    }

    /** A value for a column, converted to its type; where the connection is bound in it, only the bound one. */
    BoundExpr assigned(Expr value, Column column, ExpressionBinder binder) {
        try {
            return RowScope.checked(boundColumns, column, binder.bindAssignment(value, column));
        } catch (DriverException e) {
            throw WriteErrors.inColumn(entity.name(), column.name(), e);
        }
    }

    void refuseReadOnly(Column column) {
        if (column.readOnly()) {
            throw PlanErrors.readOnlyColumn(entity.name(), column.name());
        }
    }

    DriverException assignedTwice(Column column) {
        return new DriverException(
                SqlState.SYNTAX_ERROR,
                "column \"" + column.name() + "\" of \"" + entity.name() + "\" is assigned twice");
    }
}
