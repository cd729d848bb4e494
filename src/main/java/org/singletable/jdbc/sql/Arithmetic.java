package org.singletable.jdbc.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %} and {@code ||}. JSqlParser gives {@code ||} the precedence of {@code +}; in the dialect, as in most
 * databases, it binds less: {@code 'x' || 1 + 2} is {@code 'x3'}. So the operators are taken out of the parser's tree in
 * their written order, and put together again. That also copes with chains of any length.
 */
final class Arithmetic {
    private static final Map<Class<?>, String> OPERATORS = Map.of(
            Addition.class, "+",
            Subtraction.class, "-",
            Multiplication.class, "*",
            Division.class, "/",
            Modulo.class, "%",
            Concat.class, "||");

    private final ExpressionTranslator expressions;
    private final List<Expr> concatenated = new ArrayList<>();
    private @Nullable Expr sum;
    private String sumOperator = "+";
    private @Nullable Expr product;

    Arithmetic(ExpressionTranslator expressions) {
        this.expressions = expressions;
    }

    static boolean isOperator(Expression node) {
        return OPERATORS.containsKey(node.getClass());
    }

    /** What operators without parentheses between them make of their operands. */
    Expr expression(BinaryExpression root) {
        Deque<Object> open = new ArrayDeque<>();
        open.push(root);
        String operator = "";
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (next instanceof String symbol) {
                operator = symbol;
            } else if (isOperator((Expression) next)) {
                BinaryExpression binary = (BinaryExpression) next;
                ExpressionTranslator.check(binary);
                open.push(binary.getRightExpression());
                open.push(operator(binary));
                open.push(binary.getLeftExpression());
            } else {
                add(operator, expressions.expression((Expression) next));
            }
        }
        endSum();
        return concatenation(concatenated);
    }

    private static String operator(BinaryExpression binary) {
        String symbol = OPERATORS.get(binary.getClass());
        if (symbol == null) {
            throw new IllegalStateException("no operator: " + binary.getClass());
        }
        return symbol;
    }

    private void add(String operator, Expr operand) {
        switch (operator) {
            case "*", "/", "%" -> product = call(operator, product, operand);
            case "+", "-" -> {
                endProduct();
                sumOperator = operator;
                product = operand;
            }
            default -> {
                endSum();
                product = operand;
            }
        }
    }

    private void endProduct() {
        if (product != null) {
            sum = sum == null ? product : call(sumOperator, sum, product);
            product = null;
        }
    }

    private void endSum() {
        endProduct();
        if (sum != null) {
            concatenated.add(sum);
            sum = null;
        }
    }

    private static Expr call(String operator, @Nullable Expr left, Expr right) {
        if (left == null) {
            throw new IllegalStateException("an operator without left operand");
        }
        return new Expr.Function(operator, List.of(left, right));
    }

    /** Halved again and again, so that the tree of a long chain is not deep; {@code ||} is associative. */
    private static Expr concatenation(List<Expr> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int half = (parts.size() + 1) / 2;
        return call("||", concatenation(parts.subList(0, half)), concatenation(parts.subList(half, parts.size())));
    }
}
