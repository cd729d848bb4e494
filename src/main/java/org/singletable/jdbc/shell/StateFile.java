package org.singletable.jdbc.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A file that says how far a tool has come, so that it can go on from there. It is replaced as a whole: whoever reads it sees one
 * state.
 *
 * @param path where it is
 * @param type a record of what it says
 */
record StateFile<T>(Path path, Class<T> type) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The file of progress beside another file. */
    static <T> StateFile<T> beside(Path file, Class<T> type) {
        return new StateFile<>(beside(file, ".progress"), type);
    }

    /** The file whose name is that of another one and something behind it. */
    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /**
     * What the file says; empty where there is none.
     *
     * @throws IOException it says something else
     */
    Optional<T> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(path), type));
        } catch (JsonProcessingException e) {
            throw new IOException(path + " cannot be understood: --restart begins anew", e);
        }
    }

    void write(T state) throws IOException {
        Path next = beside(path, ".new");
        Files.writeString(next, JSON.writeValueAsString(state));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
