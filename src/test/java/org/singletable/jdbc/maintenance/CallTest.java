package org.singletable.jdbc.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.StoredItems;

/** The statement CALL: what it takes, where it is refused, and what tools see of it. */
class CallTest extends MaintenanceTest {
    private SQLException failure(String sql) {
        return catchThrowableOfType(SQLException.class, () -> rows(connection, sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CALL singletable_check('person') | 42883 | singletable_verify, singletable_repair, singletable_backfill",
                "CALL singletable_verify() | 42883 | singletable_verify(entity [, resume])",
                "CALL singletable_verify('person', NULL, 1) | 42883 | does not take 3 arguments",
                "CALL singletable_verify('persona') | 42P01 | did you mean",
                "CALL singletable_verify(NULL) | 22023 | needs the name of an entity",
                "CALL singletable_verify('person', 'x') | 22023 | what the column resume of a row PROGRESS says",
                "CALL singletable_verify('person', '{`PK`: `a`}') | 22023 | not {`PK`: `a`}",
                "CALL singletable_repair('person', '{`PK`: `a`, `SK`: 1}') | 22023 | the key of an item",
                "CALL singletable_backfill('person', NULL, 1, 2) | 42883 | singletable_backfill(entity [, resume [, rate]])",
                "CALL singletable_backfill('person', NULL, 0) | 22023 | a rate above 0",
            })
    void badArguments(String sql, String state, String message) throws SQLException {
        people();
        engine().proxy().reset();
        SQLException error = failure(sql.replace('`', '"'));
        assertThat(error.getSQLState()).isEqualTo(state);
        assertThat(error.getMessage()).contains(message.replace('`', '"'));
        assertThat(engine().operations()).isEmpty();
    }

    @Test
    void anEntityThatOnlyTheExecutionKnows() throws SQLException {
        people();
        try (PreparedStatement call = connection.prepareStatement("{call SINGLETABLE_VERIFY(?, ?)}")) {
            call.setString(1, "PERSON");
            call.setString(2, null);
            try (ResultSet rows = call.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("kind")).isEqualTo("DONE");
                assertThat(rows.getLong("items")).isEqualTo(7);
                assertThat(rows.getString("message")).isEqualTo("7 items, 3 of them rows of \"person\"; 0 findings");
                assertThat(rows.next()).isFalse();
            }
            call.setString(1, "nobody");
            assertThat(catchThrowableOfType(SQLException.class, call::executeQuery)
                            .getSQLState())
                    .isEqualTo("42P01");
        }
    }

    @Test
    void whereRepairIsRefused() throws SQLException {
        people();
        connection.setReadOnly(true);
        assertThat(failure("CALL singletable_repair('person')").getSQLState()).isEqualTo("25006");
        assertThat(rows(connection, "CALL singletable_verify('person')")).hasSize(1);
        connection.setReadOnly(false);
        connection.setAutoCommit(false);
        SQLException error = failure("CALL singletable_repair('person')");
        assertThat(error.getSQLState()).isEqualTo("25001");
        assertThat(error.getMessage())
                .isEqualTo("CALL singletable_repair within a transaction; commit or roll back first");
        // What the transaction has written is not stored.
        update(connection, "DELETE FROM person WHERE id = 'ann'");
        assertThat(rows(connection, "CALL singletable_verify('person')"))
                .first()
                .asString()
                .contains("|7 items");
        connection.rollback();
    }

    /** What it says is not only about the rows of the connection. */
    @Test
    void aBoundConnection() throws SQLException {
        connection = DriverManager.getConnection(url(MAPPING) + "&bind.id=ann");
        assertThat(failure("CALL singletable_verify('person')").getSQLState()).isEqualTo("42501");
        assertThat(failure("CALL singletable_repair('doc')").getSQLState()).isEqualTo("42501");
    }

    @Test
    void withoutTransactionsAndScans() throws SQLException {
        StoredItems items = people("&transactions=off&scan=forbid");
        items.remove("PERSON#ann", "person", "G1PK");
        connection.setAutoCommit(false);
        assertMends("person", "DERIVED PK:PERSON#ann,SK:person G1PK MENDED");
    }

    @Test
    void tokensGoWithEveryWrite() throws SQLException {
        StoredItems items = people("&safeWrites=token");
        items.remove("PERSON#ann", "person", "G1PK");
        assertThat(repair("person")).containsExactly("DERIVED PK:PERSON#ann,SK:person G1PK MENDED");
        assertThat(engine().proxy().count("UpdateItem")).isZero();
        assertThat(engine().proxy().count("TransactWriteItems")).isEqualTo(1);
    }

    @Test
    void columnsOfTheResult() throws SQLException {
        people();
        try (PreparedStatement call = connection.prepareStatement("CALL singletable_verify('person')")) {
            ResultSetMetaData columns = call.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnLabel(i));
            }
            assertThat(names)
                    .containsExactly(
                            "kind",
                            "item_key",
                            "attribute",
                            "stored",
                            "expected",
                            "outcome",
                            "message",
                            "items",
                            "resume",
                            "entity");
            assertThat(call.execute()).isTrue();
        }
        try (Statement statement = connection.createStatement()) {
            assertThat(catchThrowableOfType(
                                    SQLException.class,
                                    () -> statement.executeUpdate("CALL singletable_verify('person')"))
                            .getMessage())
                    .contains("rows");
        }
    }

    @Test
    void whatIsStoredAndExpected() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#ann", "person", "G1PK", "TEAM#blue");
        items.remove("PERSON#ann", "person", "L1SK");
        items.set("PERSON#bob", "person", "L1SK", "0008");
        assertThat(rows(connection, "CALL singletable_verify('person')"))
                .anySatisfy(
                        row -> assertThat(row)
                                .startsWith(
                                        "DERIVED|{\"PK\":\"PERSON#ann\",\"SK\":\"person\"}|G1PK|\"TEAM#blue\"|\"TEAM#red\"|null|"))
                .anySatisfy(row -> assertThat(row).contains("|L1SK|null|\"0007\"|null|"))
                .anySatisfy(row -> assertThat(row).contains("|L1SK|\"0008\"|null|null|"));
    }

    @Test
    void metadataAndExplain() throws SQLException {
        people();
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet procedures = metadata.getProcedures(null, null, "singletable\\_%")) {
            assertThat(procedures.next()).isTrue();
            assertThat(procedures.getString("PROCEDURE_NAME")).isEqualTo("singletable_backfill");
            assertThat(procedures.next()).isTrue();
            assertThat(procedures.getString("PROCEDURE_NAME")).isEqualTo("singletable_repair");
            assertThat(procedures.next()).isTrue();
            assertThat(procedures.getString("PROCEDURE_SCHEM")).isEqualTo(connection.getSchema());
            assertThat(procedures.next()).isFalse();
        }
        try (ResultSet columns = metadata.getProcedureColumns(null, null, "singletable_verify", null)) {
            List<String> seen = new ArrayList<>();
            while (columns.next()) {
                seen.add(columns.getInt("COLUMN_TYPE") + " " + columns.getString("COLUMN_NAME") + " "
                        + columns.getInt("ORDINAL_POSITION"));
            }
            assertThat(seen).hasSize(12).startsWith("1 entity 1", "1 resume 2", "3 kind 1", "3 item_key 2");
        }
        assertThat(rows(connection, "EXPLAIN CALL singletable_repair('person')"))
                .first()
                .asString()
                .contains("singletable_repair");
    }

    /** Three people with four sentinels: the Scan, the sentinels, and the two people that they name. */
    @Test
    void whatItCosts() throws SQLException {
        StoredItems items = people();
        verify("person");
        assertThat(engine().operations()).containsExactly("Scan", "BatchGetItem", "BatchGetItem");
        assertThat(engine().lines().get(0)).contains("consistent");

        items.delete("MAIL#ann@x.org", "MAIL");
        verify("person");
        assertThat(engine().operations()).containsExactly("Scan", "BatchGetItem", "BatchGetItem", "BatchGetItem");

        verify("doc");
        assertThat(engine().operations()).containsExactly("Scan");
    }
}
