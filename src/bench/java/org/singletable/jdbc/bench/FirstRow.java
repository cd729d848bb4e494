package org.singletable.jdbc.bench;

import java.net.URI;

/** A program that connects, reads one row, says so, and ends. */
public final class FirstRow {
    private FirstRow() {}

    /** @param args a {@link Subject} and the endpoint of a server */
    public static void main(String[] args) throws Exception {
        try (Clients clients = Clients.to(URI.create(args[1]), Subject.valueOf(args[0]));
                Orders orders = clients.orders()) {
            System.out.println(orders.get(Shop.CUSTOMER, Order.id(0)));
        }
    }
}
