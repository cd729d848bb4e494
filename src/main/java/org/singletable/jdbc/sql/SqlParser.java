package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.Token;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** Parses SQL text into the driver's own tree; everything that is not handled is refused. */
public final class SqlParser {
    /** So many are left to the parser, whose messages tell more. */
    private static final int MAX_COLONS = 100;

    private final String sql;
    private final Symbols symbols = new Symbols();

    private SqlParser(String sql) {
        this.sql = sql;
    }

    /**
     * Parses one statement.
     *
     * @throws DriverException 42601 for a syntax error, HYC00 for valid SQL outside the dialect, naming the clause and
     *     what to do instead, 22003 and 22018 for literals that are no values, 54000 for a statement nested too deeply
     */
    public static Parsed parse(String sql) {
        return new SqlParser(sql).statement();
    }

    /**
     * Parses one value expression, such as the default of a column.
     *
     * @throws DriverException as {@link #parse}; 42601 for a parameter too
     */
    public static Expr parseExpression(String sql) {
        SqlParser self = new SqlParser(sql);
        return self.run(self.tokens(), SqlParser::expression);
    }

    /**
     * A statement and what the text says about its parameters.
     *
     * @param parameterCount number of {@code ?} in the text
     */
    public record Parsed(Statement statement, int parameterCount) {}

    @FunctionalInterface
    private interface Grammar<T> {
        T parse(SqlParser self, CCJSqlParser parser) throws ParseException;
    }

    private Parsed statement() {
        CommandParser commands = new CommandParser(sql, tokens(), symbols);
        Statement statement = commands.command().orElseGet(() -> statement(commands.explained()));
        return new Parsed(statement, symbols.parameterCount());
    }

    private Statement statement(CommandParser.Explained explained) {
        RefusedForms.check(explained.statement());
        boolean replace = Upserts.rewrite(explained.statement());
        Statement statement = run(explained.statement(), (self, parser) -> self.statement(parser, replace));
        return explained.isExplain()
                ? new Statement.Explain(statement, explained.analyze(), explained.json())
                : statement;
    }

    private Statement statement(CCJSqlParser parser, boolean replace) throws ParseException {
        Statement statement = new StatementTranslator(symbols).statement(parser.Statement(), replace);
        requireEnd(parser);
        symbols.requireAllUsed();
        return statement;
    }

    private Expr expression(CCJSqlParser parser) throws ParseException {
        Expr value = new ExpressionTranslator(symbols, new Names(symbols)).expression(parser.Expression());
        requireEnd(parser);
        symbols.requireAllUsed();
        if (symbols.parameterCount() > 0) {
            throw SqlErrors.syntax("a parameter has no value here");
        }
        return value;
    }

    private void requireEnd(CCJSqlParser parser) {
        Token token = parser.getToken(0);
        Token next = token.kind == CCJSqlParserConstants.EOF ? token : parser.getToken(1);
        if (next.kind != CCJSqlParserConstants.EOF) {
            throw unexpected(next, null);
        }
    }

    private List<Token> tokens() {
        return Signs.merge(EscapeRewriter.rewrite(sql, Tokens.read(sql, symbols)));
    }

    private <T> T run(List<Token> written, Grammar<T> grammar) {
        KeywordNames.apply(written, symbols);
        List<Token> tokens = SetLists.rewrite(sql, written);
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).kind == CCJSqlParserConstants.K_BY
                    && tokens.get(i - 1).kind == CCJSqlParserConstants.K_ORDER) {
                symbols.addOrder();
            }
        }
        refuseParametersBehindOperands(tokens);
        refuseManyColons(tokens);
        TokenStream stream = new TokenStream(JsonAccess.rewrite(tokens, symbols));
        try {
            CCJSqlParser parser = new CCJSqlParser("");
            parser.token_source = stream;
            return grammar.parse(this, parser);
        } catch (ParseException e) {
            throw syntaxError(e, stream);
        } catch (StackOverflowError e) {
            throw SqlErrors.tooDeep("simplify the conditions", e);
        } catch (DriverException e) {
            throw e;
        } catch (RuntimeException e) {
            // The generated parser lets exceptions of its actions through (casts, indexes, enum names): all of them
            // mean that it cannot make sense of the text.
            throw unexpected(stream.furthest(), e);
        }
    }

    /**
     * Where {@code ?} follows an operand the parser takes it for an operator, and looks for the colon of {@code a ? b : c} in
     * time that grows with the cube of what follows. There is no such operator here.
     */
    private void refuseParametersBehindOperands(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if ("?".equals(tokens.get(i).image) && isOperandsEnd(tokens.get(i - 1))) {
                throw unexpected(tokens.get(i), null);
            }
        }
    }

    /** No statement has one, and the parser tries several meanings of each, for all that follow. */
    private void refuseManyColons(List<Token> tokens) {
        tokens.stream()
                .filter(token -> token.kind != CCJSqlParserConstants.EOF && sql.charAt(token.absoluteBegin) == ':')
                .filter(token -> !"::".equals(token.image))
                .skip(MAX_COLONS)
                .findFirst()
                .ifPresent(token -> {
                    throw unexpected(token, null);
                });
    }

    private static boolean isOperandsEnd(Token token) {
        return switch (token.kind) {
            case CCJSqlParserConstants.S_IDENTIFIER,
                    CCJSqlParserConstants.S_QUOTED_IDENTIFIER,
                    CCJSqlParserConstants.S_CHAR_LITERAL,
                    CCJSqlParserConstants.S_HEX,
                    CCJSqlParserConstants.S_LONG,
                    CCJSqlParserConstants.S_DOUBLE,
                    CCJSqlParserConstants.K_NULL,
                    CCJSqlParserConstants.K_TRUE,
                    CCJSqlParserConstants.K_FALSE,
                    CCJSqlParserConstants.K_END -> true;
            default -> "?".equals(token.image) || ")".equals(token.image);
        };
    }

    private DriverException syntaxError(ParseException e, TokenStream stream) {
        Token last = e.currentToken;
        // Where the parser has given up before its first token, the last one it looked at is nearer to the fault.
        Token token = last == null || last.next == null || last.next == stream.first() ? stream.furthest() : last.next;
        return unexpected(token, e);
    }

    private DriverException unexpected(Token token, @Nullable Throwable cause) {
        int begin = token.absoluteBegin;
        if (token.kind == CCJSqlParserConstants.EOF) {
            return SqlErrors.syntax(sql, begin, "unexpected end of the statement", cause);
        }
        return SqlErrors.syntax(
                sql, begin, "unexpected " + SqlErrors.shorten(sql.substring(begin, token.absoluteEnd)), cause);
    }
}
