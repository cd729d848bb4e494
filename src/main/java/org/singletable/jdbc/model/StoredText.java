package org.singletable.jdbc.model;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.PlainText;

/** What is stored of values, for people. */
final class StoredText {
    /** Longer texts are cut. */
    private static final int LONGEST = 48;

    private StoredText() {}

    /** A column's value as it is stored. */
    static String of(Column column, Object value) {
        return switch (column.form()) {
            case EPOCH -> String.valueOf(instant(value).getEpochSecond());
            case EPOCH_MS -> String.valueOf(instant(value).toEpochMilli());
            case ISO_MILLIS ->
                PlainText.utc((OffsetDateTime) value, StoredForm.MILLI_DIGITS).orElseGet(() -> PlainText.render(value));
            case BASE64 -> Base64.getEncoder().encodeToString(((Bytes) value).toArray());
            case BASE64URL -> Base64.getUrlEncoder().encodeToString(((Bytes) value).toArray());
            case NATIVE, ISO, STRING, JSON_TEXT -> PlainText.render(value);
        };
    }

    private static Instant instant(Object value) {
        return ((OffsetDateTime) value).toInstant();
    }

    /** A text as far as there is room for it. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** The DynamoDB type of a column's values, and their form where the type has several. */
    static String form(Column column) {
        return switch (column.form()) {
            case EPOCH -> "N, seconds since 1970";
            case EPOCH_MS -> "N, milliseconds since 1970";
            case ISO -> "S, ISO 8601";
            case ISO_MILLIS -> "S, ISO 8601 in UTC with milliseconds";
            case BASE64 -> "S, base64";
            case BASE64URL -> "S, base64url";
            case JSON_TEXT -> "S, JSON text";
            case STRING -> "S, a number's text";
            case NATIVE ->
                switch (column.type().kind()) {
                    case STRING, UUID -> "S";
                    case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> "S, ISO 8601";
                    case INT, LONG, DECIMAL, DOUBLE -> "N";
                    case BOOLEAN -> "BOOL";
                    case BINARY -> "B";
                    case JSON -> "M, L or any other";
                    case LIST -> "L";
                    case SET -> setForm(column);
                };
        };
    }

    private static String setForm(Column column) {
        return column.type()
                .elementType()
                .map(element -> switch (element.kind()) {
                    case BINARY -> "BS";
                    case STRING -> "SS";
                    default -> "NS";
                })
                .orElseThrow();
    }
}
