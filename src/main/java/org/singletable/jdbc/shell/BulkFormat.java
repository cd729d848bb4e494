package org.singletable.jdbc.shell;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How rows stand in the files that {@link LoadTool} reads and {@link DumpTool} writes. */
enum BulkFormat {
    /** RFC 4180: a header with the names of the columns, then a record for each row. */
    CSV,
    /** A JSON object a line. */
    JSONL;

    /**
     * The format of a file.
     *
     * @param arguments that may have the option {@code --format}
     * @param file its name, whose end tells it otherwise
     * @throws UsageException there is no such format, or the name does not tell
     */
    static BulkFormat of(ToolArguments arguments, String file) throws UsageException {
        String name = arguments.option("--format").orElse(file.substring(file.lastIndexOf('.') + 1));
        for (BulkFormat format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        throw new UsageException(
                arguments.option("--format").isPresent()
                        ? "Unknown format " + name + ": expected csv or jsonl"
                        : "The name " + file + " does not tell the format: give --format csv or --format jsonl");
    }

    /** What stands before the first row. */
    String header(List<ResultColumn> columns) {
        return this == CSV
                ? CsvText.record(columns.stream().map(ResultColumn::label).toList())
                : "";
    }

    /** A row, with its line feed. */
    String line(List<ResultColumn> columns, List<@Nullable String> values) throws IOException {
        return this == CSV ? CsvText.record(values) : JsonObjects.ofDump(columns, values) + "\n";
    }

    /** The name that options and files have for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
