package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** Comparisons and IN, the only places of row values such as {@code (a, b)}. */
final class RowValues {
    private final Symbols symbols;
    private final ExpressionTranslator expressions;

    RowValues(Symbols symbols, ExpressionTranslator expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    /** The expression inside of parentheses around one expression. */
    static Expression unwrap(Expression node) {
        Expression inner = node;
        while (inner instanceof ParenthesedExpressionList<?> list && list.size() == 1 && !isRow(inner)) {
            inner = list.get(0);
        }
        return inner;
    }

    private static boolean isRow(Expression node) {
        return node.getClass() != ParenthesedExpressionList.class;
    }

    /**
     * The only expression of a list in the place of a value.
     *
     * @throws DriverException HYC00 for a row value
     */
    Expression only(ExpressionList<?> list) {
        if (list.size() != 1 || list.getClass() == net.sf.jsqlparser.expression.RowConstructor.class) {
            throw misplaced();
        }
        return list.get(0);
    }

    private static DriverException misplaced() {
        return SqlErrors.unsupported(
                "a row value (a, b) that is neither compared with another nor before IN",
                "write the columns one by one");
    }

    /** {@code a < b} or {@code (a, b) < (c, d)}. */
    Expr comparison(Expr.Comparator comparator, ComparisonOperator node) {
        Expr left = operand(node.getLeftExpression());
        Expr right = operand(node.getRightExpression());
        requireAlike(left, right);
        return new Expr.Comparison(comparator, left, right);
    }

    /** {@code a IN (...)} with a list or a query. */
    Expr in(InExpression in) {
        Expr operand = operand(in.getLeftExpression());
        Expression right = in.getRightExpression();
        Expression inner = unwrap(right);
        if (inner instanceof ParenthesedSelect query) {
            // However many parentheses: as in other databases it is the query's rows that are meant.
            ExpressionTranslator.check(query);
            return new Expr.InQuery(operand, expressions.query(query), in.isNot());
        }
        if (right.getClass() != ParenthesedExpressionList.class) {
            if (ExpressionRules.of(right.getClass()) == null) {
                throw RefusedNodes.part(right);
            }
            throw SqlErrors.syntax("IN takes a list in parentheses");
        }
        ParenthesedExpressionList<?> list = (ParenthesedExpressionList<?>) right;
        if (list.isEmpty()) {
            throw SqlErrors.syntax("the list after IN is empty");
        }
        List<Expr> elements =
                list.stream().map(element -> operand((Expression) element)).toList();
        elements.forEach(element -> requireAlike(operand, element));
        return new Expr.In(operand, elements, in.isNot());
    }

    private Expr operand(Expression node) {
        Expression inner = unwrap(node);
        if (inner instanceof ExpressionList<?> list && list.size() > 1) {
            ExpressionTranslator.check(inner);
            return row(list);
        }
        if (inner instanceof Function call && isRowCall(call)) {
            ExpressionTranslator.check(inner);
            symbols.name(call.getName());
            return row(call.getParameters());
        }
        return expressions.expression(inner);
    }

    /** At the start of an expression the parser takes {@code ROW(a, b)} for a function. */
    private static boolean isRowCall(Function call) {
        return "row".equalsIgnoreCase(call.getName())
                && call.getParameters() != null
                && call.getParameters().size() > 1
                && !call.isDistinct()
                && !call.isAllColumns();
    }

    private Expr.Row row(ExpressionList<?> list) {
        return new Expr.Row(list.stream()
                .map(field -> expressions.expression((Expression) field))
                .toList());
    }

    private static void requireAlike(Expr left, Expr right) {
        int fields = left instanceof Expr.Row row ? row.fields().size() : 1;
        int others = right instanceof Expr.Row row ? row.fields().size() : 1;
        if (fields != others) {
            if (left instanceof Expr.ScalarQuery || right instanceof Expr.ScalarQuery) {
                throw SqlErrors.unsupported("a row value compared with a query", "use (a, b) IN (SELECT ...)");
            }
            throw SqlErrors.syntax(
                    "a row value of " + Math.max(fields, others) + " fields beside one of " + Math.min(fields, others));
        }
    }
}
