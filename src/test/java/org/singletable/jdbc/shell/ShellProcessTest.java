package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.testing.ChildJvm;

/** The real {@code main}, in a JVM of its own. */
class ShellProcessTest {
    @TempDir
    private Path folder;

    @Test
    void readsAPipeAndEndsWithZero() throws IOException, InterruptedException, TimeoutException {
        ShellRun run = start("SELECT 'Grüße' AS x;", "jdbc:h2:mem:", "--format=csv");

        assertThat(run).isEqualTo(new ShellRun(0, "X\nGrüße\n", ""));
    }

    @Test
    void endsWithTheStatusOfItsFailure() throws IOException, InterruptedException, TimeoutException {
        ShellRun run = start("", "jdbc:h2:mem:", "-e", "nonsense");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Error 42000: ").doesNotContain("Exception", "\tat ");
    }

    @Test
    void endsThoughADriverLeavesThreads() throws IOException, InterruptedException, TimeoutException {
        // DB_CLOSE_DELAY keeps the database, and its writer thread, beyond the connection.
        ShellRun run =
                start("", "jdbc:h2:" + folder.resolve("db") + ";DB_CLOSE_DELAY=-1", "-e", "CREATE TABLE t (n INT)");

        assertThat(run).isEqualTo(new ShellRun(0, "0 rows changed\n\n", ""));
    }

    private ShellRun start(String standardInput, String... args)
            throws IOException, InterruptedException, TimeoutException {
        // An unlucky locale must not matter.
        List<String> command = new ArrayList<>(List.of("-Dfile.encoding=US-ASCII", Shell.class.getName()));
        command.addAll(List.of(args));
        ChildJvm shell = ChildJvm.run(folder, standardInput, command.toArray(String[]::new));
        return new ShellRun(shell.status(), shell.out(), shell.err());
    }
}
