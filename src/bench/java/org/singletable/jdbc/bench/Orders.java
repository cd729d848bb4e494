package org.singletable.jdbc.bench;

import java.sql.SQLException;
import java.util.List;

/**
 * The work that is measured, once for each way to DynamoDB. Reads are strongly consistent; all requests ask for the consumed
 * capacity, as the driver's always do. One thread uses an instance at a time.
 */
interface Orders extends AutoCloseable {
    /**
     * Reads an order by its key.
     *
     * @return {@link Order#sum} of it
     */
    long get(String customerId, String orderId) throws Exception;

    /**
     * Reads all orders of a customer, page by page.
     *
     * @return {@link Order#sum} of all
     */
    long ofCustomer(String customerId) throws Exception;

    /** Writes an order; fails where there is one with its key. */
    void insert(Order order) throws Exception;

    /** Changes two attributes of an order; fails where there is none. */
    void update(String customerId, String orderId, String status, int quantity) throws Exception;

    /** {@link #insert} of many, {@link Clients#CONCURRENCY} requests at a time. */
    void insertAll(List<Order> orders) throws Exception;

    /** Writes orders, whatever is at their keys: 25 a request, {@link Clients#CONCURRENCY} requests at a time. */
    void putAll(List<Order> orders) throws Exception;

    /**
     * Reads a customer with all his orders: their ids and totals, each beside the name.
     *
     * @return how many rows that is
     */
    int withOrders(String customerId) throws Exception;

    @Override
    void close() throws SQLException;
}
