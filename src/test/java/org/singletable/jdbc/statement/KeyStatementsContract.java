package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.Engine;

/** What key-based statements do, on every engine alike. */
abstract class KeyStatementsContract {
    private final Engine engine;
    private Connection connection;

    KeyStatementsContract(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection =
                DriverManager.getConnection(engine.url("classpath:mappings/shop.json", "shop" + System.nanoTime()));
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void insertSamples() throws SQLException {
        for (String name : List.of("ann", "bob")) {
            update(connection, "INSERT INTO customer (username, email) VALUES (?, ?)", name, name + "@example.org");
            for (int i = 1; i <= 3; i++) {
                update(
                        connection,
                        "INSERT INTO \"order\" (username, order_id, status, total, placed) VALUES (?, ?, ?, ?, ?)",
                        name,
                        "o" + i,
                        i == 2 ? "paid" : "new",
                        i * 10,
                        "2024-06-0" + i + "T12:00:00Z");
                update(
                        connection,
                        "INSERT INTO order_line VALUES (?, ?, ?, ?, ?, NULL)",
                        name,
                        "o" + i,
                        i,
                        "sku" + i,
                        2);
            }
        }
        update(connection, "INSERT INTO product (sku, name, price) VALUES ('sku1', 'Pen', 1.5)");
    }

    @Test
    void createReadChangeDelete() throws SQLException {
        assertThat(update(connection, "INSERT INTO customer (username, email, points) VALUES ('ann', 'a@b.org', 3)"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT * FROM customer WHERE username = 'ann'"))
                .containsExactly("ann|a@b.org|null|3|null|1");
        assertThat(update(connection, "UPDATE customer SET points = 4, vip = TRUE WHERE username = 'ann'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT points, vip, rev FROM customer WHERE username = 'ann'"))
                .containsExactly("4|true|2");
        assertThat(update(connection, "DELETE FROM customer WHERE username = 'ann'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT * FROM customer WHERE username = 'ann'"))
                .isEmpty();
        assertThat(update(connection, "DELETE FROM customer WHERE username = 'ann'"))
                .isZero();
    }

    @Test
    void readsByKeyPrefixAndByList() throws SQLException {
        insertSamples();
        assertThat(rows(connection, "SELECT order_id FROM \"order\" WHERE username = ?", "ann"))
                .containsExactly("o1", "o2", "o3");
        assertThat(rows(connection, "SELECT line_no FROM order_line WHERE username = ? AND order_id = ?", "bob", "o2"))
                .containsExactly("2");
        assertThat(rows(connection, "SELECT username, order_id, line_no FROM order_line WHERE username = 'ann'"))
                .containsExactly("ann|o1|1", "ann|o2|2", "ann|o3|3");
        assertThat(rows(connection, "SELECT username FROM customer")).containsExactly("ann", "bob");
        assertThat(rows(connection, "SELECT order_id, username FROM \"order\" LIMIT 3 OFFSET 1"))
                .containsExactly("o1|bob", "o2|ann", "o2|bob");
        assertThat(rows(connection, "SELECT username, order_id FROM \"order\" WHERE status = 'paid'"))
                .containsExactlyInAnyOrder("ann|o2", "bob|o2");
        assertThat(rows(connection, "SELECT username FROM \"order\" WHERE order_id = 'o3'"))
                .containsExactlyInAnyOrder("ann", "bob");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "total > 10; o2,o3",
                "total BETWEEN 10 AND 20; o1,o2",
                "total IN (10, 30); o1,o3",
                "order_id LIKE '%2'; o2",
                "order_id LIKE 'o_' AND NOT status = 'paid'; o1,o3",
                "note IS NULL AND placed >= '2024-06-02T14:00:00+02:00'; o2,o3",
                "note = 'x'; ``",
                "note <> 'x'; ``",
                "status = 'paid' OR total = 10; o1,o2",
                "1 = 0; ``",
                "total = NULL; ``"
            })
    void everyPredicateIsEvaluated(String predicate, String expected) throws SQLException {
        insertSamples();
        assertThat(String.join(
                        ",",
                        rows(
                                connection,
                                "SELECT order_id FROM \"order\" WHERE username = 'ann' AND (" + predicate + ")")))
                .isEqualTo(expected);
    }

    @Test
    void valuesKeepTheirType() throws SQLException {
        insertSamples();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT total, placed FROM \"order\" WHERE username = 'ann' AND order_id = 'o1'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBigDecimal("total")).isEqualByComparingTo("10").hasScaleOf(2);
            assertThat(rows.getObject("placed", java.time.OffsetDateTime.class)).isEqualTo("2024-06-01T12:00:00Z");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void insertNeverOverwrites() throws SQLException {
        insertSamples();
        assertThatExceptionOfType(SQLIntegrityConstraintViolationException.class)
                .isThrownBy(() -> update(connection, "INSERT INTO customer (username, email) VALUES ('ann', 'other')"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("23505"))
                .withMessageContaining("username='ann'");
        assertThat(rows(connection, "SELECT email FROM customer WHERE username = 'ann'"))
                .containsExactly("ann@example.org");
    }

    @Test
    void updateNeverCreates() throws SQLException {
        assertThat(update(connection, "UPDATE customer SET email = 'x' WHERE username = 'nobody'"))
                .isZero();
        assertThat(rows(connection, "SELECT * FROM customer")).isEmpty();
    }

    @Test
    void generatedKeysAreReported() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO \"order\" (username, total) VALUES ('ann', 1)", Statement.RETURN_GENERATED_KEYS)) {
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                String id = keys.getString("order_id");
                assertThat(id).hasSize(26);
                assertThat(keys.getString("status")).isEqualTo("new");
                assertThat(rows(
                                connection,
                                "SELECT total, status FROM \"order\" WHERE username = 'ann' AND order_id = ?",
                                id))
                        .containsExactly("1.00|new");
                assertThat(keys.next()).isFalse();
            }
        }
    }

    @Test
    void updateKeepsIndexesRight() throws SQLException {
        insertSamples();
        assertThat(update(
                        connection, "UPDATE \"order\" SET status = 'sent' WHERE username = 'ann' AND order_id = 'o2'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT username FROM \"order\" WHERE status = 'paid'"))
                .containsExactly("bob");
        assertThat(rows(connection, "SELECT username, order_id, total FROM \"order\" WHERE status = 'sent'"))
                .containsExactly("ann|o2|20.00");
        assertThat(rows(connection, "SELECT changed FROM \"order\" WHERE username = 'ann' AND order_id = 'o2'"))
                .doesNotContain("null");
    }

    @Test
    void furtherConditionsOfUpdateAndDeleteDecide() throws SQLException {
        insertSamples();
        assertThat(
                        update(
                                connection,
                                "UPDATE \"order\" SET note = 'x' WHERE username = 'ann' AND order_id = 'o1' AND status = 'paid'"))
                .isZero();
        assertThat(
                        update(
                                connection,
                                "UPDATE \"order\" SET note = 'x' WHERE username = 'ann' AND order_id = 'o1' AND status <> 'paid'"))
                .isEqualTo(1);
        assertThat(
                        update(
                                connection,
                                "UPDATE \"order\" SET note = NULL WHERE username = 'ann' AND order_id = 'o1' AND note LIKE 'x%'"))
                .isEqualTo(1);
        assertThat(update(
                        connection,
                        "DELETE FROM \"order\" WHERE username = 'ann' AND order_id = 'o1' AND note IS NOT NULL"))
                .isZero();
        assertThat(
                        update(
                                connection,
                                "DELETE FROM \"order\" WHERE username = 'ann' AND order_id = 'o1' AND note IS NULL AND total < 11"))
                .isEqualTo(1);
    }

    @Test
    void versionsCountWrites() throws SQLException {
        insertSamples();
        assertThat(update(connection, "UPDATE customer SET points = 1 WHERE username = 'ann' AND rev = 1"))
                .isEqualTo(1);
        assertThat(update(connection, "UPDATE customer SET points = 2 WHERE username = 'ann' AND rev = 1"))
                .isZero();
        assertThat(update(connection, "UPDATE customer SET points = 2, rev = 3 WHERE username = 'ann' AND rev = 2"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT points, rev FROM customer WHERE username = 'ann'"))
                .containsExactly("2|3");
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> update(connection, "UPDATE customer SET rev = 9 WHERE username = 'ann'"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22023"));
    }

    @Test
    void keysThatNoRowCanHaveFindNothing() throws SQLException {
        insertSamples();
        assertThat(rows(connection, "SELECT * FROM customer WHERE username = ''"))
                .isEmpty();
        assertThat(rows(connection, "SELECT * FROM customer WHERE username = ?", "x".repeat(3000)))
                .isEmpty();
        assertThat(rows(
                        connection,
                        "SELECT * FROM order_line WHERE username = 'ann' AND order_id = 'o1' AND line_no = ?",
                        new java.math.BigDecimal("1.5")))
                .isEmpty();
        assertThat(rows(
                        connection,
                        "SELECT * FROM order_line WHERE username = 'ann' AND order_id = 'o1' AND line_no = ?",
                        1L << 40))
                .isEmpty();
        assertThat(update(connection, "UPDATE customer SET points = 1 WHERE username = ''"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "a b", "%", "日本", "😀", "a\tb\n", "'", "\\", "ORDER#1", "ann#order#o1"})
    void anyTextIsAKey(String name) throws SQLException {
        update(connection, "INSERT INTO customer (username, email) VALUES (?, 'x')", name);
        update(connection, "INSERT INTO \"order\" (username, order_id) VALUES (?, ?)", name, name);
        assertThat(rows(connection, "SELECT username FROM customer WHERE username = ?", name))
                .containsExactly(name);
        assertThat(rows(connection, "SELECT order_id FROM \"order\" WHERE username = ?", name))
                .containsExactly(name);
        assertThat(rows(connection, "SELECT username FROM customer")).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "INSERT INTO customer (username) VALUES ('x'); 23502; email",
                "INSERT INTO customer (username, email, points) VALUES ('x', 'y', 'many'); 22018; \"points\" of \"customer\"",
                "INSERT INTO customer (username, email, points) VALUES ('x', 'y', 3000000000); 22003; \"points\" of \"customer\"",
                "INSERT INTO product (sku, name, price) VALUES ('123456789012345678901', 'n', 1); 22001; \"sku\" of \"product\"",
                "INSERT INTO customer (username, email) VALUES ('', 'y'); 22023; username",
                "UPDATE customer SET email = NULL WHERE username = 'ann'; 23502; email",
                "SELECT * FROM customers; 42P01; customer, order",
                "SELECT nickname FROM customer; 42703; username, email",
                "SELECT * FROM customer WHERE; 42601; WHERE",
                "UPDATE customer SET username = 'bob' WHERE username = 'ann'; 23505; username='bob'",
                "SELECT username, COUNT(*) FROM customer; 42803; username",
                "SELECT * FROM customer ORDER BY 9; 42601; ORDER BY",
                "SELECT username FROM customer c JOIN \"order\" o ON o.username = c.username; 42702; username",
            })
    void errorsSayWhatToDo(String sql, String state, String part) throws SQLException {
        insertSamples();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .satisfies(e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state))
                .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase(part));
    }

    @Test
    void whatIsNotBuiltIsRefusedByItsClass() {
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> rows(connection, "SELECT DISTINCT ON (email) username FROM customer"));
    }

    @Test
    void collectionsAndJson() throws SQLException {
        update(connection, "INSERT INTO product VALUES ('p1', 'Pen', 2, '{\"color\": \"red\", \"sizes\": [1, 2.50]}')");
        assertThat(rows(connection, "SELECT attributes FROM product WHERE sku = 'p1'"))
                .containsExactly("{\"color\":\"red\",\"sizes\":[1,2.5]}");
        update(
                connection,
                "INSERT INTO order_line VALUES ('ann', 'o1', 1, 'p1', 2, ?)",
                connection.createArrayOf("VARCHAR", new Object[] {"b", "a", "b"}));
        assertThat(rows(
                        connection,
                        "SELECT tags FROM order_line WHERE username = 'ann' AND order_id = 'o1' AND line_no = 1"))
                .containsExactly("[\"a\",\"b\"]");
    }
}
