package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.dynamo.TransactOutcome.Refusal;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** TransactWriteItems. */
final class Transactions {
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;

    Transactions(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
    }

    /** See {@link TableClient#transact}. */
    TransactOutcome write(List<ItemWrite> writes, RequestContext context) {
        if (writes.isEmpty() || writes.size() > TableClient.MAX_TRANSACT) {
            throw new IllegalArgumentException("a transaction of " + writes.size() + " writes");
        }
        TransactWriteItemsRequest.Builder request = TransactWriteItemsRequest.builder()
                .transactItems(writes.stream().map(this::sdk).toList())
                .clientRequestToken(UUID.randomUUID().toString())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        try {
            return sender.sendWrite(Operation.TRANSACT_WRITE_ITEMS, true, context, (limits, doubt) -> {
                try {
                    count(
                            client.transactWriteItems(
                                    request.overrideConfiguration(limits).build()),
                            context);
                    return new TransactOutcome.Applied();
                } catch (TransactionCanceledException e) {
                    List<Refusal> refusals = refusals(e);
                    if (refusals.isEmpty()) {
                        throw e;
                    }
                    return new TransactOutcome.Refused(refusals);
                }
            });
        } catch (DriverException e) {
            if (e.state() == SqlState.UNKNOWN_OUTCOME) {
                return new TransactOutcome.Unknown(e);
            }
            throw e;
        }
    }

    /** A repetition of what was applied before consumes read units. */
    private static void count(TransactWriteItemsResponse response, RequestContext context) {
        double all = 0;
        double read = 0;
        for (ConsumedCapacity consumed : response.consumedCapacity()) {
            all += SdkItems.units(consumed);
            read += consumed.readCapacityUnits() == null ? 0 : consumed.readCapacityUnits();
        }
        context.cost().countRead(0, read);
        context.cost().countWrite(all - read);
    }

    private static List<Refusal> refusals(TransactionCanceledException e) {
        List<Refusal> refusals = new ArrayList<>();
        List<CancellationReason> reasons = e.cancellationReasons();
        for (int i = 0; i < reasons.size(); i++) {
            CancellationReason reason = reasons.get(i);
            if (CONDITION_FAILED.equals(reason.code())) {
                refusals.add(new Refusal(i, reason.hasItem() ? SdkItems.item(reason.item()) : null));
            }
        }
        return refusals;
    }

    private TransactWriteItem sdk(ItemWrite write) {
        Expressions expressions = new Expressions();
        if (write instanceof ItemWrite.Put put) {
            String condition = expressions.condition(put.condition()).orElse(null);
            return TransactWriteItem.builder()
                    .put(builder -> builder.tableName(table.name())
                            .item(SdkItems.sdk(put.item()))
                            .conditionExpression(condition)
                            .expressionAttributeNames(SdkItems.names(expressions))
                            .expressionAttributeValues(SdkItems.values(expressions))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .build();
        }
        if (write instanceof ItemWrite.Update update && !update.actions().isEmpty()) {
            String changes = expressions.update(update.actions());
            String condition = expressions.condition(update.condition()).orElse(null);
            return TransactWriteItem.builder()
                    .update(builder -> builder.tableName(table.name())
                            .key(SdkItems.sdk(update.key()))
                            .updateExpression(changes)
                            .conditionExpression(condition)
                            .expressionAttributeNames(SdkItems.names(expressions))
                            .expressionAttributeValues(SdkItems.values(expressions))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .build();
        }
        if (write instanceof ItemWrite.Delete delete) {
            String condition = expressions.condition(delete.condition()).orElse(null);
            return TransactWriteItem.builder()
                    .delete(builder -> builder.tableName(table.name())
                            .key(SdkItems.sdk(delete.key()))
                            .conditionExpression(condition)
                            .expressionAttributeNames(SdkItems.names(expressions))
                            .expressionAttributeValues(SdkItems.values(expressions))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .build();
        }
        return check(write.key(), write.condition(), expressions);
    }

    /** An update that changes nothing is one, too: an Update of a transaction has to have an expression. */
    private TransactWriteItem check(Item key, Condition condition, Expressions expressions) {
        String text = expressions
                .condition(condition)
                .orElseThrow(() -> new IllegalArgumentException("a write that does nothing"));
        return TransactWriteItem.builder()
                .conditionCheck(builder -> builder.tableName(table.name())
                        .key(SdkItems.sdk(key))
                        .conditionExpression(text)
                        .expressionAttributeNames(SdkItems.names(expressions))
                        .expressionAttributeValues(SdkItems.values(expressions))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }
}
