package org.singletable.jdbc.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Executes many statements, some of which fail and some of which the application never closes, and prints what the JVM holds
 * after the first fifth of them and at the end: bytes of heap, threads, and files and sockets that are open (docs/testing.md).
 */
public final class ManyStatements {
    private static final String MAPPING = """
            {"entities": {
              "thing": {"id": "id", "columns": {"id": "int!", "n": "long!", "text": "string"}, "indexes": {"by_n": ["n"]}},
              "tag": {"id": "name", "columns": {"name": "string!", "email": "string"}, "unique": ["email"]}}}""";

    private static final int ROWS = 20;

    /** Statements that a round executes. */
    private static final int STATEMENTS_OF_ROUND = 42;

    private static final int FORGOTTEN = 20;

    private ManyStatements() {}

    /** @param args number of statements (10000) */
    public static void main(String[] args) throws SQLException, InterruptedException {
        int statements = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        Properties properties = new Properties();
        properties.setProperty("mappingJson", MAPPING);
        properties.setProperty("scan", "allow");
        properties.setProperty("pageSize", "5");
        String url = "jdbc:singletable:mem:many_statements";
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            fill(connection);
            int rounds = statements / STATEMENTS_OF_ROUND;
            for (int round = 0; round < rounds; round++) {
                round(connection, round);
                try (Connection other = DriverManager.getConnection(url, properties)) {
                    forget(other);
                }
                if (round == rounds / 5 - 1) {
                    System.out.println("early " + held());
                }
            }
            System.out.println("late " + held());
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO thing (id, n, text) VALUES (?, 0, 'some text')")) {
            for (int id = 0; id < ROWS; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void round(Connection connection, int round) throws SQLException {
        query(connection, "SELECT * FROM thing WHERE id = 3");
        query(connection, "SELECT * FROM thing WHERE id = " + round);
        query(connection, "SELECT text, COUNT(*) FROM thing GROUP BY text ORDER BY 1");
        query(connection, "SELECT a.id FROM thing a JOIN thing b ON b.id = a.id WHERE a.n < 0");
        update(connection, "UPDATE thing SET n = n + 1 WHERE id = 1");
        update(connection, "INSERT INTO tag (name, email) VALUES ('ann', 'ann@example.com')");
        update(connection, "DELETE FROM tag WHERE name = 'ann'");
        batch(connection);
        transaction(connection);
        forget(connection);
        for (int i = 0; i < FORGOTTEN; i++) {
            connection.createStatement().executeQuery("SELECT * FROM thing WHERE id = 3");
        }
        fail(connection, "SELECT nothing FROM thing WHERE id = " + round);
        fail(connection, "SELEC");
        fail(connection, "INSERT INTO thing (id, n) VALUES (1, 1)");
        fail(connection, "INSERT INTO thing (id, n) VALUES (" + (ROWS + round) + ", 1 / 0)");
        fail(connection, "SELECT 1 / (n - n) FROM thing WHERE id = 2");
        cancelled(connection);
        scrolled(connection);
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void batch(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPSERT INTO thing (id, n, text) VALUES (?, ?, 'some text')")) {
            for (int id = 4; id < 10; id++) {
                statement.setInt(1, id);
                statement.setLong(2, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void transaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        update(connection, "UPDATE thing SET n = n + 1 WHERE id = 1");
        update(connection, "UPDATE thing SET n = n - 1 WHERE id = 2");
        connection.setSavepoint();
        connection.commit();
        update(connection, "UPDATE thing SET n = n + 1 WHERE id = 1");
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** The application closes neither statement nor rows, of which it has read some; pages are read ahead. */
    @SuppressWarnings("MustBeClosedChecker") // on purpose
    private static void forget(Connection connection) throws SQLException {
        ResultSet some = connection.createStatement().executeQuery("SELECT * FROM thing");
        some.next();
        ResultSet prepared =
                connection.prepareStatement("SELECT * FROM thing ORDER BY text").executeQuery();
        prepared.next();
    }

    private static void fail(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                statement.getResultSet().next();
            }
        } catch (SQLException e) {
            return;
        }
        throw new IllegalStateException("it should have failed: " + sql);
    }

    private static void cancelled(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM thing")) {
            rows.next();
            statement.cancel();
        }
    }

    private static void scrolled(Connection connection) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("SELECT * FROM thing")) {
            rows.last();
            rows.updateLong("n", 7);
            rows.updateRow();
        }
    }

    private static String held() throws InterruptedException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            // What was forgotten is collected in two steps: by weak references, and then what they led to.
            Thread.sleep(50);
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
        return "bytes=%d threads=%d files=%d".formatted(least, threads.getThreadCount(), files);
    }
}
