package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;

/** Makes one sign of several in front of an operand, {@code - -1}: JSqlParser takes only one. */
final class Signs {
    private static final Set<Integer> OPERANDS = Set.of(
            CCJSqlParserConstants.S_IDENTIFIER,
            CCJSqlParserConstants.S_QUOTED_IDENTIFIER,
            CCJSqlParserConstants.S_LONG,
            CCJSqlParserConstants.S_DOUBLE,
            CCJSqlParserConstants.S_HEX,
            CCJSqlParserConstants.S_CHAR_LITERAL);
    private static final Set<String> ENDS_OF_OPERANDS = Set.of(")", "]", "}", "?");

    private static final String PLUS = "+";
    private static final String MINUS = "-";
    private static final int PLUS_KIND =
            List.of(CCJSqlParserConstants.tokenImage).indexOf("\"+\"");

    private Signs() {}

    /** The tokens with at most one sign before an operand, besides the operator {@code +} or {@code -}. */
    static List<Token> merge(List<Token> tokens) {
        List<Token> out = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            int last = out.size() - 1;
            if (isSign(token) && last >= 0 && isSign(out.get(last)) && !isOperator(out, last)) {
                out.set(last, product(out.get(last), token));
            } else {
                out.add(token);
            }
        }
        return out;
    }

    private static boolean isSign(Token token) {
        return token.image.equals(PLUS) || token.image.equals(MINUS);
    }

    /** After a keyword that is a column's name this is wrong, and harmless: {@code key - -1} is {@code key + 1}. */
    private static boolean isOperator(List<Token> tokens, int at) {
        if (at == 0) {
            return false;
        }
        Token before = tokens.get(at - 1);
        return OPERANDS.contains(before.kind) || ENDS_OF_OPERANDS.contains(before.image);
    }

    private static Token product(Token first, Token second) {
        if (first.image.equals(PLUS)) {
            return second;
        }
        if (second.image.equals(PLUS)) {
            return first;
        }
        Token plus = new Token(PLUS_KIND, PLUS);
        plus.absoluteBegin = first.absoluteBegin;
        plus.absoluteEnd = second.absoluteEnd;
        return plus;
    }
}
