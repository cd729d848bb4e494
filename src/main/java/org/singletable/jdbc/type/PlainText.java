package org.singletable.jdbc.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;

/**
 * The text of values: numbers in plain notation without trailing zeros, {@code true}/{@code false}, ISO dates and times
 * with seconds always and a fraction of 3, 6 or 9 digits only where it is not zero, the offset kept and zero written
 * {@code Z}, lower-case UUIDs, binary as lower-case hexadecimal digits, JSON text for JSON and arrays.
 */
public final class PlainText {
    private static final int UUID_LENGTH = 36;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private PlainText() {}

    /** The text of a value. */
    public static String render(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Double real) {
            return Double.isFinite(real) ? render(Decimals.shortest(real)) : real.toString();
        }
        if (value instanceof Temporal temporal) {
            return Temporals.render(temporal);
        }
        if (value instanceof JsonNode || value instanceof List<?>) {
            return JsonText.write(JsonText.toJson(value));
        }
        return value.toString();
    }

    /**
     * The ISO text of an instant in UTC with so many digits of a second; empty where it has more.
     *
     * @param digits from 0 to 9
     */
    public static Optional<String> utc(OffsetDateTime instant, int digits) {
        OffsetDateTime utc = instant.withOffsetSameInstant(ZoneOffset.UTC);
        String fraction = String.format(Locale.ROOT, "%09d", utc.getNano());
        if (!fraction.substring(digits).chars().allMatch(c -> c == '0')) {
            return Optional.empty();
        }
        String seconds = SECONDS.format(utc);
        return Optional.of(digits == 0 ? seconds + "Z" : seconds + "." + fraction.substring(0, digits) + "Z");
    }

    /**
     * The value a text stands for, exactly: nothing is trimmed or rounded, and a {@code timestamptz} needs its offset.
     * Between date and time a space does as well as {@code T}; seconds may be missing, and the minutes of an offset.
     *
     * @throws DriverException 22018 where the text is no value of the type, 22003 where it is out of its range, 22001
     *     and 22023 as of {@link Conversions#convert}
     */
    public static Object parse(String text, SqlType type) {
        return switch (type.kind()) {
            case STRING -> Conversions.convert(text, type);
            case INT, LONG -> Conversions.convert(whole(text, type), type);
            case DECIMAL -> decimal(text, type);
            case DOUBLE -> real(text);
            case BOOLEAN -> truth(text);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> Temporals.parse(text, type.kind());
            case UUID -> uuid(text);
            case BINARY -> binary(text);
            case JSON -> JsonText.parse(text);
            case SET, LIST -> Conversions.convert(text, type);
        };
    }

    /** A decimal that rounding to the scale would change is no value of the type. */
    private static Object decimal(String text, SqlType type) {
        BigDecimal exact = number(text, type);
        BigDecimal converted = Numbers.toDecimal(exact, type);
        if (converted.compareTo(exact) != 0) {
            throw DataErrors.outOfRange(type.toString(), "up to " + type.scale() + " digits after the point");
        }
        return converted;
    }

    private static BigDecimal whole(String text, SqlType type) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(i == 0 && isSign(c))) {
                throw notANumber("a whole number", type, null);
            }
        }
        return number(text, type);
    }

    /** Java's classes read more than SQL's numbers: hexadecimal, suffixes, digits of other scripts. */
    static BigDecimal number(String text, SqlType type) {
        if (text.length() > Decimals.MAX_TEXT) {
            throw DataErrors.outOfRange(type.toString(), "numbers of up to " + Decimals.MAX_TEXT + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !isSign(c) && c != '.' && c != 'e' && c != 'E') {
                throw notANumber("a number", type, null);
            }
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw notANumber("a number", type, e);
        }
    }

    private static DriverException notANumber(String expected, SqlType type, @Nullable NumberFormatException cause) {
        return DataErrors.badText(type.toString(), expected, cause);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    private static Double real(String text) {
        switch (text) {
            case "NaN":
                return Double.NaN;
            case "Infinity":
                return Double.POSITIVE_INFINITY;
            case "-Infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                BigDecimal number = number(text, SqlType.DOUBLE);
                double real = Numbers.toDouble(number);
                if (real == 0 && number.signum() != 0) {
                    throw DataErrors.outOfRange(SqlType.DOUBLE.toString(), "zero and magnitudes from 4.9E-324");
                }
                return real;
        }
    }

    /** H2's spellings, in any case. */
    private static Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw DataErrors.badText(SqlType.BOOLEAN.toString(), "true or false", null);
        };
    }

    /** {@code java.util.UUID.fromString} fills short groups up, so that one UUID would have several texts. */
    private static String uuid(String text) {
        boolean valid = text.length() == UUID_LENGTH;
        for (int i = 0; valid && i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            valid = i == 8 || i == 13 || i == 18 || i == 23 ? c == '-' : HexFormat.isHexDigit(c);
        }
        if (!valid) {
            throw DataErrors.badText(SqlType.UUID.toString(), "32 hexadecimal digits in groups of 8-4-4-4-12", null);
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static Bytes binary(String text) {
        try {
            return Bytes.of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw DataErrors.badText(SqlType.BINARY.toString(), "two hexadecimal digits a byte", e);
        }
    }
}
