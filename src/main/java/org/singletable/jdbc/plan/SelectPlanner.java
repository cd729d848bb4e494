package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.plan.SelectList.Output;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;

/** Plans one SELECT: what it reads, then groups, order, result. */
final class SelectPlanner {
    /** A LIMIT, or OFFSET, up to this asks for the first rows of what may be many. */
    private static final long FEW_ROWS = 100;

    private final QueryPlanner queries;
    private final Parameters parameters;
    private final Statement.Select select;
    private final FromBinder.@Nullable Bound from;
    private final Scope scope;
    private final Aggregations aggregations;
    private final ExpressionBinder values;

    /** @param outer what the names around the SELECT stand for, null for the outermost */
    SelectPlanner(QueryPlanner queries, Statement.Select select, @Nullable Scope outer) {
        this.queries = queries;
        this.parameters = queries.parameters();
        this.select = select;
        this.from = select.source()
                .map(item -> new FromBinder(queries.catalog(), queries.rows(), parameters, queries, outer).bind(item))
                .orElse(null);
        this.scope = from != null ? from.scope() : new Scope(queries.catalog().schemaName(), List.of(), outer);
        this.aggregations = new Aggregations(from == null ? 0 : from.width());
        this.values = new ExpressionBinder(scope, parameters, queries, aggregations, "the select list");
    }

    PlannedQuery plan() {
        List<Output> outputs = SelectList.bind(select.items(), scope, values);
        List<ResultColumn> columns = outputs.stream().map(Output::column).toList();
        List<BoundExpr> results = outputs.stream().map(Output::value).toList();
        Set<Integer> untyped = untyped(results);
        List<BoundExpr> where = where();
        List<BoundExpr> keys = groupKeys(columns, results);
        ExpressionBinder conditions = new ExpressionBinder(scope, parameters, queries, aggregations, "HAVING");
        List<BoundExpr> having = conditions.bindConjuncts(select.having());
        List<SortKey> order = order(columns, results);
        BoundExpr limit = queries.bindRowCount(select.limit());
        BoundExpr offset = queries.bindRowCount(select.offset());

        boolean grouped = !keys.isEmpty() || select.having() != null || !aggregations.isEmpty();
        Rel rows;
        boolean ordered;
        if (grouped) {
            Grouping grouping = new Grouping(scope, keys, aggregations);
            results = grouping.overGroups(results);
            order = order.stream()
                    .map(key -> new SortKey(grouping.overGroups(key.expr()), key.descending(), key.nullsFirst()))
                    .toList();
            rows = filtered(grouping.rel(groupedRows(grouping, where)), grouping.overGroups(having));
            ordered = order.isEmpty();
        } else {
            List<BoundExpr> read = new ArrayList<>(results);
            order.forEach(key -> read.add(key.expr()));
            boolean firstRows = limit != null && !select.distinct() && isFew(limit) && isFew(offset);
            FromPlanner.Planned planned = source(where, read, new Delivery(order, firstRows));
            rows = planned.rel();
            ordered = planned.ordered() || order.isEmpty();
        }
        Rel result = select.distinct()
                ? limited(distinct(rows, results, order, ordered), limit, offset)
                : new Rel.Project(limited(ordered ? rows : new Rel.Sort(rows, order), limit, offset), results);
        boolean ofSeveralRows = grouped || select.distinct();
        return new PlannedQuery(
                result,
                ofSeveralRows ? columns.stream().map(ResultColumn::asReadOnly).toList() : columns,
                untyped);
    }

    private Rel groupedRows(Grouping grouping, List<BoundExpr> where) {
        List<BoundExpr> read = grouping.inputs();
        ExtremeValue extreme = grouping.extreme().orElse(null);
        if (extreme != null) {
            List<BoundExpr> counted = new ArrayList<>(where);
            counted.add(extreme.counted());
            FromPlanner.Planned inOrder = source(counted, read, extreme.delivery());
            if (inOrder.ordered()) {
                return ExtremeValue.first(inOrder.rel());
            }
        }
        return source(where, read, Delivery.ALL).rel();
    }

    /** Whether the number is, as far as is known, so small that reading row by row is less than reading all. */
    private static boolean isFew(@Nullable BoundExpr rows) {
        return !(rows instanceof BoundExpr.Constant constant
                && constant.value() instanceof Number number
                && number.longValue() > FEW_ROWS);
    }

    private static Set<Integer> untyped(List<BoundExpr> results) {
        Set<Integer> untyped = new LinkedHashSet<>();
        IntStream.range(0, results.size())
                .filter(i -> PlannedQuery.isUntyped(results.get(i)))
                .forEach(untyped::add);
        return untyped;
    }

    private List<BoundExpr> where() {
        ExpressionBinder binder = new ExpressionBinder(scope, parameters, queries, null, "WHERE");
        List<BoundExpr> where = new ArrayList<>(from == null ? List.of() : from.where());
        for (Expr conjunct : SegmentCondition.conjuncts(select.where())) {
            if (from != null && conjunct instanceof Expr.Function function && SegmentCondition.isSegment(function)) {
                where.add(SegmentCondition.bind(function, from.node(), scope, queries.constants()));
            } else {
                where.addAll(binder.bindConjuncts(conjunct));
            }
        }
        return where;
    }

    /** Columns of the tables come before labels of the select list, as in H2. */
    private List<BoundExpr> groupKeys(List<ResultColumn> columns, List<BoundExpr> results) {
        ExpressionBinder binder = new ExpressionBinder(scope, parameters, queries, null, "GROUP BY");
        List<BoundExpr> keys = new ArrayList<>();
        for (Expr expr : select.groupBy()) {
            OptionalInt label = OptionalInt.empty();
            if (expr instanceof Expr.ColumnRef ref && !scope.hasColumn(ref.name())) {
                label = Ordering.output(new Statement.OrderItem(ref, false, null), columns);
            }
            keys.add(label.isPresent() ? grouped(results.get(label.getAsInt())) : binder.bind(expr));
        }
        return keys;
    }

    private BoundExpr grouped(BoundExpr result) {
        Expressions.visit(result, part -> {
            if (part instanceof BoundExpr.Slot slot && aggregations.indexOf(slot) >= 0) {
                throw PlanErrors.aggregateNotAllowed("an aggregate", "GROUP BY");
            }
        });
        return result;
    }

    /** The order, of rows of FROM. Constants order nothing. */
    private List<SortKey> order(List<ResultColumn> columns, List<BoundExpr> results) {
        ExpressionBinder binder = new ExpressionBinder(scope, parameters, queries, aggregations, "ORDER BY");
        List<SortKey> keys = new ArrayList<>();
        for (Statement.OrderItem item : select.orderBy()) {
            OptionalInt output = Ordering.output(item, columns);
            BoundExpr expr = output.isPresent() ? results.get(output.getAsInt()) : binder.bind(item.expr());
            if (!(expr instanceof BoundExpr.Constant || expr instanceof BoundExpr.Param)) {
                keys.add(Ordering.key(item, expr));
            }
        }
        return keys;
    }

    /** @param read what is computed of the rows */
    private FromPlanner.Planned source(List<BoundExpr> where, List<BoundExpr> read, Delivery delivery) {
        if (from == null) {
            // A single row is in any order.
            return new FromPlanner.Planned(filtered(new Rel.OneRow(), where), true);
        }
        Set<Integer> wanted = new HashSet<>(Expressions.slots(read));
        wanted.removeIf(slot -> slot >= from.width());
        return queries.fromPlanner()
                .plan(
                        new FromBlock(
                                from.node(), from.width(), where, wanted, select.scanAllowed() || from.scanAllowed()),
                        delivery);
    }

    /** @param ordered whether the rows come in the order already: the first of equal rows stays, so they still do */
    private static Rel distinct(Rel rows, List<BoundExpr> outputs, List<SortKey> order, boolean ordered) {
        List<SortKey> ofResult = order.stream()
                .map(key -> new SortKey(selected(key.expr(), outputs), key.descending(), key.nullsFirst()))
                .toList();
        Rel distinct = new Rel.Distinct(new Rel.Project(rows, outputs));
        return ordered ? distinct : Ordering.sorted(distinct, ofResult);
    }

    /** The result column with this value: rows that are equal in all columns must be next to each other. */
    private static BoundExpr selected(BoundExpr expr, List<BoundExpr> outputs) {
        int position = IntStream.range(0, outputs.size())
                .filter(i -> Expressions.same(outputs.get(i), expr))
                .findFirst()
                .orElseThrow(() -> PlanErrors.orderNotSelected("SELECT DISTINCT"));
        return new BoundExpr.Slot(position, expr.type());
    }

    private static Rel filtered(Rel rows, List<BoundExpr> conjuncts) {
        return conjuncts.isEmpty() ? rows : new Rel.Filter(rows, conjuncts);
    }

    static Rel limited(Rel rows, @Nullable BoundExpr limit, @Nullable BoundExpr offset) {
        return limit == null && offset == null ? rows : new Rel.Limit(rows, limit, offset);
    }
}
