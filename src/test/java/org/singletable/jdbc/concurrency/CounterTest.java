package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.testing.Race;

/** Sixteen threads count up one counter; none of their increments is lost. */
class CounterTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 10;
    private static final String READ = "SELECT n FROM counter WHERE id = 'c'";
    private static final String INCREMENT = "UPDATE counter SET n = n + 1 WHERE id = 'c'";
    private static final String WRITE = "UPDATE counter SET n = ? WHERE id = 'c'";

    private DataSource dataSource;

    @BeforeEach
    void create() throws SQLException {
        dataSource = Tables.empty(Tables.BANK);
        try (Connection connection = dataSource.getConnection()) {
            update(connection, "INSERT INTO counter (id, n) VALUES ('c', 0)");
        }
    }

    private void assertAllCounted() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(rows(connection, READ)).containsExactly(String.valueOf(THREADS * ROUNDS));
        }
    }

    @Test
    void inAutocommit() throws Exception {
        Race.run(THREADS, number -> {
            try (Connection connection = dataSource.getConnection()) {
                for (int i = 0; i < ROUNDS; i++) {
                    assertThat(update(connection, INCREMENT)).isEqualTo(1);
                }
            }
        });

        assertAllCounted();
    }

    /** Such increments depend on nothing that was read, so nobody has to try again. */
    @Test
    void inTransactionsAtTheFirstAttempt() throws Exception {
        Race.run(THREADS, number -> {
            for (int i = 0; i < ROUNDS; i++) {
                Isolation.READ_COMMITTED
                        .transactions(dataSource)
                        .attempts(1)
                        .run(connection ->
                                assertThat(update(connection, INCREMENT)).isEqualTo(1));
            }
        });

        assertAllCounted();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void severalTimesInATransaction(Isolation isolation) throws Exception {
        Race.run(THREADS, number -> {
            for (int i = 0; i < ROUNDS / 2; i++) {
                isolation.transactions(dataSource).run(connection -> {
                    update(connection, INCREMENT);
                    update(connection, INCREMENT);
                });
            }
        });

        assertAllCounted();
    }

    @ParameterizedTest
    @EnumSource(
            value = Isolation.class,
            names = {"REPEATABLE_READ", "SERIALIZABLE"})
    void readAndWrittenInATransaction(Isolation isolation) throws Exception {
        readAndWrite(isolation, READ);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void readForUpdate(Isolation isolation) throws Exception {
        readAndWrite(isolation, READ + " FOR UPDATE");
    }

    private void readAndWrite(Isolation isolation, String read) throws Exception {
        Race.run(THREADS, number -> {
            for (int i = 0; i < ROUNDS; i++) {
                isolation.transactions(dataSource).run(connection -> {
                    int n = Integer.parseInt(rows(connection, read).get(0));
                    update(connection, WRITE, n + 1);
                });
            }
        });

        assertAllCounted();
    }
}
