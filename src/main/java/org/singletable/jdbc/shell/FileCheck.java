package org.singletable.jdbc.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Tells whether a file is still the one that an earlier load has read. */
final class FileCheck {
    private FileCheck() {}

    /**
     * Reads the file up to the last of some places.
     *
     * @throws IOException the bytes before one of them have changed
     */
    static void check(Path file, List<Mark> marks) throws IOException {
        List<Mark> inOrder = marks.stream()
                .distinct()
                .sorted(Comparator.comparingLong(Mark::offset))
                .toList();
        try (FileBytes bytes = new FileBytes(file)) {
            for (Mark mark : inOrder) {
                while (bytes.offset() < mark.offset() && bytes.read() != FileBytes.END) {
                    // Reading is what makes the mark.
                }
                if (!bytes.mark().equals(mark)) {
                    throw new IOException(file + " has changed since a part of it was loaded: --restart begins anew");
                }
            }
        }
    }
}
