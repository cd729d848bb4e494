package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collections;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** DynamoDB writes up to 4 MB together: ten of these rows, not eleven. */
class TransactionSizeTest extends FaultyConnections {
    private static final String INSERT = "INSERT INTO plain (id, note) VALUES (?, ?)";
    private static final String LARGE = "x".repeat(390_000);
    private static final int MOST = 10;

    TransactionSizeTest() {
        super("");
    }

    private static void assertTooLarge(ThrowingCallable call) {
        SQLException error = catchThrowableOfType(SQLException.class, call);
        assertThat(error.getSQLState()).isEqualTo("54000");
        assertThat(error.getMessage()).contains("4 MB");
    }

    private static int insert(Connection connection, int number) throws SQLException {
        String sql = "INSERT INTO plain (id, note) VALUES " + String.join(", ", Collections.nCopies(number, "(?, ?)"));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < number; i++) {
                insert.setInt(2 * i + 1, i);
                insert.setString(2 * i + 2, LARGE);
            }
            return insert.executeUpdate();
        }
    }

    private String count() throws SQLException {
        return rows(direct, "SELECT COUNT(*) FROM plain").get(0);
    }

    @Test
    void aStatementThatIsTooLargeSendsNothing() throws SQLException {
        assertTooLarge(() -> insert(connection, MOST + 1));
        assertThat(engine.operations()).isEmpty();
        assertThat(insert(connection, MOST)).isEqualTo(MOST);
        assertThat(engine.operations()).containsExactly("TransactWriteItems");
    }

    @Test
    void rowByRowThereIsNoLimit() throws SQLException {
        update(connection, "SET atomicity = 'row'");
        assertThat(insert(connection, MOST + 1)).isEqualTo(MOST + 1);
        assertThat(engine.operations()).hasSize(MOST + 1).containsOnly("PutItem");
    }

    @Test
    void theStatementThatCrossesTheLineFailsAndTheTransactionGoesOn() throws SQLException {
        connection.setAutoCommit(false);
        for (int i = 0; i < MOST; i++) {
            update(connection, INSERT, i, LARGE);
        }
        assertTooLarge(() -> update(connection, INSERT, 99, LARGE));
        assertThat(rows(connection, "SELECT id FROM plain WHERE id = 99")).isEmpty();
        assertThat(update(connection, INSERT, 50, "small")).isEqualTo(1);
        connection.commit();
        assertThat(count()).isEqualTo(String.valueOf(MOST + 1));
    }

    @Test
    void whatBecomesSmallerMakesRoom() throws SQLException {
        connection.setAutoCommit(false);
        for (int i = 0; i < MOST - 1; i++) {
            update(connection, INSERT, i, LARGE);
        }
        Savepoint savepoint = connection.setSavepoint();
        update(connection, INSERT, 50, LARGE);
        assertTooLarge(() -> update(connection, INSERT, 60, LARGE));
        update(connection, "UPDATE plain SET note = 'small' WHERE id = 0");
        update(connection, INSERT, 60, LARGE);
        assertTooLarge(() -> update(connection, "UPDATE plain SET note = ? WHERE id = 0", LARGE));
        connection.rollback(savepoint);
        update(connection, INSERT, 70, LARGE);
        assertTooLarge(() -> update(connection, INSERT, 60, LARGE));
        connection.commit();
        assertThat(count()).isEqualTo(String.valueOf(MOST));
    }

    /** The second of two rows is too much: the first is not kept either. */
    @Test
    void nothingOfTheStatementThatFailsIsKept() throws SQLException {
        for (int i = 0; i < MOST + 1; i++) {
            update(direct, "INSERT INTO plain (id, owner) VALUES (?, 'ann')", i);
        }
        connection.setAutoCommit(false);
        for (int i = 0; i < MOST - 1; i++) {
            update(connection, "UPDATE plain SET note = ? WHERE id = ?", LARGE, i);
        }
        assertTooLarge(() -> update(connection, "UPDATE plain SET note = ? WHERE id IN (9, 10)", LARGE));
        connection.commit();
        assertThat(rows(direct, "SELECT id FROM plain WHERE note IS NULL ORDER BY id"))
                .containsExactly("9", "10");
    }

    @Test
    void aSingleRowHasALimitOfItsOwn() {
        SQLException error =
                catchThrowableOfType(SQLException.class, () -> update(connection, INSERT, 1, LARGE.repeat(11)));
        assertThat(error.getSQLState()).isEqualTo("22001");
    }
}
