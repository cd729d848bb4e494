package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** {@link TableClient} by the AWS SDK. */
final class DynamoTableClient implements TableClient {
    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;
    private final PagedReads paged;
    private final BatchReads batches;

    DynamoTableClient(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
        this.paged = new PagedReads(client, sender, table);
        this.batches = new BatchReads(client, sender, table);
    }

    @Override
    public Optional<Item> getItem(Item key, boolean consistent, Reading reading, RequestContext context) {
        if (reading.filter() != null || reading.countOnly()) {
            throw new IllegalArgumentException("GetItem neither filters nor counts");
        }
        Expressions expressions = new Expressions();
        String projection = expressions.projection(reading, table);
        GetItemRequest.Builder request = GetItemRequest.builder()
                .tableName(table.name())
                .key(SdkItems.sdk(key))
                .projectionExpression(projection)
                .expressionAttributeNames(SdkItems.orNull(expressions.names()))
                .consistentRead(consistent)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        GetItemResponse response = sender.send(
                Operation.GET_ITEM,
                context,
                limits -> client.getItem(request.overrideConfiguration(limits).build()));
        context.cost().countRead(response.hasItem() ? 1 : 0, SdkItems.units(response.consumedCapacity()));
        return response.hasItem() ? Optional.of(SdkItems.item(response.item())) : Optional.empty();
    }

    @Override
    public Page query(QuerySpec query, @Nullable Item from, RequestContext context) {
        return paged.query(query, from, context);
    }

    @Override
    public List<Item> batchGetItem(List<Item> keys, boolean consistent, Reading reading, RequestContext context) {
        return batches.read(keys, consistent, reading, context);
    }

    @Override
    public Page scan(ScanSpec scan, @Nullable Item from, RequestContext context) {
        return paged.scan(scan, from, context);
    }

    @Override
    public WriteOutcome putItem(Item item, Condition condition, RequestContext context) {
        Expressions expressions = new Expressions();
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(table.name())
                .item(SdkItems.sdk(item))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        expressions
                .condition(condition)
                .ifPresent(text -> request.conditionExpression(text)
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(SdkItems.orNull(expressions.values()))
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
                .key(SdkItems.sdk(key))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (!actions.isEmpty()) {
            request.updateExpression(expressions.update(actions));
        }
        expressions
                .condition(condition)
                .ifPresent(text -> request.conditionExpression(text)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        request.expressionAttributeNames(SdkItems.orNull(expressions.names()))
                .expressionAttributeValues(SdkItems.orNull(expressions.values()));
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
                .key(SdkItems.sdk(key))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        expressions
                .condition(condition)
                .ifPresent(text -> request.conditionExpression(text)
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(SdkItems.orNull(expressions.values()))
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
                context.cost().countWrite(SdkItems.units(call.send(limits)));
                return new WriteOutcome(true, null);
            } catch (ConditionalCheckFailedException e) {
                return new WriteOutcome(false, e.hasItem() ? SdkItems.item(e.item()) : null);
            }
        });
    }
}
