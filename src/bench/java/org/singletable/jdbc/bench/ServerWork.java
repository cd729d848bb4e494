package org.singletable.jdbc.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Single requests to DynamoDB Local, each thread one at a time. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ServerWork {
    /** What the threads of the programs share. */
    @State(Scope.Benchmark)
    public static class Shared {
        private final AtomicInteger threads = new AtomicInteger();
        private Map<Subject, Clients> clients;

        @Setup
        public void open() throws Exception {
            clients = Turns.each(subject -> Clients.to(Server.ofThisProcess(), subject));
            for (Clients each : clients.values()) {
                try (Orders orders = each.orders()) {
                    Expected.check(orders);
                }
            }
        }

        @TearDown
        public void close() throws Exception {
            Turns.closeAll(clients);
        }
    }

    /** A thread. */
    @State(Scope.Thread)
    public static class Worker {
        private Map<Subject, Orders> all;
        private Orders orders;
        private String customerId;
        private int number;

        @Setup
        public void open(Shared programs) throws Exception {
            all = Turns.each(subject -> programs.clients.get(subject).orders());
            customerId = Server.newCustomerId() + "-" + programs.threads.incrementAndGet();
        }

        @Setup(Level.Iteration)
        public void take(Turns turns) {
            orders = all.get(turns.subject());
        }

        @TearDown
        public void close() throws Exception {
            Turns.closeAll(all);
        }
    }

    /** By its key, another one each time. */
    @Benchmark
    public long get(Worker worker) throws Exception {
        worker.number = (worker.number + 7) % Shop.SOME_ORDERS;
        return worker.orders.get(Shop.CUSTOMER, Order.id(worker.number));
    }

    /** A new order each time. */
    @Benchmark
    public void put(Worker worker) throws Exception {
        worker.orders.insert(Order.of(worker.customerId, worker.number++));
    }
}
