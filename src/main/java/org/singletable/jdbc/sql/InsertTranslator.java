package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.create.table.Index.ColumnParams;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictAction;
import net.sf.jsqlparser.statement.insert.InsertConflictTarget;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** INSERT, also where it stands for UPSERT. Accepts what {@link InsertRules} lists and nothing else. */
final class InsertTranslator {
    private final Symbols symbols;
    private final Names names;
    private final ExpressionTranslator expressions;
    private final QueryTranslator queries;
    private final Assignments assignments;
    private final SelectItems items;

    InsertTranslator(Symbols symbols, Names names, ExpressionTranslator expressions, QueryTranslator queries) {
        this.symbols = symbols;
        this.names = names;
        this.expressions = expressions;
        this.queries = queries;
        this.assignments = new Assignments(expressions);
        this.items = new SelectItems(names, expressions);
    }

    /**
     * An INSERT.
     *
     * @param replace whether UPSERT or REPLACE stands in its place
     * @throws DriverException HYC00 for what is not in the dialect, 42601, 22003, 22018
     */
    Statement.Insert insert(Insert insert, boolean replace) {
        InsertRules.INSERT.check(insert);
        Statement.TableRef table = names.table(insert.getTable());
        List<String> columns = new ArrayList<>();
        if (insert.getColumns() != null) {
            for (Column column : insert.getColumns()) {
                columns.add(column(column));
            }
        }
        Statement.InsertSource source = source(insert);
        Statement.OnConflict onConflict = onConflict(insert, table);
        if (replace && onConflict != null) {
            throw SqlErrors.unsupported("ON CONFLICT after UPSERT or REPLACE", "use INSERT ... ON CONFLICT");
        }
        return new Statement.Insert(
                table, columns, source, onConflict, replace, items.returning(insert.getReturningClause()));
    }

    private String column(Column node) {
        Expr.ColumnRef column = expressions.column(node);
        if (column.qualifier() != null) {
            throw SqlErrors.syntax("the columns of INSERT are named without their table");
        }
        return column.name();
    }

    private Statement.InsertSource source(Insert insert) {
        if (insert.isOnlyDefaultValues()) {
            if (insert.getColumns() != null) {
                throw SqlErrors.syntax("DEFAULT VALUES takes no list of columns");
            }
            return new Statement.Values(List.of(List.of()));
        }
        Select select = insert.getSelect();
        if (select.getClass() != Values.class) {
            return new Statement.QueryRows(queries.query(select));
        }
        Values values = (Values) select;
        InsertRules.VALUES.check(values);
        ExpressionList<?> list = values.getExpressions();
        if (list instanceof ParenthesedExpressionList) {
            return new Statement.Values(List.of(row(list)));
        }
        List<List<Expr>> rows = new ArrayList<>();
        for (Expression row : list) {
            rows.add(row(row));
        }
        return new Statement.Values(rows);
    }

    private List<Expr> row(Expression row) {
        ExpressionTranslator.check(row);
        if (row.getClass() != ParenthesedExpressionList.class) {
            throw SqlErrors.syntax("VALUES takes each row in parentheses: VALUES (1, 'a'), (2, 'b')");
        }
        ParenthesedExpressionList<?> list = (ParenthesedExpressionList<?>) row;
        if (list.isEmpty()) {
            throw SqlErrors.syntax("VALUES is empty");
        }
        List<Expr> values = new ArrayList<>();
        for (Expression value : list) {
            values.add(assignments.value(value));
        }
        return values;
    }

    private Statement.@Nullable OnConflict onConflict(Insert insert, Statement.TableRef table) {
        InsertConflictAction action = insert.getConflictAction();
        if (action == null) {
            return null;
        }
        List<String> target = target(insert.getConflictTarget());
        InsertRules.CONFLICT_ACTION.check(action);
        if (action.getConflictActionType() == ConflictActionType.DO_NOTHING) {
            return new Statement.OnConflict(target, new Statement.DoNothing());
        }
        if (action.getConflictActionType() != ConflictActionType.DO_UPDATE) {
            throw SqlErrors.unsupported("ON CONFLICT without DO", "use DO NOTHING or DO UPDATE SET");
        }
        List<Statement.Assignment> updates = assignments.of(action.getUpdateSets(), table);
        Expression where = action.getWhereExpression();
        return new Statement.OnConflict(
                target, new Statement.DoUpdate(updates, where == null ? null : expressions.expression(where)));
    }

    private List<String> target(@Nullable InsertConflictTarget target) {
        if (target == null) {
            return List.of();
        }
        InsertRules.CONFLICT_TARGET.check(target);
        List<String> columns = new ArrayList<>();
        for (ColumnParams column : target.getIndexElements()) {
            InsertRules.CONFLICT_COLUMN.check(column);
            columns.add(symbols.name(column.getColumnName()));
        }
        return columns;
    }
}
