package org.singletable.jdbc;

import static java.sql.ResultSet.CONCUR_READ_ONLY;
import static java.sql.ResultSet.CONCUR_UPDATABLE;
import static java.sql.ResultSet.TYPE_FORWARD_ONLY;
import static java.sql.ResultSet.TYPE_SCROLL_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.ProxiedEngine;

/** Result sets through which rows are changed: what is sent, what the rows are then, and what is refused. */
class UpdatableResultSetTest {
    private static final String BY_ID = "SELECT * FROM account ORDER BY id";

    private static ProxiedEngine engine;
    private Connection connection;

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
        connection = DriverManager.getConnection(
                engine.url("classpath:mappings/writes.json", "updatable" + System.nanoTime()));
        update(
                connection,
                "INSERT INTO account (id, owner, balance) VALUES (1, 'ann', 10), (2, 'ann', 20), (3, 'bob', 30)");
        update(connection, "INSERT INTO document (doc_id, title) VALUES ('a', 'first')");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private ResultSet open(String sql) throws SQLException {
        return open(sql, TYPE_SCROLL_INSENSITIVE);
    }

    private ResultSet open(String sql, int type) throws SQLException {
        ResultSet rows = connection.createStatement(type, CONCUR_UPDATABLE).executeQuery(sql);
        assertThat(rows.getConcurrency()).isEqualTo(CONCUR_UPDATABLE);
        return rows;
    }

    private static String state(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    @ParameterizedTest
    @ValueSource(ints = {TYPE_FORWARD_ONLY, TYPE_SCROLL_INSENSITIVE})
    void updateRowIsOneUpdate(int type) throws SQLException {
        ResultSet rows = open(BY_ID, type);
        rows.next();
        rows.next();
        engine.proxy().reset();
        rows.updateLong("balance", 21);
        rows.updateBigDecimal("rate", new BigDecimal("1.5"));
        rows.updateNull("owner");
        assertThat(rows.getLong("balance")).isEqualTo(20);
        rows.updateRow();
        assertThat(engine.operations()).containsExactly("UpdateItem");
        // As it is stored.
        assertThat(rows.getBigDecimal("rate")).isEqualTo("1.50");
        assertThat(rows.getString("owner")).isNull();
        assertThat(rows(connection, "SELECT * FROM account WHERE id = 2")).containsExactly("2|null|21|1.50");
        rows.next();
        assertThat(rows.getInt("id")).isEqualTo(3);
        engine.proxy().reset();
        rows.updateRow();
        assertThat(engine.proxy().requests()).isEmpty();
    }

    @Test
    void changesThatAreNotMadeAreForgotten() throws SQLException {
        ResultSet rows = open(BY_ID);
        rows.next();
        engine.proxy().reset();
        rows.updateLong("balance", 11);
        rows.cancelRowUpdates();
        rows.updateRow();
        rows.updateLong("balance", 11);
        rows.next();
        rows.updateRow();
        rows.updateLong("balance", 11);
        rows.moveToInsertRow();
        rows.moveToCurrentRow();
        rows.updateRow();
        assertThat(engine.proxy().requests()).isEmpty();
    }

    @Test
    void theKeyMayChange() throws SQLException {
        ResultSet rows = open("SELECT id, balance FROM account WHERE id = 1");
        rows.next();
        rows.updateInt("id", 9);
        rows.updateRow();
        rows.updateLong("balance", 90);
        rows.updateRow();
        assertThat(rows(connection, BY_ID)).containsExactly("2|ann|20|null", "3|bob|30|null", "9|ann|90|null");
    }

    @Test
    void insertRowIsOneInsert() throws SQLException {
        ResultSet rows = open(BY_ID);
        rows.next();
        rows.moveToInsertRow();
        assertThat(state(rows::insertRow)).isEqualTo("HY010");
        rows.updateString("id", "4");
        rows.updateObject("rate", 2.25);
        assertThat(rows.getInt("id")).isEqualTo(4);
        assertThat(rows.getObject("id")).isEqualTo(4);
        assertThat(rows.getString("owner")).isNull();
        assertThat(state(rows::updateRow)).isEqualTo("HY010");
        assertThat(state(rows::deleteRow)).isEqualTo("HY010");
        assertThat(state(rows::insertRow)).isEqualTo("23502");
        rows.updateLong("balance", 40);
        engine.proxy().reset();
        rows.insertRow();
        assertThat(engine.operations()).containsExactly("PutItem");
        assertThat(rows(connection, "SELECT * FROM account WHERE id = 4")).containsExactly("4|null|40|2.25");
        rows.updateInt("id", 4);
        rows.updateLong("balance", 41);
        assertThatExceptionOfType(SQLIntegrityConstraintViolationException.class)
                .isThrownBy(rows::insertRow);
        rows.moveToCurrentRow();
        assertThat(rows.getInt("id")).isEqualTo(1);
        assertThat(state(rows::insertRow)).isEqualTo("HY010");
    }

    @Test
    void deleteRowLeavesTheCursorInFrontOfTheNextRow() throws SQLException {
        ResultSet rows = open(BY_ID);
        rows.absolute(2);
        engine.proxy().reset();
        rows.deleteRow();
        assertThat(engine.operations()).containsExactly("DeleteItem");
        assertThat(state(() -> rows.getInt(1))).isEqualTo("HY010");
        assertThat(state(rows::deleteRow)).isEqualTo("HY010");
        assertThat(rows.getRow()).isZero();
        rows.next();
        assertThat(rows.getInt("id")).isEqualTo(3);
        assertThat(rows.getRow()).isEqualTo(2);
        assertThat(rows.isLast()).isTrue();
        rows.deleteRow();
        rows.previous();
        assertThat(rows.getInt("id")).isEqualTo(1);
        rows.deleteRow();
        assertThat(rows.next()).isFalse();
        assertThat(rows(connection, BY_ID)).isEmpty();
    }

    @Test
    void rowsOfOneThatMovesForwardAreDeletedOnTheWay() throws SQLException {
        ResultSet rows = open(BY_ID, TYPE_FORWARD_ONLY);
        while (rows.next()) {
            if (rows.getString("owner").equals("ann")) {
                rows.deleteRow();
            }
        }
        assertThat(rows(connection, BY_ID)).containsExactly("3|bob|30|null");
    }

    @Test
    void aRowThatOthersHaveDeletedIsNotChanged() throws SQLException {
        ResultSet rows = open(BY_ID);
        rows.next();
        update(connection, "DELETE FROM account WHERE id = 1");
        rows.updateLong("balance", 0);
        assertThat(state(rows::updateRow)).isEqualTo("02000");
        assertThat(state(rows::deleteRow)).isEqualTo("02000");
        assertThat(state(rows::refreshRow)).isEqualTo("02000");
        assertThat(rows(connection, BY_ID)).hasSize(2);
        rows.next();
        assertThat(rows.getInt("id")).isEqualTo(2);
    }

    /** The version was read with the row: what others have changed is not written over. */
    @Test
    void aRowWithAVersionIsChangedOnlyAsItWasRead() throws SQLException {
        ResultSet rows = open("SELECT * FROM document");
        rows.next();
        update(connection, "UPDATE document SET title = 'second' WHERE doc_id = 'a'");
        rows.updateInt("size", 7);
        SQLException failure = catchThrowableOfType(SQLException.class, rows::updateRow);
        assertThat(failure.getSQLState()).isEqualTo("02000");
        assertThat((Throwable) failure).hasMessageContaining("changed by others");
        assertThat(state(rows::deleteRow)).isEqualTo("02000");
        rows.refreshRow();
        assertThat(rows.getString("title")).isEqualTo("second");
        rows.updateInt("size", 7);
        rows.updateRow();
        rows.updateInt("size", 8);
        rows.updateRow();
        assertThat(rows(connection, "SELECT title, size FROM document")).containsExactly("second|8");
    }

    @Test
    void changesArePartOfTheTransaction() throws SQLException {
        connection.setAutoCommit(false);
        ResultSet rows = open(BY_ID);
        rows.next();
        rows.updateLong("balance", 99);
        rows.updateRow();
        assertThat(rows(connection, "SELECT balance FROM account WHERE id = 1")).containsExactly("99");
        connection.rollback();
        assertThat(rows(connection, "SELECT balance FROM account WHERE id = 1")).containsExactly("10");
        connection.rollback();
    }

    @Test
    void aReadOnlyConnectionChangesNothing() throws SQLException {
        connection.setReadOnly(true);
        ResultSet rows = open(BY_ID);
        rows.next();
        rows.updateLong("balance", 99);
        assertThat(state(rows::updateRow)).isEqualTo("25006");
        assertThat(state(rows::deleteRow)).isEqualTo("25006");
    }

    @Test
    void aValueThatDoesNotFitChangesNothing() throws SQLException {
        ResultSet rows = open(BY_ID);
        rows.next();
        rows.updateString("balance", "much");
        assertThat(state(rows::updateRow)).isEqualTo("22018");
        rows.updateString("balance", "12");
        rows.updateRow();
        assertThat(rows.getLong("balance")).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT owner FROM account | it lacks id of the primary key of account",
                "SELECT id, upper(owner) AS name FROM account | its column name is an expression",
                "SELECT id, id FROM account | it has column id more than once",
                "SELECT a.id FROM account a JOIN entry e ON e.account_id = a.id | its rows are not those of one table as they are",
                "SELECT DISTINCT id FROM account | its rows are not those of one table as they are",
                "SELECT id FROM account GROUP BY id | its rows are not those of one table as they are",
                "SELECT id FROM account UNION ALL SELECT id FROM account | its rows are not those of one table as they are",
                "SELECT id FROM (SELECT id FROM account LIMIT 2) AS x | its rows are not those of one table as they are",
                "SHOW TABLES | it is no query",
            })
    void otherRowsAreReadOnlyAndTheWarningSaysWhy(String sql, String reason) throws SQLException {
        ResultSet rows = connection
                .createStatement(TYPE_SCROLL_INSENSITIVE, CONCUR_UPDATABLE)
                .executeQuery(sql);
        assertThat(rows.getConcurrency()).isEqualTo(CONCUR_READ_ONLY);
        assertThat((Throwable) rows.getWarnings()).hasMessage("the result set is read-only: " + reason);
        rows.next();
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> rows.updateString(1, "x"))
                .withMessageContaining("CONCUR_UPDATABLE");
    }

    @Test
    void rowsAreFoundAsTheStatementDoes() throws SQLException {
        ResultSet rows =
                open("SELECT a.owner, a.id AS number FROM account a WHERE a.owner = 'ann' ORDER BY id DESC LIMIT 1");
        rows.next();
        rows.updateInt("number", 7);
        rows.updateRow();
        assertThat(rows(connection, "SELECT id FROM account ORDER BY id")).containsExactly("1", "3", "7");
    }
}
