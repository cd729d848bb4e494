package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;
import org.singletable.jdbc.error.DriverException;

/** A statement's text as a log may show it: without comments, which may hold anything, and without literals. */
public final class LoggedText {
    private static final String HIDDEN = "?";

    private LoggedText() {}

    /**
     * The text on one line: its tokens, with a blank where something stood between them.
     *
     * @param showsValues false to have a {@code ?} in the place of each literal
     * @throws DriverException as {@link SqlParser#parse} where the text is not one statement
     */
    public static String of(String sql, boolean showsValues) {
        List<Token> tokens = Tokens.read(sql, new Symbols());
        StringBuilder text = new StringBuilder();
        int end = tokens.get(0).absoluteBegin;
        for (Token token : tokens) {
            if (token.kind == CCJSqlParserConstants.EOF) {
                break;
            }
            text.append(token.absoluteBegin > end ? " " : "").append(shown(token, sql, showsValues));
            end = token.absoluteEnd;
        }
        return text.toString();
    }

    /** Only what is quoted is taken from the text itself: within another token of several words may be comments. */
    private static String shown(Token token, String sql, boolean showsValues) {
        return switch (token.kind) {
            case CCJSqlParserConstants.S_CHAR_LITERAL,
                    CCJSqlParserConstants.S_HEX,
                    CCJSqlParserConstants.S_LONG,
                    CCJSqlParserConstants.S_DOUBLE,
                    CCJSqlParserConstants.K_TRUE,
                    CCJSqlParserConstants.K_FALSE ->
                showsValues ? sql.substring(token.absoluteBegin, token.absoluteEnd) : HIDDEN;
            case CCJSqlParserConstants.S_QUOTED_IDENTIFIER -> sql.substring(token.absoluteBegin, token.absoluteEnd);
            default -> token.image;
        };
    }
}
