package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.layouts.GoldenTable;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.StoredItems;

/** {@code shell check} on tables that other libraries wrote. */
class CheckToolTest {
    private ProxiedEngine engine;

    @BeforeEach
    void start() {
        engine = new ProxiedEngine();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private String url(GoldenTable golden) {
        return engine.url("mapping-examples/" + golden.library() + ".json", golden.table());
    }

    /** What ElectroDB itself left: a sort key that its update did not write. */
    @Test
    void findsWhatElectroDbLeftBehind() throws SQLException {
        try (Connection connection = GoldenTable.ELECTRODB.load(engine)) {
            assertThat(connection.isValid(1)).isTrue();
            engine.proxy().reset();
            ShellRun run = ShellRun.of("", "check", url(GoldenTable.ELECTRODB), "--format", "csv");
            assertThat(run.out())
                    .isEqualTo("""
                            table,kind,attribute,count,example,stored,expected,message
                            task,DERIVED,gsi1sk,1,"{""pk"":""$shop#taskid_t1"",""sk"":""$task_1""}",,"""
                            + "\"\"\"$task_1#status_\"\"\",gsi1sk is made by the template"
                            + " $task_1#status_[{status|lower}#due_[{due|lower}]]\n");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).isEqualTo("DONE: 236 items, 236 of them rows of all 7 tables; 1 findings\n");
            assertThat(engine.proxy().count("Scan")).isEqualTo(1);
        }
    }

    @Test
    void countsAndShowsExamples() throws SQLException {
        try (Connection connection = GoldenTable.ONETABLE.load(engine)) {
            StoredItems items = new StoredItems(connection, "PK", "SK");
            for (int i = 1; i <= 5; i++) {
                items.put("stray#" + i, "x", java.util.Map.of());
            }
            items.set("task#t0", "task#", "points", "seven");
            ShellRun run = ShellRun.of("", "check", url(GoldenTable.ONETABLE), "--examples=2");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out().lines().filter(line -> line.contains("NO_ENTITY")))
                    .hasSize(2)
                    .allMatch(line -> line.contains("|     5 |"));
            assertThat(run.out())
                    .contains("UNREADABLE", "points", "\"seven\"", "GS1SK", "{\"PK\":\"task#t1\",\"SK\":\"task#\"}");
            assertThat(run.err()).contains("240 items, 211 of them rows of all 6 tables; 7 findings");
        }
    }

    @Test
    void nothingIsFoundInWhatTheDriverWrote() throws SQLException {
        String url = engine.url("mapping-examples/quickstart.json", "shop");
        try (Connection connection = Drivers.connect(url)) {
            SampleData.insert(connection);
            ShellRun run = ShellRun.of("", "check", url, "--format=csv");
            assertThat(run.status()).isZero();
            assertThat(run.out()).isEqualTo("table,kind,attribute,count,example,stored,expected,message\n");
        }
    }

    @Test
    void wrongUse() {
        assertThat(ShellRun.of("", "check").status()).isEqualTo(2);
        assertThat(ShellRun.of("", "check", "--examples", "0", "jdbc:x").err())
                .startsWith("Option --examples: expected at least 1, found 0\n\nUsage: check URL");
        assertThat(ShellRun.of("", "check", "--help").out()).startsWith("Usage: check URL");
        assertThat(ShellRun.of("", "--help").out()).contains("  check            compares all items");
    }
}
