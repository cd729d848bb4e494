package org.singletable.jdbc.error;

import org.jspecify.annotations.Nullable;

/** Messages about the text of a statement. */
public final class SqlErrors {
    private static final int LONGEST_QUOTE = 40;

    private SqlErrors() {}

    /**
     * 42601 at a place in the text.
     *
     * @param offset index of the offending character; the text's length for its end
     */
    public static DriverException syntax(String sql, int offset, String problem) {
        return syntax(sql, offset, problem, null);
    }

    /** 42601 at a place in the text, with the parser's exception as its cause. */
    public static DriverException syntax(String sql, int offset, String problem, @Nullable Throwable cause) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset && i < sql.length(); i++) {
            if (sql.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new DriverException(
                SqlState.SYNTAX_ERROR, "syntax error at line " + line + ", column " + column + ": " + problem, cause);
    }

    /** 42601 where the place is not known. */
    public static DriverException syntax(String problem) {
        return new DriverException(SqlState.SYNTAX_ERROR, "syntax error: " + problem);
    }

    /**
     * HYC00.
     *
     * @param clause what was found, in upper case where it is SQL
     * @param advice what to do instead
     */
    public static DriverException unsupported(String clause, String advice) {
        return new DriverException(SqlState.FEATURE_NOT_SUPPORTED, clause + " is not supported yet: " + advice);
    }

    /** 22003 for a numeric literal. */
    public static DriverException numberTooLong(@Nullable Throwable cause) {
        return new DriverException(
                SqlState.NUMERIC_OUT_OF_RANGE,
                "a number is out of range: it has at most 38 significant digits and lies"
                        + " between 1E-130 and 1E+126",
                cause);
    }

    /** 22018 for a date, time or timestamp literal. */
    public static DriverException notA(String type, String form) {
        return new DriverException(SqlState.CANNOT_CONVERT, "a literal is no " + type + ": write " + form);
    }

    /** 54000 for a statement that is nested too deeply. */
    public static DriverException tooDeep(String limit, @Nullable Throwable cause) {
        return new DriverException(SqlState.LIMIT_EXCEEDED, "the statement is nested too deeply: " + limit, cause);
    }

    /** 54000 for a statement of too many words and signs. */
    public static DriverException tooLong(int most) {
        return new DriverException(
                SqlState.LIMIT_EXCEEDED,
                "the statement is too long: it has more than " + most
                        + " words and signs; send its values as parameters of a batch, or by several statements");
    }

    /** A piece of SQL text, cut where it is long. */
    public static String shorten(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }
}
