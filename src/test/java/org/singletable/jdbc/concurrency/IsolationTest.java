package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
            update(one, WRITE, 1, "a");
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
}
