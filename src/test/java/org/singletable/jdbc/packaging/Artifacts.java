package org.singletable.jdbc.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the build has put what it made. */
final class Artifacts {
    static final Path TARGET = Path.of("target");

    private Artifacts() {}

    /** @param ending of the file's name behind the version, as a regular expression */
    static Path file(String ending) throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file ->
                            file.getFileName().toString().matches("singletable-jdbc-[0-9.]+(-SNAPSHOT)?" + ending))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no file with " + ending + " in " + TARGET));
        }
    }
}
