package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.SlowLogProvider;

/**
 * What the log says of slow statements. An answer that comes later than the limit makes a statement slow. Each test looks
 * for entries of its own table, since a slow machine may make other statements slow, too.
 */
class SlowStatementLogTest {
    private static final int LIMIT = 20;
    private static final Duration LONGER = Duration.ofMillis(LIMIT + 5);
    private static final String ON = "&slowStatementMillis=" + LIMIT;

    private static ProxiedEngine engine;

    @BeforeAll
    static void start() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static Connection connect(String table, String properties) throws SQLException {
        return DriverManager.getConnection(engine.url("mapping-examples/quickstart.json", table) + properties);
    }

    /** The milliseconds of an entry, which differ, as 0. */
    private static List<String> entriesWith(String text) {
        return SlowLogProvider.entriesWith(text).stream()
                .map(entry -> entry.replaceFirst("^WARN \\d+ ms", "WARN 0 ms"))
                .toList();
    }

    private static void slow(String operation) {
        engine.proxy().fail(operation, Faults.delayed(LONGER));
    }

    private static void drain(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    @Test
    void anEntryHasCostTextAndPlanButNoValues() throws SQLException {
        try (Connection connection = connect("hidden", ON);
                Statement statement = connection.createStatement()) {
            update(connection, "INSERT INTO customer (username, email) VALUES ('hidden-ann', 'a@example.com')");
            slow("GetItem");
            drain(
                    statement,
                    "SELECT email /* of secret-1 */, 'secret-2' AS hidden_column, TRUE FROM customer -- secret-3\n"
                            + "WHERE username='hidden-ann' AND email <> 'it''s secret-4' AND 7.5 < 8");
        }

        assertThat(entriesWith("hidden_column")).containsExactly("""
                WARN 0 ms, 1 row, {GetItem=1}, 1 items read, 1.0 read units, 0.0 write units
                  SELECT email , ? AS hidden_column, ? FROM customer WHERE username=? AND email <> ? AND ? < ?
                    Project: email, ?, ?
                      -> GetItem: customer
                           partition key: pk made as customer#{username|key}, username = ?
                           sort key: sk = 'customer'
                           checked again: username = ? AND email <> ? AND ? < ?
                           consistency: consistent
                           expected: at most 1 request, 1 item""");
    }

    @Test
    void parametersAreHiddenToo() throws SQLException {
        try (Connection connection = connect("parameters", ON);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT name AS p1 FROM customer WHERE username = ?")) {
            statement.setString(1, "secret-parameter");
            slow("GetItem");
            statement.executeQuery().next();
        }

        assertThat(entriesWith("p1"))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry).contains("username = ?1").doesNotContain("secret-parameter"));
    }

    @Test
    void logValuesShowsLiteralsAndParametersOnOneLineEach() throws SQLException {
        try (Connection connection = connect("shown", ON + "&logValues=true");
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT 'two\nlines' AS shown, -- a comment\n1.5 FROM customer WHERE username = ? AND name = ?")) {
            statement.setString(1, "ann");
            statement.setString(2, "x\n2026 WARN forged");
            slow("GetItem");
            statement.executeQuery().next();
        }

        assertThat(entriesWith("AS shown"))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry)
                        .contains(
                                "\n  SELECT 'two\\u000alines' AS shown, 1.5 FROM customer WHERE username = ? AND name = ?\n"
                                        + "  parameters: 'ann', 'x\\u000a2026 WARN forged'\n"
                                        + "    Project: 'two\\u000alines', 1.5\n")
                        .doesNotContain("a comment"));
    }

    @Test
    void aPageThatComesLateCountsAndEarlyCloseEndsTheStatement() throws SQLException {
        try (Connection connection = connect("pages", ON + "&pageSize=1&prefetch=0");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                update(connection, "INSERT INTO \"order\" (username, order_id) VALUES ('ann', ?)", "o" + i);
            }
            ResultSet rows = statement.executeQuery("SELECT order_id AS paged FROM \"order\" WHERE username = 'ann'");
            rows.next();
            slow("Query");
            rows.next();
            assertThat(entriesWith("paged")).isEmpty();

            rows.close();
            rows.close();
        }

        assertThat(entriesWith("paged")).singleElement().asString().startsWith("WARN 0 ms, 2 rows, {Query=2}, ");
    }

    @Test
    void aFailedStatementSaysItsState() throws SQLException {
        try (Connection connection = connect("failed", ON);
                Statement statement = connection.createStatement()) {
            String insert = "INSERT INTO customer (username, email, city) VALUES ('ann', 'a', 'failing')";
            statement.executeUpdate(insert);
            slow("PutItem");

            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeUpdate(insert));
        }

        assertThat(entriesWith("failed with 23505"))
                .singleElement()
                .asString()
                .startsWith("WARN 0 ms, {PutItem=1}, 0 items read, 0.0 read units, 0.0 write units, failed with 23505\n"
                        + "  INSERT INTO customer (username, email, city) VALUES (?, ?, ?)\n"
                        + "    Insert: customer\n");
    }

    @Test
    void aBatchIsOneEntry() throws SQLException {
        try (Connection connection = connect("batches", ON);
                Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO product (sku, title, category, price) VALUES ('a', 'A', 'batched', 1)");
            statement.addBatch("INSERT INTO product (sku, title, category, price) VALUES ('b', 'B', 'batched', 2)");
            statement.addBatch("DELETE FROM product WHERE sku = 'c' AND category = 'batched'");
            statement.addBatch("SELECT 1");
            slow("PutItem");
            slow("DeleteItem");

            assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch);
        }

        assertThat(entriesWith("batch of 3"))
                .singleElement()
                .asString()
                .contains(
                        "failed with HY010",
                        "{DeleteItem=1, PutItem=2}",
                        "\n  INSERT INTO product (sku, title, category, price) VALUES (?, ?, ?, ?)\n    Insert: product\n",
                        "\n  DELETE FROM product WHERE sku = ? AND category = ?\n    Delete: product\n")
                .doesNotContain("batched");
    }

    @Test
    void aCommitIsAStatementOfItsOwn() throws SQLException {
        try (Connection connection = connect("commits", ON);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO customer (username, email) VALUES ('a', 'a'), ('b', 'b')");
            slow("TransactWriteItems");
            connection.commit();
            assertThat(entriesWith("\n  COMMIT\n"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WARN 0 ms, {TransactWriteItems=1}, 0 items read, 0.0 read units, 8.0 write units\n  COMMIT\n");

            statement.executeUpdate("INSERT INTO customer (username, email) VALUES ('c', 'c'), ('d', 'd')");
            slow("TransactWriteItems");
            statement.execute("COMMIT");
        }

        assertThat(entriesWith("\n  COMMIT\n")).hasSize(2);
    }

    @Test
    void nothingIsLoggedBelowTheLimitOrWhereItIsOff() throws SQLException {
        try (Connection connection = connect("quiet", "");
                Statement statement = connection.createStatement()) {
            slow("GetItem");
            drain(statement, "SELECT email AS quiet FROM customer WHERE username = 'ann'");
            statement.execute("SET slowStatementMillis = 1000000");
            slow("GetItem");
            drain(statement, "SELECT email AS quiet FROM customer WHERE username = 'ann'");
            assertThat(entriesWith("quiet")).isEmpty();

            statement.execute("SET slowStatementMillis = " + LIMIT);
            slow("GetItem");
            drain(statement, "SELECT email AS quiet FROM customer WHERE username = 'ann'");
            assertThat(entriesWith("quiet")).hasSize(1);
        }
    }
}
