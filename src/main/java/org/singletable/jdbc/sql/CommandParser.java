package org.singletable.jdbc.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * The statements around queries: SHOW TABLES, DESCRIBE, SET, RESET ALL, and the options of EXPLAIN. They are read from
 * the tokens, since JSqlParser reads some of them too loosely and others not at all.
 */
final class CommandParser {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<Integer> NUMBERS = Set.of(CCJSqlParserConstants.S_LONG, CCJSqlParserConstants.S_DOUBLE);

    /**
     * A statement, and what to do with it.
     *
     * @param statement its tokens, without EXPLAIN and its options
     */
    record Explained(List<Token> statement, boolean isExplain, boolean analyze, boolean json) {}

    private final String sql;
    private final List<Token> tokens;
    private final Symbols symbols;
    private int at;

    CommandParser(String sql, List<Token> tokens, Symbols symbols) {
        this.sql = sql;
        this.tokens = tokens;
        this.symbols = symbols;
    }

    /**
     * The statement, empty where it is none of those that consist of a few words.
     *
     * @throws DriverException 42601, HYC00 for what other databases show, describe, set and reset
     */
    Optional<Statement> command() {
        Statement statement = switch (word()) {
            case "SHOW" -> showTables();
            case "DESCRIBE", "DESC" -> describe();
            case "SET" -> set();
            case "RESET" -> resetAll();
            default -> null;
        };
        if (statement == null) {
            return Optional.empty();
        }
        if (peek().kind != CCJSqlParserConstants.EOF) {
            throw unexpected();
        }
        symbols.requireAllUsed();
        return Optional.of(statement);
    }

    private Statement showTables() {
        at++;
        if (!word().equals("TABLES")) {
            throw SqlErrors.unsupported(("SHOW " + shown()).strip(), "use SHOW TABLES or DatabaseMetaData");
        }
        at++;
        return new Statement.ShowTables();
    }

    private Statement describe() {
        at++;
        String first = name();
        if (!peek().image.equals(".")) {
            return new Statement.Describe(new Statement.TableRef(null, first, null));
        }
        at++;
        return new Statement.Describe(new Statement.TableRef(first, name(), null));
    }

    private Statement set() {
        at++;
        String name = name();
        if (!word().equals("=") && !word().equals("TO")) {
            throw SqlErrors.syntax(
                    sql, peek().absoluteBegin, "SET takes a name and a value: SET name = value or SET name TO value");
        }
        at++;
        return new Statement.SetOption(name, value());
    }

    private Statement resetAll() {
        at++;
        if (!word().equals("ALL")) {
            throw SqlErrors.unsupported(("RESET " + shown()).strip(), "use RESET ALL");
        }
        at++;
        return new Statement.ResetAll();
    }

    private String value() {
        Token token = peek();
        if (token.kind == CCJSqlParserConstants.S_CHAR_LITERAL) {
            at++;
            return symbols.string(token.image);
        }
        if (token.image.equals("-") && NUMBERS.contains(tokens.get(at + 1).kind)) {
            at++;
            return "-" + number();
        }
        return NUMBERS.contains(token.kind) ? number() : name();
    }

    private String number() {
        symbols.takeNumber();
        return next().image;
    }

    /** A word, also one that is a keyword elsewhere, or a quoted name. */
    private String name() {
        Token token = peek();
        if (token.kind == CCJSqlParserConstants.S_QUOTED_IDENTIFIER) {
            at++;
            return symbols.name(token.image);
        }
        if (!WORD.matcher(token.image).matches()) {
            throw unexpected();
        }
        return next().image;
    }

    /** Any other statement: what follows EXPLAIN, or all of the text. */
    Explained explained() {
        if (!word().equals("EXPLAIN")) {
            return new Explained(tokens, false, false, false);
        }
        at++;
        boolean analyze = false;
        boolean json = false;
        if (word().equals("ANALYZE")) {
            at++;
            analyze = true;
        } else if (word().equals("(") && isOption(tokens.get(at + 1))) {
            do {
                at++;
                switch (word()) {
                    case "ANALYZE" -> {
                        at++;
                        analyze = true;
                    }
                    case "FORMAT" -> {
                        at++;
                        json = json();
                    }
                    default ->
                        throw SqlErrors.unsupported(
                                "EXPLAIN (" + shown() + ")", "the options are ANALYZE and FORMAT TEXT or JSON");
                }
            } while (word().equals(","));
            if (!word().equals(")")) {
                throw unexpected();
            }
            at++;
        }
        requireExplainable();
        return new Explained(tokens.subList(at, tokens.size()), true, analyze, json);
    }

    private static boolean isOption(Token token) {
        return WORD.matcher(token.image).matches()
                && !token.image.toUpperCase(Locale.ROOT).equals("SELECT")
                && !token.image.toUpperCase(Locale.ROOT).equals("WITH");
    }

    private boolean json() {
        return switch (next().image.toUpperCase(Locale.ROOT)) {
            case "JSON" -> true;
            case "TEXT" -> false;
            default -> {
                at--;
                throw SqlErrors.unsupported("EXPLAIN (FORMAT " + shown() + ")", "use FORMAT TEXT or FORMAT JSON");
            }
        };
    }

    private void requireExplainable() {
        if (peek().kind == CCJSqlParserConstants.EOF) {
            throw unexpected();
        }
        switch (word()) {
            case "EXPLAIN", "SHOW", "DESCRIBE", "DESC", "SET", "RESET" ->
                throw SqlErrors.syntax(sql, peek().absoluteBegin, "EXPLAIN takes a SELECT, INSERT, UPDATE or DELETE");
            case "PLAN", "ANALYSE", "VERBOSE", "FORMAT" ->
                throw SqlErrors.unsupported(
                        "EXPLAIN " + shown(), "use EXPLAIN, EXPLAIN ANALYZE or EXPLAIN (ANALYZE, FORMAT JSON)");
            default -> {}
        }
    }

    private Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private Token next() {
        Token token = peek();
        at++;
        return token;
    }

    private String word() {
        return peek().image.toUpperCase(Locale.ROOT);
    }

    /** What stands at the current place in the text. */
    private String shown() {
        return SqlErrors.shorten(sql.substring(peek().absoluteBegin, peek().absoluteEnd));
    }

    private DriverException unexpected() {
        Token token = peek();
        return SqlErrors.syntax(
                sql,
                token.absoluteBegin,
                token.kind == CCJSqlParserConstants.EOF ? "unexpected end of the statement" : "unexpected " + shown());
    }
}
