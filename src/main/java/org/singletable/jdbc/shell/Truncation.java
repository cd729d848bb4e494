package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Takes back what was written to a file behind the last recorded progress. */
final class Truncation {
    private Truncation() {}

    /**
     * Cuts a file.
     *
     * @param length bytes that stay
     * @throws IOException it is missing, or has fewer already
     */
    static void to(Path file, long length) throws IOException {
        if (!Files.exists(file) || Files.size(file) < length) {
            throw new IOException(file + " is not as it was left: it should have at least " + length
                    + " bytes; --restart begins anew");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
