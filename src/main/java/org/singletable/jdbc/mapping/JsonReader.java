package org.singletable.jdbc.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads JSON text into values that know their places. */
final class JsonReader {
    private static final Pattern JACKSON_SOURCE = Pattern.compile("\\[Source: [^;]*; |(?<=\\d)](?=\\))");

    /** The word itself: a property may name any file, and nobody learns what is in one that is no mapping. */
    private static final Pattern FOUND_WORD = Pattern.compile("(?s)Unrecognized token '.*': was expecting.*");

    private final JsonParser parser;
    private final Problems problems;

    private JsonReader(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The value of a whole text; empty where it is no JSON, which is then among the problems. */
    static Optional<JsonValue> read(String json, Problems problems) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            JsonReader reader = new JsonReader(parser, problems);
            if (parser.nextToken() == null) {
                problems.add(new Place("", 1, 1), "expected a JSON object, the text is empty");
                return Optional.empty();
            }
            JsonValue value = reader.value("");
            if (parser.nextToken() != null) {
                problems.add(reader.here(""), "expected the end of the file after the JSON object");
                return Optional.empty();
            }
            return Optional.of(value);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            Place place = location == null
                    ? new Place("", 1, 1)
                    : new Place("", location.getLineNr(), location.getColumnNr());
            problems.add(place, "not valid JSON: " + withoutSource(e.getOriginalMessage()));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }

    /** Jackson says of places inside the message that it does not show the text there; only line and column matter. */
    private static String withoutSource(String message) {
        return FOUND_WORD
                .matcher(JACKSON_SOURCE.matcher(message).replaceAll(""))
                .replaceAll("expected a value, found another word");
    }

    private JsonValue value(String pointer) throws IOException {
        Place place = here(pointer);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> new JsonValue.Text(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Num(place, parser.getDecimalValue());
            case VALUE_TRUE -> new JsonValue.Bool(place, true);
            case VALUE_FALSE -> new JsonValue.Bool(place, false);
            case VALUE_NULL -> new JsonValue.Null(place);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    private JsonValue object(Place place) throws IOException {
        Map<String, JsonValue.Member> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String pointer = place.pointer() + "/" + Place.escape(name);
            Place namePlace = here(pointer);
            parser.nextToken();
            JsonValue value = value(pointer);
            JsonValue.Member first = members.putIfAbsent(name, new JsonValue.Member(namePlace, value));
            if (first != null) {
                problems.add(
                        namePlace,
                        "the name \"" + name + "\" is already used in this object, in line "
                                + first.place().line());
            }
        }
        return new JsonValue.Obj(place, members);
    }

    private JsonValue array(Place place) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(place.pointer() + "/" + elements.size()));
        }
        return new JsonValue.Arr(place, elements);
    }

    private Place here(String pointer) {
        JsonLocation location = parser.currentTokenLocation();
        return new Place(pointer, location.getLineNr(), location.getColumnNr());
    }
}
