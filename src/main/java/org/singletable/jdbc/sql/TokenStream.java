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
        if (next < tokens.size()) {
            return tokens.get(next++);
        }
        // The parser links the tokens it gets: the same one twice would be a circle.
        Token last = tokens.get(tokens.size() - 1);
        Token end = new Token(last.kind, last.image);
        end.absoluteBegin = last.absoluteBegin;
        end.absoluteEnd = last.absoluteEnd;
        return end;
    }

    Token first() {
        return tokens.get(0);
    }

    /** The last token that the parser has asked for. */
    Token furthest() {
        return tokens.get(Math.max(0, next - 1));
    }
}
