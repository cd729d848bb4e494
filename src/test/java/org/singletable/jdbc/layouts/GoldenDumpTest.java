package org.singletable.jdbc.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.shell.ShellRun;
import org.singletable.jdbc.testing.ProxiedEngine;

/** ElectroDB's table goes through files into an empty one. */
class GoldenDumpTest {
    private static final GoldenTable GOLDEN = GoldenTable.ELECTRODB;
    private static final String MAPPING = "mapping-examples/electrodb.json";

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void dumpedRowsAreLoadedAsTheyWere(String format, @TempDir Path folder) throws SQLException {
        try (ProxiedEngine source = new ProxiedEngine();
                ProxiedEngine target = new ProxiedEngine()) {
            GOLDEN.create(source, GOLDEN.items());
            GOLDEN.create(target, List.of());
            int rows = 0;
            for (String entity : GOLDEN.libraryNames().keySet()) {
                // Its rows are written with those of customers.
                if (!entity.equals("email_lock")) {
                    String file = folder.resolve(entity + "." + format).toString();
                    assertThat(run("dump", source, entity, "-o", file)).isZero();
                    assertThat(run("load", target, entity, file)).isZero();
                    rows += rows(source, entity).size();
                }
                assertThat(rows(target, entity)).as(entity).containsExactlyInAnyOrderElementsOf(rows(source, entity));
            }
            assertThat(rows).isEqualTo(212);
        }
    }

    private static int run(String tool, ProxiedEngine engine, String... arguments) {
        List<String> words = new ArrayList<>(List.of(tool, engine.url(MAPPING, GOLDEN.table())));
        words.addAll(List.of(arguments));
        return ShellRun.of("", words.toArray(String[]::new)).status();
    }

    /** But for the version, which counts anew. */
    private static List<Map<String, String>> rows(ProxiedEngine engine, String entity) throws SQLException {
        List<Map<String, String>> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(engine.directUrl(MAPPING, GOLDEN.table()));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + entity + "\"")) {
            while (rows.next()) {
                Map<String, String> row = Cells.row(rows);
                row.remove("rev");
                all.add(row);
            }
        }
        return all;
    }
}
