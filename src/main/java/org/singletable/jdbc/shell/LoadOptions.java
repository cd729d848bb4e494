package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a load is to do.
 *
 * @param batch rows written together
 * @param rate rows a second; 0 for no limit
 * @param rejects the file of rejected rows
 * @param nullText what NULL is in CSV, outside of quotes
 */
record LoadOptions(
        String url,
        String table,
        Path file,
        BulkFormat format,
        int threads,
        int batch,
        long rate,
        boolean upsert,
        Path rejects,
        boolean restart,
        String nullText) {
    private static final int MOST_THREADS = 256;
    private static final int MOST_ROWS = 10_000;

    static LoadOptions parse(List<String> words) throws UsageException {
        ToolArguments arguments = ToolArguments.parse(
                words,
                Set.of("--format", "--threads", "--batch", "--rate", "--rejects", "--null"),
                Set.of("--upsert", "--restart"));
        List<String> plain = arguments.plain("URL", "TABLE", "FILE");
        Path file = ToolArguments.path(plain.get(2));
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file);
        }
        BulkFormat format = BulkFormat.of(arguments, plain.get(2));
        if (format != BulkFormat.CSV && arguments.option("--null").isPresent()) {
            throw new UsageException("Option --null is for CSV: JSON has a null");
        }
        long rate = arguments.number("--rate", 1, 0);
        int batch = arguments.number("--batch", 1, MOST_ROWS, 100);
        return new LoadOptions(
                plain.get(0),
                plain.get(1),
                file,
                format,
                arguments.number("--threads", 1, MOST_THREADS, 4),
                // A batch of more rows than a second may have would come in bursts.
                rate == 0 ? batch : (int) Math.min(batch, rate),
                rate,
                arguments.has("--upsert"),
                arguments.file("--rejects").orElse(StateFile.beside(file, ".rejects")),
                arguments.has("--restart"),
                arguments.option("--null").orElse(""));
    }

    /** The names of the columns that the file has. */
    List<String> names() throws IOException {
        return format == BulkFormat.CSV ? CsvRows.names(file) : JsonRows.names(file);
    }

    /** The rows of the file. */
    RowSource rows(FileColumns columns) throws IOException {
        return format == BulkFormat.CSV ? new CsvRows(file, nullText, columns) : new JsonRows(file, columns);
    }
}
