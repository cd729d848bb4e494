package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.Sql;

/** Dumps of a table with forty accounts. */
class DumpTest {
    private static final String MAPPING = "mapping-examples/accounts.json";
    private static final int ROWS = 40;

    @TempDir
    private Path folder;

    private ProxiedEngine engine;
    private Connection direct;
    private Path file;

    @BeforeEach
    void start() throws SQLException {
        engine = new ProxiedEngine();
        direct = DriverManager.getConnection(engine.directUrl(MAPPING, "dumped"));
        for (int i = 1; i <= ROWS; i++) {
            Sql.update(direct, "INSERT INTO account (number, owner, balance) VALUES (?, 'ann, b', ?)", i, i);
        }
        Sql.update(direct, "INSERT INTO member (name) VALUES ('ann')");
        file = folder.resolve("a.csv");
    }

    @AfterEach
    void stop() throws SQLException {
        direct.close();
        engine.close();
    }

    private ShellRun dump(String source, String... options) {
        List<String> words = new ArrayList<>(List.of("dump", engine.url(MAPPING, "dumped"), source));
        words.addAll(List.of(options));
        return ShellRun.of("", words.toArray(String[]::new));
    }

    private static List<String> expected() {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> i + ",\"ann, b\"," + i + ".00,")
                .toList();
    }

    private Path progress() {
        return StateFile.beside(file, ".progress");
    }

    private void assertComplete() throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("number,owner,balance,note");
        assertThat(lines.subList(1, lines.size())).containsExactlyInAnyOrderElementsOf(expected());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aTableIsReadInSegments() throws IOException {
        engine.proxy().reset();

        ShellRun run = dump("ACCOUNT", "-o", file.toString(), "--segments", "3", "--threads", "2");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("\"account\": 40 rows in " + file + "; ")
                .contains(" read units, ");
        assertComplete();
        assertThat(engine.lines().stream().filter(line -> line.startsWith("Scan")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).containsPattern("segment [012] of 3"));
    }

    @Test
    void aQueryIsReadAsOneInItsOrder() throws IOException {
        String query = "SELECT number AS n, note FROM account WHERE number < 3 ORDER BY number DESC";

        ShellRun run = dump(query, "-o", file.toString(), "--format", "jsonl");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("2 rows in " + file + "; ");
        assertThat(Files.readAllLines(file)).containsExactly("{\"n\":2,\"note\":null}", "{\"n\":1,\"note\":null}");
    }

    @Test
    void warningsOfAQueryAreTold() {
        ShellRun run = dump("SELECT pk FROM _items WHERE sk LIKE 'member%'", "-o", "-", "--format", "csv");
        assertThat(run.err()).contains("Warning 01000: ", "took a Scan of the table");
    }

    @Test
    void rowsCanGoToStandardOutput() {
        ShellRun table = dump("account", "-o", "-", "--format", "csv", "--segments", "2");
        assertThat(table.status()).isZero();
        assertThat(table.out().lines().skip(1)).containsExactlyInAnyOrderElementsOf(expected());
        assertThat(table.err()).startsWith("40 rows; ");

        ShellRun query = dump("SELECT name FROM member", "-o", "-", "--format", "jsonl");
        assertThat(query.out()).isEqualTo("{\"name\":\"ann\"}\n");
        assertThat(query.err()).startsWith("1 row; ");
    }

    @Test
    void aDumpThatWasStoppedGoesOnWithTheSegmentsThatAreMissing() throws IOException {
        engine.proxy()
                .failEach(
                        request -> request.toString().contains("segment 2 of 5"),
                        new ErrorAnswer(400, "AccessDeniedException", "not allowed any more"));
        ShellRun stopped = dump("account", "-o", file.toString(), "--segments", "5", "--threads", "1");
        assertThat(stopped.status()).isEqualTo(1);
        assertThat(stopped.err())
                .startsWith("Stopped: 2 of 5 segments are in the file. The same command goes on with the others; with"
                        + " --restart it begins anew.\nError 28000: ");
        assertThat(progress()).isRegularFile();
        // As after a crash between two steps.
        Files.writeString(file, "half a li", StandardOpenOption.APPEND);

        engine.proxy().forgetFaults();
        engine.proxy().reset();
        ShellRun resumed = dump("account", "-o", file.toString());

        assertThat(resumed.status()).isZero();
        assertThat(resumed.err()).contains(" rows of 2 of 5 segments are in " + file);
        assertThat(resumed.out()).startsWith("\"account\": 40 rows in ");
        assertThat(engine.lines().stream().filter(line -> line.startsWith("Scan")))
                .hasSize(3);
        assertComplete();
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Files.writeString(file, "precious");
        for (String source : List.of("account", "SELECT * FROM account")) {
            ShellRun run = dump(source, "-o", file.toString());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).isEqualTo("Error: " + file + " exists: --restart overwrites it\n");
            assertThat(file).hasContent("precious");

            assertThat(dump(source, "-o", file.toString(), "--restart").status())
                    .isZero();
            assertComplete();
            Files.writeString(file, "precious");
        }
    }

    @Test
    void anotherDumpDoesNotGoOn() throws IOException {
        engine.proxy()
                .failEach(
                        request -> request.operation().equals("Scan"),
                        new ErrorAnswer(400, "AccessDeniedException", ""));
        dump("account", "-o", file.toString(), "--segments", "5");
        engine.proxy().forgetFaults();

        assertThat(dump("member", "-o", file.toString()).err())
                .isEqualTo(
                        "Error: " + progress() + " is of another dump, of the columns [number, owner, balance, note] of"
                                + " \"account\" as csv: --restart begins anew\n");
        assertThat(dump("account", "-o", file.toString(), "--segments", "6").err())
                .isEqualTo("Error: " + progress()
                        + " is of a dump in 5 segments: leave --segments out, or begin anew by --restart\n");
        Files.writeString(file, "");
        assertThat(dump("account", "-o", file.toString()).err())
                .isEqualTo("Error: " + file
                        + " is not as it was left: it should have at least 26 bytes; --restart begins anew\n");
        assertThat(dump("account", "-o", file.toString(), "--restart").status()).isZero();
        assertComplete();
    }

    @Test
    void aQueryThatFailsLeavesNoFile() throws IOException {
        engine.proxy()
                .failEach(
                        request -> request.operation().equals("Query"),
                        new ErrorAnswer(400, "AccessDeniedException", ""));

        assertThat(dump("SELECT * FROM account", "-o", file.toString()).status())
                .isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRateMakesPagesSmall() throws IOException {
        engine.proxy().reset();

        assertThat(dump("account", "-o", file.toString(), "--segments", "1", "--rate", "1000")
                        .status())
                .isZero();
        assertThat(engine.lines().stream().filter(line -> line.startsWith("Scan")))
                .allSatisfy(line -> assertThat(line).contains("limit 1000"));
        assertComplete();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:x                    | Argument missing: TABLE or SQL",
                "jdbc:x t                  | Option missing: -o FILE",
                "jdbc:x t -o               | Option -o lacks its value",
                "jdbc:x t -o a             | The name a does not tell the format: give --format csv or --format jsonl",
                "jdbc:x t -o -             | The name - does not tell the format: give --format csv or --format jsonl",
                "jdbc:x t -o a.csv --segments 0 | Option --segments: expected at least 1, found 0",
                "jdbc:x SELECT%1 -o a.csv --segments 2 | A query is read by one statement: --segments and --threads are for a table",
                "jdbc:x t -o a.csv --batch 3 | Unknown option --batch"
            })
    void wrongArgumentsAreToldWithTheUsage(String arguments, String message) {
        String[] words = Stream.of(("dump " + arguments).split(" +"))
                .map(word -> word.replace('%', ' '))
                .toArray(String[]::new);

        ShellRun run = ShellRun.of("", words);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(message + "\n\nUsage: dump URL TABLE|SQL -o FILE");
    }
}
