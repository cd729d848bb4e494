package org.singletable.jdbc;

import static java.sql.ResultSet.CONCUR_READ_ONLY;
import static java.sql.ResultSet.FETCH_FORWARD;
import static java.sql.ResultSet.FETCH_REVERSE;
import static java.sql.ResultSet.TYPE_FORWARD_ONLY;
import static java.sql.ResultSet.TYPE_SCROLL_INSENSITIVE;
import static java.sql.ResultSet.TYPE_SCROLL_SENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.ProxiedEngine;

/** Result sets whose cursor moves in both directions. */
class ScrolledResultSetTest {
    private static final String BY_ID = "SELECT id, owner FROM account ORDER BY id";

    private static ProxiedEngine engine;
    private static String url;
    /** The same rows for comparison. */
    private static Connection h2;

    private Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        engine = new ProxiedEngine();
        url = engine.url("classpath:mappings/writes.json", "scrolled");
        h2 = DriverManager.getConnection("jdbc:h2:mem:scrolled");
        update(h2, "CREATE TABLE account (id INT PRIMARY KEY, owner VARCHAR, balance INT)");
        try (Connection filling = DriverManager.getConnection(url)) {
            for (Connection each : List.of(filling, h2)) {
                update(
                        each,
                        "INSERT INTO account (id, owner, balance) VALUES (1, 'ann', 10), (2, 'ann', 20), (3, 'bob', 30), (4, 'cy', 40)");
            }
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        engine.close();
        h2.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(url);
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private static ResultSet scrolled(Connection connection, String sql) throws SQLException {
        Statement statement = connection.createStatement(TYPE_SCROLL_INSENSITIVE, CONCUR_READ_ONLY);
        return statement.executeQuery(sql);
    }

    @Test
    void theCursorGoesWhereItIsSent() throws SQLException {
        ResultSet rows = scrolled(connection, BY_ID);
        assertThat(rows.getType()).isEqualTo(TYPE_SCROLL_INSENSITIVE);
        assertThat(rows.getStatement().getResultSetType()).isEqualTo(TYPE_SCROLL_INSENSITIVE);
        assertThat(rows.last()).isTrue();
        assertThat(rows.getRow()).isEqualTo(4);
        assertThat(rows.getInt(1)).isEqualTo(4);
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getString("owner")).isEqualTo("bob");
        assertThat(rows.absolute(-4)).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.relative(2)).isTrue();
        assertThat(rows.getInt("id")).isEqualTo(3);
        assertThat(rows.absolute(0)).isFalse();
        assertThat(rows.isBeforeFirst()).isTrue();
        rows.afterLast();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.getRow()).isZero();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> rows.getInt(1));
        assertThat(rows.previous()).isTrue();
        assertThat(rows.isLast()).isTrue();
    }

    /** Any moves over result sets of any size are answered as H2 answers them. */
    @Test
    void movesAsH2Does() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int size = 0; size <= 4; size++) {
            String sql = BY_ID + " LIMIT " + size;
            ResultSet ours = scrolled(connection, sql);
            ResultSet theirs = scrolled(h2, sql);
            List<String> moves = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int move = random.nextInt(8);
                int argument = random.nextInt(13) - 6;
                moves.add(move + "(" + argument + ")");
                assertThat(state(ours, move, argument))
                        .as("seed " + seed + ", " + size + " rows, " + moves)
                        .isEqualTo(state(theirs, move, argument));
            }
        }
    }

    private static List<Object> state(ResultSet rows, int move, int argument) throws SQLException {
        boolean onRow = switch (move) {
            case 0 -> rows.next();
            case 1 -> rows.previous();
            case 2 -> rows.first();
            case 3 -> rows.last();
            case 4 -> rows.absolute(argument);
            case 5 -> rows.relative(argument);
            case 6 -> {
                rows.beforeFirst();
                yield false;
            }
            default -> {
                rows.afterLast();
                yield false;
            }
        };
        return List.of(
                onRow,
                rows.getRow(),
                rows.isBeforeFirst(),
                rows.isFirst(),
                rows.isLast(),
                rows.isAfterLast(),
                onRow ? rows.getInt(1) : 0);
    }

    /** Pages are asked for as far as the cursor goes, and none twice. */
    @Test
    void readsAsFarAsItGoes() throws Exception {
        for (int i = 0; i < 9; i++) {
            update(connection, "INSERT INTO entry (account_id, entry_id) VALUES (1, ?)", "e" + i);
        }
        engine.proxy().reset();
        Statement statement = connection.createStatement(TYPE_SCROLL_INSENSITIVE, CONCUR_READ_ONLY);
        statement.setFetchSize(1);
        ResultSet rows = statement.executeQuery("SELECT entry_id FROM entry WHERE account_id = 1");
        rows.next();
        rows.next();
        rows.first();
        // Two pages, and one ahead.
        engine.proxy().awaitRequests(3);
        assertThat(engine.operations()).containsExactly("Query", "Query", "Query");
        rows.last();
        assertThat(rows.getString(1)).isEqualTo("e8");
        int all = engine.proxy().requests().size();
        rows.first();
        rows.afterLast();
        rows.absolute(2);
        assertThat(rows.getString(1)).isEqualTo("e1");
        assertThat(engine.proxy().requests()).hasSize(all);
    }

    @Test
    void otherWritesDoNotChangeTheRowsThatWereRead() throws SQLException {
        ResultSet rows = scrolled(connection, BY_ID);
        rows.last();
        update(connection, "UPDATE account SET owner = 'eve' WHERE id = 1");
        rows.first();
        assertThat(rows.getString(2)).isEqualTo("ann");
        update(connection, "UPDATE account SET owner = 'ann' WHERE id = 1");
    }

    @Test
    void keepsNoMoreRowsThanTheMemoryHolds() throws SQLException {
        String note = "n".repeat(1_000);
        for (int i = 0; i < 60; i++) {
            update(connection, "INSERT INTO entry (account_id, entry_id, note) VALUES (2, ?, ?)", "e" + (10 + i), note);
        }
        try (Connection small = DriverManager.getConnection(url + "&maxMemoryBytes=100000&pageSize=5")) {
            ResultSet rows = scrolled(small, "SELECT * FROM entry WHERE account_id = 2");
            SQLException failure = catchThrowableOfType(SQLException.class, rows::last);
            assertThat(failure.getSQLState()).isEqualTo("54001");
            // It does not end here, as far as anybody knows.
            assertThatExceptionOfType(SQLException.class).isThrownBy(rows::afterLast);
            rows.first();
            assertThat(rows.getString("entry_id")).isEqualTo("e10");
        }
    }

    @Test
    void aSensitiveOneIsAnInsensitiveOneWithAWarning() throws SQLException {
        try (Statement statement = connection.createStatement(TYPE_SCROLL_SENSITIVE, CONCUR_READ_ONLY)) {
            assertThat(statement.getResultSetType()).isEqualTo(TYPE_SCROLL_INSENSITIVE);
            assertThat((Throwable) connection.getWarnings()).hasMessageContaining("TYPE_SCROLL_SENSITIVE");
        }
        assertThat(connection.getMetaData().supportsResultSetType(TYPE_SCROLL_SENSITIVE))
                .isFalse();
        assertThat(connection.getMetaData().supportsResultSetType(TYPE_SCROLL_INSENSITIVE))
                .isTrue();
    }

    @Test
    void theDirectionOfFetchingIsAHint() throws SQLException {
        ResultSet rows = scrolled(connection, BY_ID);
        rows.setFetchDirection(FETCH_REVERSE);
        assertThat(rows.getFetchDirection()).isEqualTo(FETCH_FORWARD);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> rows.setFetchDirection(7));
    }

    @Test
    void oneOfForwardOnlySaysWhatToAskFor() throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery(BY_ID);
        assertThat(rows.getType()).isEqualTo(TYPE_FORWARD_ONLY);
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(rows::previous)
                .withMessageContaining("TYPE_SCROLL_INSENSITIVE");
    }
}
