package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

class MappingLoaderTest {
    @TempDir
    Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void assertFails(String location, String message) {
        assertThatThrownBy(() -> MappingLoader.load(location))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.state()).isEqualTo(SqlState.CANNOT_CONNECT))
                .hasMessageContaining(location.replace("classpath:", ""))
                .hasMessageContaining(message);
    }

    @Test
    void readsAFile() throws IOException {
        Path file = write("m.json", GoodFiles.SHORT.getBytes(StandardCharsets.UTF_8));
        assertThat(MappingLoader.load(file.toString()).tableName()).contains("shop");
    }

    @Test
    void readsAResourceOfTheContextClassLoaderFirst() throws IOException {
        write("only-here.json", GoodFiles.LONG.getBytes(StandardCharsets.UTF_8));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader context =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            Thread.currentThread().setContextClassLoader(context);
            assertThat(MappingLoader.load("classpath:only-here.json").tableName())
                    .contains("app");
            assertThat(MappingLoader.load("classpath:/only-here.json").tableName())
                    .contains("app");
            assertThat(MappingLoader.load("classpath:golden/onetable/mapping-draft.json")
                            .tableName())
                    .contains("OneTableShop");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void saysWhatCannotBeRead() throws IOException {
        assertFails(
                "no/such.json",
                "does not exist (looked for " + Path.of("no/such.json").toAbsolutePath());
        assertFails("classpath:no/such.json", "is not on the class path");
        assertFails(folder.toString(), "cannot be read");
        assertFails("a\0b", "cannot be read");
        Path latin1 = write("latin1.json", new byte[] {'{', '"', (byte) 0xE9, '"', '}'});
        assertFails(latin1.toString(), "is not UTF-8 text");
    }

    @Test
    void aBadFileIsNamedWithAllItsProblems() throws IOException {
        Path file = write("bad.json", "{\"tabel\": 1, \"entities\": 7}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> MappingLoader.load(file.toString()))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("mapping " + file + ": 2 problems\n  /tabel (line 1, column 2): unknown key")
                .hasMessageContaining("\n  /entities (line 1, column 26): expected an object");
    }
}
