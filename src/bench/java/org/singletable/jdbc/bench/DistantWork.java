package org.singletable.jdbc.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Jobs of many requests to a server that is some milliseconds away; an operation is a whole job. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DistantWork extends Programs {
    private static final int JOINS = 20;

    private List<Order> batch;
    private final int large = Server.largeCustomersOrders();
    private final long largeSum = Expected.sum(0, large);

    @Override
    Clients clients(Subject subject) {
        return Clients.to(Server.ofThisProcess(), subject);
    }

    /** Orders that are not yet there. */
    @Setup(Level.Invocation)
    public void makeBatch() {
        String customerId = Server.newCustomerId();
        batch = IntStream.range(0, Server.ordersOfBatch())
                .mapToObj(number -> Order.of(customerId, number))
                .toList();
    }

    /** All orders of {@link Shop#LARGE_CUSTOMER}. */
    @Benchmark
    public void page() throws Exception {
        Expected.require(largeSum, orders().ofCustomer(Shop.LARGE_CUSTOMER));
    }

    @Benchmark
    public void insertBatch() throws Exception {
        orders().insertAll(batch);
    }

    @Benchmark
    public void upsertBatch() throws Exception {
        orders().putAll(batch);
    }

    /** A customer with {@link Shop#SOME_ORDERS} orders. */
    @Benchmark
    @OperationsPerInvocation(JOINS)
    public void join() throws Exception {
        for (int i = 0; i < JOINS; i++) {
            Expected.require(Shop.SOME_ORDERS, orders().withOrders(Shop.CUSTOMER));
        }
    }
}
