package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.layouts.GoldenTable;
import org.singletable.jdbc.testing.ProxiedEngine;

class ImportToolTest {
    private static final String SCHEMA = """
            {"indexes": {"primary": {"hash": "pk"}},
             "models": {"Thing": {"pk": {"type": "string", "value": "t#${id}"},
                                  "id": {"type": "string", "validate": "/^t/"},
                                  "tags": {"type": "set"}}}}
            """;

    private static final String MAPPING = """
            {
              "table": "Things",
              "entities": {
                "Thing": {
                  "item": {
                    "_type": "Thing",
                    "pk": "t#{id}"
                  },
                  "columns": {
                    "id": "string",
                    "tags": "set<string>"
                  }
                }
              },
              "physical": {
                "keys": ["pk"]
              },
              "ignore": [
                { "pk": "_schema" },
                { "pk": "_migration" }
              ]
            }
            """;

    private static final String TOLD = """
            Thing.id: SQL does not check validate /^t/
            note: Thing.tags: a set; the schema does not say of what, taken as set<string>
            1 entity, 2 columns; 1 thing could not be taken over, 1 to be checked
            """;

    @TempDir
    private Path folder;

    @Test
    void aFile() throws IOException {
        Path schema = Files.writeString(folder.resolve("schema.json"), SCHEMA);

        ShellRun run = ShellRun.of("", "import", schema.toString(), "--table", "Things");

        assertThat(run).isEqualTo(new ShellRun(0, MAPPING, TOLD));
    }

    @Test
    void standardInput() throws IOException {
        Path mapping = folder.resolve("mapping.json");

        ShellRun run = ShellRun.of(SCHEMA, "import", "-", "--table", "Things", "-o", mapping.toString());

        assertThat(run).isEqualTo(new ShellRun(0, "", TOLD));
        assertThat(mapping).hasContent(MAPPING);
    }

    /** What {@code GoldenReadTest} and {@code GoldenWriteTest} read and write by. */
    @Test
    void theSchemaThatATableHolds() throws SQLException, IOException {
        try (ProxiedEngine engine = new ProxiedEngine();
                Connection loaded = GoldenTable.ONETABLE.load(engine)) {
            String url = engine.tableUrl(loaded.getSchema());

            ShellRun run = ShellRun.of("", "import", url);
            ShellRun bySchemaOnly = ShellRun.of("", "import", url, "--no-samples", "--table", "Copy");

            assertThat(run.out())
                    .isEqualToNormalizingNewlines(Files.readString(Path.of(GoldenTable.ONETABLE_IMPORTED.mapping())));
            assertThat(run.err())
                    .startsWith("note: params: the saved schema says otherwise, but its own item shows timestamps true")
                    .endsWith("6 entities, 67 columns; 0 things could not be taken over, 3 to be checked\n");
            assertThat(run.status()).isZero();
            assertThat(bySchemaOnly.out()).contains("\"table\": \"Copy\"", "\"scores\": \"set<string>\"");
            assertThat(run.out()).contains("\"table\": \"OneTableShop\"", "\"scores\": \"set<number>\"");
        }
    }

    @Test
    void aTableWithoutASchema() throws SQLException {
        try (ProxiedEngine engine = new ProxiedEngine();
                Connection loaded = GoldenTable.ONETABLE.load(engine)) {
            ShellRun run = ShellRun.of("", "import", engine.tableUrl(loaded.getSchema()), "--schema", "Next");

            assertThat(run)
                    .isEqualTo(new ShellRun(
                            1,
                            "",
                            "Error: the table has no item _schema, _schema:Next, which the library's saveSchema() writes;"
                                    + " give the schema as a file\n"));
        }
    }

    @Test
    void whatCannotBeRead() {
        assertThat(ShellRun.of("{}", "import", "-"))
                .isEqualTo(new ShellRun(
                        1,
                        "",
                        "Error: -: this is no schema of OneTable: expected {\"indexes\": {\"primary\": {...}},"
                                + " \"models\": {...}, ...}\n"));
        assertThat(ShellRun.of("", "import", folder.resolve("none.json").toString())
                        .err())
                .startsWith("Error: there is no file ");
        assertThat(ShellRun.of("", "import", "jdbc:h2:mem:").err()).contains("expected a URL of a table");
    }

    @Test
    void wrongArguments() {
        assertThat(ShellRun.of("", "import").status()).isEqualTo(2);
        assertThat(ShellRun.of("", "import", "-", "--schema", "Next").err())
                .startsWith("Options --schema and --no-samples are for a URL")
                .contains("Usage: import FILE|URL");
    }
}
