package org.singletable.jdbc.bench;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import java.math.BigDecimal;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** An {@link Order} as the Enhanced Client wants its classes: with setters, and with the table's keys. */
final class OrderItem {
    static final TableSchema<OrderItem> SCHEMA = TableSchema.builder(OrderItem.class)
            .newItemSupplier(OrderItem::new)
            .addAttribute(
                    String.class,
                    a -> a.name("pk")
                            .getter(item -> item.pk)
                            .setter((item, value) -> item.pk = value)
                            .tags(primaryPartitionKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("sk")
                            .getter(item -> item.sk)
                            .setter((item, value) -> item.sk = value)
                            .tags(primarySortKey()))
            .addAttribute(
                    String.class,
                    a -> a.name("status").getter(item -> item.status).setter((item, value) -> item.status = value))
            .addAttribute(
                    String.class,
                    a -> a.name("city").getter(item -> item.city).setter((item, value) -> item.city = value))
            .addAttribute(
                    String.class,
                    a -> a.name("note").getter(item -> item.note).setter((item, value) -> item.note = value))
            .addAttribute(
                    String.class,
                    a -> a.name("placed").getter(item -> item.placed).setter((item, value) -> item.placed = value))
            .addAttribute(
                    BigDecimal.class,
                    a -> a.name("total").getter(item -> item.total).setter((item, value) -> item.total = value))
            .addAttribute(
                    Integer.class,
                    a -> a.name("quantity")
                            .getter(item -> item.quantity)
                            .setter((item, value) -> item.quantity = value))
            .addAttribute(
                    Long.class,
                    a -> a.name("weight").getter(item -> item.weight).setter((item, value) -> item.weight = value))
            .addAttribute(
                    Boolean.class,
                    a -> a.name("paid").getter(item -> item.paid).setter((item, value) -> item.paid = value))
            .build();

    private String pk;
    private String sk;
    private String status;
    private String city;
    private String note;
    private String placed;
    private BigDecimal total;
    private Integer quantity;
    private Long weight;
    private Boolean paid;

    static OrderItem of(Order order) {
        OrderItem item = change(order.customerId(), order.orderId(), order.status(), order.quantity());
        item.city = order.city();
        item.note = order.note();
        item.placed = order.placed();
        item.total = order.total();
        item.weight = order.weight();
        item.paid = order.paid();
        return item;
    }

    /** An order of which only what is to be changed is there. */
    static OrderItem change(String customerId, String orderId, String status, int quantity) {
        OrderItem item = new OrderItem();
        item.pk = Shop.partitionKey(customerId);
        item.sk = Shop.sortKey(orderId);
        item.status = status;
        item.quantity = quantity;
        return item;
    }

    /** See {@link Order#sum}. */
    long sum() {
        return Order.sum(
                Shop.customerId(pk), Shop.orderId(sk), status, city, note, placed, total, quantity, weight, paid);
    }

    /** Whether its id and its total are there. */
    boolean hasTotal() {
        return !Shop.orderId(sk).isEmpty() && total.signum() > 0;
    }
}
