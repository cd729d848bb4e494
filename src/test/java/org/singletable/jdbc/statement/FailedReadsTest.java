package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.Gate;
import org.singletable.jdbc.testing.HeldRead;
import org.singletable.jdbc.testing.ReadPath;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.WireRequest;

/** A request that fails while others of its statement are in flight. */
class FailedReadsTest extends ReadsInFlight {
    static Stream<ReadPath> severalAtATime() {
        return Stream.of(ReadPath.values()).filter(path -> path.inFlight() > 1);
    }

    /** One of several requests fails when all of them are on their way. */
    @ParameterizedTest
    @MethodSource("severalAtATime")
    void anErrorEndsTheOtherRequestsAndIsReportedOnce(ReadPath path) throws Exception {
        Predicate<WireRequest> second = path.second();
        Gate gate = proxy().hold(request -> path.holds(request) && !second.test(request));
        proxy().failEach(path::holds, new RecordingProxy.Otherwise((operation, request, engine) -> {
            gate.awaitArrived(path.inFlight() - 1);
            return RecordingProxy.Answer.error(400, "AccessDeniedException", "no");
        }));
        HeldRead<ResultSet> reading = read(path);

        SQLException error = (SQLException) reading.failure();

        assertThat(error.getSQLState()).isEqualTo("28000");
        assertThat(error.getMessage()).contains("on table paths was denied: no");
        assertThat((Throwable) error.getNextException()).isNull();
        assertThat(error.getSuppressed()).isEmpty();
        gate.assertGivenUp();
        assertThat(proxy().requests().stream().filter(path::holds)).hasSize(path.inFlight());
        proxy().forgetFaults();
        assertThat(count(statement().executeQuery(path.sql()))).isPositive();
    }

    private static void refusePagesAhead() {
        proxy().failEach(ReadPath.PAGE_AHEAD::holds, new RecordingProxy.ErrorAnswer(400, "ValidationException", "no"));
    }

    /** Not even one whose SQLState is that of a bad value, behind which an application may go on. */
    @Test
    void aRefusedRequestEndsTheStatement() throws Exception {
        refusePagesAhead();
        ResultSet rows = statement().executeQuery(ReadPath.PAGE_AHEAD.sql());
        for (int i = 0; i < 10; i++) {
            assertThat(rows.next()).isTrue();
        }
        assertThat(state(rows::next)).isEqualTo("22023");
        assertThat(state(rows::next)).isEqualTo("22023");
        assertThat(proxy().count("Query")).isEqualTo(2);
    }

    /** A page that nobody needs may fail. */
    @Test
    void anErrorBehindTheLastRowThatIsReadIsNone() throws Exception {
        refusePagesAhead();
        try (ResultSet rows = statement().executeQuery(ReadPath.PAGE_AHEAD.sql())) {
            assertThat(rows.next()).isTrue();
        }
        assertThat(count(statement().executeQuery("SELECT 1"))).isEqualTo(1);
    }
}
