package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A way in which a template may write a column.
 *
 * @param formats as they stand in the template: {@code |lower}; empty for plain text
 * @param asText whether the column has to be text for it
 */
record TextForm(String formats, boolean asText, Function<JsonNode, Optional<String>> text) {
    private static final int LONGEST_PADDING = 20;

    /** The ways for a column of this type, but for those that pad. */
    static List<TextForm> of(InferredType type) {
        List<TextForm> forms = new ArrayList<>();
        boolean instant = type.sql().equals("timestamptz");
        if (instant && type.form() != null && !type.form().equals("iso:3")) {
            forms.add(new TextForm("|" + type.form(), false, TextForm::plain));
            return forms;
        }
        forms.add(
                instant && type.form() != null
                        ? new TextForm("|iso:3", false, TextForm::plain)
                        : new TextForm("", instant, TextForm::plain));
        if (instant) {
            forms.add(new TextForm("|epochms", false, value -> millis(value).map(String::valueOf)));
            forms.add(new TextForm(
                    "|epoch",
                    false,
                    value -> millis(value)
                            .filter(millis -> millis % 1000 == 0)
                            .map(millis -> String.valueOf(millis / 1000))));
        }
        if (instant || type.sql().equals("string")) {
            forms.add(new TextForm(
                    "|lower", instant, value -> plain(value).map(text -> text.toLowerCase(Locale.ROOT))));
            forms.add(new TextForm(
                    "|upper", instant, value -> plain(value).map(text -> text.toUpperCase(Locale.ROOT))));
        }
        return forms;
    }

    /** The ways that fill a number up with zeros to what stands at a place of a text. */
    static List<TextForm> padding(JsonNode value, String text, int at) {
        List<TextForm> forms = new ArrayList<>();
        if (!value.isNumber()) {
            return forms;
        }
        String plain = plain(value).orElse("");
        for (int length = plain.length() + 1; length <= LONGEST_PADDING && at + length <= text.length(); length++) {
            if (text.startsWith("0".repeat(length - plain.length()) + plain, at)) {
                forms.add(padded(length));
            }
        }
        return forms;
    }

    private static TextForm padded(int length) {
        return new TextForm(
                "|pad:" + length,
                false,
                value -> plain(value).map(text -> "0".repeat(Math.max(0, length - text.length())) + text));
    }

    private static Optional<String> plain(JsonNode value) {
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return Optional.of(value.decimalValue().stripTrailingZeros().toPlainString());
        }
        return value.isTextual() || value.isBoolean() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static Optional<Long> millis(JsonNode value) {
        try {
            Instant instant = OffsetDateTime.parse(value.asText()).toInstant();
            return instant.getNano() % 1_000_000 == 0 ? Optional.of(instant.toEpochMilli()) : Optional.empty();
        } catch (DateTimeException e) {
            // Not an instant: no text in this form.
            return Optional.empty();
        }
    }
}
