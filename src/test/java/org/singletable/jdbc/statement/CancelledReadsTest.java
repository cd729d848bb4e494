package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.testing.Gate;
import org.singletable.jdbc.testing.HeldRead;
import org.singletable.jdbc.testing.ReadPath;
import org.singletable.jdbc.testing.RecordingProxy;

/** How {@code cancel} and the query timeout end queries while their requests are in flight. */
class CancelledReadsTest extends ReadsInFlight {
    @ParameterizedTest
    @EnumSource
    void cancelFreesTheThreadAndNoOtherExecution(ReadPath path) throws Exception {
        statement().cancel();
        Gate gate = proxy().hold(path::holds);
        HeldRead<ResultSet> reading = read(path, gate);

        statement().cancel();

        assertThat(reading.failure()).hasMessage("the statement was cancelled");
        assertThat(state(reading.failure())).isEqualTo("57014");
        gate.assertGivenUp();
        assertThat(proxy().requests()).hasSize(path.sent());
        statement().cancel();
        assertThat(count(statement().executeQuery(path.sql()))).isPositive();
    }

    @Test
    void cancelEndsAnAnswerThatHasBegun() throws Exception {
        proxy().fail("Query", new RecordingProxy.HalfAnswer());
        HeldRead<ResultSet> reading = read(ReadPath.FIRST_PAGE);
        while (proxy().count("Query") == 0) {
            Thread.onSpinWait();
        }
        statement().cancel();
        assertThat(state(reading.failure())).isEqualTo("57014");
    }

    /** Another statement has all the network connections there are. */
    @Test
    void cancelEndsTheWaitForANetworkConnection() throws Exception {
        connect("&maxConnections=1");
        Gate gate = proxy().hold(ReadPath.ONE_ROW::holds);
        HeldRead<ResultSet> holder = read(ReadPath.ONE_ROW, gate);
        try (Statement other = connection().createStatement()) {
            HeldRead<ResultSet> waiting = read(other, ReadPath.ONE_ROW);
            waiting.awaitWithin("acquireEndpoint");
            other.cancel();
            assertThat(state(waiting.failure())).isEqualTo("57014");
        }
        gate.open();
        assertThat(holder.rows()).isEqualTo(1);
    }

    /** More often than there are network connections. */
    @Test
    void noNetworkConnectionIsLost() throws Exception {
        connect("&maxConnections=4");
        for (int i = 0; i < 6; i++) {
            Gate gate = proxy().hold(ReadPath.PARTITIONS::holds);
            HeldRead<ResultSet> reading = read(ReadPath.PARTITIONS);
            gate.awaitArrived(2);
            statement().cancel();
            assertThat(state(reading.failure())).isEqualTo("57014");
            gate.assertGivenUp();
        }
        assertThat(count(statement().executeQuery(ReadPath.PARTITIONS.sql()))).isEqualTo(120);
    }

    /** The time passes in next(), while a page is waited for that was asked for before. */
    @ParameterizedTest
    @EnumSource(names = {"PAGE_AHEAD", "MERGED_AHEAD", "LOOKUP_JOIN"})
    void theQueryTimeoutEndsNext(ReadPath path) throws Exception {
        statement().setQueryTimeout(1);
        Gate gate = proxy().hold(path::holds);
        HeldRead<ResultSet> reading = read(path);
        reading.result();
        assertThat(reading.failure())
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessage("the query timeout has passed");
        assertThat(state(reading.failure())).isEqualTo("HYT00");
        gate.assertGivenUp();
        assertThat(count(statement().executeQuery(path.sql()))).isPositive();
    }
}
