package org.singletable.jdbc.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * The statements around queries: SHOW TABLES, DESCRIBE, SET, RESET ALL, those of {@link TransactionParser}, and the options
 * of EXPLAIN. They are read from the tokens, since JSqlParser reads some of them too loosely and others not at all.
 */
final class CommandParser {
    private static final Set<Integer> NUMBERS = Set.of(CCJSqlParserConstants.S_LONG, CCJSqlParserConstants.S_DOUBLE);

    /**
     * A statement, and what to do with it.
     *
     * @param statement its tokens, without EXPLAIN and its options
     */
    record Explained(List<Token> statement, boolean isExplain, boolean analyze, boolean json) {}

    private final TokenCursor tokens;
    private final Symbols symbols;

    CommandParser(String sql, List<Token> tokens, Symbols symbols) {
        this.tokens = new TokenCursor(sql, tokens, symbols);
        this.symbols = symbols;
    }

    /**
     * The statement, empty where it is none of those that consist of a few words.
     *
     * @throws DriverException 42601, HYC00 for what other databases show, describe, set and reset, and for BEGIN
     */
    Optional<Statement> command() {
        Statement statement = switch (tokens.word()) {
            case "SHOW" -> showTables();
            case "DESCRIBE", "DESC" -> describe();
            case "SET" -> set();
            case "RESET" -> resetAll();
            default -> new TransactionParser(tokens).statement();
        };
        if (statement == null) {
            return Optional.empty();
        }
        if (!tokens.isAtEnd()) {
            throw tokens.unexpected();
        }
        symbols.requireAllUsed();
        return Optional.of(statement);
    }

    private Statement showTables() {
        tokens.skip();
        if (!tokens.word().equals("TABLES")) {
            throw SqlErrors.unsupported(("SHOW " + tokens.shown()).strip(), "use SHOW TABLES or DatabaseMetaData");
        }
        tokens.skip();
        return new Statement.ShowTables();
    }

    private Statement describe() {
        tokens.skip();
        String first = tokens.name();
        if (!tokens.peek().image.equals(".")) {
            return new Statement.Describe(new Statement.TableRef(null, first, null));
        }
        tokens.skip();
        return new Statement.Describe(new Statement.TableRef(first, tokens.name(), null));
    }

    private Statement set() {
        tokens.skip();
        String name = tokens.name();
        if (!tokens.word().equals("=") && !tokens.word().equals("TO")) {
            if (name.equalsIgnoreCase("TRANSACTION")) {
                throw SqlErrors.unsupported("SET TRANSACTION", "use Connection.setTransactionIsolation");
            }
            throw tokens.syntaxError("SET takes a name and a value: SET name = value or SET name TO value");
        }
        tokens.skip();
        return new Statement.SetOption(name, value());
    }

    private Statement resetAll() {
        tokens.skip();
        if (!tokens.word().equals("ALL")) {
            throw SqlErrors.unsupported(("RESET " + tokens.shown()).strip(), "use RESET ALL");
        }
        tokens.skip();
        return new Statement.ResetAll();
    }

    private String value() {
        Token token = tokens.peek();
        if (token.kind == CCJSqlParserConstants.S_CHAR_LITERAL) {
            tokens.skip();
            return symbols.string(token.image);
        }
        if (token.image.equals("-") && NUMBERS.contains(tokens.peek(1).kind)) {
            tokens.skip();
            return "-" + number();
        }
        return NUMBERS.contains(token.kind) ? number() : tokens.name();
    }

    private String number() {
        symbols.takeNumber();
        return tokens.next().image;
    }

    /** Any other statement: what follows EXPLAIN, or all of the text. */
    Explained explained() {
        if (!tokens.word().equals("EXPLAIN")) {
            return new Explained(tokens.rest(), false, false, false);
        }
        tokens.skip();
        boolean analyze = false;
        boolean json = false;
        if (tokens.word().equals("ANALYZE")) {
            tokens.skip();
            analyze = true;
        } else if (tokens.word().equals("(") && isOption()) {
            do {
                tokens.skip();
                switch (tokens.word()) {
                    case "ANALYZE" -> {
                        tokens.skip();
                        analyze = true;
                    }
                    case "FORMAT" -> {
                        tokens.skip();
                        json = json();
                    }
                    default ->
                        throw SqlErrors.unsupported(
                                "EXPLAIN (" + tokens.shown() + ")", "the options are ANALYZE and FORMAT TEXT or JSON");
                }
            } while (tokens.word().equals(","));
            if (!tokens.word().equals(")")) {
                throw tokens.unexpected();
            }
            tokens.skip();
        }
        requireExplainable();
        return new Explained(tokens.rest(), true, analyze, json);
    }

    /** Whether an option follows the parenthesis here, and not a query. */
    private boolean isOption() {
        return tokens.isWord(1)
                && !tokens.word(1).equals("SELECT")
                && !tokens.word(1).equals("WITH");
    }

    private boolean json() {
        boolean json = tokens.word().equals("JSON");
        if (!json && !tokens.word().equals("TEXT")) {
            throw SqlErrors.unsupported("EXPLAIN (FORMAT " + tokens.shown() + ")", "use FORMAT TEXT or FORMAT JSON");
        }
        tokens.skip();
        return json;
    }

    private void requireExplainable() {
        if (tokens.isAtEnd()) {
            throw tokens.unexpected();
        }
        switch (tokens.word()) {
            case "EXPLAIN",
                    "SHOW",
                    "DESCRIBE",
                    "DESC",
                    "SET",
                    "RESET",
                    "COMMIT",
                    "ROLLBACK",
                    "SAVEPOINT",
                    "RELEASE",
                    "BEGIN",
                    "START" -> throw tokens.syntaxError("EXPLAIN takes a SELECT, INSERT, UPDATE, DELETE or CALL");
            case "PLAN", "ANALYSE", "VERBOSE", "FORMAT" ->
                throw SqlErrors.unsupported(
                        "EXPLAIN " + tokens.shown(), "use EXPLAIN, EXPLAIN ANALYZE or EXPLAIN (ANALYZE, FORMAT JSON)");
            default -> {}
        }
    }
}
