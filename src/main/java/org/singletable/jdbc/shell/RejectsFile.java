package org.singletable.jdbc.shell;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that were not written, with the reasons. There is a file only where there is such a row. Not for several threads. */
final class RejectsFile implements Closeable {
    private final Path file;
    private final String header;
    private @Nullable Writer writer;

    private RejectsFile(Path file, String header) {
        this.file = file;
        this.header = header;
    }

    /**
     * The file of a load.
     *
     * @param header its first line
     * @param length bytes of it that stay: what an earlier part of the load wrote; 0 to begin anew
     */
    static RejectsFile open(Path file, String header, long length) throws IOException {
        if (length == 0) {
            Files.deleteIfExists(file);
        } else {
            Truncation.to(file, length);
        }
        return new RejectsFile(file, header);
    }

    /** Adds rows. */
    void add(List<ChunkResult.Rejected> rows) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        if (writer == null) {
            boolean begins = !Files.exists(file);
            writer = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (begins) {
                writer.write(header);
            }
        }
        for (ChunkResult.Rejected rejected : rows) {
            writer.write(rejected.row().rejected(rejected.refusal()));
        }
        writer.flush();
    }

    /** Its bytes. */
    long length() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
