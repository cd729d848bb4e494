package org.singletable.jdbc.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

/**
 * Reads a call as docs/functions.md writes it, a function of literals or two literals with an operator between them, and
 * evaluates it: {@code LOCATE('b', 'abcb', 3)}, {@code CAST('["a"]' AS list<string>)} being a literal too.
 */
final class Call {
    /** A value with its type; null is SQL NULL. */
    record Typed(@Nullable Object value, SqlType type) {}

    private static final Pattern TOKEN =
            Pattern.compile("\\s*('(?:[^']|'')*'|\\d+\\.\\d+|\\d+|[A-Za-z_]+(?:<[^>]*>)?|->>|->|\\|\\||[-+*/%(),])");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private Call(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("cannot read " + text.substring(end) + " in " + text);
        }
        tokens.add("");
    }

    static Typed evaluate(String text) {
        Call call = new Call(text);
        Typed result = call.expression();
        call.expect("");
        return result;
    }

    private Typed expression() {
        Typed left = operand();
        return switch (tokens.get(next)) {
            case "+", "-", "*", "/", "%", "||", "->", "->>" -> apply(tokens.get(next++), List.of(left, operand()));
            default -> left;
        };
    }

    private Typed operand() {
        String token = tokens.get(next++);
        char first = token.charAt(0);
        if (first == '-') {
            return apply("negate", List.of(operand()));
        } else if (first == '\'') {
            return new Typed(unquote(token), SqlType.STRING);
        } else if (Character.isDigit(first)) {
            return number(token);
        }
        String word = token.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "null" -> new Typed(null, SqlType.STRING);
            case "true", "false" -> new Typed(word.equals("true"), SqlType.BOOLEAN);
            case "x" -> literal(SqlType.BINARY);
            case "date", "time", "timestamp", "timestamptz", "json" ->
                literal(SqlTypes.parse(word).orElseThrow());
            case "cast" -> cast();
            default -> call(word);
        };
    }

    private static Typed number(String token) {
        if (token.contains(".")) {
            return new Typed(new BigDecimal(token), SqlType.DECIMAL);
        }
        long value = Long.parseLong(token);
        return value <= Integer.MAX_VALUE ? new Typed((int) value, SqlType.INT) : new Typed(value, SqlType.LONG);
    }

    private Typed literal(SqlType type) {
        return new Typed(Conversions.convert(unquote(tokens.get(next++)), type), type);
    }

    private static String unquote(String token) {
        return token.substring(1, token.length() - 1).replace("''", "'");
    }

    private Typed cast() {
        expect("(");
        Typed operand = operand();
        expect("AS");
        SqlType type = type();
        Object value = operand.value();
        return new Typed(value == null ? null : Conversions.cast(value, type), type);
    }

    /** The rest of a CAST: a type with its limits. */
    private SqlType type() {
        StringBuilder name = new StringBuilder(tokens.get(next++));
        for (int open = 1; open > 0; next++) {
            open += tokens.get(next).equals("(") ? 1 : tokens.get(next).equals(")") ? -1 : 0;
            name.append(open > 0 ? tokens.get(next) : "");
        }
        return SqlTypes.parse(name.toString()).orElseThrow();
    }

    private Typed call(String name) {
        List<Typed> arguments = new ArrayList<>();
        expect("(");
        if (name.equals("extract")) {
            arguments.add(new Typed(tokens.get(next++), SqlType.STRING));
            expect("FROM");
        }
        do {
            arguments.add(expression());
        } while (tokens.get(next++).equals(","));
        return apply(name, arguments);
    }

    private void expect(String token) {
        if (!tokens.get(next++).equals(token)) {
            throw new IllegalArgumentException(
                    "expected " + token + " before " + tokens.subList(next - 1, tokens.size()));
        }
    }

    private static Typed apply(String name, List<Typed> arguments) {
        ScalarFunction function =
                Functions.resolve(name, arguments.stream().map(Typed::type).toList());
        List<@Nullable Object> values = new ArrayList<>();
        arguments.forEach(argument -> values.add(argument.value()));
        return new Typed(function.apply(values), function.type());
    }
}
