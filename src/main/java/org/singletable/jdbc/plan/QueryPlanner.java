package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.function.CommonTypes;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.type.SqlType;

/** Plans a query with all queries within it. */
final class QueryPlanner implements InnerQueries {
    private final Catalog catalog;
    private final FromPlanner fromPlanner;
    private final RowScope rows;
    private final Parameters parameters;
    private final List<Rel> subqueries = new ArrayList<>();

    QueryPlanner(Catalog catalog, FromPlanner fromPlanner, RowScope rows, Parameters parameters) {
        this.catalog = catalog;
        this.fromPlanner = fromPlanner;
        this.rows = rows;
        this.parameters = parameters;
    }

    Plan.QueryPlan plan(Statement.Query query) {
        PlannedQuery planned = planQuery(query, null);
        return new Plan.QueryPlan(
                parameters.infos(),
                planned.rel(),
                planned.columns(),
                subqueries,
                query instanceof Statement.Select select && select.forUpdate());
    }

    @Override
    public PlannedQuery plan(Statement.Query query, Scope outer) {
        return planQuery(query, outer);
    }

    @Override
    public int add(Rel query) {
        subqueries.add(query);
        return subqueries.size() - 1;
    }

    private PlannedQuery planQuery(Statement.Query query, @Nullable Scope outer) {
        if (query instanceof Statement.Select select) {
            return new SelectPlanner(this, select, outer).plan();
        } else if (query instanceof Statement.UnionAll union) {
            return union(union, outer);
        }
        throw new IllegalStateException("unknown query " + query);
    }

    private PlannedQuery union(Statement.UnionAll union, @Nullable Scope outer) {
        List<PlannedQuery> inputs = new ArrayList<>();
        for (Statement.Query input : union.inputs()) {
            inputs.add(planQuery(input, outer));
        }
        int width = inputs.get(0).columns().size();
        for (PlannedQuery input : inputs) {
            if (input.columns().size() != width) {
                throw PlanErrors.columnCounts(
                        "each query of UNION ALL", width, input.columns().size());
            }
        }
        List<ResultColumn> columns = new ArrayList<>();
        Set<Integer> untyped = inputs.get(0).untyped();
        for (int i = 0; i < width; i++) {
            columns.add(unionColumn(inputs, i));
        }
        List<Rel> rels = inputs.stream().map(input -> converted(input, columns)).toList();
        Rel rows = Ordering.sorted(new Rel.UnionAll(rels), unionOrder(union, columns));
        rows = SelectPlanner.limited(rows, bindRowCount(union.limit()), bindRowCount(union.offset()));
        Set<Integer> untypedInAll = new java.util.HashSet<>(untyped);
        inputs.forEach(input -> untypedInAll.retainAll(input.untyped()));
        return new PlannedQuery(rows, columns, untypedInAll);
    }

    private static ResultColumn unionColumn(List<PlannedQuery> inputs, int position) {
        List<SqlType> types = inputs.stream()
                .filter(input -> !input.untyped().contains(position))
                .map(input -> input.columns().get(position).type())
                .toList();
        boolean nullable =
                inputs.stream().anyMatch(input -> input.columns().get(position).nullable());
        ResultColumn first = inputs.get(0).columns().get(position);
        return new ResultColumn(first.label(), first.label(), CommonTypes.of(types), nullable, null, null);
    }

    private static Rel converted(PlannedQuery query, List<ResultColumn> columns) {
        List<BoundExpr> outputs = new ArrayList<>();
        boolean converts = false;
        for (int i = 0; i < columns.size(); i++) {
            BoundExpr value = new BoundExpr.Slot(i, query.columns().get(i).type());
            BoundExpr output = ImplicitConversion.convert(value, columns.get(i).type());
            converts |= !output.equals(value);
            outputs.add(output);
        }
        return converts ? new Rel.Project(query.rel(), outputs) : query.rel();
    }

    private static List<SortKey> unionOrder(Statement.UnionAll union, List<ResultColumn> columns) {
        List<SortKey> keys = new ArrayList<>();
        for (Statement.OrderItem item : union.orderBy()) {
            OptionalInt output = Ordering.output(item, columns);
            int position = output.orElseThrow(() -> PlanErrors.orderNotSelected("UNION ALL"));
            keys.add(Ordering.key(
                    item, new BoundExpr.Slot(position, columns.get(position).type())));
        }
        return keys;
    }

    /** LIMIT or OFFSET: a whole number. */
    @Nullable
    BoundExpr bindRowCount(@Nullable Expr expr) {
        return expr == null ? null : ImplicitConversion.convert(constants().bind(expr, SqlType.LONG), SqlType.LONG);
    }

    /** Binds what is known before any row is read. */
    ExpressionBinder constants() {
        return new ExpressionBinder(Scope.EMPTY, parameters);
    }

    /** The queries within expressions that were planned so far. */
    List<Rel> subqueries() {
        return List.copyOf(subqueries);
    }

    Catalog catalog() {
        return catalog;
    }

    /** The rows that there are of each table. */
    RowScope rows() {
        return rows;
    }

    FromPlanner fromPlanner() {
        return fromPlanner;
    }

    Parameters parameters() {
        return parameters;
    }
}
