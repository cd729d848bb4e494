package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.engine.Database;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ConnectionTest {
    private static final String URL =
            "jdbc:singletable:mem:connection-test?mapping=mapping-examples/quickstart.json&drop=onClose";
    private static final String INSERT = "INSERT INTO customer (username, email) VALUES ('%s', 'a@example.org')";

    /** Keeps the engine while connections come and go. */
    private static Connection keeper;

    private Connection connection;

    @BeforeAll
    static void startEngine() throws SQLException {
        keeper = DriverManager.getConnection(URL);
    }

    @AfterAll
    static void stopEngine() throws SQLException {
        keeper.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(URL);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void everyStatementIsItsOwnTransaction() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        connection.setAutoCommit(true);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                connection::commit,
                connection::rollback,
                connection::setSavepoint,
                () -> connection.setSavepoint("name"))) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(call)
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("25P01"))
                    .withMessageContaining("setAutoCommit(false)");
        }
    }

    @Test
    void isolationIsReadCommittedUnlessItIsSet() throws SQLException {
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
    }

    @Test
    void readOnlyConnectionsReadOnly() throws SQLException {
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
        assertThat(connection.getMetaData().isReadOnly()).isTrue();
        try (Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeUpdate(INSERT.formatted("ann")))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("25006");
            assertThat(statement
                            .executeQuery("SELECT * FROM customer WHERE username = 'ann'")
                            .next())
                    .isFalse();
            connection.setReadOnly(false);
            assertThat(statement.executeUpdate(INSERT.formatted("ann"))).isEqualTo(1);
        }
    }

    @Test
    void theSchemaIsTheTableAndThereAreNoCatalogs() throws SQLException {
        assertThat(connection.getSchema()).isEqualTo("connection-test");
        connection.setSchema("connection-test");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.setSchema("other"))
                .withMessageContaining("connection-test");
        assertThat(connection.getCatalog()).isNull();
        connection.setCatalog("ignored");
    }

    @Test
    void closingClosesStatementsAndResultSets() throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM customer WHERE username = 'ann'");

        connection.close();
        connection.close();

        assertThat(connection.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThat(rows.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThatExceptionOfType(SQLNonTransientConnectionException.class)
                .isThrownBy(connection::createStatement)
                .extracting(SQLException::getSQLState)
                .isEqualTo("08003");
    }

    @Test
    void validWhileOpen() throws SQLException {
        assertThat(connection.isValid(0)).isTrue();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.isValid(-1));
    }

    @Test
    void abortLeavesTheClosingToTheExecutor() throws SQLException {
        Statement statement = connection.createStatement();
        Queue<Runnable> tasks = new ArrayDeque<>();

        connection.abort(tasks::add);
        connection.abort(tasks::add);

        assertThat(connection.isClosed()).isTrue();
        assertThat(statement.isClosed()).isFalse();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(statement.isClosed()).isTrue();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.abort(null));
    }

    @Test
    void networkTimeoutIsKept() throws SQLException {
        assertThat(connection.getNetworkTimeout()).isZero();
        connection.setNetworkTimeout(null, 1500);
        assertThat(connection.getNetworkTimeout()).isEqualTo(1500);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.setNetworkTimeout(null, -1));
    }

    @Test
    void clientInfoIsNotKeptAndSaysSo() throws SQLException {
        connection.clearWarnings();
        connection.setClientInfo("ApplicationName", "test");

        assertThat((Throwable) connection.getWarnings()).hasMessageContaining("ApplicationName");
        assertThat(connection.getClientInfo("ApplicationName")).isNull();
        connection.clearWarnings();
        assertThat((Throwable) connection.getWarnings()).isNull();
    }

    @Test
    void someKindsOfStatementsThereAreNot() throws SQLException {
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> connection.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT));
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> connection.prepareCall("{call f()}"));
    }

    @Test
    void unwrapsToItselfAndToTheClient() throws SQLException {
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThat(connection.isWrapperFor(DynamoDbClient.class)).isTrue();
        assertThat(connection.unwrap(DynamoDbClient.class).listTables().tableNames())
                .contains("connection-test");
        assertThat(connection.isWrapperFor(Database.class)).isFalse();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.unwrap(Thread.class));
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.unwrap(null));
    }

    @Test
    void arraysAreMadeOfTypedElements() throws SQLException {
        Array array = connection.createArrayOf("integer", new Object[] {1, "2", null});

        assertThat((Integer[]) array.getArray()).containsExactly(1, 2, null);
        assertThat(array.getBaseTypeName()).isEqualTo("INTEGER");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.createArrayOf("int", new Object[] {"no number"}));
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> connection.createArrayOf("point", new Object[0]));
    }

    @Test
    void connectionsOfOneConfigurationSeeOneEngine() throws SQLException {
        try (Connection other = DriverManager.getConnection(URL);
                Statement writer = connection.createStatement();
                PreparedStatement reader = other.prepareStatement("SELECT email FROM customer WHERE username = ?")) {
            writer.executeUpdate(INSERT.formatted("bob"));
            reader.setString(1, "bob");
            ResultSet rows = reader.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("email")).isEqualTo("a@example.org");
        }
    }
}
