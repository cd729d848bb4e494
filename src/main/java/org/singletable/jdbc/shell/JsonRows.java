package org.singletable.jdbc.shell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a file with a JSON object a line. Its members are the columns; a row has no value for those that it leaves out. */
final class JsonRows implements RowSource {
    private final FileBytes bytes;
    private final RowBytes text;
    private final FileColumns columns;

    /** @param columns all that the file has */
    JsonRows(Path file, FileColumns columns) throws IOException {
        this.bytes = new FileBytes(file);
        this.text = new RowBytes(file);
        this.columns = columns;
        bytes.skipByteOrderMark();
    }

    /** The names that members of the objects in a file have. Reads all of it; lines that are no objects are left out. */
    static List<String> names(Path file) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (JsonRows rows = new JsonRows(file, FileColumns.NONE)) {
            for (Optional<Line> line = rows.line(); line.isPresent(); line = rows.line()) {
                names.addAll(names(line.get()));
            }
        }
        return List.copyOf(names);
    }

    /** None of a line that is no object: it will be rejected. */
    private static List<String> names(Line line) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser json = JsonObjects.parser(line.text())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    names.add(json.currentName());
                    json.nextToken();
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return names;
    }

    /** A line of the file that is not empty. */
    private record Line(long number, long offset, String text, boolean isText) {}

    private Optional<Line> line() throws IOException {
        while (bytes.peek() != FileBytes.END) {
            Mark begin = bytes.mark();
            long number = begin.line() + 1;
            text.clear();
            for (int next = bytes.read(); next != FileBytes.END && next != '\n'; next = bytes.read()) {
                text.add(next, number);
            }
            Line line = line(number, begin.offset());
            if (!line.text().isBlank()) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private Line line(long number, long offset) {
        try {
            return new Line(number, offset, text.text().strip(), true);
        } catch (CharacterCodingException e) {
            return new Line(number, offset, text.readableText().strip(), false);
        }
    }

    @Override
    public Optional<LoadRow> next() throws IOException {
        Optional<Line> line = line();
        return line.isEmpty() ? Optional.empty() : Optional.of(row(line.get()));
    }

    private LoadRow row(Line line) throws IOException {
        if (!line.isText()) {
            return refused(line, "bytes that are no UTF-8");
        }
        List<TargetColumn> given = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        try (JsonParser json = JsonObjects.parser(line.text())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return refused(line, "a line that is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                Optional<TargetColumn> column = columns.target(name);
                json.nextToken();
                if (column.filter(given::contains).isPresent()) {
                    return refused(
                            line, "two members for the column \"" + column.get().name() + "\"");
                }
                if (column.isPresent()) {
                    given.add(column.get());
                    values.add(JsonCell.text(json, line.text(), column.get()));
                }
                json.skipChildren();
            }
            if (json.nextToken() != null) {
                return refused(line, "text behind the JSON object");
            }
            if (given.isEmpty()) {
                return refused(line, "an object without a column that could be written");
            }
        } catch (JsonProcessingException e) {
            return refused(line, e.getOriginalMessage());
        }
        return new Row(line, given, values, Optional.empty());
    }

    private static LoadRow refused(Line line, String reason) {
        return new Row(line, List.of(), List.of(), Optional.of(Refusal.unreadable(reason)));
    }

    @Override
    public String rejectsHeader() {
        return "";
    }

    @Override
    public FileBytes bytes() {
        return bytes;
    }

    private record Row(
            Line source, List<TargetColumn> columns, List<@Nullable String> values, Optional<Refusal> unreadable)
            implements LoadRow {
        @Override
        public long line() {
            return source.number();
        }

        @Override
        public long offset() {
            return source.offset();
        }

        /** An object with the row as it was: the object, or a text where it is none. */
        @Override
        public String rejected(Refusal refusal) {
            String row = JsonObjects.isObject(source.text()) ? source.text() : JsonObjects.string(source.text());
            return "{\"line\":" + line() + ",\"sqlState\":" + JsonObjects.string(refusal.sqlState()) + ",\"reason\":"
                    + JsonObjects.string(refusal.reason()) + ",\"row\":" + row + "}\n";
        }
    }
}
