package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.PlainText;
import org.singletable.jdbc.type.SqlType;

/**
 * SQL values of one column to DynamoDB attribute values and back (docs/mapping.md, Columns).
 *
 * @param type the column's
 * @param form its {@code as}; that of a list's elements, too, but for {@code json}
 * @param zone the zone of text without offset, null where such text does not fit
 */
record AttributeCodec(
        SqlType type, StoredForm form, @Nullable ZoneId zone) {

    /** Any number of fewer characters is within a long. */
    private static final int MAX_SHORT = 18;

    /**
     * The stored form of a value.
     *
     * @throws DriverException 22003, 22023 where DynamoDB cannot hold it
     */
    StoredValue encode(Object value) {
        if (form == StoredForm.JSON_TEXT) {
            return StoredValue.string(PlainText.render(value));
        }
        return switch (type.kind()) {
            case STRING, UUID, DATE, TIME -> StoredValue.string(PlainText.render(value));
            case INT, LONG, DECIMAL, DOUBLE -> number((Number) value);
            case BOOLEAN -> StoredValue.truth((Boolean) value);
            case TIMESTAMP, TIMESTAMPTZ -> time(value);
            case BINARY -> binary((Bytes) value);
            case JSON -> AttributeTrees.encode((JsonNode) value);
            case SET -> set((List<?>) value);
            case LIST -> list((List<?>) value);
        };
    }

    private StoredValue number(Number value) {
        String text = numberText(value);
        return form == StoredForm.STRING ? StoredValue.string(text) : StoredValue.number(text);
    }

    /** A number as DynamoDB takes it: up to 38 digits, from 1E-130 to 9.99E125. */
    static String numberText(Number value) {
        if (value instanceof Double real && !Double.isFinite(real)) {
            throw ItemErrors.notANumber();
        }
        return PlainText.render(Conversions.convert(value, SqlType.DECIMAL));
    }

    private StoredValue time(Object value) {
        if (form.isEpoch()) {
            return StoredValue.number(Long.toString(toEpoch(value, form)));
        }
        return StoredValue.string(form == StoredForm.ISO_MILLIS ? toMillis(value) : PlainText.render(value));
    }

    /** @throws DriverException 22003 where milliseconds are too coarse for it */
    static String toMillis(Object value) {
        return PlainText.utc((OffsetDateTime) value, StoredForm.MILLI_DIGITS)
                .orElseThrow(() -> ItemErrors.finerThan("milliseconds"));
    }

    /** @throws DriverException 22003 where the unit is too coarse for it */
    static long toEpoch(Object value, StoredForm form) {
        Instant instant = value instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : ((OffsetDateTime) value).toInstant();
        boolean millis = form == StoredForm.EPOCH_MS;
        if (instant.getNano() % (millis ? 1_000_000 : 1_000_000_000) != 0) {
            throw ItemErrors.finerThan(millis ? "milliseconds" : "seconds");
        }
        return millis ? instant.toEpochMilli() : instant.getEpochSecond();
    }

    private StoredValue binary(Bytes value) {
        return switch (form) {
            case BASE64 -> StoredValue.string(Base64.getEncoder().encodeToString(value.toArray()));
            case BASE64URL -> StoredValue.string(Base64.getUrlEncoder().encodeToString(value.toArray()));
            default -> StoredValue.binary(value);
        };
    }

    private StoredValue list(List<?> elements) {
        AttributeCodec codec = elements();
        List<StoredValue> values = new ArrayList<>();
        for (Object element : elements) {
            values.add(element == null ? StoredValue.NULL : codec.encode(element));
        }
        return StoredValue.list(values);
    }

    private StoredValue set(List<?> elements) {
        if (elements.isEmpty()) {
            throw ItemErrors.emptySet();
        }
        List<StoredValue> values = elements.stream().map(elements()::encode).toList();
        return switch (values.get(0).type()) {
            case N -> StoredValue.numbers(values.stream().map(StoredValue::n).toList());
            case B -> StoredValue.binaries(values.stream().map(StoredValue::b).toList());
            default -> StoredValue.strings(values.stream().map(StoredValue::s).toList());
        };
    }

    private AttributeCodec elements() {
        return new AttributeCodec(type.elementType().orElse(SqlType.JSON), form, zone);
    }

    /**
     * The SQL value; null for a stored NULL.
     *
     * @throws DriverException 22018 or another state of class 22 where it does not fit the type
     */
    @Nullable
    Object decode(StoredValue value) {
        if (value.isNull()) {
            return null;
        }
        if (form == StoredForm.JSON_TEXT) {
            return PlainText.parse(string(value), type);
        }
        return switch (type.kind()) {
            case STRING, UUID, DATE, TIME -> PlainText.parse(string(value), type);
            case INT, LONG, DECIMAL, DOUBLE ->
                parseNumber(form == StoredForm.STRING ? string(value) : number(value), type);
            case BOOLEAN -> truth(value);
            case TIMESTAMP, TIMESTAMPTZ ->
                form.isEpoch() ? fromEpoch(number(value), type, form) : parseTime(string(value), type, zone);
            case BINARY -> bytes(value);
            case JSON -> AttributeTrees.decode(value);
            case SET -> setOf(value);
            case LIST -> listOf(value);
        };
    }

    private static String string(StoredValue value) {
        if (value.type() != StoredValue.Type.S) {
            throw ItemErrors.storedAs(value.type().name(), "S");
        }
        return value.s();
    }

    private static String number(StoredValue value) {
        if (value.type() != StoredValue.Type.N) {
            throw ItemErrors.storedAs(value.type().name(), "N");
        }
        return value.n();
    }

    /** Other writers may store a whole number as {@code 2.0} or {@code 2E+3}; a value is what counts. */
    static Object parseNumber(String text, SqlType type) {
        if (type.kind() != Kind.INT && type.kind() != Kind.LONG) {
            return PlainText.parse(text, type);
        }
        if (isShortWhole(text)) {
            return Conversions.convert(Long.parseLong(text), type);
        }
        BigDecimal exact = (BigDecimal) PlainText.parse(text, SqlType.DECIMAL);
        BigInteger whole;
        try {
            whole = exact.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw ItemErrors.storedAs("a number with a fraction", "a whole number");
        }
        return Conversions.convert(new BigDecimal(whole), type);
    }

    /** Whether it is digits alone, after a minus at most, and surely within a long: what most stored numbers are. */
    private static boolean isShortWhole(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        if (text.length() == start || text.length() > MAX_SHORT) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Boolean truth(StoredValue value) {
        if (value.type() != StoredValue.Type.BOOL) {
            throw ItemErrors.storedAs(value.type().name(), "BOOL");
        }
        return value.bool();
    }

    static Object fromEpoch(String number, SqlType type, StoredForm form) {
        long count = (Long) parseNumber(number, SqlType.LONG);
        try {
            Instant instant = form == StoredForm.EPOCH_MS ? Instant.ofEpochMilli(count) : Instant.ofEpochSecond(count);
            return Conversions.convert(instant.atOffset(ZoneOffset.UTC), type);
        } catch (DateTimeException e) {
            throw ItemErrors.storedAs("a number beyond all years", "a time");
        }
    }

    static Object parseTime(String text, SqlType type, @Nullable ZoneId zone) {
        if (type.kind() == Kind.TIMESTAMPTZ && zone != null && !hasOffset(text)) {
            LocalDateTime local = (LocalDateTime) PlainText.parse(text, SqlType.TIMESTAMP);
            return local.atZone(zone).toOffsetDateTime();
        }
        return PlainText.parse(text, type);
    }

    /** The hyphens of a date come before its time; after it, only an offset has one. */
    private static boolean hasOffset(String text) {
        int time = Math.max(text.indexOf('T'), text.indexOf(' '));
        String clock = text.substring(Math.max(time, 0));
        return clock.endsWith("Z") || clock.indexOf('+') >= 0 || clock.indexOf('-') >= 0;
    }

    private Bytes bytes(StoredValue value) {
        if (form == StoredForm.BASE64 || form == StoredForm.BASE64URL) {
            return fromBase64(string(value), form);
        }
        if (value.type() != StoredValue.Type.B) {
            throw ItemErrors.storedAs(value.type().name(), "B");
        }
        return value.b();
    }

    static Bytes fromBase64(String text, StoredForm form) {
        try {
            return Bytes.of(
                    form == StoredForm.BASE64URL
                            ? Base64.getUrlDecoder().decode(text)
                            : Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw ItemErrors.storedAs("a text that is no base64", "base64");
        }
    }

    private List<Object> setOf(StoredValue value) {
        AttributeCodec codec = elements();
        List<StoredValue> elements = switch (value.type()) {
            case SS -> value.ss().stream().map(StoredValue::string).toList();
            case NS -> value.ns().stream().map(StoredValue::number).toList();
            case BS -> value.bs().stream().map(StoredValue::binary).toList();
            default -> throw ItemErrors.storedAs(value.type().name(), "SS, NS or BS");
        };
        TreeSet<Object> sorted = new TreeSet<>(Comparison::compare);
        for (StoredValue element : elements) {
            sorted.add(Objects.requireNonNull(codec.decode(element)));
        }
        return List.copyOf(sorted);
    }

    private List<@Nullable Object> listOf(StoredValue value) {
        if (value.type() != StoredValue.Type.L) {
            throw ItemErrors.storedAs(value.type().name(), "L");
        }
        AttributeCodec codec = elements();
        List<@Nullable Object> elements = new ArrayList<>();
        value.l().forEach(element -> elements.add(codec.decode(element)));
        return Collections.unmodifiableList(elements);
    }
}
