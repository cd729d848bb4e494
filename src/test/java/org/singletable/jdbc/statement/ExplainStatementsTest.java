package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.ExecutionCost;
import org.singletable.jdbc.ExecutionPlan;
import org.singletable.jdbc.testing.ProxiedEngine;

/** Statements that tell what others do and cost, and what the session and its tables are, from the text to the wire. */
class ExplainStatementsTest {
    private static final String JOIN =
            "SELECT c.email, SUM(o.total) FROM customer c JOIN \"order\" o ON o.username = c.username"
                    + " WHERE c.username = ? GROUP BY c.email ORDER BY 2 LIMIT ?";
    private static final String SCAN = "SELECT * FROM order_line WHERE quantity = 1";

    private static ProxiedEngine engine;
    private Connection connection;

    @BeforeAll
    static void start() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection =
                DriverManager.getConnection(engine.url("classpath:mappings/shop.json", "explain" + System.nanoTime()));
        update(connection, "INSERT INTO customer (username, email) VALUES ('ann', 'a')");
        update(connection, "INSERT INTO \"order\" (username, order_id, total) VALUES ('ann', 'o1', 1.50)");
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void explainOfAPreparedStatementNeedsNoValuesAndSendsNothing() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("EXPLAIN " + JOIN)) {
            assertThat(prepared.getMetaData().getColumnLabel(1)).isEqualTo("plan");
            assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(2);
            try (ResultSet rows = prepared.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("plan")).startsWith("Project: c.email, SUM(o.total)");
            }
        }
        assertThat(engine.operations()).isEmpty();
    }

    @Test
    void explainAnalyzeCountsWhatWasSent() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("EXPLAIN ANALYZE " + JOIN)) {
            prepared.setString(1, "ann");
            prepared.setInt(2, 5);
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            ExecutionCost cost = prepared.unwrap(ExecutionCost.class);
            assertThat(cost.requests()).isEqualTo(Map.of("GetItem", 1, "Query", 1));
            assertThat(engine.operations()).containsExactlyInAnyOrder("GetItem", "Query");
            assertThat(lines).contains("requests: 1 GetItem, 1 Query", "items read: " + cost.itemsRead(), "rows: 1");
        }
    }

    @Test
    void explainAnalyzeWithoutValuesIsAnError() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("EXPLAIN ANALYZE " + JOIN)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(prepared::executeQuery)
                    .withMessageContaining("parameter 1 has no value");
        }
    }

    @Test
    void explainAsJson() throws SQLException, JsonProcessingException {
        List<String> rows =
                rows(connection, "EXPLAIN (ANALYZE, FORMAT JSON) SELECT email FROM customer WHERE username = ?", "ann");

        assertThat(rows).hasSize(1);
        JsonNode plan = new ObjectMapper().readTree(rows.get(0));
        assertThat(plan.at("/plan/inputs/0/operator").textValue()).isEqualTo("GetItem");
        assertThat(plan.at("/measured/requests/GetItem").intValue()).isEqualTo(1);
        assertThat(plan.at("/measured/rows").intValue()).isEqualTo(1);
    }

    @Test
    void aRefusedScanSaysWhatToAdd() throws SQLException {
        update(connection, "SET scan = forbid");

        assertThatExceptionOfType(SQLSyntaxErrorException.class)
                .isThrownBy(() -> rows(connection, SCAN))
                .withMessageContaining("give username in WHERE with =; or give the entity an index on quantity")
                .extracting(SQLException::getSQLState)
                .isEqualTo("42000");
        assertThat(String.join("\n", rows(connection, "EXPLAIN " + SCAN)))
                .contains("policy: refused: scan=forbid")
                .contains("advice: give username in WHERE with =; or give the entity an index on quantity");
        assertThat(engine.operations()).isEmpty();

        assertThat(rows(connection, "SELECT /*+ SCAN */ * FROM order_line WHERE quantity = 1"))
                .isEmpty();
        assertThat(engine.operations()).containsExactly("Scan");
        update(connection, "RESET ALL");
        assertThat(rows(connection, SCAN)).isEmpty();
    }

    @Test
    void aScanWarnsOnStatementAndResultSetAlsoAfterTheEnd() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SCAN)) {
            assertThat(rows.next()).isFalse();
            assertThat(message(rows.getWarnings())).contains("order_line").contains("Scan");
            assertThat(message(statement.getWarnings())).isEqualTo(message(rows.getWarnings()));

            statement
                    .executeQuery("SELECT * FROM customer WHERE username = 'ann'")
                    .close();
            assertThat((Object) statement.getWarnings()).isNull();
        }
    }

    private static String message(@Nullable SQLWarning warning) {
        return warning == null ? "no warning" : String.valueOf(warning.getMessage());
    }

    @Test
    void thePlanCanBeUnwrappedBeforeAndAfter() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(JOIN)) {
            String before = prepared.unwrap(ExecutionPlan.class).text();
            assertThat(String.join("\n", rows(connection, "EXPLAIN " + JOIN))).isEqualTo(before);
            prepared.setString(1, "ann");
            prepared.setInt(2, 5);
            try (ResultSet rows = prepared.executeQuery()) {
                assertThat(rows.unwrap(ExecutionPlan.class).text()).isEqualTo(before);
            }
        }
    }

    @Test
    void tablesAndColumnsAreShownWithoutARequest() throws SQLException {
        assertThat(rows(connection, "SHOW TABLES"))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("customer|");
        assertThat(rows(connection, "DESCRIBE \"order\""))
                .contains("order_id|VARCHAR|NO|PRI|ulid()", "total|DECIMAL(18, 2)|YES||null");
        assertThat(rows(connection, "describe customer")).hasSize(6);
        try (PreparedStatement prepared = connection.prepareStatement("SHOW TABLES")) {
            assertThat(prepared.getMetaData().getColumnLabel(1)).isEqualTo("TABLE_NAME");
        }
        assertThat(engine.operations()).isEmpty();
    }
}
