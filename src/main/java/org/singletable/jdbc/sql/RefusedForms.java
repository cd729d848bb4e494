package org.singletable.jdbc.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.parser.Token;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * SQL of other databases that clients send and JSqlParser does not read, or not in all of its forms: here it is refused by
 * name instead of as a syntax error.
 */
final class RefusedForms {
    private static final Set<String> DELTAS = Set.of("FINAL", "OLD", "NEW");

    private RefusedForms() {}

    /**
     * Looks for them.
     *
     * @throws DriverException HYC00 for MERGE and FROM FINAL TABLE
     */
    static void check(List<Token> tokens) {
        if (word(tokens, 0).equals("MERGE")) {
            throw SqlErrors.unsupported("MERGE", "use INSERT ... ON CONFLICT or UPSERT INTO");
        }
        for (int i = 0; i < tokens.size(); i++) {
            String delta = word(tokens, i + 1);
            if (word(tokens, i).equals("FROM")
                    && DELTAS.contains(delta)
                    && word(tokens, i + 2).equals("TABLE")
                    && word(tokens, i + 3).equals("(")) {
                throw SqlErrors.unsupported("FROM " + delta + " TABLE", "use RETURNING");
            }
        }
    }

    private static String word(List<Token> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).image.toUpperCase(Locale.ROOT) : "";
    }
}
