package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.Gate;
import org.singletable.jdbc.testing.HeldRead;
import org.singletable.jdbc.testing.ReadPath;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.Sql;
import org.singletable.jdbc.testing.WireRequest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

    private void put(Map<String, AttributeValue> item) throws SQLException {
        connection()
                .unwrap(DynamoDbClient.class)
                .putItem(request -> request.tableName("paths").item(item));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    /** The first row of each partition is read before the first one is given. */
    @Test
    void aBadRowHidesNoOtherOfThoseMerged() throws Exception {
        Sql.update(connection(), "INSERT INTO thing (g, n, k, label) VALUES ('y', 2, 'other', 7)");
        Sql.update(connection(), "INSERT INTO thing (g, n, k, label) VALUES ('z', 1, 'other', 8)");
        put(Map.of(
                "pk", text("T#y"),
                "sk", text(keyOf(0)),
                "_type", text("thing"),
                "g", text("y"),
                "n", AttributeValue.fromN("0"),
                "k", text("other"),
                "label", text("no number")));
        ResultSet rows = statement().executeQuery("SELECT label FROM thing WHERE g IN ('y', 'z') ORDER BY n");
        assertThat(state(rows::next)).isEqualTo("22018");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(8);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(7);
        assertThat(rows.next()).isFalse();
    }

    /** The sort key of {@code thing} as the driver writes it. */
    private String keyOf(int n) throws SQLException {
        String sql = "SELECT sk FROM _items WHERE pk = 'T#a'";
        return Sql.rows(connection(), sql).get(n);
    }

    /** Where it belongs nobody knows. */
    @Test
    void aBadRowOfThoseSortedFailsTheRest() throws Exception {
        put(Map.of(
                "pk", text("L#" + keyOf(29).replace("29", "31")),
                "sk", text("label"),
                "_type", text("label"),
                "id", AttributeValue.fromN("31"),
                "name", AttributeValue.fromB(SdkBytes.fromUtf8String("no text"))));
        ResultSet rows = statement().executeQuery("SELECT name FROM label WHERE id IN (31, 3, 2) ORDER BY id DESC");
        assertThat(state(rows::next)).isEqualTo("22018");
        assertThat(state(rows::next)).isEqualTo("22018");
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
