package org.singletable.jdbc.sql;

import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;

/**
 * {@code UPSERT INTO} and {@code REPLACE INTO}. JSqlParser has a statement of their own for them, without RETURNING; here
 * they are read as the INSERT that they are but for what becomes of an existing row.
 */
final class Upserts {
    private static final Set<Integer> WORDS = Set.of(CCJSqlParserConstants.K_UPSERT, CCJSqlParserConstants.K_REPLACE);

    private Upserts() {}

    /** Makes the statement an INSERT, in place; whether it was an upsert. */
    static boolean rewrite(List<Token> tokens) {
        Token first = tokens.get(0);
        boolean upsert = WORDS.contains(first.kind) && tokens.get(1).kind == CCJSqlParserConstants.K_INTO;
        if (upsert) {
            first.kind = CCJSqlParserConstants.K_INSERT;
            first.image = "INSERT";
        }
        return upsert;
    }
}
