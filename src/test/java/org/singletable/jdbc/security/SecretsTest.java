package org.singletable.jdbc.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.SingleTableDriver;
import org.singletable.jdbc.settings.SettingsParser;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.SlowLogProvider;

/** Secrets of the connection are nowhere, and values of rows and statements in no log, whatever goes wrong. */
class SecretsTest {
    private static final String PASSWORD = "pwd-qx7-secret";
    private static final String TOKEN = "tok-qx7-secret";
    private static final String VALUE = "val-qx7-secret";
    private static final String NUMBER = "735733147";

    private static ProxiedEngine engine;

    @BeforeAll
    static void start() {
        List.of(PASSWORD, TOKEN, VALUE, NUMBER).forEach(SlowLogProvider::lookFor);
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static String url(String more) {
        return "jdbc:singletable://127.0.0.1:%d/secrets?mapping=mapping-examples/quickstart.json&ensureTable=true&linger=0"
                        .formatted(engine.proxy().endpoint().getPort())
                + "&user=AKIAUSER&password=" + PASSWORD + "&sessionToken=" + TOKEN + more;
    }

    private static void hasNoSecret(String where, String text) {
        assertThat(text).as(where).doesNotContain(PASSWORD).doesNotContain(TOKEN);
    }

    /** With its causes and what it suppressed. */
    private static String all(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void credentialsAreInNothingThatAConnectionShows() throws SQLException {
        SingleTableDataSource source = new SingleTableDataSource();
        source.setUrl(url(""));
        hasNoSecret("data source", source.toString());
        for (DriverPropertyInfo info : new SingleTableDriver().getPropertyInfo(url(""), new Properties())) {
            hasNoSecret("property " + info.name, String.valueOf(info.value));
        }
        hasNoSecret("settings", SettingsParser.parse(url(""), new Properties()).toString());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            hasNoSecret("connection", connection.toString());
            hasNoSecret("statement", statement.toString());
            hasNoSecret("URL", connection.getMetaData().getURL());
            assertThat(connection.getMetaData().getURL()).contains("user=AKIAUSER");
            assertThat(connection.getMetaData().getUserName()).isEqualTo("AKIAUSER");
            try (ResultSet rows = statement.executeQuery("EXPLAIN SELECT * FROM customer")) {
                while (rows.next()) {
                    hasNoSecret("plan", rows.getString(1));
                }
            }
            for (RecordingProxy.Fault fault : List.of(
                    new RecordingProxy.ErrorAnswer(400, "UnrecognizedClientException", "The security token is invalid"),
                    new RecordingProxy.ErrorAnswer(400, "AccessDeniedException", "no"),
                    new RecordingProxy.LostAnswer(),
                    new RecordingProxy.LostRequest())) {
                for (int i = 0; i < 9; i++) {
                    engine.proxy().fail("PutItem", fault);
                }
                try {
                    statement.executeUpdate("INSERT INTO customer (username, email) VALUES ('u', 'e')");
                } catch (SQLException e) {
                    hasNoSecret("error", all(e));
                }
                engine.proxy().forgetFaults();
            }
        }
        assertThat(SlowLogProvider.found()).noneMatch(entry -> entry.contains(PASSWORD) || entry.contains(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&password=other",
                "&pasword=" + PASSWORD,
                "&Password=" + PASSWORD,
                "&session_token=" + TOKEN,
                "&password=" + PASSWORD + "%zz",
                "&" + PASSWORD,
                "&retries=many",
                "&region=!!",
                "&profile=p",
                "&mapping=nowhere.json",
                "&endpoint=http://x:" + PASSWORD + "@y",
                "&bind.tenant=",
                "&socketTimeout=0",
            })
    void badUrlsShowNoSecret(String more) {
        try {
            DriverManager.getConnection(url(more)).close();
            throw new AssertionError("taken: " + more);
        } catch (SQLException e) {
            hasNoSecret(more, all(e));
            assertThat(e.getSQLState()).isEqualTo("08001");
        }
    }

    @Test
    void userInformationIsRefusedUnseen() {
        try {
            DriverManager.getConnection("jdbc:singletable://user:" + PASSWORD + "@localhost:8000/shop")
                    .close();
            throw new AssertionError("taken");
        } catch (SQLException e) {
            hasNoSecret("user information", all(e));
        }
    }

    /** A file that is no mapping is not shown to who named it. */
    @ParameterizedTest
    @ValueSource(
            strings = {VALUE, "root:" + VALUE + ":0", "\"" + VALUE + "\"", "[" + VALUE + "]", "{\"a\": " + VALUE + "}"})
    void otherFilesAreNotShown(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("passwd"), content);
        try {
            DriverManager.getConnection("jdbc:singletable:mem:other?mapping=" + file)
                    .close();
            throw new AssertionError("taken");
        } catch (SQLException e) {
            assertThat(all(e)).doesNotContain(VALUE);
        }
    }

    @Test
    void valuesAreInNoLog() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("&slowStatementMillis=1&scan=warn"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO customer (username, email, city) VALUES ('" + VALUE + "', 'e', '" + VALUE + "')");
            for (String sql : List.of(
                    "INSERT INTO customer (username, email) VALUES ('" + VALUE + "', 'again')",
                    "SELECT * FROM customer WHERE username = '" + VALUE + "'",
                    "SELECT * FROM customer WHERE email = '" + VALUE + "' -- " + VALUE,
                    "SELECT CAST('" + VALUE + "' AS INT) FROM customer",
                    "SELECT CAST(city AS INT) FROM customer",
                    "SELECT 1 / 0, " + NUMBER + " FROM customer WHERE city LIKE '%" + VALUE + "'",
                    "SELECT DATE '" + VALUE + "' FROM customer",
                    "SELECT FROM customer WHERE '" + VALUE + "'",
                    "SELEC '" + VALUE + "'",
                    "SELECT '" + VALUE,
                    "UPDATE customer SET city = '" + VALUE + "' WHERE username = '" + VALUE + "' AND joined > '" + VALUE
                            + "'",
                    "UPDATE customer SET username = NULL WHERE city = '" + VALUE + "'",
                    "INSERT INTO order (username, order_id, total) VALUES ('" + VALUE + "', '1', '" + VALUE + "')",
                    "INSERT INTO order (username, order_id, total) VALUES ('" + VALUE + "', '1', " + NUMBER + NUMBER
                            + ")",
                    "DELETE FROM customer WHERE city = '" + VALUE + "' AND email < " + NUMBER,
                    "CALL singletable_verify('" + VALUE + "')",
                    "SET scan = '" + VALUE + "'",
                    "EXPLAIN ANALYZE SELECT * FROM customer WHERE city = '" + VALUE + "'")) {
                for (boolean fails : new boolean[] {false, true}) {
                    for (String operation :
                            List.of("PutItem", "GetItem", "Query", "Scan", "UpdateItem", "DeleteItem")) {
                        engine.proxy()
                                .fail(operation, fails ? error() : Faults.delayed(java.time.Duration.ofMillis(3)));
                    }
                    run(statement, sql);
                    engine.proxy().forgetFaults();
                }
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO order (username, order_id, total) VALUES (?, ?, ?)")) {
                insert.setString(1, VALUE);
                insert.setString(2, VALUE);
                insert.setString(3, VALUE);
                insert.addBatch();
                insert.setString(3, NUMBER);
                insert.addBatch();
                insert.executeBatch();
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isNotNull();
            }
        }
        assertThat(SlowLogProvider.entriesWith("customer"))
                .as("something is logged")
                .isNotEmpty();
        assertThat(SlowLogProvider.found())
                .filteredOn(entry -> entry.contains(VALUE) || entry.contains(NUMBER))
                .isEmpty();
    }

    /** An error of DynamoDB may hold values: its message goes to the application, not to a log. */
    private static RecordingProxy.Fault error() {
        return new RecordingProxy.ErrorAnswer(400, "ValidationException", "The value " + VALUE + " is wrong");
    }

    private static void run(Statement statement, String sql) {
        try {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
            }
        } catch (SQLException e) {
            hasNoSecret(sql, all(e));
        }
    }
}
