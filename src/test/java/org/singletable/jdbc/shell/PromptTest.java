package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Types at a dumb terminal. */
class PromptTest {
    private static final String URL = "jdbc:h2:mem:";

    @TempDir
    private Path home;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void runsWhatIsTyped() throws IOException {
        int status = type("SELECT 'a;\nb' AS x,\nNULL AS y; SELECT 2 AS z;\n!quit\nSELECT 'not reached';\n");

        assertThat(status).isZero();
        assertThat(shown())
                .contains("Connected to H2 ", "!help")
                .contains(" a;\\nb | <null>\n(1 row)", " Z\n---\n 2\n(1 row)")
                .doesNotContain("not reached");
    }

    @Test
    void goesOnAfterAnError() throws IOException {
        int status = type("SELECT * FROM nowhere;\n!nonsense\nSELECT 1 AS one;\n");

        assertThat(status).isZero();
        assertThat(shown())
                .contains(
                        "Error 42S04: Table \"NOWHERE\" not found",
                        "Error: Unknown command !nonsense",
                        " ONE\n-----\n");
    }

    @Test
    void leavesByPlainWordsToo() throws IOException {
        type("exit\nSELECT 'not ' || 'reached';\n");

        assertThat(shown()).doesNotContain("not reached");
    }

    @Test
    void keepsAHistoryForItsOwnerAlone() throws IOException {
        type("SELECT 1;\n!quit\n");

        Path history = home.resolve(HistoryFile.NAME);
        assertThat(Files.readString(history)).contains("SELECT 1;", "!quit");
        if (Files.getFileStore(history).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @Timeout(60)
    void interruptCancelsTheRunningStatement() throws IOException, InterruptedException, ExecutionException {
        try (PipedOutputStream keyboard = new PipedOutputStream();
                Terminal terminal = terminal(new PipedInputStream(keyboard))) {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> run(terminal));
            String endless = "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000000) WHERE MOD(x, 3) = 1;";
            keyboard.write(("SELECT 'star' || 'ted' AS x; " + endless + "\n").getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            while (!shown().contains("started")) {
                Thread.sleep(10);
            }
            while (!shown().contains("Error 57014")) {
                terminal.raise(Terminal.Signal.INT);
                Thread.sleep(10);
            }
            keyboard.close();
            assertThat(status.get()).isZero();
        }
    }

    private int type(String keys) throws IOException {
        try (Terminal terminal = terminal(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)))) {
            return run(terminal);
        }
    }

    private int run(Terminal terminal) {
        return new Shell(InputStream.nullInputStream(), screen, screen, () -> Optional.of(terminal), home).run(URL);
    }

    private Terminal terminal(InputStream keyboard) throws IOException {
        return new DumbTerminal("test", Terminal.TYPE_DUMB, keyboard, screen, StandardCharsets.UTF_8);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8).replace("\r", "");
    }
}
