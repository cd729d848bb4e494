package org.singletable.jdbc.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.HexValue;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** JSqlParser's expressions to {@link Expr}. Accepts the classes of {@link ExpressionRules} and nothing else. */
final class ExpressionTranslator {
    private static final Set<String> FUNCTIONS =
            Set.of("now", "current_timestamp", "current_date", "uuid", "uuidv7", "ulid");
    private static final Set<String> TIME_KEYS = Set.of("current_timestamp", "current_date", "now");

    /** Functions that the parser takes for columns. */
    private static final Set<String> LOCAL_TIMES = Set.of("localtime", "localtimestamp");

    private final Symbols symbols;
    private final Names names;

    ExpressionTranslator(Symbols symbols, Names names) {
        this.symbols = symbols;
        this.names = names;
    }

    /**
     * A condition or value.
     *
     * @throws DriverException HYC00 for what is not in the dialect, 42601, 22003, 22018
     */
    Expr expression(Expression node) {
        check(node);
        if (node instanceof AndExpression) {
            return new Expr.And(operands(node, AndExpression.class));
        }
        if (node instanceof OrExpression) {
            return new Expr.Or(operands(node, OrExpression.class));
        }
        if (node instanceof NotExpression not) {
            return new Expr.Not(expression(not.getExpression()));
        }
        if (node instanceof ComparisonOperator comparison) {
            return new Expr.Comparison(
                    comparator(comparison),
                    value(comparison.getLeftExpression()),
                    value(comparison.getRightExpression()));
        }
        if (node instanceof IsNullExpression isNull) {
            return new Expr.IsNull(value(isNull.getLeftExpression()), isNull.isNot());
        }
        if (node instanceof InExpression in) {
            return in(in);
        }
        if (node instanceof Between between) {
            return new Expr.Between(
                    value(between.getLeftExpression()),
                    value(between.getBetweenExpressionStart()),
                    value(between.getBetweenExpressionEnd()),
                    between.isNot());
        }
        if (node instanceof LikeExpression like) {
            return like(like);
        }
        if (node instanceof ExpressionList<?> list) {
            return expression(only(list));
        }
        return value(node);
    }

    /**
     * A value: a column, literal, parameter or function.
     *
     * @throws DriverException HYC00 for a condition and for what is not in the dialect, 42601, 22003, 22018
     */
    Expr value(Expression node) {
        check(node);
        if (node instanceof NullValue) {
            return Expr.Literal.NULL;
        }
        if (node instanceof JdbcParameter parameter) {
            return parameter(parameter);
        }
        if (node instanceof LongValue number) {
            symbols.takeNumber();
            return Literals.number(number.getStringValue());
        }
        if (node instanceof DoubleValue number) {
            symbols.takeNumber();
            return Literals.number(number.toString());
        }
        if (node instanceof HexValue hex) {
            return binary(hex);
        }
        if (node instanceof StringValue string) {
            return Literals.string(symbols.string("'" + string.getValue() + "'"));
        }
        if (node instanceof BooleanValue bool) {
            return Literals.bool(bool.getValue());
        }
        if (node instanceof DateTimeLiteralExpression temporal) {
            return temporal(temporal);
        }
        if (node instanceof TimeKeyExpression time) {
            return timeKey(time);
        }
        if (node instanceof SignedExpression signed) {
            return signed(signed);
        }
        if (node instanceof Column column) {
            return column(column);
        }
        if (node instanceof Function function) {
            return function(function);
        }
        if (node instanceof ExpressionList<?> list) {
            return value(only(list));
        }
        throw SqlErrors.unsupported("a condition in the place of a value", "put it into WHERE");
    }

    private static void check(Expression node) {
        ClauseRule<?> rule = ExpressionRules.of(node.getClass());
        if (node instanceof JdbcNamedParameter) {
            throw SqlErrors.syntax("a parameter is written ?, without a name");
        }
        if (rule == null) {
            throw RefusedNodes.part(node);
        }
        rule.checkAny(node);
    }

    /** The operands of a chain {@code a AND b AND c}, which the parser nests to the left as deep as it is long. */
    private List<Expr> operands(Expression node, Class<? extends BinaryExpression> operator) {
        Deque<Expression> operands = new ArrayDeque<>();
        Expression left = node;
        while (operator.isInstance(left)) {
            check(left);
            BinaryExpression binary = (BinaryExpression) left;
            operands.addFirst(binary.getRightExpression());
            left = binary.getLeftExpression();
        }
        operands.addFirst(left);
        return operands.stream().map(this::expression).toList();
    }

    private static Expr.Comparator comparator(ComparisonOperator comparison) {
        String symbol = comparison.getStringExpression().replace(" ", "");
        return switch (symbol) {
            case "=" -> Expr.Comparator.EQ;
            case "<>", "!=" -> Expr.Comparator.NE;
            case "<" -> Expr.Comparator.LT;
            case "<=" -> Expr.Comparator.LE;
            case ">" -> Expr.Comparator.GT;
            case ">=" -> Expr.Comparator.GE;
            default -> throw SqlErrors.unsupported(symbol, "use = <> < <= > >=");
        };
    }

    private Expr in(InExpression in) {
        if (!(in.getRightExpression() instanceof ParenthesedExpressionList<?> list)) {
            if (ExpressionRules.of(in.getRightExpression().getClass()) == null) {
                throw RefusedNodes.part(in.getRightExpression());
            }
            throw SqlErrors.syntax("IN takes a list in parentheses");
        }
        if (list.isEmpty()) {
            throw SqlErrors.syntax("the list after IN is empty");
        }
        Expr operand = value(in.getLeftExpression());
        return new Expr.In(
                operand, list.stream().map(e -> value((Expression) e)).toList(), in.isNot());
    }

    private Expr like(LikeExpression like) {
        if (like.getLikeKeyWord() != LikeExpression.KeyWord.LIKE) {
            throw SqlErrors.unsupported(like.getLikeKeyWord().name(), "use LIKE");
        }
        Expr operand = value(like.getLeftExpression());
        Expr pattern = value(like.getRightExpression());
        Expression escape = like.getEscape();
        return new Expr.Like(operand, pattern, escape == null ? null : escape(escape), false, like.isNot());
    }

    private Expr escape(Expression node) {
        Expr escape = value(node);
        if (escape instanceof Expr.Literal || escape instanceof Expr.Parameter) {
            return escape;
        }
        throw SqlErrors.syntax("ESCAPE takes a string literal or a parameter");
    }

    private Expression only(ExpressionList<?> list) {
        if (list.size() != 1) {
            throw SqlErrors.unsupported("a row value (a, b)", "compare the columns one by one");
        }
        return list.get(0);
    }

    private Expr parameter(JdbcParameter parameter) {
        if (parameter.isUseFixedIndex()) {
            throw SqlErrors.syntax("a parameter is written ? without a number");
        }
        symbols.takeParameter(parameter.getIndex());
        return new Expr.Parameter(parameter.getIndex());
    }

    private Expr binary(HexValue hex) {
        symbols.takeNumber();
        String text = hex.getValue();
        if (text.charAt(1) != '\'') {
            throw SqlErrors.unsupported("a hexadecimal number 0x...", "write it in decimal, or binary as X'...'");
        }
        return Literals.binary(text.substring(2, text.length() - 1));
    }

    private Expr temporal(DateTimeLiteralExpression temporal) {
        if (Symbols.isQuoted(temporal.getValue())) {
            throw SqlErrors.syntax("a " + temporal.getType() + " literal takes single quotes");
        }
        return Literals.temporal(temporal.getType(), symbols.string(temporal.getValue()));
    }

    private static Expr timeKey(TimeKeyExpression time) {
        String name = time.getStringValue().toLowerCase(Locale.ROOT);
        String plain =
                name.endsWith("()") ? name.substring(0, name.length() - 2).strip() : name;
        if (!TIME_KEYS.contains(plain)) {
            throw unknownFunction(time.getStringValue());
        }
        return new Expr.Function(plain, List.of());
    }

    private Expr signed(SignedExpression signed) {
        Expression operand = signed.getExpression();
        while (operand instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            operand = list.get(0);
        }
        String text;
        if (operand instanceof LongValue number) {
            text = number.getStringValue();
        } else if (operand instanceof DoubleValue number) {
            text = number.toString();
        } else {
            throw SqlErrors.unsupported(
                    "the sign " + signed.getSign() + " before anything but a number", "compute it in the application");
        }
        symbols.takeNumber();
        return switch (signed.getSign()) {
            case '-' -> Literals.number("-" + text);
            case '+' -> Literals.number(text);
            default -> throw SqlErrors.unsupported("the operator " + signed.getSign(), "compute it in the application");
        };
    }

    Expr.ColumnRef column(Column column) {
        check(column);
        String name = column.getColumnName();
        if (column.getTable() == null && name.equalsIgnoreCase("default")) {
            throw SqlErrors.syntax("DEFAULT stands only as a value in INSERT and UPDATE");
        }
        if (column.getTable() == null && LOCAL_TIMES.contains(name.toLowerCase(Locale.ROOT))) {
            throw unknownFunction(name);
        }
        return names.column(column);
    }

    private Expr function(Function call) {
        List<String> parts = call.getMultipartName();
        String name = parts.size() == 1 ? symbols.name(parts.get(0)).toLowerCase(Locale.ROOT) : "";
        if (!FUNCTIONS.contains(name)) {
            throw unknownFunction(call.getName());
        }
        List<Expr> arguments = new ArrayList<>();
        ExpressionList<?> parameters = call.getParameters();
        if (parameters != null) {
            for (Expression argument : parameters) {
                arguments.add(value(argument));
            }
        }
        if (!arguments.isEmpty()) {
            throw SqlErrors.unsupported("an argument of " + name + "()", "call it without arguments");
        }
        return new Expr.Function(name, arguments);
    }

    private static DriverException unknownFunction(@Nullable String name) {
        return SqlErrors.unsupported(
                "the function " + SqlErrors.shorten(String.valueOf(name)),
                "known are " + String.join("(), ", FUNCTIONS.stream().sorted().toList()) + "()");
    }
}
