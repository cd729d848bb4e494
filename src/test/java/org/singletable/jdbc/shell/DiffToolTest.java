package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiffToolTest {
    private static final String OLD = """
            {"table": "shop", "entities": {"customer": {"id": "name", "columns": {"name": "string", "city": "string"}}}}
            """;

    private static final String NEW =
            OLD.replace("\"string\"}}}", "\"string!\"}, \"indexes\": {\"by_city\": [\"city\"]}}}");

    private static final String LONG = """
            {"entities": {"note": {"item": {"PK": "n#{id}", "SK": "{n}"}, "columns": {"id": "string", "n": "int"}}}}
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aTable() throws IOException {
        ShellRun run = ShellRun.of("", "diff", file("old.json", OLD), file("new.json", NEW));

        assertThat(run).isEqualTo(new ShellRun(0, """
                 entity      | effect   | what                              | before | after
                -------------+----------+-----------------------------------+--------+-----------------------------
                 (the table) | table    | index gsi2                        |        | gsi2pk (S), gsi2sk (S), ALL
                 customer    | backfill | attribute gsi2pk (key of by_city) |        | customer.by_city#{city|key}
                 customer    | backfill | attribute gsi2sk (key of by_city) |        | {name|key}
                 customer    | check    | column city: NOT NULL             |        | true
                (4 rows)

                1. give the table its index gsi2: gsi2pk (S), gsi2sk (S), ALL
                2. deploy the new mapping, for now with "stale": ["by_city"] in customer
                3. CALL singletable_backfill('customer')
                4. CALL singletable_verify('customer')
                5. deploy the new mapping without that stale
                """, ""));
    }

    @Test
    void json() throws IOException {
        ShellRun run = ShellRun.of(
                "",
                "diff",
                file("old.json", OLD),
                file("new.json", OLD.replace("\"shop\"", "\"store\"")),
                "--format=json");

        assertThat(run).isEqualTo(new ShellRun(0, """
                {
                  "changes" : [ {
                    "entity" : "",
                    "effect" : "moves",
                    "what" : "table",
                    "before" : "shop",
                    "after" : "store"
                  } ],
                  "steps" : [ "dump all rows with the old mapping, while nothing writes", "make the new table, deploy the new mapping, and load the rows" ]
                }
                """, ""));
    }

    @Test
    void failsOnChangesOfDataOnly() throws IOException {
        String old = file("old.json", OLD);
        String other = file("other.json", OLD.replace("\"id\"", "\"remarks\": \"who buys\", \"id\""));

        assertThat(ShellRun.of("", "diff", old, file("new.json", NEW), "--fail-on-change")
                        .status())
                .isEqualTo(1);
        assertThat(ShellRun.of("", "diff", old, other, "--fail-on-change").status())
                .isZero();
    }

    static Stream<File> examples() {
        return Arrays.stream(Objects.requireNonNull(new File("mapping-examples").listFiles()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aMappingAndItselfAreTheSame(File mapping) {
        String keys = mapping.getName().equals("onetable.json") ? "PK SK" : "pk sk";

        ShellRun run =
                ShellRun.of("", "diff", mapping.getPath(), mapping.getPath(), "--keys", keys, "--fail-on-change");

        assertThat(run).isEqualTo(new ShellRun(0, "nothing changes\n", ""));
    }

    @Test
    void keysThatNoMappingTells() throws IOException {
        String mapping = file("long.json", LONG);
        String told = file(
                "told.json",
                LONG.replace(
                        "\"entities\"",
                        "\"physical\": {\"keys\": [\"PK\", \"SK\"], \"indexes\": {\"g\": [\"SK\"]}}, \"entities\""));

        assertThat(ShellRun.of("", "diff", mapping, mapping))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(
                        run -> assertThat(run.err()).startsWith("No mapping tells the keys of the table: give --keys"));
        assertThat(ShellRun.of("", "diff", mapping, mapping, "--keys", "PK SK:N")
                        .out())
                .isEqualTo("nothing changes\n");
        assertThat(ShellRun.of("", "diff", mapping, told).out()).isEqualTo("nothing changes\n");
        assertThat(ShellRun.of("", "diff", told, mapping).out()).isEqualTo("nothing changes\n");
        assertThat(ShellRun.of("", "diff", mapping, mapping, "--keys", "a b c").err())
                .startsWith("Option --keys: expected a partition key and perhaps a sort key, found \"a b c\"");
    }

    /** A constant is what tells items apart, but in a key of an index. */
    @Test
    void indexesThatNoMappingTells() throws IOException {
        String old = file("old.json", LONG.replace("\"SK\": ", "\"GK\": \"note\", \"SK\": "));
        String changed = file("new.json", LONG.replace("\"SK\": ", "\"GK\": \"notes\", \"SK\": "));

        assertThat(ShellRun.of("", "diff", old, changed, "--keys", "PK SK:N").out())
                .contains(" note   | moves ");
        assertThat(ShellRun.of("", "diff", old, changed, "--keys", "PK SK:N", "--index", "g: GK")
                        .out())
                .contains(" note   | backfill ")
                .doesNotContain("moves");
    }

    @Test
    void whatCannotBeCompared() throws IOException {
        String old = file("old.json", OLD);

        assertThat(ShellRun.of("", "diff", old, folder.resolve("none.json").toString()))
                .satisfies(run -> assertThat(run.status()).isEqualTo(1))
                .satisfies(run ->
                        assertThat(run.err()).startsWith("Error: mapping file ").contains("does not exist"));
        assertThat(ShellRun.of("", "diff", old, file("bad.json", "{}")).err()).contains("expected entities");
        assertThat(ShellRun.of("", "diff", old).err()).startsWith("Argument missing: the new mapping");
        assertThat(ShellRun.of("", "diff", old, old, "--format", "csv").err())
                .startsWith("Unknown format csv: expected table or json");
    }

    /** What the tool imports of a table's own schema, and the mapping by hand. */
    @Test
    void mappingsOfAGoldenTable() {
        String imported = "src/test/resources/golden/onetable/imported.json";
        String byHand = "mapping-examples/onetable.json";

        assertThat(ShellRun.of("", "diff", imported, byHand).out())
                .contains("check  | column loginCount: type", "none   | index gs1: stale")
                .doesNotContain("moves", "rewrite", "backfill");
        assertThat(ShellRun.of("", "diff", byHand, byHand, "--keys", "PK SK").out())
                .isEqualTo("nothing changes\n");
    }
}
