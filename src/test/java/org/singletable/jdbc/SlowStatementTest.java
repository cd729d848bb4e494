package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.exec.ListCursor;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.StatementControl;

/** Which time counts as that of a statement, and when it is told, by a clock that the test moves. */
class SlowStatementTest {
    private static final long LIMIT = 100;

    private final AtomicLong nanos = new AtomicLong();
    private final List<SlowStatement.Ended> slow = new ArrayList<>();
    private final SlowStatement watch =
            new SlowStatement(new StatementControl(null, null, 0), LIMIT, nanos::get, slow::add);

    private void pass(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    private static ListCursor rows(int number) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            rows.add(new @Nullable Object[] {i});
        }
        return new ListCursor(rows);
    }

    /** Rows each of which takes a time. */
    private RowCursor open(int number, long millisEach) throws SQLException {
        ListCursor rows = rows(number);
        return watch.time(() -> watch.over(new RowCursor() {
            @Override
            public @Nullable Object @Nullable [] next() {
                pass(millisEach);
                return rows.next();
            }

            @Override
            public void close() {
                rows.close();
            }
        }));
    }

    private List<Long> times() {
        return slow.stream().map(SlowStatement.Ended::millis).toList();
    }

    @Test
    void theTimeOfTheApplicationBetweenRowsDoesNotCount() throws SQLException {
        RowCursor rows = open(2, LIMIT / 3);
        while (rows.next() != null) {
            pass(10 * LIMIT);
        }
        rows.close();

        assertThat(slow).isEmpty();
    }

    @Test
    void theTimeOfAllRowsCountsAndIsToldOnce() throws SQLException {
        RowCursor rows = open(2, 50);
        rows.next();
        rows.next();
        assertThat(slow).isEmpty();

        rows.next();
        rows.next();
        rows.close();

        assertThat(times()).containsExactly(150L);
        assertThat(slow.get(0).rows()).isEqualTo(2);
    }

    @Test
    void rowsThatAreClosedEarlyAreToldThen() throws SQLException {
        RowCursor rows = open(5, LIMIT + 1);
        rows.next();
        assertThat(slow).isEmpty();

        rows.close();
        rows.close();

        assertThat(times()).containsExactly(LIMIT + 1);
        assertThat(slow.get(0).rows()).isOne();
    }

    @Test
    void whatTakesTheLimitIsNotSlow() throws SQLException {
        watch.time(() -> {
            pass(LIMIT);
            watch.counted(1);
            return 1;
        });

        assertThat(slow).isEmpty();
    }

    @Test
    void aFailureHasItsState() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> watch.time(() -> {
                    pass(LIMIT + 1);
                    throw new SQLException("no", "23505");
                }));

        assertThat(slow).extracting(SlowStatement.Ended::failure).containsExactly("23505");
        assertThat(slow).extracting(SlowStatement.Ended::rows).containsExactly(SlowStatement.Ended.NO_ROWS);
    }

    /** Another thread closes the rows while one waits for the next: what that one waited belongs to the statement. */
    @Test
    void closingWhileARowIsReadIsToldWhenTheReaderComesBack() throws SQLException {
        List<RowCursor> watched = new ArrayList<>();
        RowCursor rows = watch.time(() -> watch.over(new RowCursor() {
            @Override
            public @Nullable Object @Nullable [] next() {
                watched.get(0).close();
                assertThat(slow).isEmpty();
                pass(LIMIT + 1);
                return null;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        }));
        watched.add(rows);

        rows.next();

        assertThat(times()).containsExactly(LIMIT + 1);
    }
}
