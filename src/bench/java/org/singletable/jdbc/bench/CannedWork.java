package org.singletable.jdbc.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What a client does of its own: all answers come from memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CannedWork extends Programs {
    private static final Order ORDER = Order.of(Shop.CUSTOMER, 0);

    @Override
    Clients clients(Subject subject) {
        return Clients.over(new CannedHttpClient(CannedAnswers.byOperation()), subject);
    }

    @Benchmark
    public long getItem() throws Exception {
        return orders().get(ORDER.customerId(), ORDER.orderId());
    }

    @Benchmark
    public long query() throws Exception {
        return orders().ofCustomer(Shop.CUSTOMER);
    }

    @Benchmark
    public void putItem() throws Exception {
        orders().insert(ORDER);
    }

    @Benchmark
    public void updateItem() throws Exception {
        orders().update(ORDER.customerId(), ORDER.orderId(), "paid", 4);
    }
}
