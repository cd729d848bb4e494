package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.CCJSqlParserTokenManager;
import net.sf.jsqlparser.parser.SimpleCharStream;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/** Cuts one statement into JSqlParser's tokens, with placeholders for quoted names and strings. */
final class Tokens {
    /** Nesting that a person or a tool writes stays far below; the parser's and our recursion far above. */
    static final int MAX_DEPTH = 200;

    /** Characters of a name: those of tables, columns and attributes are far shorter, and messages have them in them. */
    static final int MAX_NAME = 1_000;

    /** Parts of a name, {@code a.b.c}: there are at most four, and the parser takes time in the square of them. */
    private static final int MAX_PARTS = 10;

    /** Words and signs of a statement: a tree of as many nodes takes some hundred megabytes. */
    static final int MAX_TOKENS = 250_000;

    private static final String EMPTY_NAME = "\"\"";

    private final String sql;
    private final String masked;
    private final NavigableMap<Integer, String> hints;
    private final Symbols symbols;
    private final CCJSqlParserTokenManager lexer;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /** Of the name that is being read. */
    private int dots;

    private Tokens(String sql, Symbols symbols) {
        this.sql = sql;
        SourceText.Masked text = SourceText.mask(sql);
        this.masked = text.text();
        this.hints = text.hints();
        this.symbols = symbols;
        this.lexer = new CCJSqlParserTokenManager(new SimpleCharStream(new StringProvider(masked)));
    }

    /**
     * The tokens of the text, without the semicolons at its end; the last one is the end of the text.
     *
     * @param symbols takes the names and values
     * @throws DriverException 42601, HYC00 for more than one statement, 54000 for too many open parentheses, or words
     */
    static List<Token> read(String sql, Symbols symbols) {
        Tokens reader = new Tokens(sql, symbols);
        reader.read();
        reader.dropEmptyCatalogs();
        return reader.tokens;
    }

    private void read() {
        boolean ended = false;
        int depth = 0;
        Token token = next();
        while (token.kind != CCJSqlParserConstants.EOF) {
            if (token.kind == CCJSqlParserConstants.ST_SEMICOLON) {
                ended = true;
            } else if (ended) {
                throw SqlErrors.unsupported("more than one statement in a text", "execute them one by one");
            } else {
                depth += "(".equals(token.image) ? 1 : ")".equals(token.image) ? -1 : 0;
                if (depth > MAX_DEPTH) {
                    throw SqlErrors.tooDeep("at most " + MAX_DEPTH + " parentheses may be open", null);
                }
                if (tokens.size() == MAX_TOKENS) {
                    throw SqlErrors.tooLong(MAX_TOKENS);
                }
                countParts(token);
                symbolize(token);
                attachHint(token);
                tokens.add(token);
            }
            token = next();
        }
        if (tokens.isEmpty()) {
            throw SqlErrors.syntax(sql, 0, "the statement is empty");
        }
        attachHint(token);
        tokens.add(token);
    }

    private void countParts(Token token) {
        if (".".equals(token.image)) {
            int before = tokens.size() - 2;
            dots = before >= 0 && ".".equals(tokens.get(before).image) ? dots + 1 : 1;
            if (dots == MAX_PARTS) {
                throw SqlErrors.syntax(sql, token.absoluteBegin, "a name has more than " + MAX_PARTS + " parts");
            }
        }
    }

    /** The parser looks for a hint in front of the token after SELECT, UPDATE and DELETE. */
    private void attachHint(Token token) {
        NavigableMap<Integer, String> before = hints.headMap(token.absoluteBegin, false);
        if (!before.isEmpty()) {
            String hint = before.lastEntry().getValue();
            token.specialToken = new Token(CCJSqlParserConstants.MULTI_LINE_COMMENT, "/*+ " + hint + " */");
            before.values().forEach(text -> symbols.addHint());
            before.clear();
        }
    }

    /**
     * Drops the catalog of names such as <code>""."shop"."orders"</code>: there are no catalogs, and tools that quote
     * what metadata gives write an empty one.
     */
    private void dropEmptyCatalogs() {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).image.equals(EMPTY_NAME)) {
                continue;
            }
            boolean catalog = i + 4 < tokens.size()
                    && tokens.get(i + 1).image.equals(".")
                    && tokens.get(i + 3).image.equals(".")
                    && (i == 0 || !tokens.get(i - 1).image.equals("."));
            if (!catalog) {
                throw SqlErrors.syntax(sql, tokens.get(i).absoluteBegin, "empty name");
            }
            tokens.subList(i, i + 2).clear();
        }
    }

    private Token next() {
        Token token;
        try {
            token = lexer.getNextToken();
        } catch (TokenMgrException e) {
            throw SqlErrors.syntax(sql, skipBlanks(), "unexpected " + sql.charAt(skipBlanks()), e);
        }
        locate(token);
        return token;
    }

    /** The lexer's own offsets are wrong after it has looked ahead, so they are counted here. */
    private void locate(Token token) {
        token.absoluteBegin = skipBlanks();
        if (token.kind == CCJSqlParserConstants.EOF) {
            token.image = "";
        }
        if (!masked.startsWith(token.image, token.absoluteBegin)) {
            throw SqlErrors.syntax(sql, token.absoluteBegin, "unexpected characters");
        }
        at = token.absoluteBegin + token.image.length();
        token.absoluteEnd = at;
    }

    private int skipBlanks() {
        int next = at;
        while (next < masked.length() && masked.charAt(next) == ' ') {
            next++;
        }
        return next;
    }

    private void symbolize(Token token) {
        int begin = token.absoluteBegin;
        int end = token.absoluteEnd;
        boolean isName = token.kind == CCJSqlParserConstants.S_IDENTIFIER
                || token.kind == CCJSqlParserConstants.S_QUOTED_IDENTIFIER;
        if (isName && end - begin > MAX_NAME) {
            throw SqlErrors.syntax(sql, begin, "a name has more than " + MAX_NAME + " characters");
        }
        switch (token.kind) {
            case CCJSqlParserConstants.S_CHAR_LITERAL ->
                token.image =
                        symbols.addString(sql.substring(begin + 1, end - 1).replace("''", "'"));
            case CCJSqlParserConstants.S_QUOTED_IDENTIFIER -> {
                String quote = sql.substring(begin, begin + 1);
                if (end - begin == EMPTY_NAME.length()) {
                    return;
                }
                token.image = symbols.addName(sql.substring(begin + 1, end - 1).replace(quote + quote, quote));
            }
            case CCJSqlParserConstants.S_HEX -> {
                token.image = sql.substring(begin, end).strip();
                symbols.addNumber();
            }
            case CCJSqlParserConstants.S_LONG, CCJSqlParserConstants.S_DOUBLE -> symbols.addNumber();
            default -> {
                if ("?".equals(token.image)) {
                    symbols.addParameter();
                }
            }
        }
    }
}
