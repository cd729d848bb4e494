package org.singletable.jdbc.sql;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** A place among the tokens of a text, for statements that are read without JSqlParser. */
final class TokenCursor {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final String sql;
    private final List<Token> tokens;
    private final Symbols symbols;
    private int at;

    /** @param tokens ends with the end of the text */
    TokenCursor(String sql, List<Token> tokens, Symbols symbols) {
        this.sql = sql;
        this.tokens = tokens;
        this.symbols = symbols;
    }

    Token peek() {
        return peek(0);
    }

    /** The token so many places ahead, at most the end of the text. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    void skip() {
        at++;
    }

    /** The keyword or operator at this place in upper case; names and strings have placeholders, the end is empty. */
    String word() {
        return word(0);
    }

    String word(int ahead) {
        return peek(ahead).image.toUpperCase(Locale.ROOT);
    }

    /** Whether the token so many places ahead is a word without quotes. */
    boolean isWord(int ahead) {
        return WORD.matcher(peek(ahead).image).matches();
    }

    /** Goes past a word if it is here. */
    boolean skipIf(String word) {
        boolean here = word().equals(word);
        if (here) {
            at++;
        }
        return here;
    }

    boolean isAtEnd() {
        return peek().kind == CCJSqlParserConstants.EOF;
    }

    /**
     * A word, also one that is a keyword elsewhere, or a quoted name.
     *
     * @throws DriverException 42601 where there is none
     */
    String name() {
        Token token = peek();
        if (token.kind == CCJSqlParserConstants.S_QUOTED_IDENTIFIER) {
            at++;
            return symbols.name(token.image);
        }
        if (!isWord(0)) {
            throw unexpected();
        }
        return next().image;
    }

    /** The tokens from here to the end. */
    List<Token> rest() {
        return tokens.subList(at, tokens.size());
    }

    /** What stands here in the text. */
    String shown() {
        return SqlErrors.shorten(sql.substring(peek().absoluteBegin, peek().absoluteEnd));
    }

    /** 42601 for what stands here. */
    DriverException unexpected() {
        return syntaxError(isAtEnd() ? "unexpected end of the statement" : "unexpected " + shown());
    }

    /** 42601 with this place. */
    DriverException syntaxError(String message) {
        return SqlErrors.syntax(sql, peek().absoluteBegin, message);
    }
}
