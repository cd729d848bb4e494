package org.singletable.jdbc.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;

/** What a statement or a connection keeps by itself has a limit. */
class BoundsTest {
    private static final String MAPPING = """
            {"table": "bounds",
             "entities": {
               "source": {"id": "id", "columns": {"id": "int!", "n": "int!", "text": "string"}, "indexes": {"by_n": ["n"]}},
               "target": {"id": "id", "columns": {"id": "int!", "text": "string"}}}}""";

    private static final int ROWS = 110;
    private static final int CHARACTERS = 1_000;

    private static ProxiedEngine engine;
    private Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        engine = new ProxiedEngine();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int id = 0; id < ROWS; id++) {
                statement.addBatch("UPSERT INTO source (id, n, text) VALUES (" + id + ", " + id + ", '"
                        + "x".repeat(CHARACTERS) + "')");
            }
            statement.executeBatch();
        }
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static Connection connect() throws SQLException {
        return connect("off");
    }

    private static Connection connect(String transactions) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("mappingJson", MAPPING);
        properties.setProperty("ensureTable", "true");
        properties.setProperty("scan", "allow");
        properties.setProperty("transactions", transactions);
        properties.setProperty("atomicity", "row");
        properties.setProperty("user", "singletable");
        properties.setProperty("password", "singletable");
        return DriverManager.getConnection(
                "jdbc:singletable://127.0.0.1:%d/bounds?linger=0"
                        .formatted(engine.proxy().endpoint().getPort()),
                properties);
    }

    @BeforeEach
    void open() throws SQLException {
        connection = connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void limit(int bytes) throws SQLException {
        Sql.update(connection, "SET maxMemoryBytes = " + bytes);
    }

    /** The rows are all made before the first one is written. */
    @Test
    void anInsertOfAQueryHoldsNoMoreRowsThanItMay() throws SQLException {
        limit(ROWS * CHARACTERS);
        String insert = "INSERT INTO target (id, text) SELECT id, text FROM source";

        SQLException error = catchThrowableOfType(SQLException.class, () -> Sql.update(connection, insert));

        assertThat(error.getSQLState()).isEqualTo("54001");
        assertThat(Sql.rows(connection, "SELECT COUNT(*) FROM target")).containsExactly("0");
        limit(ROWS * CHARACTERS * 20);
        assertThat(Sql.update(connection, insert)).isEqualTo(ROWS);
    }

    /** Rows that are written one by one are not taken back: the error says how many they were. */
    @Test
    void returningGivesNoMoreThanMayBeHeld() throws SQLException {
        limit(ROWS * CHARACTERS * 12);
        String update = "UPDATE source SET n = n + 0 WHERE n >= 0 RETURNING " + "text || ".repeat(9) + "text";

        SQLException error = catchThrowableOfType(SQLException.class, () -> Sql.rows(connection, update));

        assertThat(error.getSQLState()).isEqualTo("54001");
        assertThat(error.getMessage()).containsPattern("atomicity=row: [1-9]\\d* rows were written before");
        limit(ROWS * CHARACTERS * 40);
        assertThat(Sql.rows(connection, update)).hasSize(ROWS);
    }

    /** One for each value, as many of them as DynamoDB gets at the same time. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ORDER BY id"})
    void aStatementSendsNoMoreThanEightQueriesAtATime(String order) throws SQLException {
        String values = IntStream.range(0, 40).mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
        engine.proxy().reset();
        assertThat(Sql.rows(connection, "SELECT id FROM source WHERE n IN " + values + order))
                .hasSize(40);
        assertThat(engine.proxy().count("Query")).isEqualTo(40);
        assertThat(engine.proxy().mostAtOnce()).isBetween(2, 8);
    }

    /** Each row that is read must be unchanged at the commit, and DynamoDB checks no more than a hundred together. */
    @Test
    void aTransactionNotesNoMoreRowsThanItCanCheck() throws SQLException {
        try (Connection transaction = connect("on")) {
            transaction.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            transaction.setAutoCommit(false);
            String select = "SELECT /*+ SCAN */ id FROM source WHERE id >= 0";
            SQLException error = catchThrowableOfType(SQLException.class, () -> Sql.rows(transaction, select));
            assertThat(error.getSQLState()).isEqualTo("54000");
            transaction.rollback();
        }
    }

    private static int count(SQLWarning first) {
        int count = 0;
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            count++;
        }
        return count;
    }

    /** Each rollback without transactions says that it took nothing back. */
    @Test
    void aConnectionSaysTheSameWarningOnce() throws SQLException {
        for (int i = 0; i < 100; i++) {
            connection.setAutoCommit(false);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(count(connection.getWarnings())).isEqualTo(2);
        connection.clearWarnings();
        connection.setAutoCommit(false);
        assertThat(count(connection.getWarnings())).isEqualTo(1);
    }

    /** All entries are found through a global index. */
    @Test
    void aBatchSaysTheSameWarningOnce() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int n = 0; n < ROWS; n++) {
                statement.addBatch("UPDATE source SET n = n + 0 WHERE n = " + n);
            }
            statement.executeBatch();
            assertThat(count(statement.getWarnings())).isEqualTo(1);
        }
    }
}
