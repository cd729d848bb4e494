package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two transactions see of each other, statement by statement. All of it in one thread: nothing ever waits for a lock. */
class IsolationTest {
    private static final String READ = "SELECT n FROM counter WHERE id = ?";
    private static final String WRITE = "UPDATE counter SET n = ? WHERE id = ?";
    private static final String ADD = "UPDATE counter SET n = n + ? WHERE id = ?";

    private final DataSource dataSource = Tables.empty(Tables.BANK);

    @BeforeEach
    void create() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            update(connection, "INSERT INTO counter (id, n) VALUES ('a', 0)");
            update(connection, "INSERT INTO counter (id, n) VALUES ('b', 0)");
        }
    }

    private void assertStored(String id, int n) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(rows(connection, READ, id)).containsExactly(String.valueOf(n));
        }
    }

    private static void assertLost(Connection connection) {
        assertThatExceptionOfType(SQLTransactionRollbackException.class)
                .isThrownBy(connection::commit)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("40001"));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void aTransactionSeesItsOwnWritesAndNobodyElseDoes(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource);
                Connection other = isolation.begin(dataSource)) {
            update(one, WRITE, 5, "a");
            update(one, "INSERT INTO counter (id, n) VALUES ('c', 7)");
            update(one, "DELETE FROM counter WHERE id = 'b'");

            assertThat(rows(one, READ, "a")).containsExactly("5");
            assertThat(rows(one, READ, "b")).isEmpty();
            assertThat(rows(one, READ, "c")).containsExactly("7");
            assertThat(rows(other, READ, "a")).containsExactly("0");
            assertThat(rows(other, READ, "b")).containsExactly("0");
            assertThat(rows(other, READ, "c")).isEmpty();
            other.rollback();

            one.commit();
            assertThat(rows(other, READ, "a")).containsExactly("5");
            assertThat(rows(other, READ, "b")).isEmpty();
            assertThat(rows(other, READ, "c")).containsExactly("7");
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void whatIsRolledBackWasNeverThere(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource)) {
            update(one, WRITE, 5, "a");
            one.rollback();

            assertThat(rows(one, READ, "a")).containsExactly("0");
            one.commit();
        }
        assertStored("a", 0);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void aClosedConnectionRollsBack(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource)) {
            update(one, WRITE, 5, "a");
        }
        assertStored("a", 0);
    }

    /** What was read is written back over another's write: nothing told READ_COMMITTED that it depends on the read. */
    @Test
    void readCommittedLosesAnUpdateThatWasComputedOutside() throws SQLException {
        try (Connection one = Isolation.READ_COMMITTED.begin(dataSource);
                Connection other = Isolation.READ_COMMITTED.begin(dataSource)) {
            assertThat(rows(one, READ, "a")).containsExactly("0");
            assertThat(rows(other, READ, "a")).containsExactly("0");
            update(other, WRITE, 1, "a");
            other.commit();
            update(one, WRITE, 1, "a");
            one.commit();
        }
        assertStored("a", 1);
    }

    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "READ_COMMITTED", mode = EnumSource.Mode.EXCLUDE)
    void theOthersRefuseToLoseIt(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource);
                Connection other = isolation.begin(dataSource)) {
            assertThat(rows(one, READ, "a")).containsExactly("0");
            assertThat(rows(other, READ, "a")).containsExactly("0");
            update(other, WRITE, 1, "a");
            other.commit();
            // The statement tells at once, and the transaction stays lost.
            assertThatExceptionOfType(SQLTransactionRollbackException.class)
                    .isThrownBy(() -> update(one, WRITE, 1, "a"))
                    .withMessageContaining("id='a'");
            assertLost(one);
        }
        assertStored("a", 1);
    }

    @Test
    void forUpdateMakesReadCommittedRefuseItToo() throws SQLException {
        try (Connection one = Isolation.READ_COMMITTED.begin(dataSource);
                Connection other = Isolation.READ_COMMITTED.begin(dataSource)) {
            assertThat(rows(one, READ + " FOR UPDATE", "a")).containsExactly("0");
            update(other, ADD, 1, "a");
            other.commit();
            update(one, WRITE, 1, "b");
            assertLost(one);
        }
        assertStored("a", 1);
        assertStored("b", 0);
    }

    @Test
    void whatWhereReadIsCheckedByReadCommitted() throws SQLException {
        try (Connection one = Isolation.READ_COMMITTED.begin(dataSource);
                Connection other = Isolation.READ_COMMITTED.begin(dataSource)) {
            assertThat(update(one, "UPDATE counter SET label = 'free' WHERE id = 'a' AND n = 0"))
                    .isEqualTo(1);
            update(other, WRITE, 1, "a");
            other.commit();
            assertLost(one);
        }
    }

    @Test
    void whatSetReadIsCheckedByReadCommitted() throws SQLException {
        try (Connection one = Isolation.READ_COMMITTED.begin(dataSource);
                Connection other = Isolation.READ_COMMITTED.begin(dataSource)) {
            assertThat(update(one, "UPDATE counter SET n = n * 2 + 1 WHERE id = 'a'"))
                    .isEqualTo(1);
            update(other, ADD, 1, "a");
            other.commit();
            assertLost(one);
        }
        assertStored("a", 1);
    }

    @Test
    void incrementsOfReadCommittedMerge() throws SQLException {
        try (Connection one = Isolation.READ_COMMITTED.begin(dataSource);
                Connection other = Isolation.READ_COMMITTED.begin(dataSource)) {
            update(one, ADD, 1, "a");
            update(other, ADD, 10, "a");
            update(one, ADD, 100, "a");
            assertThat(rows(one, READ, "a")).containsExactly("101");
            assertThat(rows(other, READ, "a")).containsExactly("10");
            other.commit();
            one.commit();
        }
        assertStored("a", 111);
    }

    /** Each has written what the other wants to write next; with locks both would wait. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void oppositeOrdersDoNotDeadlock(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource);
                Connection other = isolation.begin(dataSource)) {
            update(one, WRITE, 1, "a");
            update(other, WRITE, 2, "b");
            update(one, WRITE, 1, "b");
            update(other, WRITE, 2, "a");
            one.commit();
            if (isolation == Isolation.READ_COMMITTED) {
                // Neither depends on what the other wrote.
                other.commit();
            } else {
                assertLost(other);
            }
        }
        int last = isolation == Isolation.READ_COMMITTED ? 2 : 1;
        assertStored("a", last);
        assertStored("b", last);
    }

    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "READ_COMMITTED", mode = EnumSource.Mode.EXCLUDE)
    void aReaderThatWritesNothingIsCheckedToo(Isolation isolation) throws SQLException {
        try (Connection reader = isolation.begin(dataSource);
                Connection writer = isolation.begin(dataSource)) {
            assertThat(rows(reader, READ, "a")).containsExactly("0");
            update(writer, WRITE, 1, "a");
            update(writer, WRITE, 1, "b");
            writer.commit();
            assertThat(rows(reader, READ, "b")).containsExactly("1");
            assertLost(reader);
        }
    }

    @Test
    void serializableRefusesReadsThatNewRowsCouldJoin() throws SQLException {
        try (Connection connection = Isolation.SERIALIZABLE.begin(dataSource)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> rows(connection, "SELECT id FROM counter"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("HYC00"));
            assertThat(rows(connection, READ, "a")).containsExactly("0");
            connection.commit();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "READ_COMMITTED", mode = EnumSource.Mode.EXCLUDE)
    void afterALostRaceTheConnectionGoesOn(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource);
                Connection other = isolation.begin(dataSource)) {
            rows(one, READ, "a");
            update(one, WRITE, 1, "b");
            update(other, ADD, 5, "a");
            other.commit();
            assertLost(one);
            assertThat(rows(one, READ, "b"))
                    .as("the transaction was rolled back")
                    .containsExactly("0");
            update(one, WRITE, Integer.parseInt(rows(one, READ, "a").get(0)) + 1, "a");
            one.commit();
        }
        assertStored("a", 6);
        assertStored("b", 0);
    }

    /** Statements that read row {@code a}, whatever they show of it. */
    static List<String> reads() {
        return List.of(
                "SELECT 1 FROM counter WHERE id = 'a'",
                "SELECT COUNT(*) FROM counter WHERE id IN ('a', 'b')",
                "SELECT SUM(n) FROM counter WHERE id IN ('a', 'b')",
                "SELECT b.id FROM counter b LEFT JOIN counter a ON a.id = b.label WHERE b.id = 'b'",
                "SELECT id FROM counter WHERE id = 'b' AND EXISTS (SELECT 1 FROM counter WHERE id = 'a' AND n = 0)",
                "SELECT (SELECT MAX(n) FROM counter WHERE id = 'a') FROM counter WHERE id = 'b'",
                "SELECT id FROM counter WHERE id = 'b' UNION ALL SELECT id FROM counter WHERE id = 'a'");
    }

    static Stream<Arguments> readsOfLevels() {
        List<String> all = List.of(
                "SELECT n FROM counter",
                "SELECT SUM(n) FROM counter",
                "SELECT COUNT(*) FROM counter",
                "SELECT id FROM counter ORDER BY id LIMIT 1");
        return Stream.concat(
                Stream.of(Isolation.REPEATABLE_READ, Isolation.SERIALIZABLE)
                        .flatMap(isolation -> reads().stream().map(read -> Arguments.of(isolation, read))),
                all.stream().map(read -> Arguments.of(Isolation.REPEATABLE_READ, read)));
    }

    @ParameterizedTest
    @MethodSource("readsOfLevels")
    void everythingThatWasReadIsChecked(Isolation isolation, String read) throws SQLException {
        try (Connection one = isolation.begin(dataSource);
                Connection other = dataSource.getConnection()) {
            update(other, "UPDATE counter SET label = 'a' WHERE id = 'b'");
            rows(one, read);
            update(one, "INSERT INTO counter (id, n) VALUES ('c', 1)");
            update(other, ADD, 1, "a");
            assertLost(one);
        }
    }

    /** A row that a condition excludes was not read, as far as REPEATABLE_READ goes; SERIALIZABLE has looked up its key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n FROM counter WHERE id = 'a' AND n = 1",
                "UPDATE counter SET label = 'x' WHERE id = 'a' AND n = 1",
                "DELETE FROM counter WHERE id = 'a' AND n = 1"
            })
    void onlySerializableChecksWhatWhereExcludes(String statement) throws SQLException {
        for (Isolation isolation : Isolation.values()) {
            try (Connection one = isolation.begin(dataSource);
                    Connection other = dataSource.getConnection();
                    Statement without = one.createStatement()) {
                without.execute(statement);
                update(one, WRITE, 7, "b");
                update(other, ADD, 5, "a");
                if (isolation == Isolation.SERIALIZABLE) {
                    assertLost(one);
                } else {
                    one.commit();
                }
            }
        }
    }

    /** Statements about a row that was looked up and not there, and is there now. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n FROM counter WHERE id = 'c'",
                "UPDATE counter SET n = 5 WHERE id = 'c'",
                "UPDATE counter SET n = n + 1 WHERE id = 'c'",
                "DELETE FROM counter WHERE id = 'c'",
                "INSERT INTO counter (id, n) VALUES ('c', 5)",
                "INSERT INTO counter (id, n) VALUES ('c', 5) ON CONFLICT DO NOTHING",
                "INSERT INTO counter (id, n) VALUES ('c', 5) ON CONFLICT (id) DO UPDATE SET n = 5",
                "UPSERT INTO counter (id, n) VALUES ('c', 5)"
            })
    void aRowThatAppearedAfterItWasLookedUpIsALostRace(String statement) throws SQLException {
        try (Connection one = Isolation.SERIALIZABLE.begin(dataSource);
                Connection other = dataSource.getConnection()) {
            assertThat(rows(one, READ, "c")).isEmpty();
            update(other, "INSERT INTO counter (id, n) VALUES ('c', 1)");

            assertThatExceptionOfType(SQLTransactionRollbackException.class).isThrownBy(() -> {
                try (Statement late = one.createStatement()) {
                    late.execute(statement);
                }
                one.commit();
            });
        }
        assertStored("c", 1);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void aRowThatAppearedWhereAnInsertedOneWasDeletedIsALostRace(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource);
                Connection other = dataSource.getConnection()) {
            update(one, "INSERT INTO counter (id, n) VALUES ('c', 1)");
            update(one, "DELETE FROM counter WHERE id = 'c'");
            update(other, "INSERT INTO counter (id, n) VALUES ('c', 7)");
            assertThat(update(one, ADD, 1, "c")).isEqualTo(1);
            assertLost(one);
        }
        assertStored("c", 7);
    }

    /** Statements about a row that was read, and is gone now. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n FROM counter WHERE id = 'a'",
                "UPDATE counter SET n = 5 WHERE id = 'a'",
                "UPDATE counter SET n = n + 1 WHERE id = 'a'",
                "DELETE FROM counter WHERE id = 'a'",
                "INSERT INTO counter (id, n) VALUES ('a', 5) ON CONFLICT DO NOTHING",
                "INSERT INTO counter (id, n) VALUES ('a', 5) ON CONFLICT (id) DO UPDATE SET n = 5",
                "UPSERT INTO counter (id, n) VALUES ('a', 5)"
            })
    void aRowThatWentAfterItWasReadIsALostRace(String statement) throws SQLException {
        for (Isolation isolation : List.of(Isolation.REPEATABLE_READ, Isolation.SERIALIZABLE)) {
            try (Connection one = isolation.begin(dataSource);
                    Connection other = dataSource.getConnection()) {
                assertThat(rows(one, READ, "a")).containsExactly("0");
                update(other, "DELETE FROM counter WHERE id = 'a'");

                assertThatExceptionOfType(SQLTransactionRollbackException.class)
                        .as(isolation.name())
                        .isThrownBy(() -> {
                            try (Statement late = one.createStatement()) {
                                late.execute(statement);
                            }
                            one.commit();
                        });
                assertThat(rows(other, READ, "a")).isEmpty();
                update(other, "INSERT INTO counter (id, n) VALUES ('a', 0)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void anUpdateDoesNotBringBackWhatAnotherDeleted(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource);
                Connection other = dataSource.getConnection()) {
            update(one, WRITE, 5, "a");
            update(other, "DELETE FROM counter WHERE id = 'a'");
            assertLost(one);
            assertThat(rows(other, READ, "a")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void oneOfTwoInsertsOfARowIsLost(Isolation isolation) throws SQLException {
        try (Connection one = isolation.begin(dataSource);
                Connection other = isolation.begin(dataSource)) {
            update(one, "INSERT INTO counter (id, n) VALUES ('c', 1)");
            update(other, "INSERT INTO counter (id, n) VALUES ('c', 2)");
            other.commit();
            assertLost(one);
        }
        assertStored("c", 2);
    }
}
