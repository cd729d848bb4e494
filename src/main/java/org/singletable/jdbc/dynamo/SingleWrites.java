package org.singletable.jdbc.dynamo;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** PutItem, UpdateItem and DeleteItem. */
final class SingleWrites {
    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;

    SingleWrites(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
    }

    /** A request that is ready but for its limits. */
    private interface Request {
        Answer send(@Nullable AwsRequestOverrideConfiguration limits);
    }

    /** @param image the attributes given back, empty where there was no such item or none was asked for */
    private record Answer(@Nullable ConsumedCapacity consumed, Map<String, AttributeValue> image) {}

    /** See {@link TableClient#write}. */
    WriteOutcome write(ItemWrite write, Image image, Resend resend, RequestContext context) {
        if (resend == Resend.IF_ABSENT && !(write instanceof ItemWrite.Put)) {
            throw new IllegalArgumentException("only a put can be told by what is stored");
        }
        if (write instanceof ItemWrite.Put put) {
            return send(Operation.PUT_ITEM, put(put, image), write, image, resend, context);
        }
        if (write instanceof ItemWrite.Update update) {
            return send(Operation.UPDATE_ITEM, update(update, image), write, image, resend, context);
        }
        if (write instanceof ItemWrite.Delete delete) {
            return send(Operation.DELETE_ITEM, delete(delete, image), write, image, resend, context);
        }
        throw new IllegalArgumentException("a check has no request of its own");
    }

    private Request put(ItemWrite.Put put, Image image) {
        Expressions expressions = new Expressions();
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(table.name())
                .item(SdkItems.sdk(put.item()))
                .returnValues(before(image))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        expressions
                .condition(put.condition())
                .ifPresent(text -> request.conditionExpression(text)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        request.expressionAttributeNames(SdkItems.names(expressions))
                .expressionAttributeValues(SdkItems.values(expressions));
        return limits -> {
            PutItemResponse response =
                    client.putItem(request.overrideConfiguration(limits).build());
            return new Answer(response.consumedCapacity(), response.attributes());
        };
    }

    private Request update(ItemWrite.Update update, Image image) {
        Expressions expressions = new Expressions();
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName(table.name())
                .key(SdkItems.sdk(update.key()))
                .returnValues(image == Image.NEW ? ReturnValue.ALL_NEW : before(image))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (!update.actions().isEmpty()) {
            request.updateExpression(expressions.update(update.actions()));
        }
        expressions
                .condition(update.condition())
                .ifPresent(text -> request.conditionExpression(text)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        request.expressionAttributeNames(SdkItems.names(expressions))
                .expressionAttributeValues(SdkItems.values(expressions));
        return limits -> {
            UpdateItemResponse response =
                    client.updateItem(request.overrideConfiguration(limits).build());
            return new Answer(response.consumedCapacity(), response.attributes());
        };
    }

    private Request delete(ItemWrite.Delete delete, Image image) {
        Expressions expressions = new Expressions();
        DeleteItemRequest.Builder request = DeleteItemRequest.builder()
                .tableName(table.name())
                .key(SdkItems.sdk(delete.key()))
                .returnValues(before(image))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        expressions
                .condition(delete.condition())
                .ifPresent(text -> request.conditionExpression(text)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        request.expressionAttributeNames(SdkItems.names(expressions))
                .expressionAttributeValues(SdkItems.values(expressions));
        return limits -> {
            DeleteItemResponse response =
                    client.deleteItem(request.overrideConfiguration(limits).build());
            return new Answer(response.consumedCapacity(), response.attributes());
        };
    }

    /** Null, which sends nothing, where the item before the write is not asked for. */
    private static @Nullable ReturnValue before(Image image) {
        return image == Image.OLD ? ReturnValue.ALL_OLD : null;
    }

    private WriteOutcome send(
            Operation operation, Request request, ItemWrite write, Image image, Resend resend, RequestContext context) {
        try {
            return sender.sendWrite(operation, resend != Resend.NEVER, context, (limits, doubt) -> {
                try {
                    Answer answer = request.send(limits);
                    context.cost().countWrite(SdkItems.units(answer.consumed()));
                    return applied(write, image, answer.image());
                } catch (ConditionalCheckFailedException e) {
                    Item stored = e.hasItem() ? SdkItems.item(e.item()) : null;
                    if (doubt == null) {
                        return new WriteOutcome.Refused(stored);
                    }
                    // What is there may be what others have made since of what the attempt before has put.
                    return resend == Resend.IF_ABSENT && isOwn(write, stored)
                            ? applied(write, image, Map.of())
                            : new WriteOutcome.Unknown(doubt);
                }
            });
        } catch (DriverException e) {
            if (e.state() == SqlState.UNKNOWN_OUTCOME) {
                return new WriteOutcome.Unknown(e);
            }
            throw e;
        }
    }

    /** PutItem does not give back what it was given, and after a put there is nothing else. */
    private static WriteOutcome applied(ItemWrite write, Image image, Map<String, AttributeValue> attributes) {
        if (image == Image.NEW && write instanceof ItemWrite.Put put) {
            return new WriteOutcome.Applied(put.item());
        }
        return new WriteOutcome.Applied(attributes.isEmpty() ? null : SdkItems.item(attributes));
    }

    private static boolean isOwn(ItemWrite write, @Nullable Item stored) {
        return stored != null && write instanceof ItemWrite.Put put && StoredEquality.same(put.item(), stored);
    }
}
