package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads into the tables of {@code mapping-examples/accounts.json}. */
class LoadTest {
    private static final String ACCOUNTS = "SELECT number, owner, balance, note FROM account ORDER BY number";

    @TempDir
    private Path folder;

    private BulkTable table;

    @BeforeEach
    void connect() throws SQLException {
        table = new BulkTable("mapping-examples/accounts.json");
    }

    @AfterEach
    void close() throws SQLException {
        table.close();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private ShellRun load(String target, Path file, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = target;
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return table.run("load", arguments);
    }

    private List<String> rejects(Path file) throws IOException {
        return Files.readAllLines(StateFile.beside(file, ".rejects"));
    }

    @Test
    void csvBecomesRows() throws IOException, SQLException {
        Path file = file(
                "a.csv", "\uFEFFNUMBER,owner,balance,\"note\"\r", "1,ann,10.5,\r", "", "2,\"bob, the 2nd\",0,\"\"");

        ShellRun run = load("ACCOUNT", file);

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("\"account\": 2 rows written, 0 rejected; ")
                .contains(" write units, ");
        assertThat(table.rows(ACCOUNTS)).containsExactly("1|ann|10.50|null", "2|bob, the 2nd|0.00|");
        assertThat(folder).isDirectoryNotContaining("glob:**/*.{progress,rejects,new}");
    }

    @Test
    void jsonLinesBecomeRows() throws IOException, SQLException {
        Path file = file(
                "a.txt",
                "{\"number\":1,\"owner\":\"ann\",\"balance\":10.50,\"note\":null}",
                "",
                " {\"Owner\":\"bob\",\"number\":\"2\",\"balance\":0}\r",
                "{\"balance\":1,\"note\":\"x\",\"number\":3,\"owner\":\"cy\"}");

        assertThat(load("account", file, "--format", "jsonl").status()).isZero();
        assertThat(table.rows(ACCOUNTS)).containsExactly("1|ann|10.50|null", "2|bob|0.00|null", "3|cy|1.00|x");
    }

    @Test
    void columnsThatAJsonRowLeavesOutGetTheirDefaults() throws IOException, SQLException {
        Path file = file(
                "a.jsonl",
                "{\"name\":\"ann\"}",
                "{\"name\":\"bob\",\"points\":5}",
                "{\"name\":\"cy\",\"points\":null}");

        ShellRun run = load("member", file);

        assertThat(run.out()).startsWith("\"member\": 2 rows written, 1 rejected");
        assertThat(table.rows("SELECT name, points FROM member ORDER BY name")).containsExactly("ann|0", "bob|5");
        assertThat(rejects(file)).singleElement().asString().startsWith("{\"line\":3,\"sqlState\":\"23502\"");
    }

    @Test
    void anotherTextCanBeNull() throws IOException, SQLException {
        Path file = file("a.csv", "number,owner,balance,note", "1,ann,0,NULL", "2,bob,0,\"NULL\"", "3,cy,0,");

        assertThat(load("account", file, "--null", "NULL").status()).isZero();
        assertThat(table.rows(ACCOUNTS)).containsExactly("1|ann|0.00|null", "2|bob|0.00|NULL", "3|cy|0.00|");
    }

    @Test
    void csvRowsThatCannotBeWrittenAreRejectedWithTheReason() throws IOException, SQLException {
        table.update("INSERT INTO account (number, owner, balance) VALUES (2, 'there', 0)");
        Path file = file(
                "a.csv",
                "number,owner,balance,note",
                "1,ann,10,\"x\ny\"",
                "2,bob,0,\"say \"\"no\"\"\"",
                "x,cy,0,",
                "4,,0,",
                "5,dan,0",
                "6,eve,0,,7",
                "7,\"f\"x,0,",
                "8,gus,12345678901,",
                "9,hal,0,");

        ShellRun run = load("account", file, "--threads", "1", "--batch", "4");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("\"account\": 2 rows written, 7 rejected (" + StateFile.beside(file, ".rejects") + "); ");
        assertThat(table.rows(ACCOUNTS)).containsExactly("1|ann|10.00|x\ny", "2|there|0.00|null", "9|hal|0.00|null");
        List<String> rejects = rejects(file);
        assertThat(rejects).hasSize(8);
        assertThat(rejects.get(0)).isEqualTo("number,owner,balance,note,_line,_sqlState,_reason");
        assertThat(rejects.get(1)).startsWith("2,bob,0,\"say \"\"no\"\"\",4,23505,");
        assertThat(rejects.get(2)).startsWith("x,cy,0,,5,22018,");
        assertThat(rejects.get(3)).startsWith("4,,0,,6,23502,");
        assertThat(rejects.get(4)).isEqualTo("5,dan,0,,7,22018,3 fields instead of 4");
        assertThat(rejects.get(5)).isEqualTo("6,eve,0,,8,22018,5 fields instead of 4,7");
        assertThat(rejects.get(6)).isEqualTo("7,\"fx\",0,,9,22018,text behind a closing quote");
        assertThat(rejects.get(7)).startsWith("8,gus,12345678901,,10,22003,");
    }

    @Test
    void jsonRowsThatCannotBeWrittenAreRejectedWithTheReason() throws IOException, SQLException {
        Path file = file(
                "a.jsonl",
                "{\"number\":1,\"owner\":\"ann\",\"balance\":0}",
                "{\"number\":1,\"owner\":\"bob\",\"balance\":0}",
                "{\"number\":2,\"owner\":{\"name\":\"bob\"},\"balance\":0}",
                "{\"number\":3,\"balance\":0}",
                "{\"number\":4,\"owner\":\"cy\",\"owner\":\"dan\"}",
                "{\"number\":5,\"owner\":\"cy\"",
                "[6]",
                "{}",
                "{\"number\":8,\"owner\":\"eve\",\"Owner\":\"fay\"}");

        ShellRun run =
                load("account", file, "--rejects", folder.resolve("bad.jsonl").toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(table.rows(ACCOUNTS)).containsExactly("1|ann|0.00|null");
        assertThat(Files.readAllLines(folder.resolve("bad.jsonl")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"line\":2,\"sqlState\":\"23505\",\"reason\":\"")
                                .endsWith("\",\"row\":{\"number\":1,\"owner\":\"bob\",\"balance\":0}}"),
                        line -> assertThat(line)
                                .startsWith(
                                        "{\"line\":3,\"sqlState\":\"22018\",\"reason\":\"an array or object for the column \\\"owner\\\""),
                        line -> assertThat(line).startsWith("{\"line\":4,\"sqlState\":\"23502\","),
                        line -> assertThat(line)
                                .startsWith("{\"line\":5,\"sqlState\":\"22018\",\"reason\":\"Duplicate field")
                                .endsWith(
                                        "\"row\":\"{\\\"number\\\":4,\\\"owner\\\":\\\"cy\\\",\\\"owner\\\":\\\"dan\\\"}\"}"),
                        line -> assertThat(line).startsWith("{\"line\":6,\"sqlState\":\"22018\","),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "{\"line\":7,\"sqlState\":\"22018\",\"reason\":\"a line that is no JSON object\",\"row\":\"[6]\"}"),
                        line -> assertThat(line)
                                .startsWith(
                                        "{\"line\":8,\"sqlState\":\"22018\",\"reason\":\"an object without a column"),
                        line -> assertThat(line)
                                .contains("\"two members for the column \\\"owner\\\"\",\"row\":{\"number\":8"));
    }

    @Test
    void upsertReplacesRows() throws IOException, SQLException {
        table.update("INSERT INTO account (number, owner, balance, note) VALUES (1, 'ann', 7, 'old')");
        Path file = file("a.csv", "number,owner,balance", "1,bob,8");

        assertThat(load("account", file, "--upsert").status()).isZero();
        assertThat(table.rows(ACCOUNTS)).containsExactly("1|bob|8.00|null");
    }

    @Test
    void whatTheDriverFillsInIsLeftOut() throws IOException, SQLException {
        Path file = file("a.csv", "path,title,version", "/,Welcome,7");

        ShellRun run = load("page", file);

        assertThat(run.err()).isEqualTo("The column \"version\" is left out: the driver fills it in\n");
        assertThat(table.rows("SELECT path, title, version FROM page")).containsExactly("/|Welcome|1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv   | number,nmae,owner,x%1,a,ann,b | The table \"account\" has no column \"nmae\", \"x\"",
                "a.csv   | number,owner,Owner%1,a,ann    | a.csv, line 1: the column \"owner\" is there twice",
                "a.jsonl | {\"number\":1,\"owner\":\"a\"}%{\"number\":2,\"nmae\":{\"x\":[1]},\"b\":\"a\"} | The table \"account\" has no column \"nmae\", \"b\"",
                "a.csv   | ''                            | a.csv: the first line must name the columns",
                "a.csv   | number,\"own\"er%1,2          | a.csv, line 1: text behind a closing quote"
            })
    void nothingIsWrittenWhereTheColumnsAreWrong(String name, String content, String message)
            throws IOException, SQLException {
        ShellRun run = load("account", file(name, content.split("%")));

        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains(message);
        assertThat(table.rows(ACCOUNTS)).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**/*.{progress,rejects}");
    }

    @Test
    void anUnknownTableIsAnError() throws IOException {
        ShellRun run = load("acount", file("a.csv", "number", "1"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("Error 42P01: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                   | Argument missing: URL",
                "jdbc:x t                           | Argument missing: FILE",
                "jdbc:x t no.csv                    | There is no file no.csv",
                "jdbc:x t pom.xml                   | The name pom.xml does not tell the format: give --format csv or --format jsonl",
                "jdbc:x t pom.xml --format json     | Unknown format json: expected csv or jsonl",
                "jdbc:x t pom.xml --format jsonl --null x | Option --null is for CSV: JSON has a null",
                "jdbc:x t pom.xml --format csv --threads 0 | Option --threads: expected at least 1, found 0",
                "jdbc:x t pom.xml --format csv --batch x   | Option --batch: expected a whole number, found x",
                "jdbc:x t pom.xml --format csv --rate 0    | Option --rate: expected at least 1, found 0",
                "jdbc:x t pom.xml --format csv --threads 300 | Option --threads: expected at most 256, found 300",
                "jdbc:x t pom.xml more              | Unknown argument more",
                "jdbc:x t pom.xml --segments 2      | Unknown option --segments"
            })
    void wrongArgumentsAreToldWithTheUsage(String arguments, String message) {
        String[] words =
                ("load " + (arguments == null ? "" : arguments)).strip().split(" +");

        ShellRun run = ShellRun.of("", words);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(message + "\n\nUsage: load URL TABLE FILE");
    }

    @Test
    void aRateMakesBatchesNoLargerThanASecond() throws UsageException, IOException {
        String file = file("a.csv", "number").toString();

        assertThat(LoadOptions.parse(List.of("jdbc:x", "t", file, "--rate", "7"))
                        .batch())
                .isEqualTo(7);
        assertThat(LoadOptions.parse(List.of("jdbc:x", "t", file, "--rate", "7000"))
                        .batch())
                .isEqualTo(100);
    }
}
