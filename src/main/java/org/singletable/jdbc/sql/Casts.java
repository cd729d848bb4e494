package org.singletable.jdbc.sql;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression.DateTime;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** CAST, {@code ::} and literals such as {@code JSON '...'}: the SQL names of types. */
final class Casts {
    private static final int MAX_DIGITS = 38;

    private static final Map<String, SqlType> TYPES = Map.ofEntries(
            Map.entry("VARCHAR", SqlType.STRING),
            Map.entry("CHARACTER VARYING", SqlType.STRING),
            Map.entry("TEXT", SqlType.STRING),
            Map.entry("STRING", SqlType.STRING),
            Map.entry("INT", SqlType.INT),
            Map.entry("INTEGER", SqlType.INT),
            Map.entry("BIGINT", SqlType.LONG),
            Map.entry("LONG", SqlType.LONG),
            Map.entry("DECIMAL", SqlType.DECIMAL),
            Map.entry("NUMERIC", SqlType.DECIMAL),
            Map.entry("NUMBER", SqlType.DECIMAL),
            Map.entry("DOUBLE", SqlType.DOUBLE),
            Map.entry("DOUBLE PRECISION", SqlType.DOUBLE),
            Map.entry("FLOAT", SqlType.DOUBLE),
            Map.entry("BOOLEAN", SqlType.BOOLEAN),
            Map.entry("DATE", SqlType.DATE),
            Map.entry("TIME", SqlType.TIME),
            Map.entry("TIMESTAMP", SqlType.TIMESTAMP),
            Map.entry("TIMESTAMP WITHOUT TIME ZONE", SqlType.TIMESTAMP),
            Map.entry("TIMESTAMP WITH TIME ZONE", SqlType.TIMESTAMPTZ),
            Map.entry("TIMESTAMPTZ", SqlType.TIMESTAMPTZ),
            Map.entry("UUID", SqlType.UUID),
            Map.entry("VARBINARY", SqlType.BINARY),
            Map.entry("BINARY", SqlType.BINARY),
            Map.entry("BYTEA", SqlType.BINARY),
            Map.entry("JSON", SqlType.JSON));

    /** As JSqlParser writes it: {@code varchar (10)}. */
    private static final Pattern NAME = Pattern.compile(
            "(?<name>[a-z]+( [a-z]+)*) ?(\\( ?(?<first>\\d+) ?(, ?(?<second>\\d+) ?)?\\))?(?<rest>.*)",
            Pattern.CASE_INSENSITIVE);

    private final Symbols symbols;
    private final ExpressionTranslator expressions;

    Casts(Symbols symbols, ExpressionTranslator expressions) {
        this.symbols = symbols;
        this.expressions = expressions;
    }

    /** The cast, or the literal where a type stands before a string. */
    Expr expression(CastExpression cast) {
        String keyword = cast.keyword;
        if (keyword != null && !keyword.isEmpty() && !keyword.equalsIgnoreCase("cast")) {
            throw SqlErrors.unsupported(keyword.toUpperCase(Locale.ROOT), "use CAST");
        }
        SqlType type = type(cast.getColDataType());
        Expr operand = expressions.expression(cast.getLeftExpression());
        if (cast.isImplicitCast()
                && operand instanceof Expr.Literal literal
                && literal.value() instanceof String text) {
            if (type.kind() == Kind.TIMESTAMPTZ) {
                return Literals.temporal(DateTime.TIMESTAMPTZ, text);
            }
            if (type.kind() == Kind.TIMESTAMP) {
                return Literals.temporal(DateTime.TIMESTAMP, text);
            }
        }
        return new Expr.Cast(operand, type);
    }

    private SqlType type(ColDataType node) {
        ExpressionRules.TYPE.check(node);
        String text = node.getDataType().strip().replaceAll("\\s+", " ");
        Matcher matcher = NAME.matcher(text);
        if (!matcher.matches() || !matcher.group("rest").isEmpty()) {
            throw unknown(text);
        }
        SqlType type = TYPES.get(matcher.group("name").toUpperCase(Locale.ROOT));
        if (type == null) {
            throw unknown(text);
        }
        String first = matcher.group("first");
        String second = matcher.group("second");
        return first == null ? type : limited(type, text, number(first), second == null ? -1 : number(second));
    }

    private int number(String digits) {
        symbols.takeNumber();
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** @param second -1 where there is none */
    private static SqlType limited(SqlType type, String text, int first, int second) {
        if (type.kind() == Kind.STRING && second < 0 && first > 0) {
            return SqlType.string(first);
        }
        if (type.kind() == Kind.DECIMAL) {
            int scale = Math.max(second, 0);
            if (first < 1 || first > MAX_DIGITS || scale > first) {
                throw SqlErrors.unsupported(
                        text.toUpperCase(Locale.ROOT),
                        "a decimal has 1 to " + MAX_DIGITS + " digits, not more of them after the point");
            }
            return SqlType.decimal(first, scale);
        }
        throw SqlErrors.unsupported(
                "the length in " + text.toUpperCase(Locale.ROOT), "VARCHAR(n) and DECIMAL(p, s) have one");
    }

    private static DriverException unknown(String name) {
        return SqlErrors.unsupported(
                "the type " + SqlErrors.shorten(name), "known are " + String.join(", ", new TreeSet<>(TYPES.keySet())));
    }
}
