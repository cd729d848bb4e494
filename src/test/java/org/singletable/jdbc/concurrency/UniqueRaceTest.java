package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.testing.Race;

/** Sixteen threads want the same unique value: one gets it, and the others are told that it is taken. */
class UniqueRaceTest {
    private static final int THREADS = 16;
    private static final String INSERT = "INSERT INTO member (id, email) VALUES (?, ?)";
    private static final String OWNERS = "SELECT id FROM member WHERE email = 'x@example.org'";

    private final DataSource dataSource = Tables.empty(Tables.MEMBERS);

    /** A thread's try to get the value. */
    private interface Try {
        void run(int number) throws SQLException;
    }

    private interface Statement {
        void run(Connection connection) throws SQLException;
    }

    private void autocommit(Statement statement) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            statement.run(connection);
        }
    }

    /** @return the number of the thread that got it */
    private static int winner(Try attempt) throws Exception {
        List<Boolean> won = Race.results(THREADS, number -> {
            try {
                attempt.run(number);
                return true;
            } catch (SQLIntegrityConstraintViolationException e) {
                assertThat(e.getSQLState()).isEqualTo("23505");
                return false;
            }
        });
        assertThat(Collections.frequency(won, true)).as("threads that got it").isEqualTo(1);
        return won.indexOf(true);
    }

    @Test
    void aPrimaryKeyIsInsertedOnce() throws Exception {
        int winner = winner(number -> autocommit(
                connection -> update(connection, "INSERT INTO member (id, name) VALUES (1, ?)", "thread " + number)));

        autocommit(connection ->
                assertThat(rows(connection, "SELECT id, name FROM member")).containsExactly("1|thread " + winner));
    }

    @Test
    void aValueIsInsertedOnce() throws Exception {
        int winner = winner(number -> autocommit(connection -> update(connection, INSERT, number, "x@example.org")));

        assertOwned(winner);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void aValueIsInsertedOnceByTransactions(Isolation isolation) throws Exception {
        int winner = winner(number -> isolation
                .transactions(dataSource)
                .run(connection -> update(connection, INSERT, number, "x@example.org")));

        assertOwned(winner);
    }

    private void assertOwned(int winner) throws SQLException {
        autocommit(connection -> {
            assertThat(rows(connection, "SELECT id, email FROM member")).containsExactly(winner + "|x@example.org");
            // Nothing is left of the others: the value is free when the winner is gone.
            update(connection, "DELETE FROM member WHERE id = ?", winner);
            assertThat(update(connection, INSERT, 99, "x@example.org")).isEqualTo(1);
        });
    }

    @Test
    void aValueIsTakenOnceByRowsThatAreThere() throws Exception {
        insertAll();

        int winner = winner(number -> autocommit(connection -> take(connection, number)));

        assertChanged(winner);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void aValueIsTakenOnceByTransactions(Isolation isolation) throws Exception {
        insertAll();

        int winner = winner(number -> isolation.transactions(dataSource).run(connection -> take(connection, number)));

        assertChanged(winner);
    }

    private void insertAll() throws SQLException {
        autocommit(connection -> {
            for (int i = 0; i < THREADS; i++) {
                update(connection, INSERT, i, i + "@example.org");
            }
        });
    }

    private static void take(Connection connection, int number) throws SQLException {
        update(connection, "UPDATE member SET email = 'x@example.org' WHERE id = ?", number);
    }

    private void assertChanged(int winner) throws SQLException {
        autocommit(connection -> {
            assertThat(rows(connection, OWNERS)).containsExactly(String.valueOf(winner));
            // The winner's former value is free, and those of the others are still theirs.
            assertThat(update(connection, INSERT, 99, winner + "@example.org")).isEqualTo(1);
            int loser = (winner + 1) % THREADS;
            assertThat(rows(connection, "SELECT email FROM member WHERE id = ?", loser))
                    .containsExactly(loser + "@example.org");
        });
    }

    /** A value changes hands all the time; whoever has it at the end is the only one. */
    @Test
    void aValueThatIsGivenBackIsTakenAgain() throws Exception {
        insertAll();

        Race.run(THREADS, number -> {
            for (int i = 0; i < 5; i++) {
                try {
                    autocommit(connection -> take(connection, number));
                } catch (SQLIntegrityConstraintViolationException e) {
                    continue;
                }
                autocommit(connection -> update(
                        connection, "UPDATE member SET email = ? WHERE id = ?", number + "@example.org", number));
            }
        });

        autocommit(connection -> {
            assertThat(rows(connection, OWNERS)).isEmpty();
            assertThat(update(connection, INSERT, 99, "x@example.org")).isEqualTo(1);
        });
    }
}
