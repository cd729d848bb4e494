package org.singletable.jdbc.bench;

import java.util.stream.IntStream;

/** What has to be read before anything is measured: a client that reads something else is not compared. */
final class Expected {
    private Expected() {}

    /** @throws IllegalStateException where the orders of {@link Shop#CUSTOMER} are not all read as they were made */
    static void check(Orders orders) throws Exception {
        require(sum(0, 1), orders.get(Shop.CUSTOMER, Order.id(0)));
        require(sum(0, Shop.SOME_ORDERS), orders.ofCustomer(Shop.CUSTOMER));
    }

    /** {@link Order#sum} of some orders of a customer whose id is as long as that of {@link Shop#CUSTOMER}. */
    static long sum(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> Order.of(Shop.CUSTOMER, number))
                .mapToLong(order -> Order.sum(
                        order.customerId(),
                        order.orderId(),
                        order.status(),
                        order.city(),
                        order.note(),
                        order.placed(),
                        order.total(),
                        order.quantity(),
                        order.weight(),
                        order.paid()))
                .sum();
    }

    static void require(long expected, long read) {
        if (read != expected) {
            throw new IllegalStateException("read " + read + " in place of " + expected);
        }
    }
}
