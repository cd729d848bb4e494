package org.singletable.jdbc.sql;

import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.Offset;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.type.SqlType;

/** LIMIT, OFFSET and FETCH. */
final class RowLimits {
    /** @param limit null where there is none, as {@code offset} */
    record Range(@Nullable Expr limit, @Nullable Expr offset) {
        static final Range ALL = new Range(null, null);

        boolean isAll() {
            return limit == null && offset == null;
        }
    }

    private final ExpressionTranslator expressions;

    RowLimits(ExpressionTranslator expressions) {
        this.expressions = expressions;
    }

    /** Which rows of its result a query keeps. */
    Range of(Select query) {
        Limit limit = query.getLimit();
        Fetch fetch = query.getFetch();
        Offset offset = query.getOffset();
        if (limit != null && fetch != null) {
            throw SqlErrors.syntax("LIMIT and FETCH in one statement");
        }
        Expr count = limit != null ? limit(limit) : fetch != null ? fetch(fetch) : null;
        return new Range(count, offset == null ? null : offset(offset));
    }

    private Expr limit(Limit limit) {
        QueryRules.LIMIT.check(limit);
        return count("LIMIT", limit.getRowCount());
    }

    private Expr offset(Offset offset) {
        QueryRules.OFFSET.check(offset);
        return count("OFFSET", offset.getOffset());
    }

    private Expr fetch(Fetch fetch) {
        QueryRules.FETCH.check(fetch);
        for (String parameter : fetch.getFetchParameters()) {
            switch (parameter) {
                case "ROW", "ROWS", "ONLY" -> {}
                default -> throw SqlErrors.unsupported("FETCH ... " + parameter, "use FETCH FIRST n ROWS ONLY");
            }
        }
        Expression rows = fetch.getExpression();
        return rows == null ? new Expr.Literal(1, SqlType.INT) : count("FETCH", rows);
    }

    private Expr count(String clause, Expression node) {
        Expr count = expressions.expression(node);
        boolean number = count instanceof Expr.Literal literal
                && literal.value() != null
                && literal.type().kind().isNumeric();
        if (number || count instanceof Expr.Parameter) {
            return count;
        }
        throw SqlErrors.unsupported(
                clause + " with anything but a number or a parameter", "write " + clause + " 10 or ?");
    }
}
