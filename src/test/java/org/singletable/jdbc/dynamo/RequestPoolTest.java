package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.dynamo.ProxiedTable.item;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Hang;
import org.singletable.jdbc.testing.RecordingProxy.LostRequest;

class RequestPoolTest {
    private static List<RequestPool.Pending<Boolean>> gets(ProxiedTable table, int number, RequestContext context) {
        return IntStream.range(0, number)
                .mapToObj(i -> table.pool()
                        .submit(() -> table.client()
                                .getItem(key("p", "a"), true, context)
                                .isPresent()))
                .toList();
    }

    /** More requests of more statements than there are connections wait for each other. */
    @Test
    void moreRequestsThanConnectionsSucceed() {
        try (ProxiedTable table = new ProxiedTable(2)) {
            table.put(item("p", "a", "num", 1));
            List<RequestContext> statements = IntStream.range(0, 8)
                    .mapToObj(i -> new RequestContext(null))
                    .toList();
            List<RequestPool.Pending<Boolean>> pending = statements.stream()
                    .flatMap(context -> gets(table, 25, context).stream())
                    .toList();
            assertThat(table.client().getItem(key("p", "a"), true, new RequestContext(null)))
                    .isPresent();
            assertThat(pending).allSatisfy(one -> assertThat(one.await()).isTrue());
            assertThat(statements)
                    .allSatisfy(
                            context -> assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.GET_ITEM, 25)));
        }
    }

    /** What was sent is known of each request, whichever thread sent the one before. */
    @Test
    void eachRequestKnowsWhetherItWasSent() {
        try (ProxiedTable table = new ProxiedTable(8)) {
            for (int round = 0; round < 20; round++) {
                table.proxy().reset();
                table.proxy().fail("GetItem", new LostRequest());
                table.proxy().fail("GetItem", new ErrorAnswer(400, "ThrottlingException", "slow down"));
                List<RequestContext> statements = IntStream.range(0, 6)
                        .mapToObj(i -> new RequestContext(null))
                        .toList();
                List<RequestPool.Pending<Boolean>> pending = statements.stream()
                        .flatMap(context -> gets(table, 1, context).stream())
                        .toList();
                pending.forEach(RequestPool.Pending::await);
                assertThat(statements.stream()
                                .mapToInt(context -> context.cost().requests().get(Operation.GET_ITEM))
                                .sum())
                        .isEqualTo(8)
                        .isEqualTo(table.lines().size());
            }
        }
    }

    @Test
    void tasksMayWaitForEachOther() {
        try (RequestPool pool = new RequestPool(2)) {
            assertThat(nested(pool, 20)).isEqualTo(20);
        }
    }

    private static int nested(RequestPool pool, int depth) {
        return depth == 0 ? 0 : 1 + pool.submit(() -> nested(pool, depth - 1)).await();
    }

    @Test
    void failuresArriveAsTheyWere() {
        try (RequestPool pool = new RequestPool(2)) {
            IllegalStateException failure = new IllegalStateException("no");
            assertThat(catchThrowable(() -> pool.submit(() -> {
                                throw failure;
                            })
                            .await()))
                    .isSameAs(failure);
        }
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() {
        try (RequestPool pool = new RequestPool(2)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            RequestPool.Pending<Boolean> pending = pool.submit(() -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            });
            begun.await();
            Thread.currentThread().interrupt();
            DriverException error = catchThrowableOfType(DriverException.class, pending::await);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(error.state().code()).isEqualTo("57014");
            end.countDown();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With requests under way, others waiting for a thread, and others that come later. */
    @Test
    void theEndOfTheClientEndsAllRequests() {
        try (ProxiedTable table = new ProxiedTable(2)) {
            table.proxy().fail("GetItem", new Hang());
            RequestContext context = new RequestContext(null);
            List<RequestPool.Pending<Boolean>> pending = gets(table, 3, context);
            while (table.proxy().count("GetItem") == 0) {
                Thread.onSpinWait();
            }
            table.disconnect();
            for (RequestPool.Pending<Boolean> one : pending) {
                assertThat(catchThrowable(one::await)).isInstanceOf(DriverException.class);
            }
            assertThat(catchThrowable(gets(table, 1, context).get(0)::await)).isInstanceOf(DriverException.class);
            assertThat(table.lines()).hasSize(1);
        }
    }

    @Test
    void threadsAreDaemons() {
        try (RequestPool pool = new RequestPool(4)) {
            // The calling thread would run it itself where none has begun.
            CountDownLatch begun = new CountDownLatch(1);
            Thread[] thread = new Thread[1];
            pool.submit(() -> {
                thread[0] = Thread.currentThread();
                begun.countDown();
                return true;
            });
            begun.await();
            assertThat(thread[0].isDaemon()).isTrue();
            assertThat(thread[0].getName()).startsWith(DaemonThreads.PREFIX + "request");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
