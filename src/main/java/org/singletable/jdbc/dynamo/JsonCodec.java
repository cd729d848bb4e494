package org.singletable.jdbc.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.PlainText;
import org.singletable.jdbc.type.SqlType;

/**
 * SQL values of one column inside a JSON text container to JSON text and back (docs/mapping.md, {@code in}). Types that
 * JSON does not have are strings: times in ISO form, binary values in base64.
 */
record JsonCodec(SqlType type, StoredForm form, @Nullable ZoneId zone, JsonStyle style) {
    private static final String NULL = "null";
    private static final int NANOS_PER_MICRO = 1000;
    private static final int MICRO_DIGITS = 6;

    /**
     * The JSON text of a value; null is JSON null.
     *
     * @throws DriverException 22003 where JSON, or the container's layout, cannot hold it
     */
    String encode(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (form == StoredForm.JSON_TEXT) {
            return style.quote(PlainText.render(value));
        }
        return switch (type.kind()) {
            case STRING, UUID, DATE -> style.quote(PlainText.render(value));
            case INT, LONG, DECIMAL -> quotedIf(form == StoredForm.STRING, PlainText.render(value));
            case DOUBLE -> real((Double) value);
            case BOOLEAN -> value.toString();
            case TIME, TIMESTAMP, TIMESTAMPTZ -> time((Temporal) value);
            case BINARY -> style.quote(base64((Bytes) value));
            case JSON -> style.tree((JsonNode) value);
            case SET, LIST -> array((List<?>) value);
        };
    }

    private String quotedIf(boolean quoted, String text) {
        return quoted ? style.quote(text) : text;
    }

    private String real(Double value) {
        return quotedIf(form == StoredForm.STRING, style.number(value));
    }

    private String time(Temporal value) {
        if (form.isEpoch()) {
            return Long.toString(AttributeCodec.toEpoch(value, form));
        }
        if (form == StoredForm.ISO_MILLIS) {
            return style.quote(AttributeCodec.toMillis(value));
        }
        return style.quote(style == JsonStyle.PYTHON ? pythonTime(value) : PlainText.render(value));
    }

    /** Python's times have microseconds and are written with all six digits of them, or none. */
    private static String pythonTime(Temporal value) {
        int nanos = value.get(ChronoField.NANO_OF_SECOND);
        if (nanos % NANOS_PER_MICRO != 0) {
            throw ItemErrors.finerThan("microseconds");
        }
        if (nanos == 0) {
            return PlainText.render(value);
        }
        String whole = PlainText.render(value.with(ChronoField.NANO_OF_SECOND, 0));
        int end = value instanceof LocalTime
                ? whole.length()
                : whole.indexOf('T') + 1 + LocalTime.MIDNIGHT.toString().length() + ":00".length();
        String fraction = String.format("%0" + MICRO_DIGITS + "d", nanos / NANOS_PER_MICRO);
        return whole.substring(0, end) + "." + fraction + whole.substring(end);
    }

    private String base64(Bytes value) {
        return (form == StoredForm.BASE64URL ? Base64.getUrlEncoder() : Base64.getEncoder())
                .encodeToString(value.toArray());
    }

    private String array(List<?> elements) {
        JsonCodec codec = elements();
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            texts.add(codec.encode(element));
        }
        return "[" + String.join(style.comma(), texts) + "]";
    }

    private JsonCodec elements() {
        return new JsonCodec(type.elementType().orElse(SqlType.JSON), form, zone, style);
    }

    /**
     * The SQL value of a JSON text that was scanned; null for JSON null.
     *
     * @throws DriverException of class 22 where it does not fit the type
     */
    @Nullable
    Object decode(String json) {
        if (json.equals(NULL)) {
            return null;
        }
        if (form == StoredForm.JSON_TEXT) {
            return PlainText.parse(string(json), type);
        }
        return switch (type.kind()) {
            case STRING, UUID, DATE, TIME -> PlainText.parse(string(json), type);
            case INT, LONG, DECIMAL, DOUBLE ->
                AttributeCodec.parseNumber(form == StoredForm.STRING ? string(json) : number(json), type);
            case BOOLEAN -> truth(json);
            case TIMESTAMP, TIMESTAMPTZ ->
                form.isEpoch()
                        ? AttributeCodec.fromEpoch(number(json), type, form)
                        : AttributeCodec.parseTime(string(json), type, zone);
            case BINARY -> AttributeCodec.fromBase64(string(json), form);
            case JSON -> PlainText.parse(json, type);
            case SET -> set(json);
            case LIST -> list(json);
        };
    }

    private static String string(String json) {
        if (json.charAt(0) != '"') {
            throw ItemErrors.storedAs(describe(json), "a JSON string");
        }
        return JsonScanner.unquote(json);
    }

    private static String number(String json) {
        char first = json.charAt(0);
        if (first != '-' && first != 'N' && first != 'I' && !Character.isDigit(first)) {
            throw ItemErrors.storedAs(describe(json), "a JSON number");
        }
        return json;
    }

    private static Boolean truth(String json) {
        if (!json.equals("true") && !json.equals("false")) {
            throw ItemErrors.storedAs(describe(json), "true or false");
        }
        return Boolean.valueOf(json);
    }

    private static String describe(String json) {
        return switch (json.charAt(0)) {
            case '"' -> "a JSON string";
            case '{' -> "a JSON object";
            case '[' -> "a JSON array";
            case 't', 'f' -> "a JSON truth value";
            default -> "a JSON number";
        };
    }

    private List<@Nullable Object> list(String json) {
        JsonDocument array = JsonDocument.parse(json);
        if (!array.isArray()) {
            throw ItemErrors.storedAs(describe(json), "a JSON array");
        }
        JsonCodec codec = elements();
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(codec.decode(
                    array.get(List.of(new AttributePath.Element(i))).orElseThrow()));
        }
        return Collections.unmodifiableList(elements);
    }

    private List<Object> set(String json) {
        TreeSet<Object> sorted = new TreeSet<>(Comparison::compare);
        for (Object element : list(json)) {
            if (element == null) {
                throw ItemErrors.storedAs("a JSON null in a set", "values");
            }
            sorted.add(element);
        }
        return List.copyOf(sorted);
    }
}
