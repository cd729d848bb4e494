package org.singletable.jdbc.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A connection with prepared statements that are used again and again. */
final class DriverOrders implements Orders {
    private static final String COLUMNS =
            "customer_id, order_id, status, city, note, placed, total, quantity, weight, paid";

    static final String GET = "SELECT " + COLUMNS + " FROM orders WHERE customer_id = ? AND order_id = ?";
    static final String OF_CUSTOMER = "SELECT " + COLUMNS + " FROM orders WHERE customer_id = ?";
    static final String INSERT = "INSERT INTO orders (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String UPDATE = "UPDATE orders SET status = ?, quantity = ? WHERE customer_id = ? AND order_id = ?";
    static final String JOIN = "SELECT c.name, o.order_id, o.total FROM customer c"
            + " JOIN orders o ON o.customer_id = c.customer_id WHERE c.customer_id = ?";
    private static final String UPSERT = "UPSERT INTO orders (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final PreparedStatement get;
    private final PreparedStatement ofCustomer;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement upsert;
    private final PreparedStatement join;

    DriverOrders(Connection connection) throws SQLException {
        this.connection = connection;
        this.get = connection.prepareStatement(GET);
        this.ofCustomer = connection.prepareStatement(OF_CUSTOMER);
        this.insert = connection.prepareStatement(INSERT);
        this.update = connection.prepareStatement(UPDATE);
        this.upsert = connection.prepareStatement(UPSERT);
        this.join = connection.prepareStatement(JOIN);
    }

    @Override
    public long get(String customerId, String orderId) throws SQLException {
        get.setString(1, customerId);
        get.setString(2, orderId);
        return sum(get);
    }

    @Override
    public long ofCustomer(String customerId) throws SQLException {
        ofCustomer.setString(1, customerId);
        return sum(ofCustomer);
    }

    private static long sum(PreparedStatement select) throws SQLException {
        long sum = 0;
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                sum += Order.sum(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getBigDecimal(7),
                        row.getInt(8),
                        row.getLong(9),
                        row.getBoolean(10));
            }
        }
        return sum;
    }

    @Override
    public void insert(Order order) throws SQLException {
        bind(order, insert);
        insert.executeUpdate();
    }

    private static void bind(Order order, PreparedStatement statement) throws SQLException {
        statement.setString(1, order.customerId());
        statement.setString(2, order.orderId());
        statement.setString(3, order.status());
        statement.setString(4, order.city());
        statement.setString(5, order.note());
        statement.setString(6, order.placed());
        statement.setBigDecimal(7, order.total());
        statement.setInt(8, order.quantity());
        statement.setLong(9, order.weight());
        statement.setBoolean(10, order.paid());
    }

    @Override
    public void update(String customerId, String orderId, String status, int quantity) throws SQLException {
        update.setString(1, status);
        update.setInt(2, quantity);
        update.setString(3, customerId);
        update.setString(4, orderId);
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("no such order");
        }
    }

    @Override
    public void insertAll(List<Order> orders) throws SQLException {
        executeBatch(orders, insert);
    }

    @Override
    public void putAll(List<Order> orders) throws SQLException {
        executeBatch(orders, upsert);
    }

    private static void executeBatch(List<Order> orders, PreparedStatement statement) throws SQLException {
        for (Order order : orders) {
            bind(order, statement);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    @Override
    public int withOrders(String customerId) throws SQLException {
        join.setString(1, customerId);
        int rows = 0;
        try (ResultSet row = join.executeQuery()) {
            while (row.next()) {
                if (row.getString(1).isEmpty() || row.getString(2).isEmpty() || row.getBigDecimal(3) == null) {
                    throw new IllegalStateException("an incomplete row");
                }
                rows++;
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
