package org.singletable.jdbc.exec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;

/** What a statement may hold and consume, and how a read ends before its last row. */
class ReadLimitsTest {
    private static final int ROWS_OF_PARTITION = 150;

    private static final String MAPPING = """
            {"table": "limits",
             "physical": {"keys": ["pk", "sk"], "indexes": {"slim": {"keys": ["spk", "ssk"], "projection": "KEYS_ONLY"}}},
             "entities": {
               "thing": {
                 "item": {"pk": "T#{g|key}", "sk": "{n|key}", "spk": "S#{k|key}", "ssk": "{n|key}"},
                 "columns": {"g": "string!", "n": "int!", "k": "string!", "other": "int", "t": "string"}},
               "label": {
                 "item": {"pk": "L#{id|key}", "sk": "label"},
                 "columns": {"id": "int!", "name": "string"}}}}
            """;

    private static ProxiedEngine engine;
    private Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        engine = new ProxiedEngine();
        try (Connection connection = connect("")) {
            for (String g : List.of("a", "b", "c")) {
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO thing (g, n, k, other, t) VALUES (?, ?, 'k', ?, ?)")) {
                    for (int n = 0; n < ROWS_OF_PARTITION; n++) {
                        insert.setString(1, g);
                        insert.setInt(2, n);
                        insert.setInt(3, n);
                        insert.setString(4, g + n + "x".repeat(500));
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
            for (int id = 0; id < ROWS_OF_PARTITION; id++) {
                Sql.update(connection, "INSERT INTO label (id, name) VALUES (?, 'l')", id);
            }
        }
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = connect("&pageSize=50&scan=allow");
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private static Connection connect(String more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("mappingJson", MAPPING);
        return DriverManager.getConnection(
                "jdbc:singletable://%s:%d/limits?ensureTable=true&linger=0&user=singletable&password=singletable%s"
                        .formatted(
                                engine.proxy().endpoint().getHost(),
                                engine.proxy().endpoint().getPort(),
                                more),
                properties);
    }

    private void set(String... settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute("SET " + setting);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT g, n FROM thing; 450",
                "SELECT * FROM thing WHERE g IN ('a', 'b', 'c'); 450",
                "SELECT * FROM thing WHERE g = 'a'; 150",
                "SELECT * FROM thing WHERE k = 'k'; 450"
            })
    void resultsLargerThanTheMemoryAreStreamed(String sql, int rows) throws SQLException {
        set("maxMemoryBytes = 260000", "prefetch = 4", "scanSegments = 4");

        assertThat(Sql.rows(connection, sql)).hasSize(rows).doesNotHaveDuplicates();
    }

    /** Where a batch does not fit, it is read in smaller ones, but not row by row as long as several fit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT * FROM thing WHERE k = 'k'; 450; 120",
                "SELECT * FROM thing WHERE k IN ('j', 'k'); 450; 120",
                "SELECT * FROM thing WHERE g IN ('a', 'b', 'c') ORDER BY n; 450; 250",
                "SELECT * FROM thing WHERE g = 'a' AND n IN (SELECT id FROM label WHERE id < 60); 60; 30",
                "SELECT l.name, t.t FROM label l JOIN thing t ON t.g = 'a' AND t.n = l.id; 150; 60",
                "SELECT l.name, t.t FROM thing t LEFT JOIN label l ON l.id = t.other WHERE t.k = 'k'; 450; 250"
            })
    void batchesLargerThanTheMemoryAreReadInParts(String sql, int rows, int requests) throws SQLException {
        List<String> expected = Sql.rows(connection, sql);
        set("maxMemoryBytes = 100000");
        engine.proxy().reset();

        assertThat(Sql.rows(connection, sql)).isEqualTo(expected).hasSize(rows);
        assertThat(engine.operations()).hasSizeLessThan(requests);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n FROM thing WHERE g = 'a' ORDER BY t",
                "SELECT DISTINCT t FROM thing WHERE g = 'a'",
                "SELECT t, COUNT(*) FROM thing WHERE g = 'a' GROUP BY t",
                "SELECT a.t FROM thing a JOIN thing b ON a.t = b.t WHERE a.g = 'a' AND b.g = 'a'"
            })
    void whatMustBeHeldFailsPastTheMemoryAndIsReleased(String sql) throws SQLException {
        set("maxMemoryBytes = 20000");
        try (Statement statement = connection.createStatement()) {
            assertThat(state(() -> Sql.rows(connection, sql))).isEqualTo("54001");
            ResultSet rows = statement.executeQuery("SELECT n FROM thing WHERE g = 'a' AND n < 5 ORDER BY n DESC");
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void maxReadUnitsEndTheStatement() throws SQLException {
        set("maxReadUnits = 10");
        assertThat(state(() -> Sql.rows(connection, "SELECT * FROM thing"))).isEqualTo("54000");
        set("maxReadUnits = 100000");
        assertThat(Sql.rows(connection, "SELECT * FROM thing")).hasSize(450);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT * FROM thing WHERE g = 'a'; 150; 4",
                "SELECT * FROM thing WHERE g IN ('a', 'b', 'c'); 450; 12",
                "SELECT * FROM thing WHERE g = 'a' LIMIT 60; 60; 2",
                "SELECT n FROM thing WHERE g = 'a' LIMIT 20; 20; 1"
            })
    void readingAheadChangesNoAnswerAndNoCount(String sql, int rows, int requests) throws SQLException {
        for (String prefetch : List.of("0", "1", "3")) {
            set("prefetch = " + prefetch);
            engine.proxy().reset();
            assertThat(Sql.rows(connection, sql)).hasSize(rows);
            assertThat(engine.operations()).as("prefetch %s", prefetch).hasSize(requests);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2"})
    void anEarlyEndSendsNoMoreThanThePageAhead(int prefetch, int requests) throws SQLException {
        set("prefetch = " + prefetch);
        engine.proxy().reset();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM thing WHERE g = 'a'")) {
            assertThat(rows.next()).isTrue();
        }
        assertIdle();
        assertThat(engine.operations().size()).isLessThanOrEqualTo(requests);
    }

    /** No thread of the pool is about a request any more. */
    private static void assertIdle() {
        long until = System.nanoTime() + 20_000_000_000L;
        while (isBusy() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(isBusy()).as("requests are under way").isFalse();
    }

    private static boolean isBusy() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(java.util.Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith("dynamo.RequestSender"));
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static String state(Action action) {
        SQLException error = catchThrowableOfType(SQLException.class, action::run);
        return error == null ? "no error" : error.getSQLState();
    }
}
