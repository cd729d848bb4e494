package org.singletable.jdbc.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link OutputFormat#JSON}. */
final class JsonPrinter implements ResultPrinter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final PrintStream out;
    private List<ResultColumn> columns = List.of();
    private String separator = "\n";

    JsonPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<ResultColumn> resultColumns) {
        columns = resultColumns;
        out.print('[');
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
        StringWriter object = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(object)) {
            json.writeStartObject();
            for (int i = 0; i < values.size(); i++) {
                json.writeFieldName(columns.get(i).label());
                write(json, columns.get(i).kind(), values.get(i));
            }
            json.writeEndObject();
        }
        out.print(separator + object);
        separator = ",\n";
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end(long rows) {
        out.print("\n]\n");
        out.flush();
    }

    @Override
    public void updateCount(long count) {
        // Only rows are data.
    }

    private static void write(JsonGenerator json, ResultColumn.Kind kind, @Nullable String value) throws IOException {
        boolean raw = switch (kind) {
            case NUMBER, BOOLEAN, JSON -> value != null && isJson(value);
            case TEXT, BINARY -> false;
        };
        if (raw) {
            json.writeRawValue(value);
        } else {
            // Null is written as null.
            json.writeString(value);
        }
    }

    /** Not so are, among numbers, NaN and Infinity, and the arrays of some databases. */
    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
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
