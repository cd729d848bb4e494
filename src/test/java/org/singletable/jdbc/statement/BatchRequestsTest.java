package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.Gate;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;

/** What executeBatch sends, and what it says of each entry: docs/writes.md, Batches. */
class BatchRequestsTest extends FaultyConnections {
    private static final String INSERT = "INSERT INTO plain (id, n) VALUES (?, ?)";
    private static final String UPSERT = "UPSERT INTO plain (id, n) VALUES (?, ?)";
    private static final int CONCURRENCY = 4;

    BatchRequestsTest() {
        super("&retries=2&writeConcurrency=" + CONCURRENCY);
    }

    /** A batch of rows with these ids, whose n is the number of the entry. */
    private PreparedStatement batch(String sql, IntStream ids) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int entry = 0;
        for (int id : ids.toArray()) {
            statement.setInt(1, id);
            if (statement.getParameterMetaData().getParameterCount() > 1) {
                statement.setInt(2, entry++);
            }
            statement.addBatch();
        }
        return statement;
    }

    private List<Integer> sizes() {
        return engine.proxy().requests().stream()
                .map(request ->
                        request.body().get("RequestItems").elements().next().size())
                .sorted(Collections.reverseOrder())
                .toList();
    }

    private List<String> stored() throws SQLException {
        return rows(direct, "SELECT id FROM plain ORDER BY id");
    }

    private static List<String> texts(IntStream ids) {
        return ids.mapToObj(String::valueOf).toList();
    }

    @Test
    void anInsertIsAPutItemEach() throws SQLException {
        try (PreparedStatement batch = batch(INSERT, IntStream.range(0, 100))) {
            assertThat(batch.executeBatch()).hasSize(100).containsOnly(1);
        }
        assertThat(engine.operations()).hasSize(100).containsOnly("PutItem");
        assertThat(stored()).isEqualTo(texts(IntStream.range(0, 100)));
    }

    @Test
    void noMoreThanTheConcurrencyAreUnderWayAtOnce() throws Exception {
        Gate gate = engine.proxy().hold(request -> request.operation().equals("PutItem"));
        try (PreparedStatement batch = batch(INSERT, IntStream.range(0, 30))) {
            CompletableFuture<int[]> running = CompletableFuture.supplyAsync(() -> execute(batch));
            gate.awaitArrived(CONCURRENCY);
            gate.open();
            assertThat(running.join()).hasSize(30).containsOnly(1);
        }
        assertThat(engine.proxy().mostAtOnce()).isEqualTo(CONCURRENCY);
    }

    private static int[] execute(PreparedStatement batch) {
        try {
            return batch.executeBatch();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void upsertsGoTwentyFiveToARequest() throws SQLException {
        try (PreparedStatement batch = batch(UPSERT, IntStream.range(0, 110))) {
            assertThat(batch.executeLargeBatch()).hasSize(110).containsOnly(1L);
        }
        assertThat(engine.operations()).containsOnly("BatchWriteItem");
        assertThat(sizes()).containsExactly(25, 25, 25, 25, 10);
        assertThat(stored()).hasSize(110);
    }

    @Test
    void aKeyThatComesAgainGoesIntoALaterRequest() throws SQLException {
        try (PreparedStatement batch = batch(UPSERT, IntStream.of(1, 2, 3, 1))) {
            assertThat(batch.executeBatch()).containsExactly(1, 1, 1, 1);
        }
        assertThat(sizes()).containsExactly(3, 1);
        assertThat(rows(direct, "SELECT n FROM plain WHERE id = 1")).containsExactly("3");
    }

    @Test
    void deletesRunOneAfterTheOther() throws SQLException {
        update(direct, "INSERT INTO plain (id) VALUES (1), (2), (3)");
        try (PreparedStatement batch = batch("DELETE FROM plain WHERE id = ?", IntStream.of(1, 2, 9, 3))) {
            assertThat(batch.executeBatch()).containsExactly(1, 1, 0, 1);
        }
        assertThat(engine.operations()).containsExactly("DeleteItem", "DeleteItem", "DeleteItem", "DeleteItem");
        assertThat(engine.proxy().mostAtOnce()).isEqualTo(1);
        assertThat(stored()).isEmpty();
    }

    @Test
    void whatIsLeftUnprocessedIsSentAgain() throws SQLException {
        engine.proxy().fail("BatchWriteItem", Faults.unprocessed(10));
        engine.proxy().fail("BatchWriteItem", Faults.unprocessed(0));
        engine.proxy().fail("BatchWriteItem", Faults.unprocessed(14));
        try (PreparedStatement batch = batch(UPSERT, IntStream.range(0, 25))) {
            assertThat(batch.executeBatch()).hasSize(25).containsOnly(1);
        }
        assertThat(sizes()).containsExactly(25, 15, 15, 1);
        assertThat(stored()).hasSize(25);
    }

    @Test
    void oneThatFailsInTheMiddle() throws SQLException {
        update(direct, "INSERT INTO plain (id) VALUES (3)");
        try (PreparedStatement batch = batch(INSERT, IntStream.of(1, 2, 3, 4, 1, 5))) {
            BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, batch::executeLargeBatch);

            assertThat(failure.getLargeUpdateCounts())
                    .containsExactly(1, 1, Statement.EXECUTE_FAILED, 1, Statement.EXECUTE_FAILED, 1);
            assertThat(failure.getUpdateCounts())
                    .containsExactly(1, 1, Statement.EXECUTE_FAILED, 1, Statement.EXECUTE_FAILED, 1);
            assertThat(failure.getSQLState()).isEqualTo("23505");
            SQLException first = failure.getNextException();
            SQLException second = first.getNextException();
            assertThat((Throwable) first)
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class)
                    .hasMessageContaining("id=3");
            assertThat((Throwable) second)
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class)
                    .hasMessageContaining("id=1");
            assertThat((Throwable) second.getNextException()).isNull();
        }
        assertThat(stored()).isEqualTo(texts(IntStream.rangeClosed(1, 5)));
    }

    /** What was stored before the table's capacity ran out counts as done. */
    @Test
    void aRequestOfWhichSomeIsWritten() throws SQLException {
        engine.proxy().fail("BatchWriteItem", Faults.unprocessed(2));
        for (int i = 0; i < 3; i++) {
            engine.proxy().fail("BatchWriteItem", Faults.unprocessed(0));
        }
        try (PreparedStatement batch = batch(UPSERT, IntStream.range(0, 5))) {
            assertFailed(
                    batch, "53400", 1, 1, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
        }
        assertThat(stored()).isEqualTo(texts(IntStream.range(0, 2)));
    }

    /** What an attempt without an answer may have written is not known to be unwritten because a later one did not write it. */
    @Test
    void aRequestOfWhichSomeIsInDoubt() throws SQLException {
        engine.proxy().fail("BatchWriteItem", new LostAnswer());
        engine.proxy().fail("BatchWriteItem", Faults.unprocessed(4));
        for (int i = 0; i < 3; i++) {
            engine.proxy().fail("BatchWriteItem", Faults.unprocessed(0));
        }
        try (PreparedStatement batch = batch(UPSERT, IntStream.range(0, 5))) {
            assertFailed(batch, "58030", 1, 1, 1, 1, Statement.EXECUTE_FAILED);
        }
        assertThat(stored()).isEqualTo(texts(IntStream.range(0, 5)));
        assertThat(connection.isValid(1)).isTrue();
    }

    /** Whatever failed its entries, a batch of which some are done has no state on which it would be run once more. */
    private static void assertFailed(Statement batch, String state, int... counts) {
        BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, batch::executeBatch);
        assertThat(failure.getSQLState()).isEqualTo("58030");
        assertThat(failure.getUpdateCounts()).containsExactly(counts);
        int causes = 0;
        for (SQLException each = failure.getNextException(); each != null; each = each.getNextException()) {
            assertThat(each.getSQLState()).isEqualTo(state);
            causes++;
        }
        assertThat(causes).isEqualTo((int)
                Arrays.stream(counts).filter(count -> count < 0).count());
    }
}
