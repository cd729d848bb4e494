package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.Gate;
import org.singletable.jdbc.testing.HeldRead;
import org.singletable.jdbc.testing.ReadPath;

/** Closing what a query runs on while its requests are in flight, by the thread that reads and by others. */
class ClosedReadsTest extends ReadsInFlight {
    private enum Closing {
        RESULT_SET,
        STATEMENT,
        CONNECTION,
        ABORT;

        void close(ResultSet rows, Statement statement, Connection connection) throws SQLException {
            switch (this) {
                case RESULT_SET -> rows.close();
                case STATEMENT -> statement.close();
                case CONNECTION -> connection.close();
                case ABORT -> connection.abort(Runnable::run);
                default -> throw new IllegalStateException();
            }
        }
    }

    static Stream<Arguments> closedByOthers() {
        return Stream.of(ReadPath.values())
                .flatMap(path -> (path.waitsInExecute()
                                ? Stream.of(Closing.STATEMENT, Closing.CONNECTION)
                                : Stream.of(Closing.values()))
                        .map(closing -> Arguments.of(path, closing)));
    }

    @ParameterizedTest
    @MethodSource("closedByOthers")
    void closingFreesTheThreadThatReads(ReadPath path, Closing closing) throws Exception {
        Gate gate = proxy().hold(path::holds);
        HeldRead<ResultSet> reading = read(path, gate);

        closing.close(path.waitsInExecute() ? null : reading.result(), statement(), connection());

        assertThat(state(reading.failure())).isEqualTo("57014");
        gate.assertGivenUp();
        assertThat(proxy().requests()).hasSize(path.sent());
    }

    static Stream<Arguments> closedByTheReader() {
        return Stream.of(ReadPath.values())
                .filter(ReadPath::waitsBehindRows)
                .flatMap(path -> Stream.of(Closing.values()).map(closing -> Arguments.of(path, closing)));
    }

    @ParameterizedTest
    @MethodSource("closedByTheReader")
    void closingEndsThePagesAhead(ReadPath path, Closing closing) throws Exception {
        Gate gate = proxy().hold(path::holds);
        ResultSet rows = statement().executeQuery(path.sql());
        assertThat(rows.next()).isTrue();
        gate.awaitArrived(path.inFlight());
        proxy().awaitRequests(path.sent());

        closing.close(rows, statement(), connection());

        assertThat(rows.isClosed()).isTrue();
        assertThat(state(rows::next)).isEqualTo("HY010");
        gate.assertGivenUp();
        assertThat(proxy().requests()).hasSize(path.sent());
    }

    private static Set<Thread> poolThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("singletable-request"))
                .collect(Collectors.toSet());
    }

    @Test
    void withTheLastConnectionEndTheThreads() throws Exception {
        Set<Thread> before = poolThreads();
        connect("&maxConnections=10");
        Gate gate = proxy().hold(ReadPath.MERGED::holds);
        HeldRead<ResultSet> reading = read(ReadPath.MERGED, gate);
        Set<Thread> own = poolThreads();
        own.removeAll(before);
        assertThat(own).isNotEmpty();
        connection().close();
        assertThat(state(reading.failure())).isEqualTo("57014");
        for (Thread thread : own) {
            thread.join(30_000);
            assertThat(thread.isAlive()).isFalse();
        }
        gate.assertGivenUp();
    }

    /** A closed statement may be waited for by one thread and closed by several. */
    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        Gate gate = proxy().hold(ReadPath.PAGE_AHEAD::holds);
        HeldRead<ResultSet> reading = read(ReadPath.PAGE_AHEAD, gate);
        ResultSet rows = reading.result();
        rows.close();
        rows.close();
        statement().close();
        statement().close();
        assertThat(state(reading.failure())).isEqualTo("57014");
        try (Statement next = connection().createStatement()) {
            assertThat(count(next.executeQuery("SELECT 1"))).isEqualTo(1);
        }
    }

    @Test
    void theNextExecutionEndsTheRequestsOfTheOneBefore() throws Exception {
        Gate gate = proxy().hold(ReadPath.PAGE_AHEAD::holds);
        ResultSet rows = statement().executeQuery(ReadPath.PAGE_AHEAD.sql());
        gate.awaitArrived(1);
        assertThat(count(statement().executeQuery("SELECT 1"))).isEqualTo(1);
        assertThat(rows.isClosed()).isTrue();
        gate.assertGivenUp();
    }

    @Test
    void aResultThatWasLeftOpenEndsWithItsStatement() throws Exception {
        Gate gate = proxy().hold(ReadPath.PAGE_AHEAD::holds);
        ResultSet rows = statement().executeQuery(ReadPath.PAGE_AHEAD.sql());
        assertThat(statement().getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
        assertThat(statement().getResultSet()).isNull();
        assertThat(statement().getMoreResults()).isFalse();
        assertThat(rows.next()).isTrue();
        gate.awaitArrived(1);
        statement().close();
        assertThat(rows.isClosed()).isTrue();
        gate.assertGivenUp();
    }

    @Test
    void aResultThatWasLeftOpenEndsWithTheNextExecution() throws Exception {
        ResultSet kept = statement().executeQuery(ReadPath.PAGE_AHEAD.sql());
        statement().getMoreResults(Statement.KEEP_CURRENT_RESULT);
        ResultSet next = statement().executeQuery("SELECT 1");
        assertThat(kept.isClosed()).isTrue();
        assertThat(next.isClosed()).isFalse();
        statement().getMoreResults(Statement.KEEP_CURRENT_RESULT);
        statement().getMoreResults(Statement.CLOSE_ALL_RESULTS);
        assertThat(next.isClosed()).isTrue();
    }

    @Test
    void abortLeavesTheEndingToTheExecutor() throws Exception {
        Gate gate = proxy().hold(ReadPath.MERGED::holds);
        HeldRead<ResultSet> reading = read(ReadPath.MERGED, gate);
        List<Runnable> tasks = new ArrayList<>();
        connection().abort(tasks::add);
        assertThat(connection().isClosed()).isTrue();
        tasks.forEach(Runnable::run);
        assertThat(state(reading.failure())).isEqualTo("57014");
        gate.assertGivenUp();
    }
}
