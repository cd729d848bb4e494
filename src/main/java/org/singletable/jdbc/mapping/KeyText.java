package org.singletable.jdbc.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.MappingErrors;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * The {@code key} format: a text for each value whose code point order is the order of the values, within one part of a
 * key and across parts joined by {@code #}. Data lives on it: its vectors stand in docs/mapping.md and it never changes.
 */
final class KeyText {
    /** The last character that is escaped; the delimiter {@code #} sorts below everything a value can hold. */
    private static final char LAST_ESCAPED = '%';

    private static final int INT_DIGITS = 10;
    private static final int LONG_DIGITS = 19;
    private static final int EXPONENT_BIAS = 500;
    private static final int EXPONENT_DIGITS = 3;
    private static final int MAX_EXPONENT_CODE = 999;
    private static final char NEGATIVE_END = '~';
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendLiteral('T')
            .append(TIME)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private KeyText() {}

    /** Whether values of this kind have a key text. */
    static boolean supports(Kind kind) {
        return switch (kind) {
            case STRING, INT, LONG, DECIMAL, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, BINARY -> true;
            case DOUBLE, JSON, SET, LIST -> false;
        };
    }

    /**
     * The text of a value.
     *
     * @param value in the value class of the column's type
     * @throws DriverException 22003 for years outside 0001 to 9999 and exponents outside three digits, 22023 for a lone
     *     surrogate
     */
    static String render(Object value, Column column) {
        return switch (column.type().kind()) {
            case STRING -> escape((String) value, column);
            case INT -> whole((Integer) value, INT_DIGITS);
            case LONG -> whole((Long) value, LONG_DIGITS);
            case DECIMAL -> decimal((BigDecimal) value, column);
            case BOOLEAN, UUID -> value.toString();
            case DATE -> DATE.format(inRange((LocalDate) value, column));
            case TIME -> TIME.format((LocalTime) value);
            case TIMESTAMP -> timestamp((LocalDateTime) value, column);
            case TIMESTAMPTZ ->
                timestamp(
                                ((OffsetDateTime) value)
                                        .withOffsetSameInstant(ZoneOffset.UTC)
                                        .toLocalDateTime(),
                                column) + "Z";
            case BINARY -> ((Bytes) value).toHex();
            case DOUBLE, JSON, SET, LIST ->
                throw new IllegalArgumentException(
                        "no key text for " + column.type().kind());
        };
    }

    /** The value a text stands for; empty where {@link #render} makes no such text. */
    static Optional<Object> parse(String text, Column column) {
        try {
            return parseLoosely(text, column.type())
                    .filter(parsed -> render(parsed, column).equals(text));
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException | DriverException e) {
            // The text is none that render makes: the item belongs to someone else.
            return Optional.empty();
        }
    }

    private static Optional<Object> parseLoosely(String text, SqlType type) {
        return switch (type.kind()) {
            case STRING -> unescape(text).map(Object.class::cast);
            case INT -> parseWhole(text, INT_DIGITS).map(BigInteger::intValueExact);
            case LONG -> parseWhole(text, LONG_DIGITS).map(BigInteger::longValueExact);
            case DECIMAL -> parseDecimal(text).map(number -> Conversions.convert(number, type));
            case BOOLEAN -> Optional.of(Boolean.valueOf(text));
            case DATE -> Optional.of(LocalDate.parse(text));
            case TIME -> Optional.of(LocalTime.parse(text));
            case TIMESTAMP -> Optional.of(LocalDateTime.parse(text));
            case TIMESTAMPTZ -> Optional.of(OffsetDateTime.parse(text));
            case UUID -> Optional.of(UUID.fromString(text).toString());
            case BINARY -> Optional.of(Bytes.of(HexFormat.of().parseHex(text)));
            case DOUBLE, JSON, SET, LIST -> Optional.empty();
        };
    }

    private static String escape(String text, Column column) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                if (escaped != null) {
                    escaped.append(c).append(text.charAt(i + 1));
                }
                i++;
            } else if (Character.isSurrogate(c)) {
                throw MappingErrors.loneSurrogate(column.name());
            } else if (c <= LAST_ESCAPED) {
                if (escaped == null) {
                    escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
                }
                escaped.append('%').append(UPPER_HEX.toHexDigits((byte) c));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static Optional<String> unescape(String text) {
        if (text.indexOf('%') < 0) {
            return wellFormed(text);
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()) {
                    return Optional.empty();
                }
                plain.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return wellFormed(plain.toString());
    }

    private static Optional<String> wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    private static String whole(long value, int digits) {
        if (value >= 0) {
            return zeroPadded(Long.toString(value), digits);
        }
        String magnitude = zeroPadded(Long.toString(value).substring(1), digits);
        return "-" + ninesComplement(magnitude);
    }

    private static Optional<BigInteger> parseWhole(String text, int digits) {
        boolean negative = text.startsWith("-");
        String magnitude = negative ? text.substring(1) : text;
        if (magnitude.length() != digits || !isDigits(magnitude)) {
            return Optional.empty();
        }
        return Optional.of(negative ? new BigInteger(ninesComplement(magnitude)).negate() : new BigInteger(magnitude));
    }

    /** 0.digits x 10^exponent: sign, exponent + 500, digits; negative numbers with both complemented. */
    private static String decimal(BigDecimal value, Column column) {
        if (value.signum() == 0) {
            return "1";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        String digits = stripped.unscaledValue().abs().toString();
        long exponent = (long) digits.length() - stripped.scale() + EXPONENT_BIAS;
        if (exponent < 0 || exponent > MAX_EXPONENT_CODE) {
            throw MappingErrors.exponentOutOfRange(column.name());
        }
        if (value.signum() > 0) {
            return "2" + zeroPadded(Long.toString(exponent), EXPONENT_DIGITS) + digits;
        }
        return "0" + zeroPadded(Long.toString(MAX_EXPONENT_CODE - exponent), EXPONENT_DIGITS) + ninesComplement(digits)
                + NEGATIVE_END;
    }

    private static Optional<BigDecimal> parseDecimal(String text) {
        if (text.equals("1")) {
            return Optional.of(BigDecimal.ZERO);
        }
        boolean negative = text.startsWith("0");
        int end = negative ? text.length() - 1 : text.length();
        if (end <= 1 + EXPONENT_DIGITS || negative && text.charAt(end) != NEGATIVE_END) {
            return Optional.empty();
        }
        String code = text.substring(1, 1 + EXPONENT_DIGITS);
        String digits = text.substring(1 + EXPONENT_DIGITS, end);
        if (!isDigits(code) || !isDigits(digits) || !negative && !text.startsWith("2")) {
            return Optional.empty();
        }
        int exponent = (negative ? MAX_EXPONENT_CODE - Integer.parseInt(code) : Integer.parseInt(code)) - EXPONENT_BIAS;
        BigInteger unscaled = negative ? new BigInteger(ninesComplement(digits)).negate() : new BigInteger(digits);
        BigDecimal value = new BigDecimal(unscaled, digits.length() - exponent);
        // In the same shape as values from a Number attribute: no negative scale.
        return Optional.of(value.scale() < 0 ? value.setScale(0) : value);
    }

    private static String timestamp(LocalDateTime value, Column column) {
        inRange(value.toLocalDate(), column);
        return TIMESTAMP.format(value);
    }

    private static LocalDate inRange(LocalDate date, Column column) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw MappingErrors.yearOutOfRange(column.name());
        }
        return date;
    }

    /** A column's instant in UTC, its year from 0001 to 9999. */
    static OffsetDateTime utc(OffsetDateTime value, Column column) {
        OffsetDateTime utc = value.withOffsetSameInstant(ZoneOffset.UTC);
        inRange(utc.toLocalDate(), column);
        return utc;
    }

    private static String zeroPadded(String digits, int width) {
        return "0".repeat(width - digits.length()) + digits;
    }

    private static String ninesComplement(String digits) {
        StringBuilder complement = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            complement.append((char) ('0' + '9' - digits.charAt(i)));
        }
        return complement.toString();
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
