package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
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
                "SELECT * FROM \"order\" WHERE username = 'ann' AND order_id BETWEEN 'o3' AND 'o1'; ``",
                "SELECT * FROM customer WHERE username = ''; ``",
                "SELECT * FROM customer WHERE username IN (''); ``",
                "SELECT COUNT(*) FROM customer WHERE 1 = 0; ``",
                "EXPLAIN SELECT * FROM customer; ``",
                "EXPLAIN DELETE FROM customer WHERE username = 'ann'; ``",
                "EXPLAIN ANALYZE SELECT * FROM customer WHERE username = 'ann'; GetItem",
                "SELECT * FROM customer WHERE username IN ('ann', 'bob'); BatchGetItem",
                "SELECT * FROM customer WHERE username IN ('ann', 'ann'); GetItem",
                "SELECT COUNT(*) FROM \"order\" WHERE username = 'ann'; Query",
                "SELECT * FROM order_line WHERE username = 'ann' AND order_id = 'o1'; Query",
                "SELECT * FROM order_line WHERE sku = 'x'; Scan",
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
        if (sql.startsWith("SELECT") || sql.startsWith("EXPLAIN")) {
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

    /** The five orders of ann, by pages of that many; the last page of 5 or 1 ends exactly at its size. */
    @ParameterizedTest
    @CsvSource({"1, 6", "2, 3", "3, 2", "5, 2", "6, 1"})
    void pagesAreQueriesAndOneMoreWhereTheLastEndsAtItsSize(int pageSize, int queries) throws SQLException {
        update(connection, "SET pageSize = " + pageSize);
        assertThat(rows(connection, "SELECT order_id FROM \"order\" WHERE username = 'ann'"))
                .hasSize(5);
        assertThat(engine.operations()).containsOnly("Query").hasSize(queries);
    }

    /** With pages of 2 and one page read ahead: of page 2 on a page is asked for only while the limit is out of reach. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 3"})
    void limitStopsPagingWithoutLookingAhead(int limit, int queries) throws SQLException {
        update(connection, "SET pageSize = 2");
        String orders = "SELECT order_id FROM \"order\" WHERE username = 'ann'";
        assertThat(rows(connection, orders + " LIMIT " + limit)).hasSize(limit);
        assertThat(engine.operations()).as("LIMIT").containsOnly("Query").hasSize(queries);

        engine.proxy().reset();
        assertThat(rows(connection, orders + " ORDER BY order_id DESC FETCH FIRST " + limit + " ROWS ONLY"))
                .hasSize(limit);
        assertThat(engine.operations())
                .as("FETCH, backwards")
                .containsOnly("Query")
                .hasSize(queries);

        engine.proxy().reset();
        assertThat(limited(orders, limit)).isEqualTo(limit);
        assertThat(engine.operations()).as("setMaxRows").containsOnly("Query").hasSize(queries);
    }

    private int limited(String sql, int maxRows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(maxRows);
            int count = 0;
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    count++;
                }
            }
            return count;
        }
    }

    @Test
    void maxRowsIsTheSizeOfThePageLikeLimit() throws SQLException {
        limited("SELECT order_id FROM \"order\" WHERE username = 'ann'", 2);
        assertThat(only().path("Limit").intValue()).isEqualTo(2);

        engine.proxy().reset();
        rows(connection, "SELECT order_id FROM \"order\" WHERE username = 'ann' LIMIT 2");
        assertThat(only().path("Limit").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "100, 1", "101, 2", "200, 2", "201, 3"})
    void aHundredKeysAreOneRequest(int keys, int requests) throws SQLException {
        String names = IntStream.range(0, keys).mapToObj(i -> "'c" + i + "'").collect(Collectors.joining(", "));
        rows(connection, "SELECT * FROM customer WHERE username IN (" + names + ")");
        assertThat(engine.operations()).containsOnly("BatchGetItem").hasSize(requests);
        assertThat(keysAskedFor()).isEqualTo(keys);
    }

    @Test
    void aKeyGivenTwiceIsAskedForOnce() throws SQLException {
        String names =
                IntStream.range(0, 150).mapToObj(i -> "'c" + i % 60 + "'").collect(Collectors.joining(", "));
        rows(connection, "SELECT * FROM customer WHERE username IN (" + names + ")");
        assertThat(engine.operations()).containsExactly("BatchGetItem");
        assertThat(keysAskedFor()).isEqualTo(60);
    }

    private long keysAskedFor() {
        return engine.proxy().requests().stream()
                .flatMap(request -> request.body().path("RequestItems").valueStream())
                .mapToLong(table -> table.path("Keys").size())
                .sum();
    }

    @Test
    void parentAndChildAreReadByTwoRequestsOrOneQuery() throws SQLException {
        assertThat(
                        rows(
                                connection,
                                "SELECT * FROM customer c JOIN \"order\" o ON o.username = c.username WHERE c.username = 'ann'"))
                .hasSize(5);
        assertThat(engine.operations()).containsExactlyInAnyOrder("GetItem", "Query");

        engine.proxy().reset();
        rows(
                connection,
                "SELECT * FROM customer c JOIN \"order\" o ON o.username = c.username JOIN order_line l"
                        + " ON l.username = o.username AND l.order_id = o.order_id WHERE c.username = 'ann'");
        assertThat(engine.operations()).containsExactly("Query");
    }

    @Test
    void aLookupJoinAsksForAHundredKeysAtATime() throws SQLException {
        int lines = 250;
        for (int i = 0; i < lines; i++) {
            update(
                    connection,
                    "INSERT INTO order_line (username, order_id, line_no, sku, quantity) VALUES ('ann', 'o1', ?, ?, 1)",
                    i,
                    "P" + i);
        }
        engine.proxy().reset();
        rows(
                connection,
                "SELECT l.line_no, p.name FROM order_line l LEFT JOIN product p ON p.sku = l.sku"
                        + " WHERE l.username = 'ann' AND l.order_id = 'o1'");
        assertThat(engine.operations()).containsExactly("Query", "BatchGetItem", "BatchGetItem", "BatchGetItem");
        assertThat(keysAskedFor()).isEqualTo(lines);
    }

    /** 130 orders, found by an index, of which each has two lines: a Query each, in batches of 100 and 8 at a time. */
    @Test
    void childrenOfRowsFoundByAnIndexAreAQueryForEachDistinctParent() throws SQLException {
        int orders = 130;
        for (int i = 0; i < orders; i++) {
            String order = "INSERT INTO \"order\" (username, order_id, status, total) VALUES ('bob', ?, 'open', 1)";
            update(connection, order, "p" + i);
            for (int line = 0; line < 2; line++) {
                update(
                        connection,
                        "INSERT INTO order_line (username, order_id, line_no, sku, quantity) VALUES ('bob', ?, ?, 'P', 1)",
                        "p" + i,
                        line);
            }
        }
        engine.proxy().reset();
        String join =
                " JOIN order_line l ON l.username = o.username AND l.order_id = o.order_id WHERE o.status = 'open'";
        assertThat(rows(connection, "SELECT l.line_no FROM \"order\" o" + join)).hasSize(2 * orders);
        assertThat(engine.operations()).hasSize(1 + orders).containsOnly("Query");

        engine.proxy().reset();
        assertThat(rows(connection, "SELECT l.line_no FROM \"order\" o LEFT" + join))
                .hasSize(2 * orders);
        assertThat(engine.operations()).hasSize(1 + orders).containsOnly("Query");

        engine.proxy().reset();
        assertThat(rows(connection, "SELECT l.line_no FROM \"order\" o" + join + " LIMIT 1"))
                .hasSize(1);
        assertThat(engine.operations()).containsExactly("Query", "Query");

        engine.proxy().reset();
        assertThat(rows(connection, "SELECT l.line_no FROM \"order\" o" + join + " LIMIT 5"))
                .hasSize(5);
        assertThat(engine.operations())
                .as("five orders may be needed, and no more")
                .hasSizeLessThanOrEqualTo(6);

        engine.proxy().reset();
        String lines = "SELECT o.total, l.line_no FROM order_line l JOIN \"order\" o ON o.username = l.username"
                + " AND o.order_id = l.order_id JOIN \"order\" x ON x.username = l.username AND x.order_id = l.order_id"
                + " WHERE x.status = 'open'";
        assertThat(rows(connection, lines)).hasSize(2 * orders);
        assertThat(engine.operations().stream().filter("BatchGetItem"::equals))
                .as("parents by their keys")
                .hasSize(2);
    }

    @Test
    void aCountIsMadeByDynamoDbWhereItDecidesEveryCondition() throws SQLException {
        String count = "SELECT COUNT(*) FROM \"order\" WHERE username = 'ann'";
        assertThat(rows(connection, count + " AND total = 1")).containsExactly("5");
        assertThat(only().path("Select").textValue()).isEqualTo("COUNT");

        engine.proxy().reset();
        assertThat(rows(connection, count + " AND order_id LIKE '%1'")).containsExactly("1");
        assertThat(only().has("Select")).isFalse();
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
