package org.singletable.jdbc.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression.DateTime;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Decimals;
import org.singletable.jdbc.type.SqlType;

/** The values of literals. */
final class Literals {
    /** DynamoDB's limit on the digits of a number. */
    private static final int MAX_DIGITS = 38;

    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;

    private Literals() {}

    static Expr.Literal string(String text) {
        return new Expr.Literal(text, SqlType.STRING);
    }

    static Expr.Literal bool(boolean value) {
        return new Expr.Literal(value, SqlType.BOOLEAN);
    }

    /** @param digits hexadecimal, two a byte */
    static Expr.Literal binary(String digits) {
        return new Expr.Literal(Bytes.of(HexFormat.of().parseHex(digits)), SqlType.BINARY);
    }

    /**
     * A number: INT, else LONG, else DECIMAL; DECIMAL where it has a point or an exponent.
     *
     * @param text as written, with a minus sign where it is negative
     * @throws DriverException 22003 for more than 38 digits
     */
    static Expr.Literal number(String text) {
        if (text.length() > Decimals.MAX_TEXT) {
            throw SqlErrors.numberTooLong(null);
        }
        if (text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            BigInteger value = new BigInteger(text);
            if (value.bitLength() < Integer.SIZE) {
                return new Expr.Literal(value.intValue(), SqlType.INT);
            }
            if (value.bitLength() < Long.SIZE) {
                return new Expr.Literal(value.longValue(), SqlType.LONG);
            }
        }
        return new Expr.Literal(decimal(text), SqlType.DECIMAL);
    }

    private static BigDecimal decimal(String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            // The lexer has checked the form: the exponent is beyond all bounds.
            throw SqlErrors.numberTooLong(e);
        }
        if (value.signum() == 0) {
            return value.scale() < 0 || value.scale() > MAX_DIGITS ? BigDecimal.ZERO : value;
        }
        BigDecimal digits = value.stripTrailingZeros();
        long exponent = (long) digits.precision() - digits.scale() - 1;
        if (digits.precision() > MAX_DIGITS || exponent < MIN_EXPONENT || exponent > MAX_EXPONENT) {
            throw SqlErrors.numberTooLong(null);
        }
        if (value.precision() > MAX_DIGITS) {
            return digits;
        }
        return value.scale() < 0 && exponent < MAX_DIGITS ? value.setScale(0) : value;
    }

    /**
     * A literal such as {@code DATE '2024-01-31'}.
     *
     * @throws DriverException 22018 where the text is no such value
     */
    static Expr.Literal temporal(DateTime type, String text) {
        String trimmed = text.strip();
        return switch (type) {
            case DATE -> new Expr.Literal(parse("date", trimmed, "DATE '2024-01-31'", LocalDate::parse), SqlType.DATE);
            case TIME -> new Expr.Literal(parse("time", trimmed, "TIME '23:59:00'", LocalTime::parse), SqlType.TIME);
            case TIMESTAMP -> timestamp(trimmed);
            case TIMESTAMPTZ -> new Expr.Literal(offset(trimmed), SqlType.TIMESTAMPTZ);
            case DATETIME -> throw SqlErrors.unsupported("DATETIME '...'", "write TIMESTAMP '...'");
        };
    }

    /** With an offset it is a {@code timestamp with time zone}, as in the standard. */
    private static Expr.Literal timestamp(String text) {
        int time = text.indexOf(':');
        boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || (time > 0 && text.indexOf('-', time) > 0);
        if (zoned) {
            return new Expr.Literal(offset(text), SqlType.TIMESTAMPTZ);
        }
        LocalDateTime value = parse(
                "timestamp", text, "TIMESTAMP '2024-01-31 23:59:00'", t -> LocalDateTime.parse(t.replace(' ', 'T')));
        return new Expr.Literal(value, SqlType.TIMESTAMP);
    }

    private static OffsetDateTime offset(String text) {
        return parse(
                "timestamp with time zone",
                text,
                "TIMESTAMP '2024-01-31 23:59:00+01:00'",
                t -> OffsetDateTime.parse(t.replaceFirst(" +(?=[+-])", "").replace(' ', 'T')));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(String text);
    }

    private static <T> T parse(String type, String text, String form, Reader<T> reader) {
        try {
            return reader.read(text);
        } catch (DateTimeException e) {
            // The message of the exception has the text in it.
            throw SqlErrors.notA(type, form);
        }
    }
}
