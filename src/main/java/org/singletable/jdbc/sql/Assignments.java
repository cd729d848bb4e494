package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** The lists after SET, and values where {@code DEFAULT} may stand. */
final class Assignments {
    private final ExpressionTranslator expressions;

    Assignments(ExpressionTranslator expressions) {
        this.expressions = expressions;
    }

    /**
     * What follows SET.
     *
     * @param table the one that is written
     * @throws DriverException HYC00 for what is not in the dialect, 42601, 22003, 22018
     */
    List<Statement.Assignment> of(List<UpdateSet> sets, Statement.TableRef table) {
        List<Statement.Assignment> assignments = new ArrayList<>();
        for (UpdateSet set : sets) {
            assignments.add(assignment(set, table));
        }
        return assignments;
    }

    private Statement.Assignment assignment(UpdateSet set, Statement.TableRef table) {
        StatementRules.ASSIGNMENT.check(set);
        if (set.getColumns() instanceof ParenthesedExpressionList
                || set.getValues() instanceof ParenthesedExpressionList
                || set.getColumns().size() != 1
                || set.getValues().size() != 1) {
            // SetLists has taken apart all those that have a meaning.
            throw SqlErrors.syntax("SET takes column = value or (column, ...) = (value, ...)");
        }
        Expr.ColumnRef column = expressions.column(set.getColumns().get(0));
        String schema = column.schema();
        if (schema != null && !schema.equalsIgnoreCase(table.schema())) {
            throw SqlErrors.unsupported(
                    "the schema of " + column.name() + ", which is not that of the table after UPDATE",
                    "write table.column");
        }
        return new Statement.Assignment(
                column.qualifier(), column.name(), value(set.getValues().get(0)));
    }

    /** A value in INSERT or UPDATE. */
    Expr value(Expression value) {
        if (value instanceof Column column
                && column.getTable() == null
                && column.getColumnName().equalsIgnoreCase("default")) {
            return new Expr.Default();
        }
        return expressions.expression(value);
    }
}
