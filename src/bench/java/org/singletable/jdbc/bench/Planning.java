package org.singletable.jdbc.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.singletable.jdbc.dynamo.SharedClients;
import org.singletable.jdbc.dynamo.TransportClients;

/** Preparing a statement, giving it its parameters, and closing it: no request is sent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Planning {
    private static final Order ORDER = Order.of(Shop.CUSTOMER, 0);

    /** A statement of the driver's. */
    public enum Text {
        GET(DriverOrders.GET, ORDER.customerId(), ORDER.orderId()),
        QUERY(DriverOrders.OF_CUSTOMER, ORDER.customerId()),
        JOIN(DriverOrders.JOIN, ORDER.customerId()),
        INSERT(
                DriverOrders.INSERT,
                ORDER.customerId(),
                ORDER.orderId(),
                ORDER.status(),
                ORDER.city(),
                ORDER.note(),
                ORDER.placed(),
                ORDER.total(),
                ORDER.quantity(),
                ORDER.weight(),
                ORDER.paid()),
        UPDATE(DriverOrders.UPDATE, "paid", 4, ORDER.customerId(), ORDER.orderId());

        private final String sql;
        private final Object[] values;

        Text(String sql, Object... values) {
            this.sql = sql;
            this.values = values;
        }
    }

    @Param
    public Text text;

    private Connection caching;
    private Connection planning;

    @Setup
    public void open() {
        SharedClients clients = TransportClients.over(new CannedHttpClient(CannedAnswers.byOperation()));
        caching = Clients.connection(clients, Clients.properties());
        Properties none = Clients.properties();
        none.setProperty("planCacheSize", "0");
        planning = Clients.connection(clients, none);
    }

    /** The plan is in the cache. */
    @Benchmark
    public PreparedStatement cached() throws SQLException {
        return prepare(caching);
    }

    /** The text is parsed and planned. */
    @Benchmark
    public PreparedStatement planned() throws SQLException {
        return prepare(planning);
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.sql)) {
            for (int i = 0; i < text.values.length; i++) {
                statement.setObject(i + 1, text.values[i]);
            }
            return statement;
        }
    }

    @TearDown
    public void close() throws SQLException {
        caching.close();
        planning.close();
    }
}
