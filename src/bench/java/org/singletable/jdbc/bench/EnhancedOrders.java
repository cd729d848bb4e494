package org.singletable.jdbc.bench;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteResult;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.UpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Written with the Enhanced Client and static table schemas. */
final class EnhancedOrders implements Orders {
    private static final Expression IS_NEW = Expression.builder()
            .expression("attribute_not_exists(#a0)")
            .expressionNames(Map.of("#a0", "pk"))
            .build();
    private static final Expression IS_THERE = Expression.builder()
            .expression("attribute_exists(#a0)")
            .expressionNames(Map.of("#a0", "pk"))
            .build();

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<OrderItem> orders;
    private final Beside beside = new Beside();

    EnhancedOrders(DynamoDbClient sdk) {
        this.client = DynamoDbEnhancedClient.builder().dynamoDbClient(sdk).build();
        this.orders = client.table(Shop.TABLE, OrderItem.SCHEMA);
    }

    @Override
    public long get(String customerId, String orderId) {
        GetItemEnhancedRequest request = GetItemEnhancedRequest.builder()
                .key(key(customerId, Shop.sortKey(orderId)))
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return orders.getItemWithResponse(request).attributes().sum();
    }

    private static Key key(String customerId, String sortKey) {
        return Key.builder()
                .partitionValue(Shop.partitionKey(customerId))
                .sortValue(sortKey)
                .build();
    }

    @Override
    public long ofCustomer(String customerId) {
        long sum = 0;
        for (OrderItem order : orders.query(all(customerId).build()).items()) {
            sum += order.sum();
        }
        return sum;
    }

    private static QueryEnhancedRequest.Builder all(String customerId) {
        return QueryEnhancedRequest.builder()
                .queryConditional(QueryConditional.sortBeginsWith(key(customerId, Shop.ORDER_PREFIX)))
                .scanIndexForward(true)
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }

    @Override
    public void insert(Order order) {
        orders.putItemWithResponse(PutItemEnhancedRequest.builder(OrderItem.class)
                .item(OrderItem.of(order))
                .conditionExpression(IS_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build());
    }

    /** Without the item after the change, which the client asks for unless it is told not to. */
    @Override
    public void update(String customerId, String orderId, String status, int quantity) {
        orders.updateItemWithResponse(UpdateItemEnhancedRequest.builder(OrderItem.class)
                .item(OrderItem.change(customerId, orderId, status, quantity))
                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                .conditionExpression(IS_THERE)
                .returnValues(ReturnValue.NONE)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build());
    }

    @Override
    public void insertAll(List<Order> all) throws Exception {
        beside.each(all, this::insert);
    }

    @Override
    public void putAll(List<Order> all) throws Exception {
        beside.batches(all.stream().map(OrderItem::of).toList(), this::putBatch);
    }

    private void putBatch(List<OrderItem> batch) {
        List<OrderItem> left = batch;
        while (!left.isEmpty()) {
            WriteBatch.Builder<OrderItem> writes =
                    WriteBatch.builder(OrderItem.class).mappedTableResource(orders);
            left.forEach(writes::addPutItem);
            BatchWriteResult result = client.batchWriteItem(request ->
                    request.addWriteBatch(writes.build()).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            left = result.unprocessedPutItemsForTable(orders);
        }
    }

    /** Two requests, one after the other: a table of the Enhanced Client reads items of one class. */
    @Override
    public int withOrders(String customerId) {
        CustomerItem customer = client.table(Shop.TABLE, CustomerItem.SCHEMA)
                .getItem(GetItemEnhancedRequest.builder()
                        .key(key(customerId, Shop.CUSTOMER_SORT_KEY))
                        .consistentRead(true)
                        .build());
        int rows = 0;
        for (OrderItem order : orders.query(
                        all(customerId).attributesToProject("pk", "sk", "total").build())
                .items()) {
            if (!customer.name().isEmpty() && order.hasTotal()) {
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
