package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.select.Distinct;
import net.sf.jsqlparser.statement.select.ForMode;
import net.sf.jsqlparser.statement.select.ForUpdateClause;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.UnionOp;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** JSqlParser's queries to {@link Statement.Query}. Accepts what {@link QueryRules} lists and nothing else. */
final class QueryTranslator {
    private final Symbols symbols;
    private final ExpressionTranslator expressions;
    private final SelectItems items;
    private final FromTranslator from;
    private final GroupByTranslator groups;
    private final RowLimits limits;

    QueryTranslator(Symbols symbols, Names names, ExpressionTranslator expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
        this.items = new SelectItems(names, expressions);
        this.from = new FromTranslator(names, expressions, this);
        this.groups = new GroupByTranslator(expressions);
        this.limits = new RowLimits(expressions);
    }

    /**
     * A query that is the whole statement and may lock its rows.
     *
     * @throws DriverException HYC00 for what is not in the dialect, 42601, 22003, 22018
     */
    Statement.Query statement(Select query) {
        if (query.getClass() == PlainSelect.class) {
            return select((PlainSelect) query);
        }
        if (query.getClass() == SetOperationList.class) {
            return union((SetOperationList) query);
        }
        if (query.getClass() == ParenthesedSelect.class) {
            ParenthesedSelect subquery = (ParenthesedSelect) query;
            if (subquery.getAlias() != null) {
                throw SqlErrors.syntax("an alias of a query that is not in FROM");
            }
            return inParentheses(subquery);
        }
        throw RefusedNodes.part(query);
    }

    /**
     * A query within a statement.
     *
     * @throws DriverException as {@link #statement}; HYC00 for FOR UPDATE too
     */
    Statement.Query query(Select query) {
        return unlocked(statement(query));
    }

    /**
     * A query in FROM, without its alias.
     *
     * @throws DriverException as {@link #query}
     */
    Statement.Query derived(ParenthesedSelect subquery) {
        return unlocked(inParentheses(subquery));
    }

    private static Statement.Query unlocked(Statement.Query query) {
        if (query instanceof Statement.Select select && select.forUpdate()) {
            throw SqlErrors.unsupported("FOR UPDATE in a query within a statement", QueryRules.AT_END);
        }
        return query;
    }

    private Statement.Query inParentheses(ParenthesedSelect subquery) {
        QueryRules.SUBQUERY.check(subquery);
        Statement.Query query = statement(subquery.getSelect());
        List<Statement.OrderItem> order = orderBy(subquery);
        RowLimits.Range range = limits.of(subquery);
        if (order.isEmpty() && range.isAll()) {
            return query;
        }
        if (isOrderedOrLimited(query)) {
            throw SqlErrors.unsupported(
                    "ORDER BY or LIMIT after a query in parentheses that has its own",
                    "write the query in FROM: FROM (SELECT ...) AS x");
        }
        return query instanceof Statement.Select select
                ? withRows(select, order, range)
                : new Statement.UnionAll(((Statement.UnionAll) query).inputs(), order, range.limit(), range.offset());
    }

    private static boolean isOrderedOrLimited(Statement.Query query) {
        return !query.orderBy().isEmpty() || query.limit() != null || query.offset() != null;
    }

    private Statement.Select select(PlainSelect select) {
        QueryRules.SELECT.check(select);
        boolean scanAllowed = ScanHint.isIn(select.getOracleHint(), symbols);
        boolean distinct = isDistinct(select.getDistinct());
        RowLimits.Range range = limits.of(select);
        return new Statement.Select(
                distinct,
                items.of(select.getSelectItems()),
                from.from(select),
                condition(select.getWhere()),
                groups.groupBy(select.getGroupBy()),
                condition(select.getHaving()),
                orderBy(select),
                range.limit(),
                range.offset(),
                scanAllowed,
                isForUpdate(select));
    }

    private @Nullable Expr condition(@Nullable Expression condition) {
        return condition == null ? null : expressions.expression(condition);
    }

    private static boolean isDistinct(@Nullable Distinct distinct) {
        if (distinct != null) {
            QueryRules.DISTINCT.check(distinct);
        }
        return distinct != null;
    }

    /** Whether a SELECT ends with FOR UPDATE. */
    private static boolean isForUpdate(PlainSelect select) {
        ForUpdateClause clause = select.getForUpdate();
        if (clause == null) {
            return false;
        }
        QueryRules.FOR_UPDATE.check(clause);
        ForMode mode = clause.getMode();
        if (mode != ForMode.UPDATE) {
            throw SqlErrors.unsupported("FOR " + mode.getValue().strip(), "use FOR UPDATE, or leave it out");
        }
        return true;
    }

    private List<Statement.OrderItem> orderBy(Select query) {
        List<Statement.OrderItem> order = new ArrayList<>();
        if (query.getOrderByElements() != null) {
            symbols.takeOrder();
            for (OrderByElement item : query.getOrderByElements()) {
                QueryRules.ORDER_ITEM.check(item);
                OrderByElement.NullOrdering nulls = item.getNullOrdering();
                order.add(new Statement.OrderItem(
                        expressions.expression(item.getExpression()),
                        !item.isAsc(),
                        nulls == null ? null : nulls == OrderByElement.NullOrdering.NULLS_FIRST));
            }
        }
        return order;
    }

    private Statement.UnionAll union(SetOperationList union) {
        QueryRules.SET_OPERATIONS.check(union);
        for (SetOperation operation : union.getOperations()) {
            requireUnionAll(operation);
        }
        List<Statement.Query> inputs = new ArrayList<>();
        for (Select part : union.getSelects()) {
            inputs.add(query(part));
        }
        RowLimits.Range range = limits.of(union);
        List<Statement.OrderItem> order = orderBy(union);
        int last = inputs.size() - 1;
        if (union.getSelects().get(last) instanceof PlainSelect
                && inputs.get(last) instanceof Statement.Select select) {
            // The parser gives some of the clauses at the end to the last query, where they mean the whole.
            requireOnce(!order.isEmpty(), !select.orderBy().isEmpty());
            requireOnce(range.limit() != null, select.limit() != null);
            requireOnce(range.offset() != null, select.offset() != null);
            order = order.isEmpty() ? select.orderBy() : order;
            range = new RowLimits.Range(
                    range.limit() == null ? select.limit() : range.limit(),
                    range.offset() == null ? select.offset() : range.offset());
            inputs.set(last, withRows(select, List.of(), RowLimits.Range.ALL));
        }
        return new Statement.UnionAll(flat(union, inputs), order, range.limit(), range.offset());
    }

    private static void requireOnce(boolean first, boolean second) {
        if (first && second) {
            throw SqlErrors.syntax("ORDER BY, LIMIT or OFFSET is given twice");
        }
    }

    private static List<Statement.Query> flat(SetOperationList union, List<Statement.Query> queries) {
        List<Statement.Query> inputs = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            Statement.Query input = queries.get(i);
            boolean alone = union.getSelects().get(i) instanceof ParenthesedSelect;
            if (!alone && isOrderedOrLimited(input)) {
                throw SqlErrors.syntax("a query with ORDER BY or LIMIT takes parentheses before UNION ALL");
            }
            if (input instanceof Statement.UnionAll nested && !isOrderedOrLimited(nested)) {
                inputs.addAll(nested.inputs());
            } else {
                inputs.add(input);
            }
        }
        return inputs;
    }

    private static Statement.Select withRows(
            Statement.Select select, List<Statement.OrderItem> order, RowLimits.Range range) {
        return new Statement.Select(
                select.distinct(),
                select.items(),
                select.from(),
                select.where(),
                select.groupBy(),
                select.having(),
                order,
                range.limit(),
                range.offset(),
                select.scanAllowed(),
                select.forUpdate());
    }

    private static void requireUnionAll(SetOperation operation) {
        if (operation.getClass() != UnionOp.class) {
            throw SqlErrors.unsupported(operation.toString().strip(), "use EXISTS, IN or NOT IN");
        }
        QueryRules.UNION.check((UnionOp) operation);
        if (!"ALL".equalsIgnoreCase(operation.getModifier())) {
            throw SqlErrors.unsupported(
                    operation.toString().strip(), "use UNION ALL, inside SELECT DISTINCT * FROM (...) AS x if need be");
        }
    }
}
