package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.dynamo.DerivedAttributeChecker;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.testing.Race;

/** Sixteen threads want the same unique value: one gets it, and the others are told that it is taken. */
class UniqueRaceTest {
    private static final int THREADS = 16;
    private static final String INSERT = "INSERT INTO member (id, email) VALUES (?, ?)";
    private static final String OWNERS = "SELECT id FROM member WHERE email = 'x@example.org'";

    private static final String EMAIL = "SELECT email FROM member WHERE id = ?";
    private static final String CHANGE = "UPDATE member SET email = ? WHERE id = ?";

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

    /** Few rows and few values: rows come and go and take values from each other, also two at a time. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void everyValueHasOneOwnerAfterAnyChanges(Isolation isolation) throws Exception {
        long seed = Long.getLong("concurrency.seed", System.nanoTime());

        Race.run(THREADS / 2, number -> {
            Random random = new Random(seed + number);
            for (int i = 0; i < 15; i++) {
                try {
                    change(isolation, random);
                } catch (SQLIntegrityConstraintViolationException e) {
                    assertThat(e.getSQLState()).as("seed %d", seed).isEqualTo("23505");
                }
            }
        });

        autocommit(connection -> {
            List<String> emails = rows(connection, "SELECT email FROM member WHERE email IS NOT NULL");
            assertThat(emails).as("seed %d", seed).doesNotHaveDuplicates();
            int rows = DerivedAttributeChecker.of(connection, MappingLoader.load(Tables.MEMBERS))
                    .check();
            assertThat(rows)
                    .as("seed %d", seed)
                    .isEqualTo(rows(connection, "SELECT id FROM member").size());
        });
    }

    private void change(Isolation isolation, Random random) throws SQLException {
        int id = random.nextInt(4);
        int other = (id + 1 + random.nextInt(3)) % 4;
        String email = random.nextInt(4) == 0 ? null : random.nextInt(3) + "@example.org";
        switch (random.nextInt(4)) {
            case 0 -> autocommit(connection -> update(connection, INSERT, id, email));
            case 1 -> autocommit(connection -> update(connection, "DELETE FROM member WHERE id = ?", id));
            case 2 -> autocommit(connection -> update(connection, CHANGE, email, id));
            default ->
                isolation.transactions(dataSource).run(connection -> {
                    List<String> mine = rows(connection, EMAIL, id);
                    List<String> theirs = rows(connection, EMAIL, other);
                    update(connection, CHANGE, null, id);
                    update(connection, CHANGE, text(mine), other);
                    update(connection, CHANGE, text(theirs), id);
                });
        }
    }

    private static String text(List<String> email) {
        return email.isEmpty() || email.get(0).equals("null") ? null : email.get(0);
    }
}
