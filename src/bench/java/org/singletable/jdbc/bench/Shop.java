package org.singletable.jdbc.bench;

/** The single table: customers, and orders in their item collections. Keys are made of templates, as such tables have them. */
final class Shop {
    static final String TABLE = "shop";

    /** A customer with {@link #SOME_ORDERS} orders. */
    static final String CUSTOMER = "c-000007";

    static final int SOME_ORDERS = 1_000;

    /** A customer with as many orders as paging is measured with. */
    static final String LARGE_CUSTOMER = "c-000008";

    static final String CUSTOMER_PREFIX = "customer#";
    static final String ORDER_PREFIX = "order#";
    static final String CUSTOMER_SORT_KEY = "customer";

    static final String MAPPING = """
            { "table": "shop",
              "physical": { "keys": ["pk", "sk"] },
              "entities": {
                "customer": {
                  "item": { "pk": "customer#{customer_id}", "sk": "customer" },
                  "columns": { "customer_id": { "type": "string!", "key": true }, "name": "string!" } },
                "orders": {
                  "item": { "pk": "customer#{customer_id}", "sk": "order#{order_id}" },
                  "columns": {
                    "customer_id": { "type": "string!", "key": true },
                    "order_id": { "type": "string!", "key": true },
                    "status": "string!", "city": "string!", "note": "string!", "placed": "string!",
                    "total": "decimal(12,2)!", "quantity": "int!", "weight": "long!", "paid": "boolean!" } } } }
            """;

    private Shop() {}

    static String partitionKey(String customerId) {
        return CUSTOMER_PREFIX + customerId;
    }

    static String sortKey(String orderId) {
        return ORDER_PREFIX + orderId;
    }

    static String customerId(String partitionKey) {
        return partitionKey.substring(CUSTOMER_PREFIX.length());
    }

    static String orderId(String sortKey) {
        return sortKey.substring(ORDER_PREFIX.length());
    }
}
