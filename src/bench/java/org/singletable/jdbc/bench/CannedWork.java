package org.singletable.jdbc.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a client does of its own: all answers come from memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CannedWork {
    private static final Order ORDER = Order.of(Shop.CUSTOMER, 0);

    private Map<Subject, Clients> clients;
    private Map<Subject, Orders> all;
    private Orders orders;

    @Setup
    public void open() throws Exception {
        clients = Turns.each(subject -> Clients.over(new CannedHttpClient(CannedAnswers.byOperation()), subject));
        all = Turns.each(subject -> clients.get(subject).orders());
        for (Orders each : all.values()) {
            Expected.check(each);
        }
    }

    @Setup(Level.Iteration)
    public void take(Turns turns) {
        orders = all.get(turns.subject());
    }

    @Benchmark
    public long getItem() throws Exception {
        return orders.get(ORDER.customerId(), ORDER.orderId());
    }

    @Benchmark
    public long query() throws Exception {
        return orders.ofCustomer(Shop.CUSTOMER);
    }

    @Benchmark
    public void putItem() throws Exception {
        orders.insert(ORDER);
    }

    @Benchmark
    public void updateItem() throws Exception {
        orders.update(ORDER.customerId(), ORDER.orderId(), "paid", 4);
    }

    @TearDown
    public void close() throws Exception {
        Turns.closeAll(all);
        Turns.closeAll(clients);
    }
}
