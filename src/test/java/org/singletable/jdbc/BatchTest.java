package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final Batch batch = new Batch();

    @Test
    void oneCountAnEntryAndThenEmpty() throws SQLException {
        batch.add(() -> 1);
        batch.add(() -> 0);

        assertThat(batch.run()).containsExactly(1, 0);
        assertThat(batch.run()).isEmpty();
    }

    @Test
    void entriesAfterAFailedOneRunToo() throws SQLException {
        SQLException first = new SQLIntegrityConstraintViolationException("there already", "23505");
        SQLException second = new SQLException("something else", "22003");
        batch.add(() -> 1);
        batch.add(() -> {
            throw first;
        });
        batch.add(() -> {
            throw second;
        });
        batch.add(() -> 2);

        BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, batch::run);

        assertThat(failure.getLargeUpdateCounts())
                .containsExactly(1, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, 2);
        assertThat(failure.getUpdateCounts()).hasSize(4);
        assertThat((Throwable) failure).hasMessage("2 of 4 entries of the batch failed; entry 2: there already");
        assertThat(failure.getSQLState()).isEqualTo("23505");
        assertThat((Throwable) failure.getNextException()).isSameAs(first);
        assertThat((Throwable) first.getNextException()).isSameAs(second);
        assertThat(batch.run()).isEmpty();
    }
}
