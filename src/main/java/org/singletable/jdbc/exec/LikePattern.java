package org.singletable.jdbc.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** A LIKE pattern over code points: {@code %} any text, {@code _} one code point. */
public final class LikePattern {
    /** H2's and PostgreSQL's escape where the statement names none. */
    public static final String DEFAULT_ESCAPE = "\\";

    private static final int ANY_TEXT = -1;
    private static final int ANY_ONE = -2;

    private final int[] symbols;
    private final boolean ignoreCase;

    private LikePattern(int[] symbols, boolean ignoreCase) {
        this.symbols = symbols;
        this.ignoreCase = ignoreCase;
    }

    /** A pattern that tells upper and lower case apart. */
    public static LikePattern compile(String pattern, String escape) {
        return compile(pattern, escape, false);
    }

    /**
     * @param escape one code point, or empty for none
     * @param ignoreCase ILIKE: letters equal those that share their upper or lower case, as H2 has it; each for itself, so
     *     {@code ß} does not equal {@code SS}
     * @throws DriverException 22023 for an escape of several characters, or one that escapes nothing
     */
    public static LikePattern compile(String pattern, String escape, boolean ignoreCase) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new DriverException(
                    SqlState.INVALID_VALUE, "the ESCAPE of LIKE must be one character, not '" + escape + "'");
        }
        int escapePoint = escape.isEmpty() ? Integer.MIN_VALUE : escape.codePointAt(0);
        int[] points = pattern.codePoints().toArray();
        List<Integer> symbols = new ArrayList<>(points.length);
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            if (point == escapePoint) {
                i++;
                boolean escapes =
                        i < points.length && (points[i] == '%' || points[i] == '_' || points[i] == escapePoint);
                if (!escapes) {
                    throw new DriverException(
                            SqlState.INVALID_VALUE,
                            "in the LIKE pattern the escape character must be followed by %, _ or itself");
                }
                symbols.add(points[i]);
            } else {
                symbols.add(point == '%' ? ANY_TEXT : point == '_' ? ANY_ONE : point);
            }
        }
        return new LikePattern(symbols.stream().mapToInt(Integer::intValue).toArray(), ignoreCase);
    }

    /** The text that every match begins with. */
    public String plainPrefix() {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < symbols.length && symbols[i] >= 0; i++) {
            prefix.appendCodePoint(symbols[i]);
        }
        return prefix.toString();
    }

    private int plainPrefixLength() {
        return (int) Arrays.stream(symbols).takeWhile(symbol -> symbol >= 0).count();
    }

    /** Whether it matches other texts than {@link #plainPrefix}. */
    public boolean hasWildcards() {
        return Arrays.stream(symbols).anyMatch(symbol -> symbol < 0);
    }

    /** Whether it matches every text that begins with {@link #plainPrefix}. */
    public boolean isPrefixOnly() {
        int plain = plainPrefixLength();
        return plain < symbols.length && Arrays.stream(symbols).skip(plain).allMatch(symbol -> symbol == ANY_TEXT);
    }

    /** The longest text behind {@link #plainPrefix} that is in every match; empty where there is none. */
    public String longestPart() {
        int[] longest = {};
        int begin = plainPrefixLength();
        for (int i = begin; i <= symbols.length; i++) {
            if (i == symbols.length || symbols[i] < 0) {
                if (i - begin > longest.length) {
                    longest = Arrays.copyOfRange(symbols, begin, i);
                }
                begin = i + 1;
            }
        }
        return new String(longest, 0, longest.length);
    }

    /** Whether it matches every text that has {@link #longestPart} in it. */
    public boolean isPartOnly() {
        boolean isBetween = symbols.length > 0 && symbols[0] == ANY_TEXT && symbols[symbols.length - 1] == ANY_TEXT;
        long others =
                Arrays.stream(symbols).filter(symbol -> symbol != ANY_TEXT).count();
        String part = longestPart();
        return isBetween && others == part.codePointCount(0, part.length());
    }

    /** Linear in text times pattern: the last {@code %} is the only place to go back to. */
    public boolean matches(String value) {
        int[] text = value.codePoints().toArray();
        int at = 0;
        int symbol = 0;
        int restartSymbol = -1;
        int restartText = 0;
        while (at < text.length) {
            if (symbol < symbols.length && symbols[symbol] == ANY_TEXT) {
                restartSymbol = ++symbol;
                restartText = at;
            } else if (symbol < symbols.length && isOne(symbols[symbol], text[at])) {
                symbol++;
                at++;
            } else if (restartSymbol >= 0) {
                symbol = restartSymbol;
                at = ++restartText;
            } else {
                return false;
            }
        }
        while (symbol < symbols.length && symbols[symbol] == ANY_TEXT) {
            symbol++;
        }
        return symbol == symbols.length;
    }

    private boolean isOne(int symbol, int point) {
        return symbol == ANY_ONE || symbol == point || symbol >= 0 && ignoreCase && isSameLetter(symbol, point);
    }

    private static boolean isSameLetter(int a, int b) {
        return Character.toUpperCase(a) == Character.toUpperCase(b)
                || Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
