package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.Offset;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.type.SqlType;

/** JSqlParser's statements to {@link Statement}. Accepts what {@link StatementRules} lists and nothing else. */
final class StatementTranslator {
    private final ExpressionTranslator expressions;
    private final Names names;

    StatementTranslator(Symbols symbols) {
        this.names = new Names(symbols);
        this.expressions = new ExpressionTranslator(symbols, names);
    }

    /**
     * A statement.
     *
     * @throws DriverException HYC00 for what is not in the dialect, 42601, 22003, 22018
     */
    Statement statement(net.sf.jsqlparser.statement.Statement statement) {
        if (statement.getClass() == PlainSelect.class) {
            return select((PlainSelect) statement);
        }
        if (statement.getClass() == Insert.class) {
            return insert((Insert) statement);
        }
        if (statement.getClass() == Update.class) {
            return update((Update) statement);
        }
        if (statement.getClass() == Delete.class) {
            return delete((Delete) statement);
        }
        throw RefusedNodes.statement(statement);
    }

    private Statement select(PlainSelect select) {
        StatementRules.SELECT.check(select);
        List<Statement.SelectItem> items = new ArrayList<>();
        for (SelectItem<?> item : select.getSelectItems()) {
            items.add(selectItem(item));
        }
        FromItem from = select.getFromItem();
        Statement.TableRef table = from == null ? null : from(from);
        Expr where = where(select.getWhere());
        Limit limit = select.getLimit();
        Fetch fetch = select.getFetch();
        Offset offset = select.getOffset();
        if (limit != null && fetch != null) {
            throw SqlErrors.syntax("LIMIT and FETCH in one statement");
        }
        Expr count = limit != null ? limit(limit) : fetch != null ? fetch(fetch) : null;
        return new Statement.Select(
                false,
                items,
                table,
                where,
                List.of(),
                null,
                List.of(),
                count,
                offset == null ? null : offset(offset),
                false);
    }

    private Statement.SelectItem selectItem(SelectItem<?> item) {
        StatementRules.SELECT_ITEM.check(item);
        Expression expression = item.getExpression();
        String alias = names.alias(item.getAlias());
        if (expression instanceof AllColumns all) {
            if (alias != null) {
                throw SqlErrors.syntax("an alias after *");
            }
            if (all instanceof AllTableColumns allOfTable) {
                StatementRules.ALL_TABLE_COLUMNS.check(allOfTable);
                return new Statement.AllColumns(names.qualifier(allOfTable.getTable()));
            }
            StatementRules.ALL_COLUMNS.check(all);
            return new Statement.AllColumns(null);
        }
        return new Statement.ExprItem(expressions.value(expression), alias);
    }

    private Statement.TableRef from(FromItem from) {
        if (from.getClass() == Table.class) {
            return names.table((Table) from);
        }
        throw RefusedNodes.part(from);
    }

    private @Nullable Expr where(@Nullable Expression where) {
        return where == null ? null : expressions.expression(where);
    }

    private Expr limit(Limit limit) {
        StatementRules.LIMIT.check(limit);
        return count("LIMIT", limit.getRowCount());
    }

    private Expr offset(Offset offset) {
        return count("OFFSET", offset.getOffset());
    }

    private Expr fetch(Fetch fetch) {
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
        Expr count = expressions.value(node);
        boolean number = count instanceof Expr.Literal literal
                && literal.value() != null
                && literal.type().kind().isNumeric();
        if (number || count instanceof Expr.Parameter) {
            return count;
        }
        throw SqlErrors.unsupported(
                clause + " with anything but a number or a parameter", "write " + clause + " 10 or ?");
    }

    private Statement insert(Insert insert) {
        StatementRules.INSERT.check(insert);
        Statement.TableRef table = names.table(insert.getTable());
        List<String> columns = new ArrayList<>();
        if (insert.getColumns() != null) {
            for (Column column : insert.getColumns()) {
                columns.add(insertColumn(column));
            }
        }
        if (insert.isOnlyDefaultValues()) {
            throw SqlErrors.unsupported("DEFAULT VALUES", "name a column: INSERT INTO t (c) VALUES (DEFAULT)");
        }
        if (!(insert.getSelect() instanceof Values rows)) {
            throw SqlErrors.unsupported("INSERT ... SELECT", "SELECT first, then INSERT each row with VALUES");
        }
        StatementRules.VALUES.check(rows);
        return new Statement.Insert(table, columns, row(rows));
    }

    private List<Expr> row(Values rows) {
        ExpressionList<?> list = rows.getExpressions();
        if (!(list instanceof ParenthesedExpressionList)) {
            throw SqlErrors.unsupported("INSERT of more than one row", "insert the rows one by one, or in a batch");
        }
        if (list.isEmpty()) {
            throw SqlErrors.syntax("VALUES is empty");
        }
        List<Expr> values = new ArrayList<>();
        for (Expression value : list) {
            values.add(assigned(value));
        }
        return values;
    }

    private Statement update(Update update) {
        StatementRules.UPDATE.check(update);
        Statement.TableRef table = names.table(update.getTable());
        List<Statement.Assignment> assignments = new ArrayList<>();
        for (UpdateSet set : update.getUpdateSets()) {
            assignments.add(assignment(set, table));
        }
        return new Statement.Update(table, assignments, where(update.getWhere()));
    }

    private Statement.Assignment assignment(UpdateSet set, Statement.TableRef table) {
        if (set.getColumns() instanceof ParenthesedExpressionList
                || set.getValues() instanceof ParenthesedExpressionList
                || set.getColumns().size() != 1
                || set.getValues().size() != 1) {
            throw SqlErrors.unsupported("SET (a, b) = (...)", "assign the columns one by one");
        }
        Expr.ColumnRef column = expressions.column(set.getColumns().get(0));
        String schema = column.schema();
        if (schema != null && !schema.equals(table.schema())) {
            throw SqlErrors.unsupported(
                    "the schema of " + column.name() + ", which is not that of the table after UPDATE",
                    "write table.column");
        }
        return new Statement.Assignment(
                column.qualifier(), column.name(), assigned(set.getValues().get(0)));
    }

    private String insertColumn(Column node) {
        Expr.ColumnRef column = expressions.column(node);
        if (column.qualifier() != null) {
            throw SqlErrors.syntax("the columns of INSERT are named without their table");
        }
        return column.name();
    }

    /** A value in INSERT or UPDATE, where {@code DEFAULT} may stand. */
    private Expr assigned(Expression value) {
        if (value instanceof Column column
                && column.getTable() == null
                && column.getColumnName().equalsIgnoreCase("default")) {
            return new Expr.Default();
        }
        return expressions.value(value);
    }

    private Statement delete(Delete delete) {
        StatementRules.DELETE.check(delete);
        if (!delete.isHasFrom()) {
            throw SqlErrors.syntax("FROM is missing after DELETE");
        }
        return new Statement.Delete(names.table(delete.getTable()), where(delete.getWhere()));
    }
}
