package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.plan.Plan.NewRow;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;

/** Plans INSERT and UPSERT. */
final class InsertPlanner {
    private final Statement.Insert insert;
    private final WriteScope table;
    private final Entity entity;
    private final QueryPlanner queries;

    /** Each is read once, however many rows there are. */
    private final Map<Column, BoundExpr> defaultValues = new HashMap<>();

    InsertPlanner(Statement.Insert insert, WriteScope table, QueryPlanner queries) {
        this.insert = insert;
        this.table = table;
        this.entity = table.entity();
        this.queries = queries;
    }

    Plan.InsertPlan plan() {
        List<Column> targets = targets();
        Rel query = null;
        List<NewRow> rows;
        if (insert.source() instanceof Statement.QueryRows given) {
            PlannedQuery planned = queries.plan(given.query(), new Scope("", List.of(), null));
            query = planned.rel();
            rows = List.of(ofQuery(targets, planned));
        } else {
            ExpressionBinder binder = table.binder(Scope.EMPTY, "VALUES");
            rows = ((Statement.Values) insert.source())
                    .rows().stream().map(row -> row(targets, row, binder)).toList();
        }
        Plan.ConflictClause conflict = conflict();
        Plan.Returning returning = table.returning(insert.returning());
        return new Plan.InsertPlan(
                queries.parameters().infos(),
                entity,
                query,
                rows,
                conflict,
                insert.replace(),
                table.mayWriteOver(),
                returning,
                queries.subqueries());
    }

    private List<Column> targets() {
        if (insert.columns().isEmpty()) {
            return entity.visibleColumns();
        }
        Set<Column> targets = new LinkedHashSet<>();
        for (String name : insert.columns()) {
            Column column = table.column(name);
            if (!targets.add(column)) {
                throw table.assignedTwice(column);
            }
        }
        return new ArrayList<>(targets);
    }

    private NewRow row(List<Column> targets, List<Expr> given, ExpressionBinder binder) {
        Map<Column, BoundExpr> values = new LinkedHashMap<>();
        // A row without expressions is that of DEFAULT VALUES.
        checkCount(targets, given.isEmpty() ? targets.size() : given.size());
        for (int i = 0; i < given.size(); i++) {
            Column column = targets.get(i);
            if (!(given.get(i) instanceof Expr.Default)) {
                table.refuseReadOnly(column);
                values.put(column, table.assigned(given.get(i), column, binder));
            }
        }
        return row(values);
    }

    private NewRow ofQuery(List<Column> targets, PlannedQuery query) {
        checkCount(targets, query.columns().size());
        Map<Column, BoundExpr> values = new LinkedHashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            Column column = targets.get(i);
            table.refuseReadOnly(column);
            BoundExpr value = new BoundExpr.Convert(
                    new BoundExpr.Slot(i, query.columns().get(i).type()), column.type());
            values.put(column, RowScope.checked(table.boundColumns(), column, value));
        }
        return row(values);
    }

    private NewRow row(Map<Column, BoundExpr> given) {
        Map<Column, BoundExpr> values = new LinkedHashMap<>(given);
        table.boundColumns().forEach(values::putIfAbsent);
        return new NewRow(values, defaults(values.keySet()));
    }

    private void checkCount(List<Column> targets, int given) {
        if (targets.size() != given) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR,
                    "INSERT into \"" + entity.name() + "\" names " + targets.size() + " columns and gives " + given
                            + " values");
        }
    }

    private Map<Column, BoundExpr> defaults(Set<Column> given) {
        Map<Column, BoundExpr> defaults = new LinkedHashMap<>();
        for (Column column : entity.columns()) {
            if (given.contains(column)) {
                continue;
            }
            Long start = column.versionStart();
            String defaultSql = column.defaultSql();
            if (start != null) {
                defaults.put(column, ColumnDefaults.constant(start, column));
            } else if (defaultSql != null) {
                defaults.put(
                        column, defaultValues.computeIfAbsent(column, any -> ColumnDefaults.bind(defaultSql, column)));
            }
        }
        return defaults;
    }

    private Plan.@Nullable ConflictClause conflict() {
        Statement.OnConflict given = insert.onConflict();
        if (given == null) {
            return null;
        }
        return new Plan.ConflictClause(
                target(given.target()), given.action() instanceof Statement.DoUpdate update ? update(update) : null);
    }

    private Plan.@Nullable ConflictTarget target(List<String> names) {
        if (names.isEmpty()) {
            return null;
        }
        Set<Column> columns = new HashSet<>();
        names.forEach(name -> columns.add(table.column(name)));
        if (columns.equals(new HashSet<>(entity.primaryKey())) || columns.equals(new HashSet<>(entity.id()))) {
            return new Plan.ConflictTarget(null);
        }
        for (UniqueConstraint constraint : entity.uniqueConstraints()) {
            if (columns.equals(new HashSet<>(constraint.columns()))) {
                return new Plan.ConflictTarget(constraint);
            }
        }
        throw PlanErrors.noSuchConstraint(entity.name(), names);
    }

    /** The frame has the row that is there, then the one that was to be inserted. */
    private Plan.ConflictUpdate update(Statement.DoUpdate update) {
        Source excluded = new Source("excluded", entity, table.source().width());
        Scope both = table.scope().with(ScopeTable.of(excluded).asOnlyQualified());
        return new Plan.ConflictUpdate(
                table.assignments(update.assignments(), table.binder(both, "DO UPDATE")),
                table.binder(both, "WHERE").bindConjuncts(update.where()));
    }
}
