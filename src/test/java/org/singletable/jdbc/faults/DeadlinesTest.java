package org.singletable.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Damages;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.Gate;
import org.singletable.jdbc.testing.ReadPath;
import org.singletable.jdbc.testing.ReadPathTable;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.RecordingProxy.Fault;
import org.singletable.jdbc.testing.RecordingProxy.HalfAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Hang;
import org.singletable.jdbc.testing.Sql;

/**
 * Query timeouts end a statement whatever it waits for. How long that took is printed, as a part of the timeout. It is
 * asserted only that it was not less, and not thirty times as much: what a statement waits for here never comes, and a machine
 * that is busy is no fault. {@code -Dfaults.deadline=1.1} says how much is let pass.
 */
class DeadlinesTest {
    private static final int TIMEOUT_SECONDS = 1;
    private static final double MOST = Double.parseDouble(System.getProperty("faults.deadline", "30"));

    private static ReadPathTable table;

    private final List<Waiting> waiting = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** The others are held in {@link ReadPath#holds}, each of them for as long as the proxy runs. */
    private static final List<ReadPath> READS = List.of(
            ReadPath.ONE_ROW,
            ReadPath.PAGE_AHEAD,
            ReadPath.MERGED,
            ReadPath.BATCHES,
            ReadPath.ITEMS_OF_INDEX,
            ReadPath.SEGMENTS,
            ReadPath.COUNT,
            ReadPath.JOIN,
            ReadPath.LOOKUP_JOIN,
            ReadPath.SORT,
            ReadPath.VERIFY);

    private record Ended(String state, double ratio) {}

    private record Waiting(String name, Future<Ended> ended) {}

    @BeforeAll
    static void open() throws SQLException {
        table = new ReadPathTable();
        // What is done for the first time in a JVM takes longer.
        try (Connection connection = table.connect("")) {
            for (ReadPath path : READS) {
                Sql.rows(connection, path.sql());
            }
        }
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @AfterEach
    void forget() {
        proxy().forgetFaults();
        proxy().reset();
        threads.shutdownNow();
    }

    private static RecordingProxy proxy() {
        return table.proxy();
    }

    /** Executes a statement and reads its rows, in a thread and over a connection of its own. */
    private void execute(String sql) {
        waiting.add(new Waiting(sql, threads.submit(() -> {
            try (Connection connection = table.connect("&retries=100");
                    Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(TIMEOUT_SECONDS);
                return timed(statement, sql);
            }
        })));
    }

    private static Ended timed(Statement statement, String sql) {
        long start = System.nanoTime();
        String state = "none";
        try {
            if (statement.execute(sql)) {
                while (statement.getResultSet().next()) {
                    // Its rows are of no interest.
                }
            }
        } catch (SQLException e) {
            state = e.getSQLState();
        }
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Ended(state, seconds / TIMEOUT_SECONDS);
    }

    /** @param early whether a statement may end before, where it could only wait for longer than it has left */
    private void assertAllEnd(String what, String state, boolean early) throws Exception {
        double most = 0;
        for (Waiting each : waiting) {
            Ended ended = each.ended().get((long) (30 * TIMEOUT_SECONDS), TimeUnit.SECONDS);
            String description = what + ": " + each.name() + " " + ended;
            assertThat(ended.state()).as(description).isIn(early ? List.of(state, "HYT00") : List.of(state));
            assertThat(ended.ratio()).as(description).isBetween(early ? 0.0 : 1.0, MOST);
            most = Math.max(most, ended.ratio());
        }
        System.out.printf("%s: %d statements ended after at most %.3f of their timeout%n", what, waiting.size(), most);
    }

    private void failReads(Fault fault) {
        for (ReadPath path : READS) {
            proxy().failEach(path::holds, fault);
        }
        READS.forEach(path -> execute(path.sql()));
    }

    @Test
    void whereNoAnswerComes() throws Exception {
        failReads(new Hang());
        assertAllEnd("no answer", "HYT00", false);
    }

    @Test
    void whereHalfAnAnswerComes() throws Exception {
        failReads(new HalfAnswer());
        assertAllEnd("half an answer", "HYT00", false);
    }

    /** Something comes all the time. */
    @Test
    void whereAnAnswerNeverEnds() throws Exception {
        Gate gate = proxy().hold(ReadPath.ONE_ROW::holds);
        execute(ReadPath.ONE_ROW.sql());
        gate.awaitArrived(1);
        gate.assertGivenUp();
        assertAllEnd("an answer without end", "HYT00", false);
    }

    /** Each attempt fails at once. */
    @Test
    void whereAllAttemptsFail() throws Exception {
        failReads(Faults.internalError());
        assertAllEnd("500", "HYT00", true);
    }

    @Test
    void whereAllAnswersAreDamaged() throws Exception {
        failReads(Damages.HALF.fault());
        assertAllEnd("damaged answers", "HYT00", true);
    }

    @Test
    void whereAllAttemptsAreThrottled() throws Exception {
        failReads(Faults.throttled());
        assertAllEnd("throttled", "53400", true);
    }

    /** No request takes long, and all of them do. */
    @Test
    void whereDelaysAddUp() throws Exception {
        proxy().failEach(request -> request.operation().equals("Query"), Faults.delayed(Duration.ofMillis(200)));
        execute("SELECT n FROM thing WHERE g IN ('a', 'b', 'c', 'd')");
        execute("SELECT n FROM thing WHERE g IN ('a', 'b', 'c', 'd') ORDER BY t");
        execute("UPDATE thing SET t = t || '!' WHERE g IN ('a', 'b', 'c', 'd')");
        assertAllEnd("delays", "HYT00", false);
    }

    @Test
    void whereWritesAreNotAnswered() throws Exception {
        proxy().failEach(
                        request -> List.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
                                .contains(request.operation()),
                        new Hang());
        execute("INSERT INTO label (id, name) VALUES (100, 'new')");
        execute("UPDATE label SET name = 'new' WHERE id = 1");
        execute("DELETE FROM label WHERE id = 2");
        execute("UPDATE label SET name = 'new' WHERE id IN (3, 4)");
        assertAllEnd("writes", "HYT00", false);
    }
}
