package org.singletable.jdbc.bench;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.singletable.jdbc.dynamo.EmbeddedEngine;

/**
 * DynamoDB Local with the table and its data, in the process that starts the benchmarks, and a proxy that makes it distant. The
 * processes of the benchmarks are told of it by system properties.
 */
final class Server implements AutoCloseable {
    /** What the proxy adds to each request. */
    static final Duration DELAY = Duration.ofMillis(5);

    private static final String ENDPOINT = "bench.endpoint";
    private static final String LARGE = "bench.large";
    private static final String BATCH = "bench.batch";

    private final EmbeddedEngine engine = EmbeddedEngine.inMemory();
    private final DelayProxy distant;
    private final int large;
    private final int batch;

    /**
     * @param large how many orders {@link Shop#LARGE_CUSTOMER} has
     * @param batch how many a batch has
     */
    Server(int large, int batch) throws Exception {
        this.large = large;
        this.batch = batch;
        this.distant = new DelayProxy(engine.endpoint(), DELAY);
        Properties properties = Clients.properties();
        properties.setProperty("ensureTable", "true");
        try (Connection connection = DriverManager.getConnection(Clients.url(engine.endpoint()), properties);
                PreparedStatement customer =
                        connection.prepareStatement("INSERT INTO customer (customer_id, name) VALUES (?, 'Ann')")) {
            customer.setString(1, Shop.CUSTOMER);
            customer.executeUpdate();
            Orders orders = new DriverOrders(connection);
            orders.putAll(some(Shop.CUSTOMER, Shop.SOME_ORDERS));
            orders.putAll(some(Shop.LARGE_CUSTOMER, large));
        }
    }

    private static List<Order> some(String customerId, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Order.of(customerId, number))
                .toList();
    }

    URI near() {
        return engine.endpoint();
    }

    /** The same server behind the proxy. */
    URI distant() {
        return distant.endpoint();
    }

    /** What tells a process of it. */
    String[] options(URI endpoint) {
        return Stream.of("-D" + ENDPOINT + "=" + endpoint, "-D" + LARGE + "=" + large, "-D" + BATCH + "=" + batch)
                .toArray(String[]::new);
    }

    /** The server that this process was told of. */
    static URI ofThisProcess() {
        return URI.create(required(ENDPOINT));
    }

    /** How many orders {@link Shop#LARGE_CUSTOMER} has. */
    static int largeCustomersOrders() {
        return Integer.parseInt(required(LARGE));
    }

    static int ordersOfBatch() {
        return Integer.parseInt(required(BATCH));
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("no system property " + property);
        }
        return value;
    }

    /** The id of a customer that has no orders yet. */
    static String newCustomerId() {
        return "new-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    @Override
    public void close() throws IOException {
        distant.close();
        engine.close();
    }
}
