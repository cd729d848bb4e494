package org.singletable.jdbc.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JdbcNamedParameter;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.type.SqlType;

/** JSqlParser's expressions to {@link Expr}. Accepts the classes of {@link ExpressionRules} and nothing else. */
final class ExpressionTranslator {
    /** What the parser takes for columns, and the type that the current time is cast to. */
    private static final Map<String, SqlType> LOCAL_TIMES =
            Map.of("localtime", SqlType.TIME, "localtimestamp", SqlType.TIMESTAMP);

    private final Symbols symbols;
    private final Names names;
    private final LiteralTranslator literals;
    private final RowValues rows;
    private final CallTranslator calls;

    ExpressionTranslator(Symbols symbols, Names names) {
        this.symbols = symbols;
        this.names = names;
        this.literals = new LiteralTranslator(symbols);
        this.rows = new RowValues(symbols, this);
        this.calls = new CallTranslator(symbols, this);
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
        if (node instanceof ExpressionList<?> list) {
            return expression(rows.only(list));
        }
        if (node instanceof ParenthesedSelect query) {
            return new Expr.ScalarQuery(query(query));
        }
        if (Arithmetic.isOperator(node)) {
            return new Arithmetic(this).expression((BinaryExpression) node);
        }
        if (node instanceof CaseExpression expression) {
            return caseOf(expression);
        }
        Expr predicate = predicate(node);
        return predicate != null ? predicate : value(node);
    }

    private @Nullable Expr predicate(Expression node) {
        if (node instanceof ComparisonOperator comparison) {
            return rows.comparison(comparator(comparison), comparison);
        }
        if (node instanceof IsNullExpression isNull) {
            return new Expr.IsNull(expression(isNull.getLeftExpression()), isNull.isNot());
        }
        if (node instanceof InExpression in) {
            return rows.in(in);
        }
        if (node instanceof Between between) {
            return new Expr.Between(
                    expression(between.getLeftExpression()),
                    bound(between.getBetweenExpressionStart()),
                    bound(between.getBetweenExpressionEnd()),
                    between.isNot());
        }
        if (node instanceof LikeExpression like) {
            return like(like);
        }
        if (node instanceof IsDistinctExpression distinct) {
            return new Expr.IsDistinct(
                    expression(distinct.getLeftExpression()),
                    expression(distinct.getRightExpression()),
                    distinct.isNot());
        }
        if (node instanceof ExistsExpression exists) {
            return exists(exists);
        }
        return null;
    }

    /** The parser takes {@code a BETWEEN b AND c = d} for {@code a BETWEEN b AND (c = d)}; BETWEEN binds no less than =. */
    private Expr bound(Expression node) {
        if (node instanceof ComparisonOperator) {
            throw SqlErrors.syntax("a comparison beside BETWEEN ... AND ... takes parentheses around one of the two");
        }
        return expression(node);
    }

    private Expr value(Expression node) {
        if (node instanceof JdbcParameter parameter) {
            return parameter(parameter);
        }
        if (node instanceof SignedExpression signed) {
            return signed(signed);
        }
        if (node instanceof Column column) {
            SqlType time = localTime(column);
            return time == null
                    ? column(column)
                    : new Expr.Cast(new Expr.Function("current_timestamp", List.of()), time);
        }
        if (node instanceof ArrayExpression access) {
            return new JsonAccess(symbols, this).expression(access);
        }
        if (node instanceof Function function) {
            return calls.function(function);
        }
        if (node instanceof AnalyticExpression aggregate) {
            return calls.filtered(aggregate);
        }
        if (node instanceof TrimFunction trim) {
            return calls.trim(trim);
        }
        if (node instanceof ExtractExpression extract) {
            return calls.extract(extract);
        }
        if (node instanceof TimeKeyExpression time) {
            return CallTranslator.timeKey(time);
        }
        if (node instanceof CastExpression cast) {
            return new Casts(symbols, this).expression(cast);
        }
        return literals.literal(node);
    }

    static void check(Expression node) {
        ClauseRule<?> rule = ExpressionRules.of(node.getClass());
        if (node instanceof JdbcNamedParameter) {
            throw SqlErrors.syntax("a parameter is written ?, without a name");
        }
        if (rule == null) {
            throw RefusedNodes.part(node);
        }
        rule.checkAny(node);
    }

    Statement.Query query(ParenthesedSelect query) {
        return new QueryTranslator(symbols, names, this).query(query);
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

    private Expr like(LikeExpression like) {
        LikeExpression.KeyWord keyword = like.getLikeKeyWord();
        if (keyword != LikeExpression.KeyWord.LIKE && keyword != LikeExpression.KeyWord.ILIKE) {
            throw SqlErrors.unsupported(keyword.name(), "use LIKE or ILIKE");
        }
        Expr operand = expression(like.getLeftExpression());
        Expr pattern = expression(like.getRightExpression());
        Expression escape = like.getEscape();
        return new Expr.Like(
                operand,
                pattern,
                escape == null ? null : escape(escape),
                keyword == LikeExpression.KeyWord.ILIKE,
                like.isNot());
    }

    private Expr escape(Expression node) {
        Expr escape = expression(node);
        if (escape instanceof Expr.Literal || escape instanceof Expr.Parameter) {
            return escape;
        }
        throw SqlErrors.syntax("ESCAPE takes a string literal or a parameter");
    }

    private Expr exists(ExistsExpression exists) {
        if (!(exists.getRightExpression() instanceof ParenthesedSelect query)) {
            throw SqlErrors.syntax("EXISTS takes a query in parentheses");
        }
        check(query);
        Expr result = new Expr.Exists(query(query));
        return exists.isNot() ? new Expr.Not(result) : result;
    }

    private Expr caseOf(CaseExpression node) {
        Expression operand = node.getSwitchExpression();
        Expression otherwise = node.getElseExpression();
        Expr switched = operand == null ? null : expression(operand);
        List<Expr.When> branches =
                node.getWhenClauses().stream().map(this::when).toList();
        return new Expr.Case(switched, branches, otherwise == null ? null : expression(otherwise));
    }

    private Expr.When when(WhenClause clause) {
        check(clause);
        return new Expr.When(expression(clause.getWhenExpression()), expression(clause.getThenExpression()));
    }

    private Expr parameter(JdbcParameter parameter) {
        if (parameter.isUseFixedIndex()) {
            throw SqlErrors.syntax("a parameter is written ? without a number");
        }
        symbols.takeParameter(parameter.getIndex());
        return new Expr.Parameter(parameter.getIndex());
    }

    private Expr signed(SignedExpression signed) {
        char sign = signed.getSign();
        if (sign != '-' && sign != '+') {
            throw SqlErrors.unsupported("the operator " + sign, "compute it in the application");
        }
        Expr number = literals.signedNumber(sign, RowValues.unwrap(signed.getExpression()));
        if (number != null) {
            return number;
        }
        Expr operand = expression(signed.getExpression());
        return sign == '-' ? new Expr.Function("negate", List.of(operand)) : operand;
    }

    Expr.ColumnRef column(Column column) {
        check(column);
        String name = column.getColumnName();
        if (column.getTable() == null && name.equalsIgnoreCase("default")) {
            throw SqlErrors.syntax("DEFAULT stands only as a value in INSERT and UPDATE");
        }
        if (localTime(column) != null) {
            throw SqlErrors.syntax(name + " is no column; if it is one, put it into double quotes");
        }
        return names.column(column);
    }

    private static @Nullable SqlType localTime(Column column) {
        return column.getTable() == null
                ? LOCAL_TIMES.get(column.getColumnName().toLowerCase(Locale.ROOT))
                : null;
    }
}
