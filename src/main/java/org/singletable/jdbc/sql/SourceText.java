package org.singletable.jdbc.sql;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;

/**
 * Blanks out of a SQL text everything that JSqlParser's lexer reads in another way than the SQL standard: what is inside
 * string literals and quoted names (it takes a backslash for an escape), comments, and line breaks (three in a row would
 * end the statement, and what follows would be lost). The result has the same length, so that offsets stay true.
 */
final class SourceText {
    private static final char FILLER = '0';
    private static final char BLANK = ' ';

    /** The lexer looks for the end of the text, or a closing one, from each of them. */
    private static final int MAX_BRACKETS = 20;

    private static final Set<String> LITERAL_PREFIXES = Set.of("E", "U", "B", "R", "RB", "Q");

    /**
     * The result.
     *
     * @param hints the texts of {@code /*+ ... *}{@code /} by their offsets
     */
    record Masked(String text, NavigableMap<Integer, String> hints) {}

    private final String sql;
    private final char[] masked;
    private final NavigableMap<Integer, String> hints = new TreeMap<>();
    private int at;
    private int openBrackets;

    private SourceText(String sql) {
        this.sql = sql;
        this.masked = sql.toCharArray();
    }

    /**
     * The text without what could be misread.
     *
     * @throws DriverException 42601 for an unclosed literal, name or comment and for a stray character
     */
    static Masked mask(String sql) {
        SourceText text = new SourceText(sql);
        while (text.at < sql.length()) {
            text.step();
        }
        return new Masked(new String(text.masked), text.hints);
    }

    private void step() {
        char c = sql.charAt(at);
        switch (c) {
            case '\'' -> string();
            case '"', '`' -> quotedName(c);
            case '-' -> {
                if (follows('-')) {
                    lineComment();
                } else {
                    at++;
                }
            }
            case '/' -> {
                if (follows('/')) {
                    lineComment();
                } else if (follows('*')) {
                    blockComment();
                } else {
                    at++;
                }
            }
            case '$' -> dollar();
            default -> plain(c);
        }
    }

    private boolean follows(char next) {
        return at + 1 < sql.length() && sql.charAt(at + 1) == next;
    }

    private void plain(char c) {
        if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
            masked[at] = BLANK;
        } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
            throw SqlErrors.syntax(
                    sql, at, String.format(Locale.ROOT, "character U+%04X outside of a literal", sql.codePointAt(at)));
        }
        openBrackets += c == '[' ? 1 : c == ']' && openBrackets > 0 ? -1 : 0;
        if (openBrackets > MAX_BRACKETS) {
            throw SqlErrors.tooDeep("at most " + MAX_BRACKETS + " brackets [ may be open", null);
        }
        at++;
    }

    private void string() {
        String prefix = wordBefore();
        boolean binary = "X".equals(prefix);
        if (prefix.startsWith("_") || LITERAL_PREFIXES.contains(prefix)) {
            throw SqlErrors.unsupported(
                    "a string literal with the prefix " + prefix, "write '...', with a quote inside doubled");
        }
        if ("N".equals(prefix)) {
            masked[at - 1] = BLANK;
        }
        int start = at;
        int end = closing('\'', "string literal");
        if (binary) {
            requireHex(start + 1, end);
        }
        fill(start + 1, end);
        at = end + 1;
    }

    /** The word that ends right before the current character, in upper case. */
    private String wordBefore() {
        int start = at;
        while (start > 0 && Character.isJavaIdentifierPart(masked[start - 1])) {
            start--;
        }
        return sql.substring(start, at).toUpperCase(Locale.ROOT);
    }

    private void requireHex(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(sql.charAt(i), 16) < 0 || sql.charAt(i) > 'f') {
                throw SqlErrors.syntax(sql, i, "a binary literal X'...' consists of hexadecimal digits");
            }
        }
        if ((to - from) % 2 != 0) {
            throw SqlErrors.syntax(sql, from, "a binary literal X'...' has two hexadecimal digits a byte");
        }
        int next = to + 1;
        while (next < sql.length() && sql.charAt(next) == ' ') {
            next++;
        }
        if (next < sql.length() && sql.charAt(next) == '\'') {
            throw SqlErrors.syntax(sql, next, "unexpected string literal after a binary literal");
        }
    }

    private void quotedName(char quote) {
        int start = at;
        int end = closing(quote, "quoted name");
        masked[start] = '"';
        fill(start + 1, end);
        masked[end] = '"';
        at = end + 1;
    }

    private int closing(char quote, String what) {
        int i = at + 1;
        while (true) {
            int found = sql.indexOf(quote, i);
            if (found < 0) {
                throw SqlErrors.syntax(sql, at, "unclosed " + what);
            }
            if (found + 1 < sql.length() && sql.charAt(found + 1) == quote) {
                i = found + 2;
            } else {
                return found;
            }
        }
    }

    private void lineComment() {
        int end = at;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        blank(end);
    }

    /** Block comments nest, as in the standard. */
    private void blockComment() {
        if (sql.startsWith("/*!", at)) {
            throw SqlErrors.unsupported("the hint /*!", "leave it out");
        }
        if (sql.startsWith("/*+", at)) {
            hint();
            return;
        }
        int depth = 0;
        int i = at;
        do {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else if (i >= sql.length()) {
                throw SqlErrors.syntax(sql, at, "unclosed comment");
            } else {
                i++;
            }
        } while (depth > 0);
        blank(i);
    }

    private void hint() {
        int end = sql.indexOf("*/", at + 3);
        if (end < 0) {
            throw SqlErrors.syntax(sql, at, "unclosed hint");
        }
        hints.put(at, sql.substring(at + 3, end).strip());
        blank(end + 2);
    }

    private void dollar() {
        boolean insideWord = at > 0 && Character.isJavaIdentifierPart(masked[at - 1]);
        if (!insideWord || follows('$')) {
            throw SqlErrors.syntax(
                    sql, at, "unexpected $: write ? for a parameter and '...' for a string; names with $ take quotes");
        }
        at++;
    }

    private void fill(int from, int to) {
        for (int i = from; i < to; i++) {
            masked[i] = FILLER;
        }
    }

    private void blank(int to) {
        while (at < to) {
            masked[at++] = BLANK;
        }
    }
}
