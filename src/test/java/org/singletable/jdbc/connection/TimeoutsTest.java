package org.singletable.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.Sql;

/** Statements that wait for an answer: how timeouts, {@code cancel} and {@code abort} end the wait. */
class TimeoutsTest {
    private static final String SELECT = "SELECT email FROM customer WHERE username = 'ann'";
    private static final String UPDATE = "UPDATE customer SET city = 'Bern' WHERE username = 'ann'";

    private final ProxiedEngine engine = new ProxiedEngine();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(
                engine.url("mapping-examples/quickstart.json", "timeouts") + "&retries=100");
        Sql.update(connection, "INSERT INTO customer (username, email) VALUES ('ann', 'ann@example.org')");
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        threads.shutdownNow();
        engine.close();
    }

    private static SQLException error(CompletableFuture<?> running) {
        CompletionException error = catchThrowableOfType(CompletionException.class, running::join);
        return (SQLException) error.getCause();
    }

    /** Executes in another thread, and returns when the request is on its way. */
    private CompletableFuture<Void> executeAndHang(Statement statement, String sql, String operation)
            throws InterruptedException {
        long before = engine.proxy().count(operation);
        engine.proxy().fail(operation, new RecordingProxy.Hang());
        CompletableFuture<Void> running = CompletableFuture.runAsync(
                () -> {
                    try {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
        while (engine.proxy().count(operation) == before) {
            Thread.sleep(5);
        }
        return running;
    }

    private void assertUsable() throws SQLException {
        assertThat(Sql.rows(connection, SELECT)).containsExactly("ann@example.org");
    }

    @Test
    void theQueryTimeoutEndsARequest() throws SQLException {
        engine.proxy().fail("GetItem", new RecordingProxy.Hang());
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setQueryTimeout(1);

            SQLException error = catchThrowableOfType(SQLException.class, statement::executeQuery);

            assertThat((Throwable) error)
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessage("the query timeout has passed");
            assertThat(error.getSQLState()).isEqualTo("HYT00");
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }

    @Test
    void theQueryTimeoutIsForAllRetriesTogether() throws SQLException {
        for (int i = 0; i < 1_000; i++) {
            engine.proxy().fail("GetItem", new RecordingProxy.ErrorAnswer(500, "InternalServerError", "no"));
        }
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);

            SQLException error = catchThrowableOfType(SQLException.class, () -> statement.executeQuery(SELECT));

            assertThat(error.getSQLState()).isEqualTo("HYT00");
            assertThat(engine.proxy().count("GetItem")).isGreaterThan(1);
        }
    }

    @Test
    void aWriteThatTimesOutSaysThatItsOutcomeIsUnknown() throws SQLException {
        engine.proxy().fail("UpdateItem", new RecordingProxy.Hang());
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);

            SQLException error = catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(UPDATE));

            assertThat((Throwable) error)
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessageContaining("UpdateItem was on its way; its outcome is unknown");
        }
        assertUsable();
    }

    @Test
    void theNetworkTimeoutLimitsEachRequest() throws SQLException {
        connection.setNetworkTimeout(threads, 100);
        engine.proxy().fail("GetItem", new RecordingProxy.Hang());

        SQLException error = catchThrowableOfType(SQLException.class, () -> Sql.rows(connection, SELECT));

        assertThat((Throwable) error).isInstanceOf(SQLTransientConnectionException.class);
        assertThat(error.getSQLState()).isEqualTo("08006");
        connection.setNetworkTimeout(threads, 0);
        assertUsable();
    }

    @Test
    void aWriteThatMeetsTheNetworkTimeoutHasAnUnknownOutcome() throws SQLException {
        connection.setNetworkTimeout(threads, 100);
        engine.proxy().fail("UpdateItem", new RecordingProxy.Hang());

        SQLException error = catchThrowableOfType(SQLException.class, () -> Sql.update(connection, UPDATE));

        // No 08 state: tools would connect anew and write again.
        assertThat(error.getSQLState()).isEqualTo("58030");
        assertThat(error.getMessage()).contains("its outcome is unknown");
        assertThat(engine.proxy().count("UpdateItem")).isEqualTo(1);
    }

    @Test
    void cancelFromAnotherThreadEndsTheRequestAndNothingElse() throws Exception {
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<Void> running = executeAndHang(statement, SELECT, "GetItem");
            statement.cancel();

            assertThat(error(running).getSQLState()).isEqualTo("57014");
            statement.cancel();
            assertThat(statement.executeQuery(SELECT).next()).isTrue();
        }
    }

    @Test
    void aCancelledWriteSaysThatItsOutcomeIsUnknown() throws Exception {
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<Void> running = executeAndHang(statement, UPDATE, "UpdateItem");
            statement.cancel();

            SQLException error = error(running);
            assertThat(error.getSQLState()).isEqualTo("57014");
            assertThat(error.getMessage()).contains("its outcome is unknown");
        }
    }

    @Test
    void abortEndsTheRequest() throws Exception {
        try (Statement statement = connection.createStatement()) {
            CompletableFuture<Void> running = executeAndHang(statement, SELECT, "GetItem");
            connection.abort(threads);

            assertThat(connection.isClosed()).isTrue();
            assertThat(error(running).getSQLState()).isEqualTo("57014");
        }
    }
}
