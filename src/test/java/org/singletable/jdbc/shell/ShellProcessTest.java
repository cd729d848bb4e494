package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code main}, in a JVM of its own. */
class ShellProcessTest {
    @TempDir
    private Path folder;

    @Test
    void readsAPipeAndEndsWithZero() throws IOException, InterruptedException {
        ShellRun run = start("SELECT 'Grüße' AS x;", "jdbc:h2:mem:", "--format=csv");

        assertThat(run).isEqualTo(new ShellRun(0, "X\nGrüße\n", ""));
    }

    @Test
    void endsWithTheStatusOfItsFailure() throws IOException, InterruptedException {
        ShellRun run = start("", "jdbc:h2:mem:", "-e", "nonsense");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Error 42000: ").doesNotContain("Exception", "\tat ");
    }

    @Test
    void endsThoughADriverLeavesThreads() throws IOException, InterruptedException {
        // DB_CLOSE_DELAY keeps the database, and its writer thread, beyond the connection.
        ShellRun run =
                start("", "jdbc:h2:" + folder.resolve("db") + ";DB_CLOSE_DELAY=-1", "-e", "CREATE TABLE t (n INT)");

        assertThat(run).isEqualTo(new ShellRun(0, "0 rows changed\n\n", ""));
    }

    private ShellRun start(String standardInput, String... args) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in"), standardInput);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // An unlucky locale must not matter.
                "-Dfile.encoding=US-ASCII",
                "-cp",
                System.getProperty("java.class.path"),
                Shell.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new ShellRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
