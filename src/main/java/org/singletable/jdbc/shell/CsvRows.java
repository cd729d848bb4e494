package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a file of CSV, whose first line names the columns. */
final class CsvRows implements RowSource {
    private final FileBytes bytes;
    private final CsvReader reader;
    private final List<String> names;
    private final String nullText;
    private final FileColumns columns;

    /**
     * @param nullText what NULL is, where it does not stand in quotes
     * @param columns those of the header
     * @throws IOException the file cannot be read, or two of its columns are the same
     */
    CsvRows(Path file, String nullText, FileColumns columns) throws IOException {
        this.bytes = new FileBytes(file);
        this.reader = new CsvReader(bytes, file);
        this.names = header(bytes, reader, file);
        this.nullText = nullText;
        this.columns = columns;
        requireEachOnce(file);
    }

    private void requireEachOnce(Path file) throws IOException {
        Set<TargetColumn> seen = new HashSet<>();
        for (String name : names) {
            Optional<TargetColumn> column = columns.target(name);
            if (column.isPresent() && !seen.add(column.get())) {
                throw new IOException(
                        file + ", line 1: the column " + column.get().sql() + " is there twice");
            }
        }
    }

    /** The names in the header of a file. */
    static List<String> names(Path file) throws IOException {
        try (FileBytes bytes = new FileBytes(file)) {
            return header(bytes, new CsvReader(bytes, file), file);
        }
    }

    private static List<String> header(FileBytes bytes, CsvReader reader, Path file) throws IOException {
        bytes.skipByteOrderMark();
        CsvReader.Record header = reader.read()
                .filter(record -> !record.isEmptyLine())
                .orElseThrow(() -> new IOException(file + ": the first line must name the columns"));
        if (header.problem() != null) {
            throw new IOException(file + ", line 1: " + header.problem());
        }
        return header.fields().stream().map(CsvReader.Field::text).toList();
    }

    @Override
    public Optional<LoadRow> next() throws IOException {
        Optional<CsvReader.Record> record = reader.read();
        // A row of one column that is NULL is an empty line.
        while (names.size() > 1 && record.filter(CsvReader.Record::isEmptyLine).isPresent()) {
            record = reader.read();
        }
        return record.map(this::row);
    }

    private LoadRow row(CsvReader.Record record) {
        String problem = record.problem();
        int given = record.fields().size();
        if (problem == null && given != names.size()) {
            problem = given + " fields instead of " + names.size();
        }
        if (problem != null) {
            return new Row(record, names.size(), List.of(), List.of(), Optional.of(Refusal.unreadable(problem)));
        }
        List<TargetColumn> written = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < given; i++) {
            CsvReader.Field field = record.fields().get(i);
            Optional<TargetColumn> column = columns.target(names.get(i));
            if (column.isPresent()) {
                written.add(column.get());
                values.add(!field.quoted() && field.text().equals(nullText) ? null : field.text());
            }
        }
        return new Row(record, names.size(), written, values, Optional.empty());
    }

    @Override
    public String rejectsHeader() {
        return CsvText.record(Stream.concat(names.stream(), Stream.of("_line", "_sqlState", "_reason"))
                .toList());
    }

    @Override
    public FileBytes bytes() {
        return bytes;
    }

    /** @param width how many fields a record should have */
    private record Row(
            CsvReader.Record record,
            int width,
            List<TargetColumn> columns,
            List<@Nullable String> values,
            Optional<Refusal> unreadable)
            implements LoadRow {
        @Override
        public long line() {
            return record.line();
        }

        @Override
        public long offset() {
            return record.offset();
        }

        /** Its fields as they were, as many as there are columns; then what is wrong; then fields that are too many. */
        @Override
        public String rejected(Refusal refusal) {
            List<String> fields =
                    record.fields().stream().map(CsvReader.Field::written).toList();
            List<String> written = new ArrayList<>(fields.subList(0, Math.min(width, fields.size())));
            while (written.size() < width) {
                written.add("");
            }
            Stream.of(String.valueOf(line()), refusal.sqlState(), refusal.reason())
                    .map(CsvText::field)
                    .forEach(written::add);
            written.addAll(fields.subList(Math.min(width, fields.size()), fields.size()));
            return written.stream().collect(Collectors.joining(",", "", "\n"));
        }
    }
}
