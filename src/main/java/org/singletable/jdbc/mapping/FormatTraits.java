package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * What is known of a column's texts from its type and formats alone (docs/mapping.md, Formats).
 *
 * @param reversible whether the value can be read back
 * @param canonical whether a value has one text only
 * @param order how far the texts order as the values do
 * @param alphabet the characters the texts are made of
 * @param mayBeEmpty whether a text can be empty
 */
record FormatTraits(boolean reversible, boolean canonical, Order order, Alphabet alphabet, boolean mayBeEmpty) {

    /** How far texts order as their values do. */
    enum Order {
        NONE,
        /** Between two values of the format's own range, see {@link TemplatePart.ColumnPart#ordersBetween}. */
        IN_RANGE,
        /** Where nothing follows. */
        AT_END,
        /** Whatever follows. */
        ANYWHERE
    }

    /**
     * What is wrong with these formats on this type; empty where nothing is.
     */
    static Optional<String> check(SqlType type, List<Format> formats) {
        Kind kind = type.kind();
        if (formats.isEmpty()) {
            return switch (kind) {
                case JSON, SET, LIST ->
                    Optional.of("a column of type " + kind.mappingName() + " cannot be in a template");
                case BINARY -> Optional.of("a binary column needs the format key in a template");
                case STRING, INT, LONG, DECIMAL, DOUBLE, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID ->
                    Optional.empty();
            };
        }
        boolean first = true;
        for (Format format : formats) {
            if (!first && !(format instanceof Format.Pad || isCase(format))) {
                return Optional.of("format " + format.source() + " must come first");
            }
            Optional<String> wrong = first ? checkFirst(kind, format) : Optional.empty();
            if (wrong.isPresent()) {
                return wrong;
            }
            first = false;
        }
        if (formats.get(0) instanceof Format.Key && formats.size() > 1) {
            return Optional.of("format key takes no other format beside it");
        }
        return Optional.empty();
    }

    private static Optional<String> checkFirst(Kind kind, Format format) {
        boolean fits;
        String expected;
        if (format instanceof Format.Key) {
            fits = KeyText.supports(kind);
            expected = "string, int, long, decimal, boolean, date, time, timestamp, timestamptz, uuid or binary";
        } else if (isCase(format)) {
            fits = kind == Kind.STRING || kind == Kind.UUID;
            expected = "string or uuid";
        } else if (format instanceof Format.Pad) {
            fits = kind == Kind.STRING || kind.isNumeric();
            expected = "string or a number";
        } else if (format instanceof Format.Fixed) {
            fits = kind.isNumeric();
            expected = "a number";
        } else if (format instanceof Format.Iso) {
            fits = kind.isTemporal();
            expected = "date, time, timestamp or timestamptz";
        } else {
            fits = kind == Kind.TIMESTAMPTZ;
            expected = "timestamptz";
        }
        return fits
                ? Optional.empty()
                : Optional.of("format " + format.source() + " does not fit a column of type " + kind.mappingName()
                        + "; expected " + expected);
    }

    private static boolean isCase(Format format) {
        return format instanceof Format.Lower || format instanceof Format.Upper;
    }

    static FormatTraits of(SqlType type, List<Format> formats) {
        Kind kind = type.kind();
        // A uuid is the same in upper and lower case letters.
        boolean folded = kind == Kind.STRING && formats.stream().anyMatch(FormatTraits::isCase);
        boolean key = !formats.isEmpty() && formats.get(0) instanceof Format.Key;
        boolean padsWithDigits = kind.isNumeric() && formats.stream().anyMatch(FormatTraits::padsLikeADigit);
        boolean canonical =
                isPlain(formats) ? !(kind == Kind.TIME || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ) : true;
        Alphabet alphabet = folded ? Alphabet.ANY : alphabet(kind, key, formats);
        return new FormatTraits(
                !folded && !padsWithDigits, canonical, order(kind, formats), alphabet, kind == Kind.STRING);
    }

    private static boolean padsLikeADigit(Format format) {
        return format instanceof Format.Pad pad && "123456789-.".indexOf(pad.fill()) >= 0;
    }

    /** Whether the text begins as plain text. */
    private static boolean isPlain(List<Format> formats) {
        return formats.isEmpty()
                || formats.get(0) instanceof Format.Iso
                || formats.get(0) instanceof Format.Pad
                || isCase(formats.get(0));
    }

    private static Order order(Kind kind, List<Format> formats) {
        if (formats.isEmpty()) {
            return switch (kind) {
                case STRING -> Order.AT_END;
                case DATE, UUID, BOOLEAN -> Order.ANYWHERE;
                case INT, LONG, DECIMAL, DOUBLE, TIME, TIMESTAMP, TIMESTAMPTZ, BINARY, JSON, SET, LIST -> Order.NONE;
            };
        }
        Format first = formats.get(0);
        Format last = formats.get(formats.size() - 1);
        boolean zeroPadded = last instanceof Format.Pad pad && pad.fill() == '0' && formats.size() <= 2;
        if (first instanceof Format.Key || first instanceof Format.IsoDigits && formats.size() == 1) {
            return Order.ANYWHERE;
        } else if (first instanceof Format.Iso) {
            return kind == Kind.DATE && formats.size() == 1 ? Order.ANYWHERE : Order.NONE;
        } else if (first instanceof Format.Pad) {
            return zeroPadded && formats.size() == 1 && (kind == Kind.INT || kind == Kind.LONG)
                    ? Order.IN_RANGE
                    : Order.NONE;
        } else if (first instanceof Format.Fixed) {
            return zeroPadded && formats.size() == 2 ? Order.IN_RANGE : Order.NONE;
        } else if (first instanceof Format.Epoch || first instanceof Format.EpochMillis) {
            return formats.size() == 1 || zeroPadded ? Order.IN_RANGE : Order.NONE;
        }
        return Order.NONE;
    }

    private static Alphabet alphabet(Kind kind, boolean key, List<Format> formats) {
        Alphabet alphabet = switch (kind) {
            case STRING -> key ? Alphabet.KEY_STRING : Alphabet.ANY;
            case INT, LONG -> Alphabet.of("-.0123456789");
            case DECIMAL, DOUBLE -> Alphabet.of("-+.~0123456789EINafinty");
            case BOOLEAN -> Alphabet.of("truefals");
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> Alphabet.of("-+:.TZ0123456789");
            case UUID ->
                formats.stream().anyMatch(FormatTraits::isCase)
                        ? Alphabet.of("-0123456789abcdefABCDEF")
                        : Alphabet.of("-0123456789abcdef");
            case BINARY -> Alphabet.of("0123456789abcdef");
            case JSON, SET, LIST -> Alphabet.ANY;
        };
        for (Format format : formats) {
            if (format instanceof Format.Pad pad) {
                alphabet = alphabet.with(pad.fill());
            }
        }
        return alphabet;
    }
}
