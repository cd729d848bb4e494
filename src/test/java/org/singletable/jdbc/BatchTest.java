package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.write.BatchOutcome;
import org.singletable.jdbc.plan.Plan;

class BatchTest {
    private static final Plan PLAN = new Plan.SettingPlan(null, null);

    private final Batch batch = new Batch();
    private final List<Long> done = new ArrayList<>();

    /** An entry whose parameter is what comes of it: a count, or an error. */
    private void add(Object outcome) {
        batch.add(new Batch.Entry("SET", () -> PLAN, List.of(outcome)));
    }

    private long[] run() throws SQLException {
        return batch.run(
                plan -> {},
                entries -> entries.stream()
                        .map(entry -> entry.parameters().get(0) instanceof SQLException error
                                ? new BatchOutcome.Failed(error)
                                : (BatchOutcome) new BatchOutcome.Done(new Result.Count(
                                        (Long) entry.parameters().get(0), List.of())))
                        .toList(),
                result -> done.add(result.count()));
    }

    @Test
    void oneCountAnEntryAndThenEmpty() throws SQLException {
        add(1L);
        add(0L);

        assertThat(run()).containsExactly(1, 0);
        assertThat(done).containsExactly(1L, 0L);
        assertThat(run()).isEmpty();
    }

    @Test
    void entriesAfterAFailedOneRunToo() throws SQLException {
        SQLException first = new SQLIntegrityConstraintViolationException("there already", "23505");
        SQLException second = new SQLException("something else", "22003");
        add(1L);
        add(first);
        batch.add(new Batch.Entry(
                "SET",
                () -> {
                    throw second;
                },
                List.of()));
        add(2L);

        BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, this::run);

        assertThat(failure.getLargeUpdateCounts())
                .containsExactly(1, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, 2);
        assertThat(failure.getUpdateCounts()).hasSize(4);
        assertThat((Throwable) failure).hasMessage("2 of 4 entries of the batch failed; entry 2: there already");
        assertThat(failure.getSQLState()).isEqualTo("23505");
        assertThat((Throwable) failure.getNextException()).isSameAs(first);
        assertThat((Throwable) first.getNextException()).isSameAs(second);
        assertThat(done).containsExactly(1L, 2L);
        assertThat(run()).isEmpty();
    }
}
