package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A field of a OneTable model: a property of its items, as the schema describes it. */
record OneTableField(String name, JsonNode json) {
    /** Where its value is stored: an attribute, and perhaps a member of the map there, which is as deep as the library goes. */
    private static final int DEPTH = 2;

    /** In lower case, as the library compares them; {@code string} where there is none, as it does. */
    String type() {
        return json.path("type").asText("string").toLowerCase(Locale.ROOT);
    }

    boolean has(String attribute) {
        return json.path(attribute).asBoolean(false);
    }

    Optional<String> text(String attribute) {
        JsonNode value = json.path(attribute);
        return value.isTextual() && !value.textValue().isEmpty() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** The template that makes it. */
    Optional<String> value() {
        return text("value");
    }

    /** Whether a function makes it, of which a schema in JSON knows only that. */
    boolean isComputed() {
        return json.path("value").isBoolean() && has("value");
    }

    boolean isDate() {
        return type().equals("date");
    }

    /** Whether it is kept within another attribute's text only. */
    boolean isEncoded() {
        return json.hasNonNull("encode");
    }

    List<String> path() {
        return text("map")
                .map(map -> Arrays.stream(map.split("\\.")).limit(DEPTH).toList())
                .orElse(List.of(name));
    }

    /** The attribute of the item that holds it, alone or with others. */
    String attribute() {
        return path().get(0);
    }
}
