package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.NamedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.AllColumns;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** Calls of functions and aggregates, and the forms with words between their arguments. */
final class CallTranslator {
    private static final Set<String> AGGREGATES = Set.of("count", "sum", "avg", "min", "max");
    private static final Set<String> TIME_KEYS = Set.of("current_timestamp", "current_date", "now");

    private final Symbols symbols;
    private final ExpressionTranslator expressions;

    CallTranslator(Symbols symbols, ExpressionTranslator expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    /** A function, or an aggregate without FILTER. */
    Expr function(Function call) {
        List<String> parts = call.getMultipartName();
        if (parts.size() != 1) {
            throw unknown(String.join(".", parts));
        }
        String name = name(parts.get(0));
        if (call.getNamedParameters() != null) {
            if (call.getParameters() != null) {
                throw SqlErrors.syntax("arguments of " + name + " with and without words between them");
            }
            return new Expr.Function(name, named(name, call.getNamedParameters()));
        }
        ExpressionList<?> parameters = call.getParameters();
        List<Expression> arguments = parameters == null ? List.of() : List.copyOf(parameters);
        if (parameters instanceof ParenthesedExpressionList && arguments.size() > 1) {
            throw SqlErrors.unsupported("a row value (a, b) as an argument", "write " + name + "(a, b)");
        }
        if (AGGREGATES.contains(name)) {
            return aggregate(name, call.isDistinct(), arguments, null);
        }
        if (call.isDistinct() || call.isAllColumns()) {
            throw SqlErrors.unsupported("DISTINCT or ALL in " + name + "()", "call it with plain arguments");
        }
        return new Expr.Function(
                name, arguments.stream().map(expressions::expression).toList());
    }

    /** An aggregate with FILTER. */
    Expr filtered(AnalyticExpression call) {
        if (call.getType() != AnalyticType.FILTER_ONLY) {
            throw SqlErrors.unsupported("OVER (a window function)", "compute it in the application");
        }
        String name = name(call.getName());
        if (!AGGREGATES.contains(name)) {
            throw SqlErrors.unsupported("FILTER after " + name + "()", "use it after COUNT, SUM, AVG, MIN or MAX");
        }
        Expression argument = call.getExpression();
        Expression filter = call.getFilterExpression();
        return aggregate(
                name,
                call.isDistinct(),
                argument == null ? List.of() : List.of(argument),
                filter == null ? null : expressions.expression(filter));
    }

    private Expr aggregate(String name, boolean distinct, List<Expression> arguments, @Nullable Expr filter) {
        if (arguments.size() > 1) {
            throw SqlErrors.unsupported(
                    name.toUpperCase(Locale.ROOT) + " of more than one argument", "give it one column or expression");
        }
        if (arguments.isEmpty()) {
            throw SqlErrors.syntax(name.toUpperCase(Locale.ROOT) + " takes an argument");
        }
        if (arguments.get(0) instanceof AllColumns all) {
            if (all.getClass() != AllColumns.class || distinct || !name.equals("count")) {
                throw SqlErrors.syntax("* is an argument of COUNT(*) only");
            }
            QueryRules.ALL_COLUMNS.check(all);
            return new Expr.Aggregate(name, false, null, filter);
        }
        return new Expr.Aggregate(name, distinct, expressions.expression(arguments.get(0)), filter);
    }

    /** {@code SUBSTRING(x FROM i FOR n)} and {@code POSITION(x IN y)}. */
    private List<Expr> named(String name, NamedExpressionList<?> list) {
        ExpressionTranslator.check(list);
        String words = String.join(" ", list.getNames()).strip().toLowerCase(Locale.ROOT);
        boolean known = switch (name) {
            case "position" -> words.equals("in");
            case "substring" -> words.equals("from") || words.equals("from for");
            default -> false;
        };
        if (!known) {
            throw SqlErrors.unsupported(
                    words.toUpperCase(Locale.ROOT) + " in " + name + "()", "separate the arguments by commas");
        }
        List<Expr> arguments = new ArrayList<>();
        for (Expression argument : list) {
            arguments.add(expressions.expression(argument));
        }
        return arguments;
    }

    /** {@code TRIM(x)}, {@code TRIM([LEADING | TRAILING | BOTH] [characters] FROM x)}, {@code TRIM(x, characters)}. */
    Expr trim(TrimFunction trim) {
        TrimFunction.TrimSpecification side = trim.getTrimSpecification();
        if (side != null && !trim.isUsingFromKeyword()) {
            throw SqlErrors.syntax("TRIM takes FROM after " + side);
        }
        String name = side == TrimFunction.TrimSpecification.LEADING
                ? "ltrim"
                : side == TrimFunction.TrimSpecification.TRAILING ? "rtrim" : "trim";
        Expression first = trim.getExpression();
        Expression second = trim.getFromExpression();
        Expression text = trim.isUsingFromKeyword() ? second : first;
        Expression characters = trim.isUsingFromKeyword() ? first : second;
        List<Expr> arguments = new ArrayList<>();
        arguments.add(expressions.expression(text));
        if (characters != null) {
            arguments.add(expressions.expression(characters));
        }
        return new Expr.Function(name, arguments);
    }

    /** {@code EXTRACT(field FROM x)}. */
    Expr extract(ExtractExpression extract) {
        String image = extract.getName();
        String field = image.startsWith("'") ? symbols.string(image) : symbols.name(image);
        return new Expr.Function(
                "extract",
                List.of(
                        Literals.string(field.toLowerCase(Locale.ROOT)),
                        expressions.expression(extract.getExpression())));
    }

    static Expr timeKey(TimeKeyExpression time) {
        String name = time.getStringValue().toLowerCase(Locale.ROOT);
        String plain =
                name.endsWith("()") ? name.substring(0, name.length() - 2).strip() : name;
        if (plain.equals("current_time")) {
            throw SqlErrors.unsupported("CURRENT_TIME, a time with a zone,", "use LOCALTIME or CURRENT_TIMESTAMP");
        }
        if (!TIME_KEYS.contains(plain)) {
            throw unknown(time.getStringValue());
        }
        return new Expr.Function(plain, List.of());
    }

    private String name(String image) {
        return symbols.name(image).toLowerCase(Locale.ROOT);
    }

    /** HYC00 for a function that the planner cannot be asked for. */
    static DriverException unknown(String name) {
        return SqlErrors.unsupported(
                "the function " + SqlErrors.shorten(name), "use one of those under Functions in docs/sql.md");
    }
}
