package org.singletable.jdbc.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects. Numbers keep their digits, JSON and arrays are written as they are. */
final class JsonObjects {
    private static final StreamReadConstraints ANY_LENGTH =
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();

    private static final JsonFactory STRICT =
            JsonFactory.builder().streamReadConstraints(ANY_LENGTH).build();

    /** The driver's JSON has bare {@code NaN} and infinities where other programs have stored such text. */
    private static final JsonFactory LENIENT = new JsonFactoryBuilder()
            .streamReadConstraints(ANY_LENGTH)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonObjects() {}

    /** For results that people and programs read: bytes as hexadecimal digits, and JSON that every parser reads. */
    static String ofResult(List<ResultColumn> columns, List<@Nullable String> values) throws IOException {
        return of(columns, values, STRICT);
    }

    /** For {@link LoadTool}: bytes in base64, and JSON to the letter. On one line. */
    static String ofDump(List<ResultColumn> columns, List<@Nullable String> values) throws IOException {
        return of(columns, values, LENIENT);
    }

    /** A parser of one line, as {@link #ofDump} writes it. */
    static JsonParser parser(String line) throws IOException {
        return LENIENT.createParser(line);
    }

    /** Whether a text is one JSON object, as {@link #ofDump} writes it. */
    static boolean isObject(String text) {
        return text.startsWith("{") && isJson(text, LENIENT);
    }

    /** Text as a JSON string. */
    static String string(String text) {
        StringWriter written = new StringWriter();
        try (JsonGenerator json = STRICT.createGenerator(written)) {
            json.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing text in memory", e);
        }
        return written.toString();
    }

    private static String of(List<ResultColumn> columns, List<@Nullable String> values, JsonFactory json)
            throws IOException {
        StringWriter object = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(object)) {
            generator.writeStartObject();
            for (int i = 0; i < values.size(); i++) {
                generator.writeFieldName(columns.get(i).label());
                write(generator, columns.get(i).kind(), values.get(i), json == LENIENT);
            }
            generator.writeEndObject();
        }
        return object.toString();
    }

    private static void write(JsonGenerator json, ResultColumn.Kind kind, @Nullable String value, boolean dump)
            throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        boolean raw = switch (kind) {
            case NUMBER, BOOLEAN -> isJson(value, STRICT);
            case JSON -> isJson(value, dump ? LENIENT : STRICT);
            case TEXT, BINARY -> false;
        };
        if (raw) {
            // Only between tokens can JSON have line breaks.
            json.writeRawValue(dump ? value.replace('\n', ' ').replace('\r', ' ') : value);
        } else if (kind == ResultColumn.Kind.BINARY && dump) {
            json.writeString(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(value)));
        } else {
            json.writeString(value);
        }
    }

    /** Not so are, among numbers, NaN and Infinity, and the arrays of some databases. */
    private static boolean isJson(String text, JsonFactory json) {
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Reading text in memory", e);
        }
    }
}
