package org.singletable.jdbc.dynamo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** {@link TableClient} by the AWS SDK. */
final class DynamoTableClient implements TableClient {
    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;

    DynamoTableClient(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
    }

    @Override
    public Optional<Item> getItem(Item key, boolean consistent, RequestContext context) {
        GetItemRequest.Builder request = GetItemRequest.builder()
                .tableName(table.name())
                .key(sdk(key))
                .consistentRead(consistent)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        GetItemResponse response = sender.send(
                Operation.GET_ITEM,
                context,
                limits -> client.getItem(request.overrideConfiguration(limits).build()));
        context.cost().countRead(response.hasItem() ? 1 : 0, units(response.consumedCapacity()));
        return response.hasItem() ? Optional.of(item(response.item())) : Optional.empty();
    }

    @Override
    public Page query(QuerySpec query, @Nullable Item from, RequestContext context) {
        Expressions expressions = new Expressions();
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table.name())
                .indexName(query.index())
                .keyConditionExpression(expressions.keyCondition(query))
                .expressionAttributeNames(expressions.names())
                .expressionAttributeValues(expressions.values())
                .scanIndexForward(query.forward())
                .consistentRead(query.consistent())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (fetchesWholeItems(query)) {
            request.select(Select.ALL_ATTRIBUTES);
        }
        if (query.pageSize() > 0) {
            request.limit(query.pageSize());
        }
        if (from != null) {
            request.exclusiveStartKey(sdk(from));
        }
        QueryResponse response = sender.send(
                Operation.QUERY,
                context,
                limits -> client.query(request.overrideConfiguration(limits).build()));
        Integer scanned = response.scannedCount();
        context.cost().countRead(scanned == null ? response.count() : scanned, units(response.consumedCapacity()));
        return new Page(
                response.items().stream().map(DynamoTableClient::item).toList(),
                response.count(),
                response.hasLastEvaluatedKey() ? item(response.lastEvaluatedKey()) : null);
    }

    /** A local index gives attributes outside its projection, at the price of reading them from the table. */
    private boolean fetchesWholeItems(QuerySpec query) {
        return query.local()
                && table.indexes().stream()
                        .anyMatch(index ->
                                index.name().equals(query.index()) && index.projection() != IndexSchema.Projection.ALL);
    }

    @Override
    public List<Item> batchGetItem(List<Item> keys, boolean consistent, Reading reading, RequestContext context) {
        throw new UnsupportedOperationException("BatchGetItem");
    }

    @Override
    public Page scan(ScanSpec scan, @Nullable Item from, RequestContext context) {
        throw new UnsupportedOperationException("Scan");
    }

    @Override
    public WriteOutcome putItem(Item item, Condition condition, RequestContext context) {
        Expressions expressions = new Expressions();
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(table.name())
                .item(sdk(item))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        expressions
                .condition(condition)
                .ifPresent(text -> request.conditionExpression(text)
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(orNull(expressions.values()))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return write(
                Operation.PUT_ITEM,
                context,
                limits -> client.putItem(request.overrideConfiguration(limits).build())
                        .consumedCapacity());
    }

    @Override
    public WriteOutcome updateItem(Item key, List<UpdateAction> actions, Condition condition, RequestContext context) {
        Expressions expressions = new Expressions();
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName(table.name())
                .key(sdk(key))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (!actions.isEmpty()) {
            request.updateExpression(expressions.update(actions));
        }
        expressions
                .condition(condition)
                .ifPresent(text -> request.conditionExpression(text)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        request.expressionAttributeNames(orNull(expressions.names()))
                .expressionAttributeValues(orNull(expressions.values()));
        return write(
                Operation.UPDATE_ITEM,
                context,
                limits -> client.updateItem(
                                request.overrideConfiguration(limits).build())
                        .consumedCapacity());
    }

    @Override
    public WriteOutcome deleteItem(Item key, Condition condition, RequestContext context) {
        Expressions expressions = new Expressions();
        DeleteItemRequest.Builder request = DeleteItemRequest.builder()
                .tableName(table.name())
                .key(sdk(key))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        expressions
                .condition(condition)
                .ifPresent(text -> request.conditionExpression(text)
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(orNull(expressions.values()))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return write(
                Operation.DELETE_ITEM,
                context,
                limits -> client.deleteItem(
                                request.overrideConfiguration(limits).build())
                        .consumedCapacity());
    }

    private WriteOutcome write(
            Operation operation, RequestContext context, RequestSender.Call<@Nullable ConsumedCapacity> call) {
        return sender.send(operation, context, limits -> {
            try {
                context.cost().countWrite(units(call.send(limits)));
                return new WriteOutcome(true, null);
            } catch (ConditionalCheckFailedException e) {
                return new WriteOutcome(false, e.hasItem() ? item(e.item()) : null);
            }
        });
    }

    private static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }

    /** DynamoDB refuses an empty map of placeholders. */
    private static <V> @Nullable Map<String, V> orNull(Map<String, V> placeholders) {
        return placeholders.isEmpty() ? null : placeholders;
    }

    private static Map<String, AttributeValue> sdk(Item item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.attributes().forEach((name, value) -> attributes.put(name, value.sdk()));
        return attributes;
    }

    private static Item item(Map<String, AttributeValue> attributes) {
        Map<String, StoredValue> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(name, new StoredValue(value)));
        return new Item(values);
    }
}
