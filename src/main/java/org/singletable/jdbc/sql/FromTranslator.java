package org.singletable.jdbc.sql;

import java.util.Collection;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.SqlErrors;

/** The FROM clause: tables, queries in the place of tables, and their joins. */
final class FromTranslator {
    private final Names names;
    private final ExpressionTranslator expressions;
    private final QueryTranslator queries;

    FromTranslator(Names names, ExpressionTranslator expressions, QueryTranslator queries) {
        this.names = names;
        this.expressions = expressions;
        this.queries = queries;
    }

    /** What a SELECT reads, null where it has no FROM. */
    Statement.@Nullable FromItem from(PlainSelect select) {
        FromItem first = select.getFromItem();
        return first == null ? null : joined(first, select.getJoins());
    }

    private Statement.FromItem joined(FromItem first, @Nullable List<Join> joins) {
        Statement.FromItem left = first.getClass() == ParenthesedFromItem.class
                ? inParentheses((ParenthesedFromItem) first)
                : single(first);
        if (joins != null) {
            for (Join join : joins) {
                left = join(left, join);
            }
        }
        return left;
    }

    private Statement.FromItem inParentheses(ParenthesedFromItem item) {
        QueryRules.JOIN_IN_PARENTHESES.check(item);
        if (item.getJoins() == null || item.getJoins().isEmpty()) {
            throw SqlErrors.unsupported("FROM (...) around one table", "leave the parentheses out");
        }
        return joined(item.getFromItem(), item.getJoins());
    }

    private Statement.FromItem single(FromItem item) {
        if (item.getClass() == Table.class) {
            return names.table((Table) item);
        }
        if (item.getClass() == ParenthesedSelect.class) {
            ParenthesedSelect subquery = (ParenthesedSelect) item;
            return names.derived(queries.derived(subquery), subquery.getAlias());
        }
        throw RefusedNodes.part(item);
    }

    private Statement.Join join(Statement.FromItem left, Join join) {
        QueryRules.JOIN.check(join);
        if (join.isOuter() && !join.isLeft()) {
            throw SqlErrors.unsupported("OUTER JOIN without LEFT", "use LEFT JOIN ... ON");
        }
        Collection<Expression> conditions = join.getOnExpressions();
        if (conditions == null || conditions.isEmpty()) {
            throw SqlErrors.syntax("ON is missing after JOIN");
        }
        if (conditions.size() > 1) {
            throw SqlErrors.unsupported("ON after ON", "write each ON right after its table");
        }
        if (join.getFromItem().getClass() == ParenthesedFromItem.class) {
            throw SqlErrors.unsupported(
                    "a join in parentheses after JOIN", "write the joins one after the other, without parentheses");
        }
        return new Statement.Join(
                left,
                single(join.getFromItem()),
                join.isLeft() ? Statement.JoinKind.LEFT : Statement.JoinKind.INNER,
                expressions.expression(conditions.iterator().next()));
    }
}
