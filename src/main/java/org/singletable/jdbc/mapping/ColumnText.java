package org.singletable.jdbc.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.MappingErrors;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.PlainText;
import org.singletable.jdbc.type.SqlType;

/** The text of one column's values in a template, and the way back: its formats as one function. */
final class ColumnText {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Column column;
    private final List<Format> formats;
    private final FormatTraits traits;
    private final boolean neverEmpty;

    /**
     * @param formats of which {@link FormatTraits#check} found nothing wrong
     * @param neverEmpty whether a value without a text is refused
     */
    ColumnText(Column column, List<Format> formats, boolean neverEmpty) {
        this.column = column;
        this.formats = List.copyOf(formats);
        this.traits = FormatTraits.of(column.type(), formats);
        this.neverEmpty = neverEmpty;
    }

    Column column() {
        return column;
    }

    FormatTraits traits() {
        return traits;
    }

    /** @throws DriverException 22003, 22023 where the formats cannot hold the value */
    String render(Object value) {
        String text = formatted(value);
        if (neverEmpty && text.isEmpty()) {
            throw MappingErrors.emptyId(column.name());
        }
        return text;
    }

    private String formatted(Object value) {
        String text = null;
        for (Format format : formats) {
            text = text == null ? first(format, value) : next(format, text);
        }
        return text == null ? PlainText.render(value) : text;
    }

    /** The value a text stands for; empty where {@link #render} makes no such text, or where there is no way back. */
    Optional<Object> parse(String text) {
        if (!traits.reversible() || neverEmpty && text.isEmpty()) {
            return Optional.empty();
        }
        if (formats.isEmpty()) {
            return parsePlain(text);
        }
        String plain = text;
        for (int i = formats.size() - 1; i >= 0; i--) {
            if (formats.get(i) instanceof Format.Pad pad) {
                Optional<String> unpadded = unpad(plain, pad);
                if (unpadded.isEmpty()) {
                    return Optional.empty();
                }
                plain = unpadded.get();
            }
        }
        Optional<Object> value = parseFirst(formats.get(0), plain);
        return value.filter(parsed -> !traits.canonical() || rendersAs(parsed, text));
    }

    /** See {@link TemplatePart.ColumnPart#ordersBetween}. */
    boolean ordersBetween(Object low, Object high) {
        if (traits.order() != FormatTraits.Order.IN_RANGE) {
            return traits.order() == FormatTraits.Order.ANYWHERE;
        }
        try {
            String lowText = render(low);
            String highText = render(high);
            boolean negative = lowText.indexOf('-') >= 0 || highText.indexOf('-') >= 0;
            boolean fits = formats.get(formats.size() - 1) instanceof Format.Pad pad
                    ? highText.length() == pad.width() && lowText.length() == pad.width()
                    : highText.length() == lowText.length();
            return !negative && fits;
        } catch (DriverException e) {
            // A bound that the format cannot hold is no bound of its texts.
            return false;
        }
    }

    /** See {@link TemplatePart.ColumnPart#ordersToWidth}. */
    boolean ordersToWidth() {
        return traits.order() == FormatTraits.Order.IN_RANGE && formats.get(formats.size() - 1) instanceof Format.Pad;
    }

    private boolean rendersAs(Object value, String text) {
        try {
            return render(value).equals(text);
        } catch (DriverException e) {
            // A value that cannot be rendered has no text, so this one is not its text.
            return false;
        }
    }

    private String first(Format format, Object value) {
        if (format instanceof Format.Key) {
            return KeyText.render(value, column);
        } else if (format instanceof Format.Fixed fixed) {
            return number(value).setScale(fixed.digits(), RoundingMode.HALF_UP).toPlainString();
        } else if (format instanceof Format.IsoDigits iso) {
            return isoDigits((OffsetDateTime) value, iso);
        } else if (format instanceof Format.Epoch) {
            return epoch((OffsetDateTime) value, format, NANOS_PER_SECOND.intValueExact());
        } else if (format instanceof Format.EpochMillis) {
            return epoch((OffsetDateTime) value, format, NANOS_PER_MILLI);
        }
        String plain = PlainText.render(value);
        return format instanceof Format.Iso ? plain : next(format, plain);
    }

    private static String next(Format format, String text) {
        if (format instanceof Format.Lower) {
            return text.toLowerCase(Locale.ROOT);
        } else if (format instanceof Format.Upper) {
            return text.toUpperCase(Locale.ROOT);
        } else if (format instanceof Format.Pad pad) {
            return text.length() >= pad.width()
                    ? text
                    : String.valueOf(pad.fill()).repeat(pad.width() - text.length()) + text;
        }
        throw new IllegalArgumentException("not a format of text: " + format.source());
    }

    private Optional<Object> parseFirst(Format format, String text) {
        if (format instanceof Format.Key) {
            return KeyText.parse(text, column);
        } else if (format instanceof Format.IsoDigits) {
            return parseIsoDigits(text);
        } else if (format instanceof Format.Epoch) {
            return parseEpoch(text, NANOS_PER_SECOND.intValueExact());
        } else if (format instanceof Format.EpochMillis) {
            return parseEpoch(text, NANOS_PER_MILLI);
        } else if (format instanceof Format.Fixed) {
            return parseFixed(text);
        }
        return parsePlain(text);
    }

    private Optional<Object> parsePlain(String text) {
        if (column.type().kind() == Kind.STRING) {
            return Optional.of(text);
        }
        try {
            Object value = PlainText.parse(text, column.type());
            return traits.canonical() && !PlainText.render(value).equals(text) && formats.isEmpty()
                    ? Optional.empty()
                    : Optional.of(value);
        } catch (DriverException e) {
            // Not a text of this type: the item belongs to someone else.
            return Optional.empty();
        }
    }

    private Optional<Object> parseFixed(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return Optional.of(Conversions.convert(number, column.type()));
        } catch (NumberFormatException | DriverException e) {
            // Not a number of this type: the item belongs to someone else.
            return Optional.empty();
        }
    }

    private static BigDecimal number(Object value) {
        return (BigDecimal) Conversions.convert(value, SqlType.DECIMAL);
    }

    private String isoDigits(OffsetDateTime value, Format.IsoDigits format) {
        return PlainText.utc(KeyText.utc(value, column), format.digits())
                .orElseThrow(() -> MappingErrors.tooFine(column.name(), format.source()));
    }

    private static Optional<Object> parseIsoDigits(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException e) {
            // Not an instant: the item belongs to someone else.
            return Optional.empty();
        }
    }

    private String epoch(OffsetDateTime value, Format format, int nanosPerUnit) {
        return epoch(value, nanosPerUnit)
                .orElseThrow(() -> MappingErrors.tooFine(column.name(), format.source()))
                .toString();
    }

    /** Units since 1970; empty where the instant is finer. */
    static Optional<BigInteger> epoch(OffsetDateTime value, int nanosPerUnit) {
        BigInteger nanos = BigInteger.valueOf(value.toEpochSecond())
                .multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(value.getNano()));
        BigInteger[] units = nanos.divideAndRemainder(BigInteger.valueOf(nanosPerUnit));
        return units[1].signum() == 0 ? Optional.of(units[0]) : Optional.empty();
    }

    private static Optional<Object> parseEpoch(String text, int nanosPerUnit) {
        try {
            return Optional.of(fromEpoch(new BigInteger(text), nanosPerUnit));
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            // Not a number of the range of instants: the item belongs to someone else.
            return Optional.empty();
        }
    }

    /** @throws ArithmeticException or DateTimeException where there is no such instant */
    static OffsetDateTime fromEpoch(BigInteger units, int nanosPerUnit) {
        BigInteger[] seconds = units.multiply(BigInteger.valueOf(nanosPerUnit)).divideAndRemainder(NANOS_PER_SECOND);
        return Instant.ofEpochSecond(seconds[0].longValueExact(), seconds[1].longValueExact())
                .atOffset(ZoneOffset.UTC);
    }

    private Optional<String> unpad(String text, Format.Pad pad) {
        if (text.length() < pad.width()) {
            return Optional.empty();
        }
        if (text.length() > pad.width()) {
            return Optional.of(text);
        }
        int start = 0;
        while (start < text.length() && text.charAt(start) == pad.fill()) {
            start++;
        }
        String rest = text.substring(start);
        if (column.type().kind() == Kind.STRING || pad.fill() != '0') {
            return Optional.of(rest);
        }
        return Optional.of(rest.isEmpty() || rest.startsWith(".") ? "0" + rest : rest);
    }
}
