package org.singletable.jdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;

/** Dumps the rows of a query, in its order. The file is there when all rows are in it. */
final class QueryDump {
    private final DumpOptions options;
    private final Console console;
    private final DumpMeter meter;
    private final RowCopy copy;

    QueryDump(DumpOptions options, Console console) {
        this.options = options;
        this.console = console;
        this.meter = new DumpMeter(new Meter(console.err(), System::nanoTime), () -> "");
        this.copy = new RowCopy(options.format(), options.rate(), meter);
    }

    void run() throws SQLException, IOException {
        try (Connection connection = Drivers.connect(options.url())) {
            if (options.file().isPresent()) {
                long rows = toFile(connection, options.file().get());
                console.out().println(Meter.rows(rows) + " in " + options.file().get() + "; " + meter.total());
            } else {
                long rows = copy(connection, new StandardOutput(console.out())::add);
                console.err().println(Meter.rows(rows) + "; " + meter.total());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private long copy(Connection connection, RowCopy.Lines lines)
            throws SQLException, IOException, InterruptedException {
        return copy.copy(
                connection, options.source(), true, lines, warning -> Session.printWarnings(warning, console.err()));
    }

    private long toFile(Connection connection, Path file) throws SQLException, IOException, InterruptedException {
        if (Files.exists(file) && !options.restart()) {
            throw new IOException(file + " exists: --restart overwrites it");
        }
        Path part = StateFile.beside(file, ".part");
        try {
            long rows;
            try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                rows = copy(connection, writer::write);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
