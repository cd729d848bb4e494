package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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

/** Rows whose time to live is over while DynamoDB still holds them: shown, or as good as gone. */
class HideExpiredTest {
    private static ProxiedEngine engine;
    private Connection all;
    private Connection hiding;

    @BeforeAll
    static void start() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        String url = engine.url("classpath:mappings/tenants.json", "sessions" + System.nanoTime());
        all = DriverManager.getConnection(url);
        hiding = DriverManager.getConnection(url + "&hideExpired=true");
        update(
                all,
                "INSERT INTO session (token, login, expires) VALUES ('never', 'n', NULL),"
                        + " ('later', 'l', '2100-01-01T00:00:00Z'), ('past', 'p', '2020-01-01T00:00:00Z'),"
                        + " ('zero', 'z', '1970-01-01T00:00:00Z')");
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        hiding.close();
        all.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT token FROM session ORDER BY token; later, never",
                "SELECT COUNT(*) FROM session; 2",
                "SELECT token FROM session WHERE token = 'past'; ``",
                "SELECT token FROM session WHERE token IN ('past', 'later'); later",
                "SELECT a.token FROM session a LEFT JOIN session b ON b.token = 'past' WHERE b.token IS NULL ORDER BY 1; later, never",
                "SELECT login FROM session WHERE token IN (SELECT token FROM session WHERE login = 'z'); ``",
            })
    void expiredRowsReadAsGone(String sql, String tokens) throws SQLException {
        assertThat(String.join(", ", rows(hiding, sql))).isEqualTo(tokens == null ? "" : tokens);
    }

    @Test
    void theyAreShownUnlessThatIsAskedFor() throws SQLException {
        assertThat(rows(all, "SELECT token FROM session ORDER BY token"))
                .containsExactly("later", "never", "past", "zero");
    }

    @Test
    void itCanBeSet() throws SQLException {
        update(hiding, "SET hideExpired = false");
        assertThat(rows(hiding, "SELECT COUNT(*) FROM session")).containsExactly("4");
        update(hiding, "RESET ALL");
        assertThat(rows(hiding, "SELECT COUNT(*) FROM session")).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "UPDATE session SET note = 'x' WHERE token = 'past'; 0",
                "UPDATE session SET note = 'x' WHERE token = 'later'; 1",
                "UPDATE session SET note = 'x'; 2",
                "UPDATE session SET expires = '2100-01-01T00:00:00Z' WHERE token = 'past'; 0",
                "DELETE FROM session WHERE token = 'past'; 0",
                "DELETE FROM session; 2",
            })
    void expiredRowsAreNotWritten(String sql, int count) throws SQLException {
        List<String> before = expired();

        assertThat(update(hiding, sql)).isEqualTo(count);

        assertThat(expired()).isEqualTo(before);
    }

    private List<String> expired() throws SQLException {
        return rows(all, "SELECT * FROM session WHERE token IN ('past', 'zero') ORDER BY token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO session (token, note) VALUES ('past', 'new')",
                "INSERT INTO session (token, login, note) VALUES ('past', 'p', 'new')",
                "INSERT INTO session (token, login, note) VALUES ('past', 'z', 'new')",
                "INSERT INTO session (token, note) VALUES ('past', 'new') ON CONFLICT DO NOTHING",
                "INSERT INTO session (token, login, note) VALUES ('past', 'z', 'new') ON CONFLICT DO NOTHING",
                "INSERT INTO session (token, note) VALUES ('past', 'new') ON CONFLICT (token) DO UPDATE SET note = 'old'",
                "UPSERT INTO session (token, login, note) VALUES ('past', 'p', 'new')",
                "UPDATE session SET token = 'past', login = 'z', note = 'new' WHERE token = 'later'",
            })
    void anExpiredRowIsReplacedAsIfThereWereNone(String sql) throws SQLException {
        assertThat(update(hiding, sql)).isEqualTo(1);

        assertThat(rows(all, "SELECT note FROM session WHERE token = 'past'")).containsExactly("new");
        assertThat(rows(hiding, "SELECT tenant, note FROM session WHERE token = 'past'"))
                .containsExactly("null|new");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void severalRowsInOneStatementOrTransaction(boolean autoCommit) throws SQLException {
        hiding.setAutoCommit(autoCommit);
        // What was looked up in a transaction is in its buffer when the row is inserted.
        assertThat(rows(hiding, "SELECT token FROM session WHERE token = 'past'"))
                .isEmpty();
        assertThat(update(
                        hiding,
                        "INSERT INTO session (token, login) VALUES ('past', 'a'), ('zero', 'p'), ('new', 'z')"
                                + " ON CONFLICT (token) DO NOTHING"))
                .isEqualTo(3);
        if (!autoCommit) {
            assertThat(rows(hiding, "SELECT token FROM session ORDER BY token"))
                    .containsExactly("later", "never", "new", "past", "zero");
            hiding.commit();
        }

        assertThat(rows(all, "SELECT token, login FROM session ORDER BY token"))
                .containsExactly("later|l", "never|n", "new|z", "past|a", "zero|p");
    }

    @Test
    void inASerializableTransaction() throws SQLException {
        hiding.setAutoCommit(false);
        hiding.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(rows(hiding, "SELECT token FROM session WHERE token = 'past'"))
                .isEmpty();
        assertThat(update(hiding, "INSERT INTO session (token, login) VALUES ('past', 'a')"))
                .isEqualTo(1);
        hiding.commit();

        assertThat(rows(all, "SELECT login FROM session WHERE token = 'past'")).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "INSERT INTO session (token) VALUES ('later'); token='later'",
                "INSERT INTO session (token, login) VALUES ('past', 'l'); login",
                "INSERT INTO session (token) VALUES ('past'), ('later'); token='later'",
            })
    void rowsThatHaveNotExpiredAreInTheWay(String sql, String named) throws SQLException {
        List<String> before = rows(all, "SELECT * FROM _items ORDER BY pk");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> update(hiding, sql))
                .withMessageContaining(named)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("23505"));

        assertThat(rows(all, "SELECT * FROM _items ORDER BY pk")).isEqualTo(before);
    }

    @Test
    void anInsertIsOneConditionalPut() throws SQLException {
        update(hiding, "INSERT INTO session (token) VALUES ('past')");

        assertThat(engine.lines())
                .singleElement()
                .asString()
                .startsWith("PutItem; ")
                .contains("condition (attribute_not_exists(pk)) OR ((attribute_exists(pk)) AND (_type = \"session\")"
                        + " AND (expires <= ");
    }

    @Test
    void aBatchReplacesThemToo() throws SQLException {
        try (Statement statement = hiding.createStatement()) {
            statement.addBatch("INSERT INTO session (token, note) VALUES ('past', 'new')");
            statement.addBatch("INSERT INTO session (token, note) VALUES ('zero', 'new')");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
        }
        assertThat(rows(all, "SELECT token FROM session WHERE note = 'new' ORDER BY token"))
                .containsExactly("past", "zero");
    }
}
