package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.SqlParser.Parsed;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.sql.Statement.SelectItem;
import org.singletable.jdbc.type.SqlType;

/** Makes the plan of a statement. Pure: the same statement and catalog give the same plan, and nothing is read. */
public final class Planner {
    private final Catalog catalog;
    private final AccessPlanner accessPlanner;
    private final FromPlanner fromPlanner;

    /** @param strictReads no plan reads a global index ({@code consistentRead=strict}) */
    public Planner(Catalog catalog, boolean strictReads) {
        this.catalog = catalog;
        this.accessPlanner = new AccessPlanner(strictReads);
        this.fromPlanner = new FromPlanner(accessPlanner, catalog);
    }

    /**
     * The plan of a parsed statement.
     *
     * @throws org.singletable.jdbc.error.DriverException 42P01, 42703, 22018, 42501, HYC00
     */
    public Plan plan(Parsed parsed) {
        Parameters parameters = new Parameters(parsed.parameterCount());
        Statement statement = parsed.statement();
        if (statement instanceof Statement.Select select) {
            return planSelect(select, parameters);
        }
        return new WritePlanner(catalog, accessPlanner, parameters).plan(statement);
    }

    private Plan planSelect(Statement.Select select, Parameters parameters) {
        Statement.TableRef from = (Statement.TableRef) select.from();
        Scope scope = from == null ? Scope.EMPTY : Scope.of(from, catalog);
        ExpressionBinder binder = new ExpressionBinder(scope, parameters);

        List<ResultColumn> columns = new ArrayList<>();
        List<BoundExpr> outputs = new ArrayList<>();
        for (SelectItem item : select.items()) {
            bindItem(item, scope, binder, columns, outputs);
        }
        Expr where = select.where();
        BoundExpr residual = where == null ? null : binder.bindPredicate(where);
        BoundExpr limit = bindRowCount(select.limit(), parameters);
        BoundExpr offset = bindRowCount(select.offset(), parameters);
        Rel rows = new Rel.Project(source(scope, residual), outputs);
        if (limit != null || offset != null) {
            rows = new Rel.Limit(rows, limit, offset);
        }
        return new Plan.QueryPlan(parameters.infos(), rows, columns, List.of());
    }

    private Rel source(Scope scope, @Nullable BoundExpr where) {
        Conjuncts conjuncts = Conjuncts.of(where);
        if (!scope.hasTable()) {
            return new Rel.Filter(new Rel.OneRow(), conjuncts.all());
        }
        Entity entity = scope.entity();
        FromBlock block = new FromBlock(
                new FromBlock.Table(Source.only(entity)),
                entity.columns().size(),
                conjuncts.all(),
                IntStream.range(0, entity.columns().size()).boxed().collect(Collectors.toSet()),
                false);
        return fromPlanner.plan(block, List.of()).rel();
    }

    private static void bindItem(
            SelectItem item,
            Scope scope,
            ExpressionBinder binder,
            List<ResultColumn> columns,
            List<BoundExpr> outputs) {
        if (item instanceof Statement.AllColumns all) {
            if (!scope.hasTable()) {
                throw PlanErrors.columnWithoutTable("*");
            }
            scope.checkQualifier(null, all.qualifier());
            for (Column column : scope.entity().visibleColumns()) {
                columns.add(resultColumn(column, scope.entity(), null));
                outputs.add(new BoundExpr.ColumnValue(column));
            }
        } else if (item instanceof Statement.ExprItem expr) {
            BoundExpr bound = binder.bind(expr.expr());
            columns.add(
                    bound instanceof BoundExpr.ColumnValue value
                            ? resultColumn(value.column(), scope.entity(), expr.alias())
                            : expressionColumn(bound, expr.alias(), columns.size() + 1));
            outputs.add(bound);
        }
    }

    private static ResultColumn resultColumn(Column column, Entity entity, @Nullable String alias) {
        String label = alias != null ? alias : column.name();
        return new ResultColumn(label, column.name(), column.type(), !column.notNull(), entity, column);
    }

    private static ResultColumn expressionColumn(BoundExpr expr, @Nullable String alias, int position) {
        String name = expr instanceof BoundExpr.Call call ? call.name() : "column" + position;
        return new ResultColumn(alias != null ? alias : name, name, expr.type(), true, null, null);
    }

    private static @Nullable BoundExpr bindRowCount(@Nullable Expr expr, Parameters parameters) {
        if (expr instanceof Expr.Parameter parameter) {
            return new BoundExpr.Convert(parameters.use(parameter.index(), SqlType.LONG, true), SqlType.LONG);
        }
        return expr == null ? null : new ExpressionBinder(Scope.EMPTY, parameters).bind(expr);
    }
}
