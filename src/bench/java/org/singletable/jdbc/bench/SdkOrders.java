package org.singletable.jdbc.bench;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Written by hand with the SDK's client: the same requests as the driver's, and attributes read one by one. */
final class SdkOrders implements Orders {
    private final DynamoDbClient client;
    private final Beside beside = new Beside();

    SdkOrders(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    public long get(String customerId, String orderId) {
        return sum(client.getItem(request -> request.tableName(Shop.TABLE)
                        .key(key(customerId, orderId))
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .item());
    }

    private static Map<String, AttributeValue> key(String customerId, String orderId) {
        return Map.of("pk", text(Shop.partitionKey(customerId)), "sk", text(Shop.sortKey(orderId)));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static long sum(Map<String, AttributeValue> item) {
        return Order.sum(
                Shop.customerId(item.get("pk").s()),
                Shop.orderId(item.get("sk").s()),
                item.get("status").s(),
                item.get("city").s(),
                item.get("note").s(),
                item.get("placed").s(),
                new BigDecimal(item.get("total").n()),
                Integer.parseInt(item.get("quantity").n()),
                Long.parseLong(item.get("weight").n()),
                item.get("paid").bool());
    }

    @Override
    public long ofCustomer(String customerId) {
        QueryRequest request = QueryRequest.builder()
                .tableName(Shop.TABLE)
                .keyConditionExpression("#a0 = :v0 AND begins_with(#a1, :v1)")
                .expressionAttributeNames(Map.of("#a0", "pk", "#a1", "sk"))
                .expressionAttributeValues(
                        Map.of(":v0", text(Shop.partitionKey(customerId)), ":v1", text(Shop.ORDER_PREFIX)))
                .scanIndexForward(true)
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        long sum = 0;
        for (Map<String, AttributeValue> item : client.queryPaginator(request).items()) {
            sum += sum(item);
        }
        return sum;
    }

    @Override
    public void insert(Order order) {
        client.putItem(request -> request.tableName(Shop.TABLE)
                .item(item(order))
                .conditionExpression("attribute_not_exists(#a0)")
                .expressionAttributeNames(Map.of("#a0", "pk"))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    }

    private static Map<String, AttributeValue> item(Order order) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", text(Shop.partitionKey(order.customerId())));
        item.put("sk", text(Shop.sortKey(order.orderId())));
        item.put("status", text(order.status()));
        item.put("city", text(order.city()));
        item.put("note", text(order.note()));
        item.put("placed", text(order.placed()));
        item.put("total", AttributeValue.fromN(order.total().toPlainString()));
        item.put("quantity", AttributeValue.fromN(Integer.toString(order.quantity())));
        item.put("weight", AttributeValue.fromN(Long.toString(order.weight())));
        item.put("paid", AttributeValue.fromBool(order.paid()));
        return item;
    }

    @Override
    public void update(String customerId, String orderId, String status, int quantity) {
        client.updateItem(request -> request.tableName(Shop.TABLE)
                .key(key(customerId, orderId))
                .updateExpression("SET #a0 = :v0, #a1 = :v1")
                .conditionExpression("attribute_exists(#a2)")
                .expressionAttributeNames(Map.of("#a0", "status", "#a1", "quantity", "#a2", "pk"))
                .expressionAttributeValues(
                        Map.of(":v0", text(status), ":v1", AttributeValue.fromN(Integer.toString(quantity))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    }

    @Override
    public void insertAll(List<Order> orders) throws Exception {
        beside.each(orders, this::insert);
    }

    @Override
    public void putAll(List<Order> orders) throws Exception {
        beside.batches(orders, this::putBatch);
    }

    private void putBatch(List<Order> orders) {
        Map<String, List<WriteRequest>> left = Map.of(
                Shop.TABLE,
                orders.stream()
                        .map(order -> WriteRequest.builder()
                                .putRequest(
                                        PutRequest.builder().item(item(order)).build())
                                .build())
                        .toList());
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> items = left;
            left = client.batchWriteItem(
                            request -> request.requestItems(items).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                    .unprocessedItems();
        }
    }

    /** One Query of the item collection, as single tables are made for. */
    @Override
    public int withOrders(String customerId) {
        QueryRequest request = QueryRequest.builder()
                .tableName(Shop.TABLE)
                .keyConditionExpression("#a1 = :v0")
                .projectionExpression("#a0, #a1, #a2, #a3")
                .expressionAttributeNames(Map.of("#a0", "name", "#a1", "pk", "#a2", "sk", "#a3", "total"))
                .expressionAttributeValues(Map.of(":v0", text(Shop.partitionKey(customerId))))
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        String name = null;
        int rows = 0;
        for (Map<String, AttributeValue> item : client.queryPaginator(request).items()) {
            // The customer's sort key comes before those of orders.
            if (item.get("sk").s().equals(Shop.CUSTOMER_SORT_KEY)) {
                name = item.get("name").s();
            } else if (name != null
                    && new BigDecimal(item.get("total").n()).signum() > 0
                    && !Shop.orderId(item.get("sk").s()).isEmpty()) {
                rows++;
            }
        }
        return rows;
    }

    @Override
    public void close() {
        beside.close();
    }
}
