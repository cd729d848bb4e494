package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.singletable.jdbc.testing.Gate;
import org.singletable.jdbc.testing.HeldRead;
import org.singletable.jdbc.testing.ReadPath;
import org.singletable.jdbc.testing.ReadPathTable;
import org.singletable.jdbc.testing.RecordingProxy;

/** What tests of queries have in common whose requests are held. */
abstract class ReadsInFlight {
    private static ReadPathTable table;
    /** So that the tests' connections share a client. */
    private static Connection keeper;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Connection connection;
    private Statement statement;

    @BeforeAll
    static void fill() throws SQLException {
        table = new ReadPathTable();
        keeper = table.connect("");
    }

    @AfterAll
    static void stop() throws SQLException {
        keeper.close();
        table.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connect("");
    }

    @AfterEach
    void disconnect() throws SQLException {
        proxy().forgetFaults();
        proxy().hold(request -> false);
        threads.shutdownNow();
        connection.close();
    }

    /** In place of the connection before; with other properties it has a client of its own. */
    final void connect(String properties) throws SQLException {
        if (connection != null) {
            connection.close();
        }
        connection = table.connect(properties);
        statement = connection.createStatement();
        proxy().reset();
    }

    static RecordingProxy proxy() {
        return table.proxy();
    }

    final Connection connection() {
        return connection;
    }

    final Statement statement() {
        return statement;
    }

    static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    /** In another thread. */
    final HeldRead<ResultSet> read(ReadPath path) {
        return read(statement, path);
    }

    /** In another thread. */
    final HeldRead<ResultSet> read(Statement other, ReadPath path) {
        return new HeldRead<>(threads, () -> other.executeQuery(path.sql()), ReadsInFlight::count);
    }

    /** In another thread, until all requests are held that the path keeps in flight, and the thread waits for them. */
    final HeldRead<ResultSet> read(ReadPath path, Gate gate) throws InterruptedException {
        HeldRead<ResultSet> reading = read(path);
        gate.awaitArrived(path.inFlight());
        proxy().awaitRequests(path.sent());
        if (path.waitsBehindRows()) {
            reading.result();
            reading.awaitWithin("await");
        }
        return reading;
    }

    static String state(Throwable error) {
        assertThat(error).isInstanceOf(SQLException.class);
        return ((SQLException) error).getSQLState();
    }

    static String state(ThrowingCallable call) {
        return state((Throwable) catchThrowableOfType(SQLException.class, call));
    }
}
