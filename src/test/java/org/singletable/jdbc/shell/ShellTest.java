package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs scripts against H2; an unnamed database lives as long as its connection. */
class ShellTest {
    private static final String URL = "jdbc:h2:mem:";

    @TempDir
    private Path folder;

    @Test
    void printsATable() {
        ShellRun run = ShellRun.of("", URL, "-e", "SELECT 'ann' AS username, 12.5 AS total, NULL AS email");

        assertThat(run).isEqualTo(new ShellRun(0, """
                         USERNAME | TOTAL | EMAIL
                        ----------+-------+--------
                         ann      |  12.5 | <null>
                        (1 row)

                        """, ""));
    }

    @Test
    void runsAllStatementsInOrder() throws IOException {
        Path file =
                Files.writeString(folder.resolve("a.sql"), "\uFEFFINSERT INTO t VALUES (2);\nINSERT INTO t VALUES (3)");

        ShellRun run = ShellRun.of(
                "INSERT INTO t VALUES (4);",
                URL,
                "--format=csv",
                "-e",
                "CREATE TABLE t (n INT); INSERT INTO t VALUES (1);",
                "-f",
                file.toString(),
                "-f",
                "-",
                "-e",
                "SELECT * FROM t");

        assertThat(run).isEqualTo(new ShellRun(0, "N\n1\n2\n3\n4\n", ""));
    }

    @Test
    void readsStandardInput() {
        ShellRun run = ShellRun.of("-- Two statements\nSELECT 'a;b' AS x;\nSELECT\n2 AS y", URL, "--format", "csv");

        assertThat(run).isEqualTo(new ShellRun(0, "X\na;b\nY\n2\n", ""));
    }

    @Test
    void printsUpdateCounts() {
        ShellRun run = ShellRun.of(
                "", URL, "-e", "CREATE TABLE t (n INT); INSERT INTO t VALUES (1); UPDATE t SET n = 2 WHERE n = 7");

        assertThat(run.out()).isEqualTo("0 rows changed\n\n1 row changed\n\n0 rows changed\n\n");
    }

    @Test
    void stopsAtTheFirstErrorAndSaysWhere() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.sql"), "SELECT 1 AS a;\n\n/* wrong */\nSELECT * FROM\nnowhere;\nSELECT 2 AS b;");

        ShellRun run = ShellRun.of("", URL, "--format=csv", "-f", file.toString(), "-e", "SELECT 3 AS c");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("A\n1\n");
        assertThat(run.err())
                .startsWith("Error 42S04: Table \"NOWHERE\" not found")
                .endsWith("\n  in " + file + ", line 4: /* wrong */\nSELECT * FROM\nnowhere\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "csv", "json"})
    void printsTheRowsBeforeAFailure(String format) {
        ShellRun run = ShellRun.of(
                "",
                URL + ";LAZY_QUERY_EXECUTION=1",
                "--format",
                format,
                "-e",
                "SELECT 10 / (3 - x) AS q FROM SYSTEM_RANGE(1, 5)");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("5", "10").doesNotContain("rows)", "]");
        assertThat(run.err()).startsWith("Error 22012: Division by zero");
    }

    @Test
    void anErrorInAPipeIsAFailureToo() {
        assertThat(ShellRun.of("SELECT 1;\nnonsense;\nSELECT 2;", URL))
                .satisfies(run -> assertThat(run.status()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("in standard input, line 2: nonsense"));
    }

    @Test
    void csvTellsNullFromTheEmptyString() {
        ShellRun run = ShellRun.of(
                "",
                URL,
                "--format=csv",
                "-e",
                "SELECT NULL AS \"a,b\", '' AS c, 'x\"y' AS d, 'l1' || CHAR(10) || 'l2' AS e, ' f' AS f, X'00FF' AS g");

        assertThat(run.out()).isEqualTo("\"a,b\",C,D,E,F,G\n,\"\",\"x\"\"y\",\"l1\nl2\",\" f\",00ff\n");
    }

    @Test
    void jsonKeepsTypes() {
        ShellRun run = ShellRun.of("", URL, "--format=json", "-e", """
                SELECT 1 AS i, CAST(12.50 AS DECIMAL(10, 2)) AS d, CAST('NaN' AS DOUBLE) AS n, TRUE AS t, 'q"\\/' || CHAR(9) AS s,
                    CAST(NULL AS TIMESTAMP) AS z, CAST(NULL AS INT) AS y, CAST(NULL AS BOOLEAN) AS x, X'00FF' AS b,
                    JSON '{"a":[1]}' AS j, ARRAY[1, 2] AS a, ARRAY['p'] AS k, DATE '2026-01-05' AS "wh""en"
                FROM SYSTEM_RANGE(1, 2)
                """);

        String row = "{\"I\":1,\"D\":12.50,\"N\":\"NaN\",\"T\":true,\"S\":\"q\\\"\\\\/\\t\","
                + "\"Z\":null,\"Y\":null,\"X\":null,\"B\":\"00ff\","
                + "\"J\":{\"a\":[1]},\"A\":[1, 2],\"K\":\"[p]\",\"wh\\\"en\":\"2026-01-05\"}";
        assertThat(run).isEqualTo(new ShellRun(0, "[\n" + row + ",\n" + row + "\n]\n", ""));
    }

    @Test
    void anEmptyResultIsStillAResult() {
        String sql = "SELECT 1 AS a WHERE FALSE";

        assertThat(ShellRun.of(sql, URL).out()).isEqualTo(" A\n---\n(0 rows)\n\n");
        assertThat(ShellRun.of(sql, URL, "--format=csv").out()).isEqualTo("A\n");
        assertThat(ShellRun.of(sql, URL, "--format=json").out()).isEqualTo("[\n]\n");
    }

    @Test
    void unicodeGoesInAndOut() {
        ShellRun run = ShellRun.of("SELECT 'Grüße 日本 😀' AS \"größe\", 1 AS n;", URL);

        assertThat(run.out()).isEqualTo("""
                         größe         | N
                        ---------------+---
                         Grüße 日本 😀 | 1
                        (1 row)

                        """);
    }

    @Test
    void controlCharactersCannotReachTheTerminal() {
        ShellRun run = ShellRun.of("SELECT 'a' || CHAR(27) || '[2J' || CHAR(10) || CHAR(9) || 'b' AS x", URL);

        assertThat(run.out()).contains(" a\\u001B[2J\\n\\tb\n");
    }

    @Test
    void longResultsArePrintedWhole() {
        ShellRun run = ShellRun.of("SELECT x FROM SYSTEM_RANGE(1, 2500)", URL);

        assertThat(run.out()).contains("\n    1\n", "\n 1000\n 1001\n", "\n 2500\n(2500 rows)\n");
        assertThat(run.out().lines()).hasSize(2504);
    }

    @Test
    void describesTables() {
        ShellRun run = ShellRun.of("""
                CREATE TABLE "odd_name" (id INT, note VARCHAR(5), price DECIMAL(8, 2) DEFAULT 1, doc VARCHAR, PRIMARY KEY (note, id));
                CREATE TABLE "oddXname" (other INT);
                COMMENT ON COLUMN "odd_name".note IS 'Short';
                !tables
                !describe ODD_NAME
                """, URL);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("""
                         TABLE_NAME | TABLE_TYPE | REMARKS
                        ------------+------------+---------
                         oddXname   | BASE TABLE | <null>
                         odd_name   | BASE TABLE | <null>
                        (2 rows)
                        """).endsWith("""
                         COLUMN | TYPE                 | KEY | NULLABLE | DEFAULT | REMARKS
                        --------+----------------------+-----+----------+---------+---------
                         ID     | INTEGER              |   2 | NO       |         |
                         NOTE   | CHARACTER VARYING(5) |   1 | NO       |         | Short
                         PRICE  | DECIMAL(8,2)         |     | YES      | 1       |
                         DOC    | CHARACTER VARYING    |     | YES      |         |
                        (4 rows)

                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!describe nowhere", "!describe", "!format xml", "!nonsense"})
    void wrongCommandsFail(String command) {
        ShellRun run = ShellRun.of("SELECT 1;\n" + command + "\nSELECT 2;", URL);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("Error: ").contains("in standard input, line 2: " + command);
    }

    @Test
    void quitEndsAllScripts() {
        ShellRun run = ShellRun.of("", URL, "--format=csv", "-e", "SELECT 1 AS a;\n!quit\nSELECT 2", "-e", "SELECT 3");

        assertThat(run).isEqualTo(new ShellRun(0, "A\n1\n", ""));
    }

    @Test
    void aFailedConnectionIsAFailure() {
        ShellRun run = ShellRun.of("", "jdbc:nowhere:x", "-e", "SELECT 1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("Error 08001: No suitable driver found for jdbc:nowhere:x\n");
    }

    @Test
    void aMissingFileIsFoundBeforeAnythingRuns() {
        Path missing = folder.resolve("missing.sql");

        ShellRun run = ShellRun.of("", URL, "-e", "SELECT 1", "-f", missing.toString());

        assertThat(run).isEqualTo(new ShellRun(1, "", "Error: cannot read the file " + missing + "\n"));
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        byte[] latin1 = "SELECT 'ü'".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin1.sql"), latin1);

        assertThat(ShellRun.of(latin1, URL))
                .isEqualTo(new ShellRun(1, "", "Error: standard input is not UTF-8 text\n"));
        assertThat(ShellRun.of("", URL, "-f", file.toString()))
                .isEqualTo(new ShellRun(1, "", "Error: " + file + " is not UTF-8 text\n"));
    }

    @Test
    void wrongArgumentsPrintTheUsage() {
        ShellRun run = ShellRun.of("", "--bogus");

        assertThat(run).isEqualTo(new ShellRun(2, "", "Unknown option --bogus\n\n" + Arguments.USAGE));
    }

    @Test
    void helpIsNoError() {
        assertThat(ShellRun.of("", "--help")).isEqualTo(new ShellRun(0, Arguments.USAGE, ""));
    }

    @Test
    void readingEndsWhenNobodyReadsTheOutput() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(InputStream.nullInputStream(), closed, err, Optional::empty, folder);

        // Without the check this would count to ten thousand million.
        int status = shell.run(URL + ";LAZY_QUERY_EXECUTION=1", "-e", "SELECT x FROM SYSTEM_RANGE(1, 10000000000)");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Error: Nobody reads the output any more\n");
    }
}
