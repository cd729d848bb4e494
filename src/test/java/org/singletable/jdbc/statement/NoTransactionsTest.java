package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.Faults;

/** Engines that do not know TransactWriteItems: what needs it is refused, and everything else works. */
class NoTransactionsTest extends FaultyConnections {

    private StoredTable table;

    NoTransactionsTest() {
        super("");
    }

    @BeforeEach
    void fill() throws SQLException {
        table = new StoredTable(direct);
        update(direct, "INSERT INTO plain (id, owner, n) VALUES (1, 'ann', 10), (2, 'ann', 20)");
        update(direct, "INSERT INTO plain_member (name, email) VALUES ('ann', 'a@x')");
        engine.proxy().failEach(request -> request.operation().equals("TransactWriteItems"), Faults.unknownOperation());
        engine.proxy().reset();
    }

    private void assertRefused(ThrowingCallable call) {
        List<String> before = table.contents();
        SQLFeatureNotSupportedException error = catchThrowableOfType(SQLFeatureNotSupportedException.class, call);
        assertThat(error.getSQLState()).isEqualTo("HYC00");
        assertThat(error.getMessage()).contains("no transactions", "atomicity=row", "transactions=off");
        assertThat(table.contents()).isEqualTo(before);
        assertThat(engine.proxy().count("TransactWriteItems")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO plain (id, n) VALUES (8, 1), (9, 1)",
                "UPDATE plain SET n = n + 1 WHERE owner = 'ann'",
                "DELETE FROM plain WHERE owner = 'ann'",
                "UPDATE plain SET id = 9 WHERE id = 1",
                "INSERT INTO plain_member (name, email) VALUES ('zoe', 'z@x')",
                "UPDATE plain_member SET email = 'b@x' WHERE name = 'ann'",
                "DELETE FROM plain_member WHERE name = 'ann'",
            })
    void whatNeedsOneIsRefused(String sql) {
        assertRefused(() -> update(connection, sql));
    }

    @Test
    void commitIsRefusedAndTheConnectionGoesOn() throws SQLException {
        connection.setAutoCommit(false);
        update(connection, "INSERT INTO plain (id, n) VALUES (9, 1)");
        update(connection, "DELETE FROM plain WHERE id = 1");
        assertRefused(connection::commit);
        assertThat(rows(connection, "SELECT id FROM plain ORDER BY id")).containsExactly("1", "2");
        connection.setAutoCommit(true);
        assertThat(update(connection, "DELETE FROM plain WHERE id = 1")).isEqualTo(1);
    }

    @Test
    void tokensAreRefused() throws SQLException {
        update(connection, "SET safeWrites = 'token'");
        assertRefused(() -> update(connection, "UPDATE plain SET n = 1 WHERE id = 1"));
    }

    @Test
    void rowByRowItWorks() throws SQLException {
        update(connection, "SET atomicity = 'row'");
        assertThat(update(connection, "INSERT INTO plain (id, n) VALUES (8, 1), (9, 1)"))
                .isEqualTo(2);
        assertThat(update(connection, "UPDATE plain SET n = 0 WHERE owner = 'ann'"))
                .isEqualTo(2);
        assertThat(update(connection, "DELETE FROM plain WHERE id IN (1, 9)")).isEqualTo(2);
        assertThat(rows(direct, "SELECT id, n FROM plain ORDER BY id")).containsExactly("2|0", "8|1");
    }

    @Test
    void withoutTransactionsItWorks() throws SQLException {
        try (Connection off = DriverManager.getConnection(engine.url(MAPPING, TABLE) + "&transactions=off")) {
            off.setAutoCommit(false);
            update(off, "INSERT INTO plain (id, n) VALUES (9, 1)");
            update(off, "UPDATE plain SET n = n + 1 WHERE id = 9");
            off.commit();
        }
        assertThat(rows(direct, "SELECT n FROM plain WHERE id = 9")).containsExactly("2");
    }
}
