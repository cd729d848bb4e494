package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.ProxiedEngine;

/** What INSERT, UPSERT, UPDATE and DELETE do beyond a row by its key, and the requests they send. */
class WritesTest {
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
                DriverManager.getConnection(engine.url("classpath:mappings/writes.json", "writes" + System.nanoTime()));
        update(
                connection,
                "INSERT INTO customer (username, email, first_name, last_name, points) VALUES ('ann', 'a@x', 'Ann', 'A', 1),"
                        + " ('bob', 'b@x', 'Bob', 'B', 2), ('cyd', NULL, NULL, 'C', NULL)");
        update(
                connection,
                "INSERT INTO account (id, owner, balance) VALUES (1, 'ann', 10), (2, 'ann', 20), (3, 'bob', 30)");
        update(connection, "INSERT INTO entry (account_id, entry_id, amount) VALUES (1, 'e1', 5), (1, 'e2', 6)");
        update(connection, "INSERT INTO document (doc_id, title) VALUES ('d1', 'one'), ('d2', 'two')");
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "INSERT INTO account (id, balance) VALUES (7, 1); 1; PutItem",
                "INSERT INTO account (id, balance) VALUES (7, 1), (8, 1); 2; TransactWriteItems",
                "INSERT INTO account (id, balance) SELECT id + 100, balance FROM account WHERE id IN (1, 2); 2; BatchGetItem, TransactWriteItems",
                "INSERT INTO account (id, balance) SELECT id + 100, balance FROM account WHERE id = 1; 1; GetItem, PutItem",
                "INSERT INTO account (id, balance) VALUES (1, 1) ON CONFLICT DO NOTHING; 0; PutItem",
                "INSERT INTO account (id, balance) VALUES (9, 1) ON CONFLICT DO NOTHING; 1; PutItem",
                "INSERT INTO account (id, balance) VALUES (1, 1), (9, 1) ON CONFLICT (id) DO NOTHING; 1; BatchGetItem, PutItem",
                "INSERT INTO account (id, balance) VALUES (1, 1), (8, 1), (9, 1) ON CONFLICT (id) DO NOTHING; 2; BatchGetItem, TransactWriteItems",
                "INSERT INTO account (id, balance) VALUES (9, 1) ON CONFLICT (id) DO UPDATE SET balance = 5; 1; PutItem",
                "INSERT INTO account (id, balance) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET balance = 5; 1; PutItem, UpdateItem",
                "INSERT INTO account (id, balance) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET balance = 5 WHERE balance > 100; 0; PutItem",
                "INSERT INTO customer (username, email) VALUES ('ann', 'b@x') ON CONFLICT (username) DO NOTHING; 0; TransactWriteItems",
                "INSERT INTO customer (username, email) VALUES ('ann', 'b@x') ON CONFLICT (email) DO NOTHING; 0; TransactWriteItems",
                "INSERT INTO customer (username, email) VALUES ('zoe', 'z@x'), ('zed', 'z@x') ON CONFLICT DO NOTHING; 1; BatchGetItem, TransactWriteItems",
                "UPSERT INTO account (id, balance) VALUES (1, 1); 1; PutItem",
                "UPSERT INTO account (id, balance) VALUES (1, 1), (2, 1); 2; TransactWriteItems",
                "UPSERT INTO document (doc_id, title) VALUES ('d1', 'x'); 1; GetItem, PutItem",
                "UPSERT INTO document (doc_id, title) VALUES ('d1', 'x'), ('d1', 'y'); 2; GetItem, PutItem",
                "UPSERT INTO customer (username, email) VALUES ('ann', 'new@x'); 1; BatchGetItem, TransactWriteItems",
                "UPDATE account SET balance = balance + 5 WHERE id = 1; 1; GetItem, UpdateItem",
                "UPDATE document SET size = size + 5 WHERE doc_id = 'd1'; 1; UpdateItem, GetItem, UpdateItem",
                "UPDATE customer SET points = points + 5 WHERE username = 'ann'; 1; UpdateItem",
                "UPDATE customer SET points = points + 5 WHERE username = 'zoe'; 0; UpdateItem",
                "UPDATE customer SET points = points + 5 WHERE username = 'ann' AND points < 0; 0; UpdateItem",
                "UPDATE customer SET points = 99999999999 WHERE username = 'zoe'; 0; GetItem",
                "UPDATE customer SET points = 99999999999 WHERE username = 'ann' AND points < 0; 0; GetItem",
                "UPDATE account SET rate = 123456 WHERE owner = 'nobody'; 0; Query",
                "UPDATE customer SET points = 9 WHERE points = 1; 1; Query, BatchGetItem, UpdateItem",
                "UPDATE account SET rate = 1.5 WHERE owner = 'ann'; 2; Query, BatchGetItem, TransactWriteItems",
                "UPDATE account SET rate = 1.5 WHERE id IN (1, 2); 2; BatchGetItem, TransactWriteItems",
                "UPDATE customer SET email = 'new@x' WHERE username = 'ann'; 1; GetItem, TransactWriteItems",
                "UPDATE customer SET username = 'ann2' WHERE username = 'ann'; 1; GetItem, TransactWriteItems",
                "UPDATE account SET id = 77 WHERE id = 1; 1; GetItem, TransactWriteItems",
                "UPDATE account SET id = id + 1 WHERE id IN (1, 2, 3); 3; BatchGetItem, TransactWriteItems",
                "DELETE FROM account WHERE id = 1; 1; DeleteItem",
                "DELETE FROM entry WHERE account_id = 1; 2; Query, TransactWriteItems",
                "DELETE FROM customer WHERE username = 'ann'; 1; GetItem, TransactWriteItems",
                "DELETE FROM customer WHERE username = 'zoe'; 0; GetItem",
                "DELETE FROM account WHERE id = 1 AND 1 = 0; 0; ``",
            })
    void countsAndRequests(String sql, int count, String operations) throws SQLException {
        assertThat(update(connection, sql)).isEqualTo(count);
        assertThat(String.join(", ", engine.operations())).isEqualTo(operations == null ? "" : operations);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "INSERT INTO account (id, balance) VALUES (7, 1) RETURNING id, balance * 2; 7|2; PutItem",
                "INSERT INTO account (id, balance) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET balance = account.balance + excluded.balance RETURNING balance; 11; PutItem, UpdateItem",
                "UPDATE customer SET points = points + 5 WHERE username = 'ann' RETURNING username, points; ann|6; UpdateItem",
                "DELETE FROM account WHERE id = 3 RETURNING *; 3|bob|30|null; DeleteItem",
                "DELETE FROM customer WHERE username = 'ann' RETURNING email; a@x; GetItem, TransactWriteItems",
            })
    void returning(String sql, String row, String operations) throws SQLException {
        assertThat(rows(connection, sql)).containsExactly(row);
        assertThat(String.join(", ", engine.operations())).isEqualTo(operations);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "INSERT INTO account (id, balance) VALUES (8, 1), (1, 1); 23505; id=1",
                "INSERT INTO account (id, balance) VALUES (8, 1), (8, 1); 23505; id=8",
                "INSERT INTO account (id, balance) VALUES (8, 1), (9, NULL); 23502; balance",
                "INSERT INTO customer (username, email) VALUES ('zoe', 'a@x'); 23505; customer.email",
                "INSERT INTO customer (username, first_name, last_name) VALUES ('zoe', 'Bob', 'B'); 23505; customer.first_name.last_name",
                "UPDATE customer SET email = 'b@x' WHERE username = 'ann'; 23505; customer.email",
                "UPDATE customer SET email = 'same@x' WHERE username IN ('ann', 'bob'); 23505; customer.email",
                "UPSERT INTO customer (username, email) VALUES ('ann', 'b@x'); 23505; customer.email",
                "UPDATE account SET balance = 9223372036854775807 + balance WHERE id = 1; 22003; balance",
                "UPDATE account SET rate = 123456 WHERE owner = 'ann'; 22003; rate",
                "INSERT INTO account (id, balance, rate) VALUES (9, 1, 123456); 22003; rate",
                "UPDATE customer SET points = points + 2147483647 WHERE username = 'ann'; 22003; points",
                "UPDATE customer SET points = 99999999999 WHERE username = 'ann'; 22003; points",
                "UPDATE customer SET username = 'bob' WHERE username = 'ann'; 23505; username='bob'",
                "UPDATE account SET id = id - 1 WHERE id IN (2, 3); 23505; id=1",
                "INSERT INTO account (id, balance) VALUES (1, 1) ON CONFLICT (owner) DO NOTHING; 42601; owner",
                "INSERT INTO customer (username, email) VALUES ('zoe', 'a@x') ON CONFLICT (username) DO NOTHING; 23505; customer.email",
                "INSERT INTO customer (username, email) VALUES ('zoe', 'z@x'), ('zed', 'z@x') ON CONFLICT (username) DO NOTHING; 23505; customer.email",
                "INSERT INTO customer (username, email) VALUES ('ann', 'n@x') ON CONFLICT (username) DO UPDATE SET email = 'b@x'; 23505; customer.email",
            })
    void failuresChangeNothing(String sql, String state, String part) throws SQLException {
        List<String> before = everything();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> update(connection, sql))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(state))
                .withMessageContaining(part);
        assertThat(everything()).isEqualTo(before);
    }

    private List<String> everything() throws SQLException {
        return rows(connection, "SELECT /*+ SCAN */ _item FROM _items ORDER BY pk, sk");
    }

    @Test
    void uniqueValuesAreFreedAndCanBeSwapped() throws SQLException {
        update(connection, "DELETE FROM customer WHERE username = 'bob'");
        update(connection, "INSERT INTO customer (username, email) VALUES ('zoe', 'b@x')");
        assertThat(update(
                        connection,
                        "UPDATE customer SET email = CASE WHEN username = 'ann' THEN 'b@x' ELSE 'a@x' END"
                                + " WHERE username IN ('ann', 'zoe')"))
                .isEqualTo(2);
        assertThat(rows(connection, "SELECT username, email FROM customer ORDER BY username"))
                .containsExactly("ann|b@x", "cyd|null", "zoe|a@x");
        assertThat(rows(connection, "SELECT /*+ SCAN */ pk FROM _items WHERE pk LIKE '!customer.email%' ORDER BY pk"))
                .containsExactly("!customer.email#a@x", "!customer.email#b@x");
    }

    @Test
    void onConflictOfAUniqueColumnUpdatesTheRowThatHasTheValue() throws SQLException {
        assertThat(update(
                        connection,
                        "INSERT INTO customer (username, email) VALUES ('zoe', 'a@x') ON CONFLICT (email) DO UPDATE SET"
                                + " points = 99"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT username, points FROM customer WHERE points = 99"))
                .containsExactly("ann|99");
    }

    @ParameterizedTest
    @CsvSource({"zoe, 0", "ann, 9"})
    void aValueThatFitsNoRowIsNoErrorWhereThereIsNone(String username, int points) throws SQLException {
        String sql = "UPDATE customer SET points = ? WHERE username = ? AND points < ?";

        assertThat(update(connection, sql, 99_999_999_999L, username, points - 9))
                .isZero();
        assertThat(engine.operations()).containsExactly("GetItem");
    }

    @Test
    void rowsAreMovedWithAllTheyHave() throws SQLException {
        update(connection, "UPDATE account SET id = 50 WHERE id = 3");
        assertThat(rows(connection, "SELECT id, balance FROM account WHERE owner = 'bob'"))
                .containsExactly("50|30");
        assertThat(rows(connection, "SELECT id FROM account WHERE id = 3")).isEmpty();
    }

    @Test
    void aVersionIsCountedByEveryWrite() throws SQLException {
        update(connection, "UPDATE document SET title = 'x' WHERE title IN ('one', 'two')");
        update(connection, "UPSERT INTO document (doc_id, title) VALUES ('d1', 'y')");
        assertThat(rows(connection, "SELECT doc_id, title, version FROM document ORDER BY doc_id"))
                .containsExactly("d1|y|3", "d2|x|2");
    }

    /** There is none behind it, which is an error of a row that has it. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE document SET size = 1", "DELETE FROM document"})
    void theLargestVersionIsNoErrorWhereNoRowHasIt(String sql) throws SQLException {
        assertThat(update(connection, sql + " WHERE doc_id = 'd1' AND version = 2147483647"))
                .isZero();
    }
}
