package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** JSqlParser's statements to {@link Statement}. Accepts what {@link StatementRules} lists and nothing else. */
final class StatementTranslator {
    private final Symbols symbols;
    private final Names names;
    private final ExpressionTranslator expressions;

    StatementTranslator(Symbols symbols) {
        this.symbols = symbols;
        this.names = new Names(symbols);
        this.expressions = new ExpressionTranslator(symbols, names);
    }

    /**
     * A statement.
     *
     * @throws DriverException HYC00 for what is not in the dialect, 42601, 22003, 22018
     */
    Statement statement(net.sf.jsqlparser.statement.Statement statement) {
        if (statement instanceof Select query && query.getClass() != Values.class) {
            return new QueryTranslator(symbols, names, expressions).query(query);
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

    private @Nullable Expr where(@Nullable Expression where) {
        return where == null ? null : expressions.expression(where);
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
        return new Statement.Insert(table, columns, new Statement.Values(List.of(row(rows))), null, false, List.of());
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
        return new Statement.Update(table, assignments, where(update.getWhere()), List.of(), false);
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
        return expressions.expression(value);
    }

    private Statement delete(Delete delete) {
        StatementRules.DELETE.check(delete);
        if (!delete.isHasFrom()) {
            throw SqlErrors.syntax("FROM is missing after DELETE");
        }
        return new Statement.Delete(names.table(delete.getTable()), where(delete.getWhere()), List.of(), false);
    }
}
