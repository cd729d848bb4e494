package org.singletable.jdbc.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.UniqueConstraint;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;

/** Plans INSERT, UPDATE and DELETE. */
final class WritePlanner {
    private final Catalog catalog;
    private final AccessPlanner accessPlanner;
    private final Parameters parameters;

    WritePlanner(Catalog catalog, AccessPlanner accessPlanner, Parameters parameters) {
        this.catalog = catalog;
        this.accessPlanner = accessPlanner;
        this.parameters = parameters;
    }

    Plan plan(Statement statement) {
        if (statement instanceof Statement.Insert insert) {
            return planInsert(insert);
        } else if (statement instanceof Statement.Update update) {
            return planUpdate(update);
        } else if (statement instanceof Statement.Delete delete) {
            return planDelete(delete);
        }
        throw new IllegalStateException("no plan for " + statement);
    }

    private Plan planInsert(Statement.Insert insert) {
        Scope scope = Scope.of(insert.table(), catalog);
        Entity entity = scope.entity();
        refuseSentinels(entity);
        refuseUnique(entity);
        List<Column> targets = insert.columns().isEmpty()
                ? entity.visibleColumns()
                : insert.columns().stream()
                        .map(name -> scope.resolve(new Expr.ColumnRef(null, null, name)))
                        .toList();
        List<Expr> row = UnbuiltStatements.onlyRow(insert);
        if (targets.size() != row.size()) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR,
                    "INSERT into \"" + entity.name() + "\" names " + targets.size() + " columns and gives " + row.size()
                            + " values");
        }
        ExpressionBinder binder = new ExpressionBinder(Scope.EMPTY, parameters);
        Map<Column, BoundExpr> values = new LinkedHashMap<>();
        Set<Column> seen = new LinkedHashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            Column column = targets.get(i);
            if (!seen.add(column)) {
                throw assignedTwice(entity, column);
            }
            if (!(row.get(i) instanceof Expr.Default)) {
                refuseReadOnly(entity, column);
                values.put(column, assigned(entity, row.get(i), column, binder));
            }
        }
        return new Plan.InsertPlan(parameters.infos(), entity, values, defaults(entity, values.keySet()));
    }

    private static Map<Column, BoundExpr> defaults(Entity entity, Set<Column> given) {
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
                defaults.put(column, ColumnDefaults.bind(defaultSql, column));
            }
        }
        return defaults;
    }

    private Plan planUpdate(Statement.Update update) {
        Scope scope = Scope.of(update.table(), catalog);
        Entity entity = scope.entity();
        refuseSentinels(entity);
        ExpressionBinder binder = new ExpressionBinder(scope, parameters);
        Map<Column, BoundExpr> assignments = new LinkedHashMap<>();
        for (Statement.Assignment assignment : update.assignments()) {
            scope.checkQualifier(null, assignment.qualifier());
            Column column = scope.resolve(new Expr.ColumnRef(null, null, assignment.column()));
            refuseReadOnly(entity, column);
            if (assignments.put(column, newValue(entity, assignment.value(), column, binder)) != null) {
                throw assignedTwice(entity, column);
            }
        }
        for (Column column : entity.columns()) {
            String onUpdate = column.onUpdateSql();
            if (onUpdate != null && !assignments.containsKey(column)) {
                assignments.put(column, ColumnDefaults.bind(onUpdate, column));
            }
        }
        assignments.keySet().forEach(column -> checkAssignable(entity, column));
        entity.version().ifPresent(version -> checkAssignable(entity, version));
        refuseChangesOfSentinels(entity, assignments.keySet());
        Conjuncts where = where(update.where(), binder);
        Access.SingleRow access = singleRow("UPDATE", entity, where);
        return new Plan.UpdatePlan(parameters.infos(), access, assignments, residual(access, where));
    }

    private Plan planDelete(Statement.Delete delete) {
        Scope scope = Scope.of(delete.table(), catalog);
        Entity entity = scope.entity();
        refuseSentinels(entity);
        refuseUnique(entity);
        Conjuncts where = where(delete.where(), new ExpressionBinder(scope, parameters));
        Access.SingleRow access = singleRow("DELETE", entity, where);
        return new Plan.DeletePlan(parameters.infos(), access, residual(access, where));
    }

    private static Conjuncts where(@Nullable Expr where, ExpressionBinder binder) {
        return Conjuncts.of(where == null ? null : binder.bindPredicate(where));
    }

    private Access.SingleRow singleRow(String verb, Entity entity, Conjuncts where) {
        if (where.never()) {
            return new Access.Nothing(entity);
        }
        return accessPlanner
                .byKey(entity, where)
                .orElseThrow(() -> PlanErrors.notBuilt(
                        verb + " of rows of \"" + entity.name() + "\" other than by the whole primary key",
                        "give "
                                + entity.primaryKey().stream().map(Column::name).collect(Collectors.joining(", "))
                                + " in WHERE with ="));
    }

    private static List<BoundExpr> residual(Access.SingleRow access, Conjuncts where) {
        return access instanceof Access.ByKey byKey ? where.without(byKey.key().keySet()) : where.all();
    }

    private static BoundExpr newValue(Entity entity, Expr value, Column column, ExpressionBinder binder) {
        if (value instanceof Expr.Default) {
            String defaultSql = column.defaultSql();
            return defaultSql == null ? new Constant(null, column.type()) : ColumnDefaults.bind(defaultSql, column);
        }
        return assigned(entity, value, column, binder);
    }

    private static BoundExpr assigned(Entity entity, Expr value, Column column, ExpressionBinder binder) {
        try {
            return binder.bindAssignment(value, column);
        } catch (DriverException e) {
            throw WriteErrors.inColumn(entity.name(), column.name(), e);
        }
    }

    private static void checkAssignable(Entity entity, Column column) {
        if (entity.primaryKey().contains(column)) {
            throw PlanErrors.notBuilt(
                    "UPDATE of the primary key column \"" + column.name() + "\" of \"" + entity.name() + "\"",
                    "DELETE the row and INSERT it under its new key");
        }
    }

    /** Sentinels hold values of the rows they belong to, and expire with them. */
    private void refuseChangesOfSentinels(Entity entity, Set<Column> changed) {
        for (UniqueConstraint constraint : entity.uniqueConstraints()) {
            Set<String> held = new LinkedHashSet<>();
            constraint.columns().forEach(column -> held.add(column.name()));
            constraint
                    .item()
                    .values()
                    .forEach(template -> template.columns().forEach(column -> held.add(column.name())));
            constraint
                    .sentinelEntity()
                    .flatMap(catalog::findEntity)
                    .ifPresent(sentinel -> sentinel.columns().stream()
                            .filter(column -> !column.isVersion())
                            .forEach(column -> held.add(column.name())));
            entity.ttl().ifPresent(column -> held.add(column.name()));
            if (changed.stream().map(Column::name).anyMatch(held::contains)) {
                throw uniqueNotBuilt(entity, constraint);
            }
        }
    }

    private void refuseSentinels(Entity entity) {
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

    private static void refuseReadOnly(Entity entity, Column column) {
        if (column.readOnly()) {
            throw PlanErrors.readOnlyColumn(entity.name(), column.name());
        }
    }

    private static void refuseUnique(Entity entity) {
        if (!entity.uniqueConstraints().isEmpty()) {
            throw uniqueNotBuilt(entity, entity.uniqueConstraints().get(0));
        }
    }

    private static DriverException uniqueNotBuilt(Entity entity, UniqueConstraint constraint) {
        return PlanErrors.notBuilt(
                "writing \"" + entity.name() + "\" with its unique constraint " + constraint.name(),
                "remove \"unique\" from the mapping to write without the check");
    }

    private static DriverException assignedTwice(Entity entity, Column column) {
        return new DriverException(
                SqlState.SYNTAX_ERROR,
                "column \"" + column.name() + "\" of \"" + entity.name() + "\" is assigned twice");
    }
}
