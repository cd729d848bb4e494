package org.singletable.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Counters that all threads count up, and two between which they move numbers. */
final class SharedCounters {
    private static final int COUNTERS = 3;

    private final DataSource connections;
    private final Tally tally;
    private final AtomicLong[] acknowledged = new AtomicLong[COUNTERS];
    private final AtomicLong[] unknown = new AtomicLong[COUNTERS];

    SharedCounters(DataSource connections, Tally tally) {
        this.connections = connections;
        this.tally = tally;
        for (int i = 0; i < COUNTERS; i++) {
            acknowledged[i] = new AtomicLong();
            unknown[i] = new AtomicLong();
        }
    }

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < COUNTERS; i++) {
                statement.executeUpdate("INSERT INTO counter (id, n) VALUES ('c" + i + "', 0)");
            }
            statement.executeUpdate("INSERT INTO counter (id, n) VALUES ('left', 0), ('right', 0)");
        }
    }

    /** One counter is counted up, or a number moved. */
    void act(Random random) throws SQLException {
        if (random.nextInt(4) == 0) {
            move(random.nextInt(10), random.nextBoolean());
        } else {
            countUp(random.nextInt(COUNTERS));
        }
    }

    private void countUp(int counter) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE counter SET n = n + 1 WHERE id = ?")) {
            statement.setString(1, "c" + counter);
            assertThat(statement.executeUpdate()).isEqualTo(1);
            acknowledged[counter].incrementAndGet();
            tally.count("counted");
        } catch (SQLException e) {
            tally.count(e.getSQLState() + " of counting");
            if (Failures.of(e) == Failures.UNKNOWN) {
                unknown[counter].incrementAndGet();
            }
        }
    }

    /** By one statement, or a transaction of two. */
    private void move(int number, boolean together) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            if (together) {
                statement.executeUpdate("UPDATE counter SET n = CASE WHEN id = 'left' THEN n + " + number + " ELSE n - "
                        + number + " END WHERE id IN ('left', 'right')");
            } else {
                connection.setAutoCommit(false);
                statement.executeUpdate("UPDATE counter SET n = n + " + number + " WHERE id = 'left'");
                statement.executeUpdate("UPDATE counter SET n = n - " + number + " WHERE id = 'right'");
                connection.commit();
            }
            tally.count("moved");
        } catch (SQLException e) {
            tally.count(e.getSQLState() + " of moving");
            assertThat(Failures.of(e)).isNotEqualTo(Failures.REFUSED);
        }
    }

    /** Nothing that was acknowledged is missing, nothing was counted twice, nothing got lost between two. */
    void settle(Connection connection, String run) throws SQLException {
        for (int i = 0; i < COUNTERS; i++) {
            assertThat(number(connection, "SELECT n FROM counter WHERE id = 'c" + i + "'"))
                    .as("%s: counter %d, %s acknowledged, %s unknown", run, i, acknowledged[i], unknown[i])
                    .isBetween(acknowledged[i].get(), acknowledged[i].get() + unknown[i].get());
        }
        assertThat(number(connection, "SELECT SUM(n) FROM counter WHERE id IN ('left', 'right')"))
                .as(run)
                .isZero();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What was said of the counting, of each counter. */
    String said() {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < COUNTERS; i++) {
            said.append(" c%d: %s acknowledged, %s unknown;".formatted(i, acknowledged[i], unknown[i]));
        }
        return said.toString();
    }
}
