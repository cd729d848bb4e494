package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file that keeps what was typed at the prompt. */
final class HistoryFile {
    static final String NAME = ".singletable_history";

    private HistoryFile() {}

    /** The file in that folder, made for its owner alone, since statements hold data; empty where the folder cannot be written. */
    static Optional<Path> in(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            return Optional.empty();
        }
        if (!Files.exists(file)
                && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Optional.of(file);
    }
}
