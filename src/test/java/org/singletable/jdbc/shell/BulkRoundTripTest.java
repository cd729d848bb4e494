package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code dump} writes, and what the shell prints as CSV, {@code load} makes the same rows of. */
class BulkRoundTripTest {
    private static final String MAPPING = "classpath:bulk/all-types.json";

    /** A column and texts of values; each text is one row, or none where it is the first of all columns. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry(
                    "string",
                    List.of(
                            "plain",
                            "",
                            " led",
                            "a,b",
                            "say \"no\"",
                            "two\nlines",
                            "two\r\nlines",
                            "Grüße 日本 😀",
                            "null",
                            "\\N")),
            Map.entry("short", List.of("abc")),
            Map.entry("int", List.of("-2147483648", "0")),
            Map.entry("long", List.of("9223372036854775807")),
            Map.entry("decimal", List.of("12345678901234567890123456789012345678", "0.1", "-1E-100", "1E+100")),
            Map.entry("money", List.of("1234567890.10", "-0.01")),
            Map.entry("double", List.of("0.1", "-1.5E-100", "1.0E100", "3")),
            Map.entry("boolean", List.of("true", "false")),
            Map.entry("date", List.of("2024-02-29", "0001-01-01", "9999-12-31")),
            Map.entry("time", List.of("00:00", "23:59:59.123456789")),
            Map.entry("timestamp", List.of("2024-06-03T12:00:00.5", "2024-06-03 00:00:00")),
            Map.entry("timestamptz", List.of("2024-06-03T12:00:00.000001+02:00", "2024-06-03T12:00:00Z")),
            Map.entry("epoch", List.of("2024-06-03T12:00:01Z")),
            Map.entry("millis", List.of("1969-06-03T12:00:01.001Z")),
            Map.entry("iso3", List.of("2024-06-03T12:00:01.120Z")),
            Map.entry("uuid", List.of("11111111-1111-4111-8111-11111111111A")),
            Map.entry("binary", List.of("00ff", "")),
            Map.entry("base64", List.of("deadbeef")),
            Map.entry(
                    "json",
                    List.of(
                            "{\"a\":[1.50,true,null,\"x\\ny\"],\"b\":{\"c\":12345678901234567890123456789012345678}}",
                            "[]",
                            "\"text\"",
                            "\"12\"",
                            "12.50",
                            "true")),
            Map.entry("jsontext", List.of("{\"a\":1.50,\"n\":[NaN,-Infinity]}", "\"NaN\"")),
            Map.entry("numbertext", List.of("1.50")),
            Map.entry("strings", List.of("[\"b\",\"a,\\\"\"]")),
            Map.entry("numbers", List.of("[3,1.5,12345678901234567890123456789012345678]")),
            Map.entry("binaries", List.of("[{\"$binary\":\"AP8=\"}]")),
            Map.entry("texts", List.of("[\"x\",null,\"\",\"[1]\"]", "[]")),
            Map.entry("ints", List.of("[2,1,2]")),
            Map.entry("instants", List.of("[\"2024-06-03T12:00:00+02:00\"]")),
            Map.entry("jsons", List.of("[{\"a\":[1.0]},\"s\",2]")));

    @TempDir
    private Path folder;

    private BulkTable from;
    private BulkTable to;

    @BeforeEach
    void tables() throws SQLException {
        from = new BulkTable(MAPPING);
        to = new BulkTable(MAPPING);
    }

    @AfterEach
    void close() throws SQLException {
        from.close();
        to.close();
    }

    private void fill() throws SQLException {
        int id = 0;
        for (Map.Entry<String, List<String>> column : VALUES.entrySet()) {
            for (String value : column.getValue()) {
                String insert = "INSERT INTO sample (id, \"" + column.getKey() + "\") VALUES (?, ?)";
                try (PreparedStatement statement = from.connection().prepareStatement(insert)) {
                    statement.setInt(1, ++id);
                    statement.setString(2, value);
                    statement.executeUpdate();
                }
            }
        }
        from.update("INSERT INTO sample (id) VALUES (0)");
    }

    private static List<List<Object>> rows(BulkTable table) throws SQLException {
        List<List<Object>> all = new ArrayList<>();
        try (PreparedStatement statement = table.connection().prepareStatement("SELECT * FROM sample ORDER BY id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    byte[] bytes =
                            rows.getMetaData().getColumnTypeName(i).equals("VARBINARY") ? rows.getBytes(i) : null;
                    // The text of a value tells two decimals of different scales, or two offsets, apart.
                    row.add(bytes == null ? rows.getString(i) : List.of(bytes));
                }
                all.add(row);
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void everyTypeComesBack(String format) throws SQLException {
        fill();
        String file = folder.resolve("sample." + format).toString();

        ShellRun dump = from.run("dump", "sample", "-o", file);
        assertThat(dump.err()).isEmpty();
        assertThat(dump.status()).isZero();

        ShellRun load = to.run("load", "sample", file, "--batch", "7");
        assertThat(load.out()).contains(" 0 rejected");
        assertThat(load.status()).isZero();
        assertThat(rows(to)).usingRecursiveFieldByFieldElementComparator().containsExactlyElementsOf(rows(from));
    }

    @Test
    void whatTheShellPrintsAsCsvIsLoaded() throws SQLException, IOException {
        fill();
        Path file = folder.resolve("printed.csv");
        Files.writeString(
                file,
                ShellRun.of("", from.url(), "--format=csv", "-e", "SELECT * FROM sample")
                        .out());

        assertThat(to.run("load", "sample", file.toString()).status()).isZero();
        assertThat(rows(to)).usingRecursiveFieldByFieldElementComparator().containsExactlyElementsOf(rows(from));
    }

    /** What a load that goes on asks of a row that is there: whether it is the one that it would write. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void everyStoredRowIsEqualToItsLine(String format) throws SQLException, IOException, UsageException {
        fill();
        Path file = folder.resolve("sample." + format);
        from.run("dump", "sample", "-o", file.toString());

        assertThat(writeAgain(file))
                .isEqualTo(new ChunkResult(rows(from).size(), rows(from).size(), List.of(), 0));
    }

    @Test
    void aStoredRowIsEqualToOtherTextsOfItsValues() throws SQLException, IOException, UsageException {
        Path file = Files.writeString(folder.resolve("other.csv"), """
                id,money,double,timestamptz,epoch,binary,json,strings,uuid,boolean
                1,1.005,1e2,2024-06-03 12:00:00+02:00,2024-06-03T12:00:00+02:00,00FF,"{""b"": 1.0, ""a"": 2}","[""b"",""a"",""b""]",11111111-1111-4111-8111-11111111111A,T
                """);
        assertThat(from.run("load", "sample", file.toString()).status()).isZero();

        assertThat(writeAgain(file)).isEqualTo(new ChunkResult(1, 1, List.of(), 0));
    }

    /** Writes the rows of a file to where they are already. */
    private ChunkResult writeAgain(Path file) throws SQLException, IOException, UsageException {
        LoadOptions options = LoadOptions.parse(List.of(from.url(), "sample", file.toString()));
        TargetTable table = TargetTable.of(from.connection(), "sample", false);
        FileColumns columns = table.columns(from.connection(), options.names(), new ArrayList<>());
        try (RowSource source = options.rows(columns);
                ChunkWriter writer = new ChunkWriter(DriverManager.getConnection(from.url()), table, row -> true)) {
            Chunk all = new Chunks(source, 1000, List.of()).next().orElseThrow();
            ChunkResult result = writer.write(all);
            return new ChunkResult(result.written(), result.found(), result.rejected(), 0);
        }
    }
}
