package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.ProxiedEngine;

/** The requests of each statement, counted at the wire: docs/sql.md, What a statement costs. */
class StatementCostTest {
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
                DriverManager.getConnection(engine.url("classpath:mappings/shop.json", "shop" + System.nanoTime()));
        update(connection, "INSERT INTO customer (username, email, points) VALUES ('ann', 'a', 1)");
        for (int i = 1; i <= 5; i++) {
            update(connection, "INSERT INTO \"order\" (username, order_id, total) VALUES ('ann', ?, 1)", "o" + i);
        }
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private JsonNode only() {
        assertThat(engine.proxy().requests()).hasSize(1);
        return engine.proxy().requests().get(0).body();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT * FROM customer WHERE username = 'ann'; GetItem",
                "SELECT * FROM customer WHERE username = 'ann' AND points = 7; GetItem",
                "SELECT * FROM \"order\" WHERE username = 'ann' AND order_id = 'o1'; GetItem",
                "SELECT * FROM \"order\" WHERE username = 'ann'; Query",
                "SELECT * FROM \"order\" WHERE order_id = 'o1'; Query",
                "SELECT * FROM \"order\" WHERE status = 'new'; Query",
                "SELECT * FROM \"order\"; Query",
                "SELECT * FROM \"order\" LIMIT 0; ``",
                "SELECT * FROM customer WHERE 1 = 0; ``",
                "SELECT 1 FROM customer WHERE 1 = 0; ``",
                "SELECT * FROM customer WHERE username = NULL; ``",
                "SELECT 1; ``",
                "INSERT INTO customer (username, email) VALUES ('bob', 'b'); PutItem",
                "UPDATE customer SET email = 'x' WHERE username = 'ann'; UpdateItem",
                "UPDATE customer SET email = 'x' WHERE username = 'nobody'; UpdateItem",
                "UPDATE customer SET email = 'x' WHERE username = 'ann' AND points = 1 AND email <> 'x'; UpdateItem",
                "UPDATE customer SET email = 'x' WHERE username = 'ann' AND email LIKE 'a%'; GetItem,UpdateItem",
                "UPDATE customer SET email = 'x' WHERE username = 'ann' AND email LIKE 'b%'; GetItem",
                "UPDATE \"order\" SET note = 'x' WHERE username = 'ann' AND order_id = 'o1'; UpdateItem",
                "UPDATE \"order\" SET status = 'x' WHERE username = 'ann' AND order_id = 'o1'; UpdateItem",
                "UPDATE \"order\" SET total = 5 WHERE username = 'ann' AND order_id = 'o1'; GetItem,UpdateItem",
                "UPDATE \"order\" SET total = 5, placed = '2024-06-03T12:00:00Z' WHERE username = 'ann' AND order_id = 'o1'; UpdateItem",
                "UPDATE customer SET email = 'x' WHERE 1 = 0; ``",
                "DELETE FROM customer WHERE username = 'ann'; DeleteItem",
                "DELETE FROM customer WHERE username = 'ann' AND points = 1; DeleteItem",
                "DELETE FROM customer WHERE username = 'ann' AND email LIKE 'a%'; GetItem,DeleteItem",
            })
    void eachStatementSendsWhatTheTableSays(String sql, String operations) throws SQLException {
        if (sql.startsWith("SELECT")) {
            rows(connection, sql);
        } else {
            update(connection, sql);
        }
        assertThat(String.join(",", engine.operations())).as(sql).isEqualTo(operations);
    }

    @Test
    void aKeyLongerThanDynamoDbAllowsIsNotLookedUp() throws SQLException {
        String tooLong = "x".repeat(2048);
        assertThat(rows(connection, "SELECT * FROM customer WHERE username = ?", tooLong))
                .isEmpty();
        assertThat(update(connection, "DELETE FROM customer WHERE username = ?", tooLong))
                .isZero();
        assertThat(engine.operations()).isEmpty();
    }

    @Test
    void pagesAreQueries() throws SQLException {
        try (Connection paged = DriverManager.getConnection(
                connection.getMetaData().getURL() + "&pageSize=2&user=singletable&password=singletable")) {
            engine.proxy().reset();
            assertThat(rows(paged, "SELECT order_id FROM \"order\" WHERE username = 'ann'"))
                    .hasSize(5);
            assertThat(engine.operations()).containsOnly("Query").hasSize(3);

            engine.proxy().reset();
            assertThat(rows(paged, "SELECT order_id FROM \"order\" WHERE username = 'ann' LIMIT 2"))
                    .hasSize(2);
            assertThat(engine.operations()).hasSize(1);
        }
    }

    @Test
    void readsAreConsistentWhereTheyCanBe() throws SQLException {
        rows(connection, "SELECT * FROM \"order\" WHERE username = 'ann'");
        assertThat(only().path("ConsistentRead").booleanValue()).isTrue();
        assertThat(only().has("IndexName")).isFalse();

        engine.proxy().reset();
        rows(connection, "SELECT * FROM \"order\" WHERE status = 'new'");
        assertThat(only().path("ConsistentRead").booleanValue()).isFalse();
        assertThat(only().path("IndexName").textValue()).isEqualTo("gsi2");
    }

    @Test
    void valuesNeverBecomeExpressions() throws SQLException {
        String hostile = "x OR attribute_exists(pk) #a0 :v0 '";
        update(connection, "UPDATE customer SET email = ? WHERE username = 'ann' AND email <> ?", hostile, hostile);
        assertThat(only().path("UpdateExpression").textValue()).doesNotContain("OR");
        assertThat(only().path("ConditionExpression").textValue()).doesNotContain(hostile);
    }

    @Test
    void aConditionHoldsTheEntityAndTheKey() throws SQLException {
        update(connection, "DELETE FROM customer WHERE username = 'ann'");
        JsonNode request = only();
        assertThat(request.path("Key").path("pk").path("S").textValue()).isEqualTo("customer#ann");
        assertThat(request.path("Key").path("sk").path("S").textValue()).isEqualTo("customer");
        assertThat(request.path("ConditionExpression").textValue()).contains("attribute_exists");
        assertThat(request.path("ExpressionAttributeNames").valueStream().map(JsonNode::textValue))
                .contains("_type");
    }

    @Test
    void aDuplicateIsFoundByTheWriteItself() throws SQLException {
        Assertions.assertThatExceptionOfType(SQLIntegrityConstraintViolationException.class)
                .isThrownBy(() -> update(connection, "INSERT INTO customer (username, email) VALUES ('ann', 'b')"));
        assertThat(engine.operations()).containsExactly("PutItem");
    }

    @Test
    void theFirstConnectionDescribesTheTableAndTheOthersNothing() throws SQLException {
        engine.proxy().reset();
        String url = connection.getMetaData().getURL() + "&user=singletable&password=singletable";
        for (int ignored : IntStream.range(0, 3).toArray()) {
            try (Connection another = DriverManager.getConnection(url)) {
                assertThat(another.isValid(1)).isTrue();
            }
        }
        assertThat(engine.operations()).isEqualTo(List.of());
    }
}
