package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** The lists after SELECT and RETURNING. */
final class SelectItems {
    private final Names names;
    private final ExpressionTranslator expressions;

    SelectItems(Names names, ExpressionTranslator expressions) {
        this.names = names;
        this.expressions = expressions;
    }

    /**
     * What follows SELECT.
     *
     * @throws DriverException HYC00 for what is not in the dialect, 42601, 22003, 22018
     */
    List<Statement.SelectItem> of(List<SelectItem<?>> nodes) {
        List<Statement.SelectItem> items = new ArrayList<>();
        for (SelectItem<?> node : nodes) {
            items.add(item(node));
        }
        return items;
    }

    /**
     * RETURNING, empty where there is none.
     *
     * @throws DriverException as {@link #of}
     */
    List<Statement.SelectItem> returning(@Nullable ReturningClause clause) {
        if (clause == null) {
            return List.of();
        }
        StatementRules.RETURNING.check(clause);
        return of(clause);
    }

    private Statement.SelectItem item(SelectItem<?> item) {
        QueryRules.SELECT_ITEM.check(item);
        Expression expression = item.getExpression();
        String alias = names.alias(item.getAlias());
        if (!(expression instanceof AllColumns all)) {
            return new Statement.ExprItem(expressions.expression(expression), alias);
        }
        if (alias != null) {
            throw SqlErrors.syntax("an alias after *");
        }
        if (all instanceof AllTableColumns allOfTable) {
            QueryRules.ALL_TABLE_COLUMNS.check(allOfTable);
            return new Statement.AllColumns(names.qualifier(allOfTable.getTable()));
        }
        QueryRules.ALL_COLUMNS.check(all);
        return new Statement.AllColumns(null);
    }
}
