package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.ProxiedEngine;

/** Statements without autocommit: what they see, what is sent, and what a commit checks. */
class TransactionTest {
    private static ProxiedEngine engine;
    private Connection connection;
    private Connection other;

    @BeforeAll
    static void start() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        String url = engine.url("classpath:mappings/writes.json", "writes" + System.nanoTime());
        connection = DriverManager.getConnection(url);
        other = DriverManager.getConnection(url);
        update(
                connection,
                "INSERT INTO customer (username, email, points) VALUES ('ann', 'a@x', 1), ('bob', 'b@x', 2)");
        update(
                connection,
                "INSERT INTO account (id, owner, balance) VALUES (1, 'ann', 10), (2, 'ann', 20), (3, 'bob', 30)");
        connection.setAutoCommit(false);
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        other.close();
    }

    @Test
    void writesAreSentTogetherByCommit() throws SQLException {
        update(connection, "INSERT INTO account (id, balance) VALUES (4, 40)");
        update(connection, "UPDATE account SET balance = 11 WHERE id = 1");
        update(connection, "DELETE FROM account WHERE id = 2");
        update(connection, "UPDATE account SET balance = 12 WHERE id = 1");
        assertThat(engine.operations()).containsExactly("GetItem", "GetItem", "GetItem");
        assertThat(rows(other, "SELECT id, balance FROM account ORDER BY id")).containsExactly("1|10", "2|20", "3|30");
        engine.proxy().reset();
        connection.commit();
        assertThat(engine.operations()).containsExactly("TransactWriteItems");
        assertThat(rows(other, "SELECT id, balance FROM account ORDER BY id")).containsExactly("1|12", "3|30", "4|40");
    }

    @Test
    void statementsSeeWhatTheirTransactionHasWritten() throws SQLException {
        update(connection, "INSERT INTO account (id, owner, balance) VALUES (4, 'ann', 15)");
        update(connection, "UPDATE account SET balance = 1 WHERE id = 2");
        update(connection, "DELETE FROM account WHERE id = 3");
        assertThat(rows(connection, "SELECT id, balance FROM account WHERE owner = 'ann' ORDER BY balance"))
                .containsExactly("2|1", "1|10", "4|15");
        assertThat(rows(connection, "SELECT id FROM account WHERE owner = 'ann' ORDER BY balance DESC LIMIT 2"))
                .containsExactly("4", "1");
        assertThat(rows(connection, "SELECT COUNT(*) FROM account")).containsExactly("3");
        assertThat(rows(connection, "SELECT id FROM account WHERE id IN (1, 3, 4) ORDER BY id"))
                .containsExactly("1", "4");
        assertThat(rows(connection, "SELECT balance FROM account WHERE id = 4")).containsExactly("15");
        assertThat(rows(
                        connection,
                        "SELECT c.username, a.id FROM customer c JOIN account a ON a.id = c.points WHERE c.username IN"
                                + " ('ann', 'bob') ORDER BY a.id"))
                .containsExactly("ann|1", "bob|2");
        assertThat(rows(connection, "SELECT /*+ SCAN */ pk FROM _items WHERE _entity = 'account' ORDER BY pk"))
                .hasSize(3);
        connection.rollback();
        assertThat(rows(connection, "SELECT id FROM account ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void aLostRaceIsRolledBackAndCanBeTriedAgain() throws SQLException {
        update(connection, "UPDATE account SET balance = 0 WHERE id = 1 AND balance = 10");
        update(other, "UPDATE account SET balance = 5 WHERE id = 1");
        assertThatExceptionOfType(SQLTransactionRollbackException.class)
                .isThrownBy(connection::commit)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("40001"))
                .withMessageContaining("id=1");
        assertThat(update(connection, "UPDATE account SET balance = 0 WHERE id = 1"))
                .isEqualTo(1);
        connection.commit();
        assertThat(rows(other, "SELECT balance FROM account WHERE id = 1")).containsExactly("0");
    }

    @Test
    void incrementsStayRelative() throws SQLException {
        update(connection, "UPDATE customer SET points = points + 1 WHERE username = 'ann'");
        update(connection, "UPDATE customer SET points = points + 1 WHERE username = 'ann'");
        update(other, "UPDATE customer SET points = points + 10 WHERE username = 'ann'");
        assertThat(rows(connection, "SELECT points FROM customer WHERE username = 'ann'"))
                .containsExactly("3");
        connection.commit();
        assertThat(rows(other, "SELECT points FROM customer WHERE username = 'ann'"))
                .containsExactly("13");
    }

    @Test
    void duplicatesAreSeenByTheStatementAndChangeNothing() throws SQLException {
        update(connection, "INSERT INTO account (id, balance) VALUES (4, 40)");
        for (String sql : new String[] {
            "INSERT INTO account (id, balance) VALUES (5, 0), (1, 0)",
            "INSERT INTO account (id, balance) VALUES (4, 0)",
            "INSERT INTO customer (username, email) VALUES ('zoe', 'a@x')"
        }) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> update(connection, sql))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        }
        connection.commit();
        assertThat(rows(other, "SELECT id FROM account ORDER BY id")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void uniqueValuesCanBeSwappedInSeveralStatements() throws SQLException {
        update(connection, "UPDATE customer SET email = NULL WHERE username = 'ann'");
        update(connection, "UPDATE customer SET email = 'a@x' WHERE username = 'bob'");
        update(connection, "UPDATE customer SET email = 'b@x' WHERE username = 'ann'");
        connection.commit();
        assertThat(rows(other, "SELECT username, email FROM customer ORDER BY username"))
                .containsExactly("ann|b@x", "bob|a@x");
    }

    @Test
    void savepointsCutWhatCameAfterThem() throws SQLException {
        update(connection, "UPDATE account SET balance = 1 WHERE id = 1");
        Savepoint first = connection.setSavepoint();
        update(connection, "UPDATE account SET balance = 2 WHERE id = 1");
        Savepoint second = connection.setSavepoint("second");
        update(connection, "DELETE FROM account WHERE id = 1");
        connection.rollback(second);
        assertThat(rows(connection, "SELECT balance FROM account WHERE id = 1")).containsExactly("2");
        connection.rollback(first);
        assertThat(rows(connection, "SELECT balance FROM account WHERE id = 1")).containsExactly("1");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.rollback(second))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("3B001"));
        connection.createStatement().execute("SAVEPOINT third");
        update(connection, "DELETE FROM account WHERE id = 2");
        connection.createStatement().execute("ROLLBACK TO SAVEPOINT third");
        connection.createStatement().execute("COMMIT");
        assertThat(rows(other, "SELECT id, balance FROM account ORDER BY id")).containsExactly("1|1", "2|20", "3|30");
    }

    @Test
    void rowsReadForUpdateAreCheckedAtCommit() throws SQLException {
        assertThat(rows(connection, "SELECT balance FROM account WHERE id = 1 FOR UPDATE"))
                .containsExactly("10");
        update(connection, "UPDATE account SET balance = 0 WHERE id = 3");
        update(other, "UPDATE account SET rate = 1 WHERE id = 1");
        assertThatExceptionOfType(SQLTransactionRollbackException.class).isThrownBy(connection::commit);
        assertThat(rows(other, "SELECT balance FROM account WHERE id = 3")).containsExactly("30");
    }

    @Test
    void repeatableReadChecksEveryRowThatWasRead() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        rows(connection, "SELECT SUM(balance) FROM account WHERE owner = 'ann'");
        update(connection, "UPDATE account SET balance = 0 WHERE id = 3");
        update(other, "UPDATE account SET balance = 21 WHERE id = 2");
        assertThatExceptionOfType(SQLTransactionRollbackException.class).isThrownBy(connection::commit);
    }

    /** It may be again at commit what it was at first: then what a statement made of it in between would be wrong. */
    @Test
    void aRowThatIsNotAsItWasReadBeforeIsNotWritten() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        rows(connection, "SELECT balance FROM account WHERE id = 2");
        update(other, "UPDATE account SET balance = 21 WHERE id = 2");
        assertThatExceptionOfType(SQLTransactionRollbackException.class)
                .isThrownBy(() -> update(connection, "UPDATE account SET balance = 2 * balance WHERE id = 2"))
                .withMessageContaining("id=2");
        update(other, "UPDATE account SET balance = 20 WHERE id = 2");
        for (ThrowingCallable next : List.<ThrowingCallable>of(
                () -> rows(connection, "SELECT 1 FROM account WHERE id = 1"),
                () -> update(connection, "UPDATE account SET balance = 0 WHERE id = 1"),
                connection::commit)) {
            assertThatExceptionOfType(SQLTransactionRollbackException.class)
                    .isThrownBy(next)
                    .withMessageContaining("rollback()");
        }
        assertThat(rows(other, "SELECT balance FROM account WHERE id IN (1, 2) ORDER BY id"))
                .containsExactly("10", "20");
        // The commit has ended it.
        assertThat(update(connection, "UPDATE account SET balance = 2 * balance WHERE id = 2"))
                .isEqualTo(1);
        connection.commit();
        assertThat(rows(other, "SELECT balance FROM account WHERE id = 2")).containsExactly("40");
    }

    @Test
    void serializableChecksKeysWithoutARowAndReadsByKeyOnly() throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> rows(connection, "SELECT * FROM account"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("HYC00"));
        rows(connection, "SELECT * FROM account WHERE id IN (7, 8)");
        update(connection, "UPDATE account SET balance = 0 WHERE id = 3");
        update(other, "INSERT INTO account (id, balance) VALUES (8, 0)");
        assertThatExceptionOfType(SQLTransactionRollbackException.class).isThrownBy(connection::commit);
    }

    @Test
    void closingRollsBack() throws SQLException {
        update(connection, "DELETE FROM account WHERE id = 1");
        connection.close();
        assertThat(rows(other, "SELECT id FROM account WHERE id = 1")).containsExactly("1");
    }

    @Test
    void turningAutocommitOnCommits() throws SQLException {
        update(connection, "DELETE FROM account WHERE id = 1");
        connection.setAutoCommit(true);
        assertThat(rows(other, "SELECT id FROM account WHERE id = 1")).isEmpty();
    }

    @Test
    void moreItemsThanDynamoDbWritesTogetherFailAtTheStatement() throws SQLException {
        for (int i = 0; i < 100; i++) {
            update(connection, "INSERT INTO account (id, balance) VALUES (?, 0)", 1000 + i);
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> update(connection, "INSERT INTO account (id, balance) VALUES (2000, 0)"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("54000"));
        connection.commit();
        assertThat(rows(other, "SELECT COUNT(*) FROM account")).containsExactly("103");
    }

    @Test
    void moreRowsReadThanACommitCanCheckFailAtTheQuery() throws SQLException {
        connection.setAutoCommit(true);
        for (int i = 0; i < 100; i++) {
            update(connection, "INSERT INTO account (id, balance) VALUES (?, 0)", 1000 + i);
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        update(connection, "UPDATE account SET balance = 11 WHERE id = 1");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> rows(connection, "SELECT * FROM account"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("54000"));
        connection.commit();
        assertThat(rows(other, "SELECT balance FROM account WHERE id = 1")).containsExactly("11");
    }
}
