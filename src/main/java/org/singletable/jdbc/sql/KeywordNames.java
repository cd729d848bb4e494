package org.singletable.jdbc.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.Token;

/**
 * Lets keywords be names without quotes: {@code order}, {@code group}, {@code user}, {@code key}, {@code value}. JSqlParser
 * takes many of them for the clause they start. Here a keyword becomes a name where only a name can stand: after a dot or
 * before one, where a table is named, after AS, and where an operand starts that ends with this very word. Words that
 * start or are an operand themselves ({@link #RESERVED}) always take quotes.
 */
final class KeywordNames {
    /** Words that are never names without quotes. */
    static final Set<String> RESERVED = Set.of(
            "ALL",
            "AND",
            "AS",
            "BETWEEN",
            "CASE",
            "CAST",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "DEFAULT",
            "DISTINCT",
            "EXISTS",
            "FALSE",
            "FROM",
            "ILIKE",
            "IN",
            "IS",
            "LIKE",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "NOT",
            "NULL",
            "OR",
            "SELECT",
            "TRUE",
            "WHERE");

    private static final Set<String> STATEMENTS =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "UPSERT", "REPLACE", "CALL");

    /** Tokens after which an operand starts. */
    private static final Set<String> BEFORE_OPERAND = Set.of(
            "(",
            ",",
            "=",
            "<>",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "||",
            "SELECT",
            "DISTINCT",
            "WHERE",
            "AND",
            "OR",
            "NOT",
            "ON",
            "HAVING",
            "BETWEEN",
            "LIKE",
            "ILIKE",
            "IN",
            "ALL",
            "BOTH",
            "LEADING",
            "TRAILING",
            "CASE",
            "SET",
            "BY",
            "WHEN",
            "THEN",
            "ELSE",
            "RETURNING");

    /** Tokens that follow a complete operand; the empty one is the end of the text. */
    private static final Set<String> AFTER_OPERAND = Set.of(
            "",
            ",",
            ")",
            "=",
            "<>",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "||",
            "::",
            "->",
            "->>",
            "AND",
            "OR",
            "IS",
            "IN",
            "LIKE",
            "ILIKE",
            "BETWEEN",
            "ESCAPE",
            "NOT",
            "AS",
            "FROM",
            "WHERE",
            "ORDER",
            "GROUP",
            "HAVING",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "ASC",
            "DESC",
            "NULLS",
            "THEN",
            "WHEN",
            "ELSE",
            "END",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "SET",
            "JOIN",
            "INNER",
            "LEFT",
            "RIGHT",
            "FULL",
            "NATURAL",
            "CROSS",
            "USING",
            "ON",
            "RETURNING",
            "FOR",
            "VALUES",
            "DEFAULT");

    private static final Set<String> BEFORE_TABLE = Set.of("FROM", "JOIN", "INTO");

    /** Words between FROM, INTO or UPDATE and the table, which the translation refuses. */
    private static final Set<String> TABLE_MODIFIERS =
            Set.of("ONLY", "LATERAL", "TABLE", "LOW_PRIORITY", "IGNORE", "TEMP", "OUTFILE", "DUMPFILE");

    /** Functions in whose arguments AS is followed by a type. */
    private static final Set<String> CASTS = Set.of("CAST", "TRY_CAST", "SAFE_CAST", "CONVERT", "XMLSERIALIZE");

    private static final Set<String> FORMS = Set.of("EXTRACT", "TRIM");

    private static final Set<String> SIDES = Set.of("BOTH", "LEADING", "TRAILING");

    /** Types that a literal names in several words: {@code TIMESTAMP WITH TIME ZONE '...'}. */
    private static final Set<String> ZONED = Set.of("TIME", "TIMESTAMP");

    private static final Set<Integer> UNITS = Set.of(
            CCJSqlParserConstants.DATA_TYPE,
            CCJSqlParserConstants.K_DATE_LITERAL,
            CCJSqlParserConstants.K_DATETIMELITERAL,
            CCJSqlParserConstants.K_KEY,
            CCJSqlParserConstants.K_LIMIT,
            CCJSqlParserConstants.K_OFFSET);

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final List<Token> tokens;
    private final Symbols symbols;

    /** The words before the parentheses that are open. */
    private final Deque<String> calls = new ArrayDeque<>();

    private KeywordNames(List<Token> tokens, Symbols symbols) {
        this.tokens = tokens;
        this.symbols = symbols;
    }

    /** Turns keywords into names, in place. */
    static void apply(List<Token> tokens, Symbols symbols) {
        if (STATEMENTS.contains(word(tokens.get(0))) || tokens.get(0).image.equals("(")) {
            new KeywordNames(tokens, symbols).run();
        }
    }

    private void run() {
        // From left to right: a word that has become a name is no keyword for what follows.
        for (int i = 1; i < tokens.size() - 1; i++) {
            Token token = tokens.get(i);
            if (token.image.equals("(")) {
                calls.push(word(tokens.get(i - 1)));
            } else if (token.image.equals(")")) {
                calls.poll();
            } else if (isKeyword(token) && isName(i)) {
                token.kind = CCJSqlParserConstants.S_QUOTED_IDENTIFIER;
                token.image = symbols.addName(token.image);
            }
        }
    }

    private static boolean isKeyword(Token token) {
        return token.kind != CCJSqlParserConstants.S_IDENTIFIER
                && WORD.matcher(token.image).matches();
    }

    private boolean isName(int i) {
        String before = word(tokens.get(i - 1));
        String word = word(tokens.get(i));
        String after = word(tokens.get(i + 1));
        if (before.equals(".")) {
            return true;
        }
        if (RESERVED.contains(word)) {
            return false;
        }
        if (after.equals(".")) {
            return true;
        }
        boolean ends = AFTER_OPERAND.contains(after) && !startsForm(before, after);
        if (before.equals("AS")) {
            return (ends || after.equals("(")) && !CASTS.contains(call());
        }
        if (before.equals("CALL") && i == 1) {
            return true;
        }
        if (BEFORE_TABLE.contains(before) || (before.equals("UPDATE") && i == 1)) {
            return isTable(before, word, after, ends);
        }
        if (before.equals("ON") && word.equals("CONFLICT") && after.equals("ON")) {
            // ON CONFLICT ON CONSTRAINT, which the translation refuses.
            return false;
        }
        if ((before.equals("CASE") && word.equals("WHEN")) || isSide(before, word, tokens.get(i + 1))) {
            return false;
        }
        boolean starts = BEFORE_OPERAND.contains(before) || (before.equals("FOR") && call().equals("SUBSTRING"));
        return starts && (ends || isAliased(i)) && !isTruthTest(i);
    }

    /** Whether a word is a field or a side: {@code EXTRACT(year FROM x)}, {@code TRIM(both FROM x)}. */
    private boolean startsForm(String before, String after) {
        return before.equals("(") && after.equals("FROM") && FORMS.contains(call());
    }

    /** Whether a word says which side TRIM cuts, and is followed by the characters to cut. */
    private boolean isSide(String before, String word, Token after) {
        return before.equals("(")
                && call().equals("TRIM")
                && SIDES.contains(word)
                && WORD.matcher(after.image).matches();
    }

    /** The word before the innermost open parenthesis, empty where none is open. */
    private String call() {
        String call = calls.peek();
        return call == null ? "" : call;
    }

    /** Whether a word that the parser would take for a type or a unit is followed by an alias without AS. */
    private boolean isAliased(int i) {
        int after = tokens.get(i + 1).kind;
        return UNITS.contains(tokens.get(i).kind)
                && (after == CCJSqlParserConstants.S_IDENTIFIER || after == CCJSqlParserConstants.S_QUOTED_IDENTIFIER);
    }

    private boolean isTable(String before, String word, String after, boolean ends) {
        if (TABLE_MODIFIERS.contains(word)) {
            return ends;
        }
        boolean call = after.equals("(") && !before.equals("INTO");
        boolean literal = after.startsWith("'") || (ZONED.contains(word) && after.startsWith("WITH"));
        return !call && !literal;
    }

    /** Whether the word before is the NOT of {@code IS NOT}, after which no operand starts. */
    private boolean isTruthTest(int i) {
        return word(tokens.get(i - 1)).equals("NOT")
                && i >= 2
                && word(tokens.get(i - 2)).equals("IS");
    }

    /** The keyword or operator in upper case; names and strings keep their placeholders. */
    private static String word(Token token) {
        return token.image.toUpperCase(Locale.ROOT);
    }
}
