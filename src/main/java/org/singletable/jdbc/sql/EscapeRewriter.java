package org.singletable.jdbc.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * Replaces JDBC escapes (JDBC 4.3, 13.4) by the SQL they stand for: <code>{d '...'}</code> by <code>DATE '...'</code>,
 * likewise <code>{t}</code> and <code>{ts}</code>, and <code>{fn f(x)}</code>, <code>{escape 'c'}</code> and
 * <code>{limit n}</code> by what is inside the braces, as a whole statement <code>{call p(x)}</code> too; <code>{oj ...}</code>
 * by the join in parentheses.
 */
final class EscapeRewriter {
    /** Functions of JDBC's appendix C that the dialect has under another name, with the same arguments. */
    private static final Map<String, String> FUNCTIONS = Map.of(
            "UCASE", "upper",
            "LCASE", "lower",
            "IFNULL", "coalesce",
            "LOCATE", "position",
            "CEILING", "ceil",
            "CHAR_LENGTH", "length",
            "CHARACTER_LENGTH", "length",
            "CURDATE", "current_date");

    private final String sql;
    private final List<Token> in;
    private final List<Token> out = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int depth;
    private int at;

    /** An escape that is not closed yet, and how many parentheses were open before it. */
    private record Open(Token brace, int depth) {}

    private EscapeRewriter(String sql, List<Token> in) {
        this.sql = sql;
        this.in = in;
    }

    /**
     * The tokens without escapes.
     *
     * @throws DriverException 42601 for an unknown or unbalanced escape, HYC00 for a call that gives a value
     */
    static List<Token> rewrite(String sql, List<Token> tokens) {
        if (tokens.stream().noneMatch(t -> t.image.startsWith("{") || t.image.equals("}"))) {
            return tokens;
        }
        EscapeRewriter rewriter = new EscapeRewriter(sql, tokens);
        rewriter.run();
        return rewriter.out;
    }

    private void run() {
        while (at < in.size()) {
            Token token = in.get(at++);
            if (token.image.startsWith("{")) {
                start(token);
            } else if (token.image.equals("}")) {
                end(token);
            } else {
                depth += "(".equals(token.image) ? 1 : ")".equals(token.image) ? -1 : 0;
                out.add(token);
            }
        }
        if (!open.isEmpty()) {
            throw SqlErrors.syntax(sql, open.pop().brace().absoluteBegin, "unclosed escape {");
        }
    }

    private void start(Token brace) {
        // The lexer knows "{d", "{t" and "{ts" as one token, but only without a blank.
        Token word = brace;
        String name = brace.image.substring(1);
        if (name.isEmpty()) {
            word = in.get(at++);
            name = word.image;
        }
        switch (name.toLowerCase(Locale.ROOT)) {
            case "d" -> literal(brace, word, "DATE");
            case "t" -> literal(brace, word, "TIME");
            case "ts" -> literal(brace, word, "TIMESTAMP");
            case "fn" -> {
                if (!"(".equals(in.get(Math.min(at + 1, in.size() - 1)).image)) {
                    throw SqlErrors.syntax(sql, brace.absoluteBegin, "the escape {fn ...} takes a function call");
                }
                open.push(new Open(brace, depth));
                rename(in.get(at));
            }
            case "escape", "limit" -> {
                open.push(new Open(brace, depth));
                out.add(word);
            }
            case "oj" -> {
                open.push(new Open(brace, depth));
                parenthesis(brace, CCJSqlParserConstants.OPENING_BRACKET, "(");
            }
            case "call" -> {
                if (!out.isEmpty()) {
                    throw SqlErrors.syntax(sql, brace.absoluteBegin, "the escape {call ...} is a statement of its own");
                }
                open.push(new Open(brace, depth));
                out.add(word);
            }
            case "?" ->
                throw SqlErrors.unsupported("the escape {? = call}", "procedures give no value: use {call name(...)}");
            default ->
                throw SqlErrors.syntax(
                        sql,
                        brace.absoluteBegin,
                        "unknown escape {" + SqlErrors.shorten(name)
                                + "; known are {d} {t} {ts} {fn} {escape} {limit} {oj} {call}");
        }
    }

    /** {@code {oj ...}} becomes a join in parentheses. */
    private void parenthesis(Token brace, int kind, String image) {
        brace.kind = kind;
        brace.image = image;
        out.add(brace);
    }

    private static void rename(Token function) {
        String name = FUNCTIONS.get(function.image.toUpperCase(Locale.ROOT));
        if (name != null) {
            function.kind = CCJSqlParserConstants.S_IDENTIFIER;
            function.image = name;
        }
    }

    private void literal(Token brace, Token word, String type) {
        Token text = in.get(Math.min(at, in.size() - 1));
        if (text.kind != CCJSqlParserConstants.S_CHAR_LITERAL) {
            throw SqlErrors.syntax(sql, brace.absoluteBegin, "a date or time escape is written like {d '2024-01-31'}");
        }
        word.kind = CCJSqlParserConstants.K_DATETIMELITERAL;
        word.image = type;
        out.add(word);
        open.push(new Open(brace, depth));
        out.add(text);
        at++;
        if (!"}".equals(in.get(at).image)) {
            throw SqlErrors.syntax(sql, in.get(at).absoluteBegin, "} expected");
        }
    }

    private void end(Token brace) {
        if (open.isEmpty()) {
            throw SqlErrors.syntax(sql, brace.absoluteBegin, "unexpected }");
        }
        Open start = open.pop();
        if (start.depth() != depth) {
            throw SqlErrors.syntax(sql, brace.absoluteBegin, "unexpected }");
        }
        if (start.brace().image.equals("(")) {
            parenthesis(brace, CCJSqlParserConstants.CLOSING_BRACKET, ")");
        }
    }
}
