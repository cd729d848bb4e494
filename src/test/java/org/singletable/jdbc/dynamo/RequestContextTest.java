package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.dynamo.ProxiedTable.item;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.testing.RecordingProxy.Hang;

/** A statement with several requests in flight. */
class RequestContextTest {
    private static final Condition NONE = new Condition.All(List.of());
    private static ProxiedTable table;

    @BeforeAll
    static void open() {
        table = new ProxiedTable();
        table.put(item("p", "a", "num", 1));
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @BeforeEach
    void reset() {
        table.proxy().reset();
    }

    @AfterEach
    void forget() {
        table.proxy().forgetFaults();
    }

    private static List<RequestPool.Pending<Boolean>> hanging(int number, RequestContext context) {
        IntStream.range(0, number).forEach(i -> table.proxy().fail("GetItem", new Hang()));
        List<RequestPool.Pending<Boolean>> pending = IntStream.range(0, number)
                .mapToObj(i -> table.pool()
                        .submit(() -> table.client()
                                .getItem(key("p", "a"), true, context)
                                .isPresent()))
                .toList();
        while (table.proxy().count("GetItem") < number) {
            Thread.onSpinWait();
        }
        return pending;
    }

    private static List<RequestPool.Pending<Boolean>> submitted(int number, RequestContext context) {
        return IntStream.range(0, number)
                .mapToObj(i -> table.pool()
                        .submit(() -> table.client()
                                .getItem(key("p", "a"), true, context)
                                .isPresent()))
                .toList();
    }

    private static String state(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(DriverException.class, call).state().code();
    }

    private enum End {
        CANCEL(RequestContext::cancel),
        STOP(RequestContext::stop);

        private final Consumer<RequestContext> call;

        End(Consumer<RequestContext> call) {
            this.call = call;
        }
    }

    @ParameterizedTest
    @CsvSource({"CANCEL, 57014", "STOP, 57014"})
    void allRequestsInFlightEnd(End end, String state) {
        RequestContext context = new RequestContext(null);
        List<RequestPool.Pending<Boolean>> pending = hanging(5, context);
        end.call.accept(context);
        pending.forEach(one -> assertThat(state(one::await)).isEqualTo(state));
        assertThat(state(() -> table.client().getItem(key("p", "a"), true, context)))
                .isEqualTo(state);
        assertThat(state(context::check)).isEqualTo(state);
        assertThat(context.isCancelled()).isEqualTo(end == End.CANCEL);
        assertThat(table.lines()).hasSize(5);
        assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.GET_ITEM, 5));
        // Another statement is not concerned, on the same connections.
        assertThat(table.client().getItem(key("p", "a"), true, new RequestContext(null)))
                .isPresent();
    }

    /** The pause would last an hour. */
    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void aRequestThatWaitsForItsNextAttemptEnds(End end) throws InterruptedException {
        RequestContext context = new RequestContext(null);
        CountDownLatch begun = new CountDownLatch(1);
        RequestPool.Pending<Boolean> pausing = table.pool().submit(() -> {
            begun.countDown();
            try {
                context.pause(Duration.ofHours(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        });
        begun.await();
        end.call.accept(context);
        assertThat(pausing.await()).isTrue();
    }

    @Test
    void aCancelledStatementIsCancelledEvenWhenItsResultIsClosed() {
        RequestContext context = new RequestContext(null);
        context.stop();
        context.cancel();
        assertThat(state(context::check)).isEqualTo("57014");
    }

    @Test
    void aStoppedWriteHasAnUnknownOutcome() {
        RequestContext context = new RequestContext(null);
        table.proxy().fail("PutItem", new Hang());
        RequestPool.Pending<Boolean> write = table.pool()
                .submit(() -> Writes.put(table.client(), item("p", "a", "num", 2), NONE, context)
                        .applied());
        while (table.proxy().count("PutItem") == 0) {
            Thread.onSpinWait();
        }
        context.stop();
        assertThat(state(write::await)).isEqualTo("58030");
    }

    @Test
    void theDeadlineEndsAllRequests() {
        IntStream.range(0, 3).forEach(i -> table.proxy().fail("GetItem", new Hang()));
        RequestContext context = new RequestContext(Duration.ofMillis(500));
        submitted(3, context).forEach(one -> assertThat(state(one::await)).isEqualTo("HYT00"));
        assertThat(state(context::check)).isEqualTo("HYT00");
    }

    @Test
    void whatHasEndedIsNotAborted() {
        RequestContext context = new RequestContext(null);
        int[] aborted = new int[3];
        Runnable first = () -> aborted[0]++;
        Runnable second = () -> aborted[1]++;
        context.begin(first);
        context.begin(second);
        context.end(first);
        context.stop();
        context.begin(() -> aborted[2]++);
        assertThat(aborted).containsExactly(0, 1, 1);
    }

    /** A consistent GetItem of an item this small consumes one unit. */
    @Test
    void theRequestAfterTheReadLimitFails() {
        RequestContext context = new RequestContext(null, null, 2);
        for (int i = 0; i < 3; i++) {
            assertThat(table.client().getItem(key("p", "a"), true, context)).isPresent();
        }
        DriverException error =
                catchThrowableOfType(DriverException.class, () -> table.client().getItem(key("p", "a"), true, context));
        assertThat(error.state().code()).isEqualTo("54000");
        assertThat(error)
                .hasMessage("the statement has consumed 3 read units and \"maxReadUnits\" is 2; make it read less, or"
                        + " set a higher \"maxReadUnits\"");
        assertThat(state(() -> Writes.delete(table.client(), key("p", "a"), NONE, context)))
                .isEqualTo("54000");
        assertThat(table.lines()).hasSize(3);
        context.check();
    }

    @Test
    void zeroIsNoReadLimit() {
        RequestContext context = new RequestContext(null, null, 0);
        for (int i = 0; i < 3; i++) {
            table.client().getItem(key("p", "a"), true, context);
        }
        assertThat(context.cost().readUnits()).isEqualTo(3);
    }
}
