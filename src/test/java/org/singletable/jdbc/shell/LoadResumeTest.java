package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Fault;
import org.singletable.jdbc.testing.RecordingProxy.LostRequest;
import org.singletable.jdbc.testing.Sql;

/** A load that is stopped goes on where it was. */
class LoadResumeTest {
    private static final String MAPPING = "mapping-examples/accounts.json";
    private static final int ROWS = 50;
    private static final Fault DENIED = new ErrorAnswer(400, "AccessDeniedException", "not allowed any more");

    @TempDir
    private Path folder;

    private ProxiedEngine engine;
    private Connection direct;
    private Path file;

    @BeforeEach
    void start() throws IOException, SQLException {
        engine = new ProxiedEngine();
        direct = DriverManager.getConnection(engine.directUrl(MAPPING, "resumed"));
        List<String> lines = new ArrayList<>(List.of("number,owner,balance,note"));
        IntStream.rangeClosed(1, ROWS).forEach(i -> lines.add(i + ",ann," + i + ".5,"));
        file = Files.write(folder.resolve("a.csv"), lines);
    }

    @AfterEach
    void stop() throws SQLException {
        direct.close();
        engine.close();
    }

    private ShellRun load(String... options) {
        List<String> words = new ArrayList<>(List.of(
                "load", engine.url(MAPPING, "resumed") + "&retries=0", "account", file.toString(), "--batch", "10"));
        words.addAll(List.of(options));
        return ShellRun.of("", words.toArray(String[]::new));
    }

    /** Requests about one account meet a fault until {@code forgetFaults}. */
    private void fail(int number, Fault fault) {
        String key = "account#%010d".formatted(number);
        engine.proxy().failEach(request -> request.body().toString().contains(key), fault);
    }

    private List<String> stored() throws SQLException {
        return Sql.rows(direct, "SELECT number, balance FROM account ORDER BY number");
    }

    private static List<String> all() {
        return IntStream.rangeClosed(1, ROWS).mapToObj(i -> i + "|" + i + ".50").toList();
    }

    private Path progress() {
        return StateFile.beside(file, ".progress");
    }

    @Test
    void rowsThatWereStoredBeforeTheEndAreNoDuplicates() throws SQLException {
        fail(25, DENIED);

        ShellRun stopped = load("--threads", "1");
        assertThat(stopped.status()).isEqualTo(1);
        assertThat(stopped.out()).isEmpty();
        assertThat(stopped.err())
                .startsWith(
                        "Stopped: all rows up to line 21 are written or rejected. The same command goes on from there;"
                                + " with --restart it begins anew.\nError 28000: line 26: ");
        assertThat(stored()).hasSize(29);
        assertThat(progress()).isRegularFile();

        engine.proxy().forgetFaults();
        engine.proxy().reset();
        ShellRun resumed = load("--threads", "1");
        assertThat(resumed.status()).isZero();
        assertThat(resumed.out()).startsWith("\"account\": 50 rows written (9 of them found there), 0 rejected; ");
        assertThat(resumed.err())
                .isEqualTo("Going on behind line 21 of " + file + ", as " + progress()
                        + " says: 20 rows are written, 0 rejected\n"
                        + "Rows that were being written when the load ended are sent again. Those that are stored already"
                        + " with the same values count as written.\n");
        assertThat(engine.operations().stream().filter("PutItem"::equals)).hasSize(30);
        assertThat(engine.operations().stream().filter("GetItem"::equals)).hasSize(9);
        assertThat(stored()).isEqualTo(all());
        assertThat(progress()).doesNotExist();
        assertThat(StateFile.beside(file, ".rejects")).doesNotExist();
    }

    @Test
    void aRowThatIsStoredOtherwiseIsADuplicate() throws SQLException, IOException {
        fail(25, DENIED);
        load("--threads", "1");
        engine.proxy().forgetFaults();
        Sql.update(direct, "UPDATE account SET balance = 0 WHERE number = 22");
        Sql.update(direct, "UPDATE account SET note = 'x' WHERE number = 23");
        Sql.update(direct, "INSERT INTO account (number, owner, balance) VALUES (41, 'ann', 41.5)");

        ShellRun resumed = load("--threads", "1");

        assertThat(resumed.status()).isEqualTo(1);
        assertThat(resumed.out()).startsWith("\"account\": 47 rows written (7 of them found there), 3 rejected");
        // The last one is equal to what is stored, but the load had not sent it.
        assertThat(Files.readAllLines(StateFile.beside(file, ".rejects")))
                .satisfiesExactly(
                        header -> assertThat(header).endsWith(",_line,_sqlState,_reason"),
                        line -> assertThat(line).startsWith("22,ann,22.5,,23,23505,"),
                        line -> assertThat(line).startsWith("23,ann,23.5,,24,23505,"),
                        line -> assertThat(line).startsWith("41,ann,41.5,,42,23505,"));
    }

    @Test
    void rejectsOfBothPartsAreInOneFile() throws SQLException, IOException {
        Sql.update(direct, "INSERT INTO account (number, owner, balance) VALUES (5, 'x', 0), (35, 'x', 0)");
        fail(25, DENIED);
        load("--threads", "1");
        engine.proxy().forgetFaults();
        Files.writeString(StateFile.beside(file, ".rejects"), "half a li", java.nio.file.StandardOpenOption.APPEND);

        assertThat(load("--threads", "1").out()).startsWith("\"account\": 48 rows written (9 of them found there), 2 ");
        assertThat(Files.readAllLines(StateFile.beside(file, ".rejects")))
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("number,"),
                        line -> assertThat(line).startsWith("5,ann,5.5,,6,23505,"),
                        line -> assertThat(line).startsWith("35,ann,35.5,,36,23505,"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aLostConnectionLosesNothing(int threads) throws SQLException {
        fail(5, new LostRequest());
        fail(37, new LostRequest());
        ShellRun stopped = load("--threads", String.valueOf(threads));
        assertThat(stopped.status()).isEqualTo(1);
        assertThat(stopped.err()).contains("Stopped: all rows up to line 1 are written");

        engine.proxy().forgetFaults();
        ShellRun resumed = load("--threads", String.valueOf(threads));

        assertThat(resumed.status()).isZero();
        assertThat(resumed.out()).startsWith("\"account\": 50 rows written (");
        assertThat(stored()).isEqualTo(all());
    }

    @Test
    void anUpsertIsSentAgain() throws SQLException {
        fail(25, DENIED);
        load("--threads", "1", "--upsert");
        engine.proxy().forgetFaults();

        ShellRun resumed = load("--threads", "1", "--upsert");

        assertThat(resumed.out()).startsWith("\"account\": 50 rows written, 0 rejected");
        assertThat(resumed.err()).endsWith("Rows that were being written when the load ended are sent again.\n");
        assertThat(stored()).isEqualTo(all());
    }

    @Test
    void restartBeginsAnew() throws SQLException {
        fail(25, DENIED);
        load("--threads", "1");
        engine.proxy().forgetFaults();

        ShellRun again = load("--restart", "--upsert");

        assertThat(again.err()).isEmpty();
        assertThat(again.out()).startsWith("\"account\": 50 rows written, 0 rejected");
        assertThat(stored()).isEqualTo(all());
    }

    @Test
    void anotherLoadDoesNotGoOn() throws SQLException, IOException {
        fail(25, DENIED);
        load("--threads", "1");
        engine.proxy().forgetFaults();

        assertThat(load("--rejects", "elsewhere").err())
                .startsWith("Error: " + progress() + " is of another load, of csv into \"account\" with rejects in ");

        Files.writeString(file, Files.readString(file).replace("7,ann", "7,bob"));
        assertThat(load().err())
                .isEqualTo("Error: " + file + " has changed since a part of it was loaded: --restart begins anew\n");

        Files.writeString(progress(), "{}");
        assertThat(load().err()).isEqualTo("Error: " + progress() + " cannot be understood: --restart begins anew\n");
        assertThat(stored()).hasSize(29);
    }

    @Test
    void aFileThatIsBrokenFurtherDownIsLoadedUpToThere() throws SQLException, IOException {
        String good = Files.readString(file);
        Files.writeString(file, good.replace("45,ann", "45,\"ann"));

        ShellRun stopped = load("--threads", "2");
        assertThat(stopped.err()).contains("Error: " + file + ", line 46: the file ends within quotes");
        assertThat(stored()).hasSize(40);

        Files.writeString(file, good);
        assertThat(load("--threads", "2").status()).isZero();
        assertThat(stored()).isEqualTo(all());
    }
}
