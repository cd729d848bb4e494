package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParserTokenManager;
import net.sf.jsqlparser.parser.SimpleCharStream;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;

/** Feeds the parser with tokens that have been read already. */
final class TokenStream extends CCJSqlParserTokenManager {
    private final List<Token> tokens;
    private int next;

    /** @param tokens ends with the end of the text */
    TokenStream(List<Token> tokens) {
        super(new SimpleCharStream(new StringProvider("")));
        this.tokens = tokens;
    }

    @Override
    public Token getNextToken() {
        Token token = tokens.get(next);
        if (next < tokens.size() - 1) {
            next++;
        }
        return token;
    }
}
