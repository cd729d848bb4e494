package org.singletable.jdbc.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    DriverOrders(Connection connection) {
        this.connection = connection;
    }

    /** Prepared when it is first asked for, as the first row of a program has to wait for no other statement. */
    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    @Override
    public long get(String customerId, String orderId) throws SQLException {
        PreparedStatement get = prepared(GET);
        get.setString(1, customerId);
        get.setString(2, orderId);
        return sum(get);
    }

    @Override
    public long ofCustomer(String customerId) throws SQLException {
        PreparedStatement ofCustomer = prepared(OF_CUSTOMER);
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
        PreparedStatement insert = prepared(INSERT);
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
        PreparedStatement update = prepared(UPDATE);
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
        executeBatch(orders, prepared(INSERT));
    }

    @Override
    public void putAll(List<Order> orders) throws SQLException {
        executeBatch(orders, prepared(UPSERT));
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
        PreparedStatement join = prepared(JOIN);
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
