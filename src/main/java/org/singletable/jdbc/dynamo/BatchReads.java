package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** BatchGetItem, until all keys are processed. */
final class BatchReads {
    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;

    BatchReads(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
    }

    /** See {@link TableClient#batchGetItem}. */
    List<Item> read(List<Item> keys, boolean consistent, Reading reading, RequestContext context) {
        if (reading.filter() != null || reading.countOnly()) {
            throw new IllegalArgumentException("BatchGetItem neither filters nor counts");
        }
        Expressions expressions = new Expressions();
        KeysAndAttributes.Builder wanted = KeysAndAttributes.builder()
                .consistentRead(consistent)
                .projectionExpression(expressions.projection(reading, table))
                .expressionAttributeNames(SdkItems.names(expressions));
        List<Item> found = new ArrayList<>();
        List<Map<String, AttributeValue>> left =
                keys.stream().map(SdkItems::sdk).toList();
        int fruitless = 0;
        while (!left.isEmpty()) {
            BatchGetItemResponse response = send(wanted.keys(left).build(), reading, found, context);
            List<Map<String, AttributeValue>> unprocessed = response.unprocessedKeys().values().stream()
                    .flatMap(rest -> rest.keys().stream())
                    .toList();
            // Some are left over where the answer reaches 16 MB, too: only an answer of nothing at all means to wait.
            fruitless = unprocessed.size() < left.size() ? 0 : fruitless + 1;
            left = unprocessed;
            if (fruitless > 0) {
                sender.waitOrGiveUp(fruitless, context, WireErrors.unprocessed(Operation.BATCH_GET_ITEM.wireName()));
            }
        }
        return found;
    }

    private BatchGetItemResponse send(
            KeysAndAttributes wanted, Reading reading, List<Item> found, RequestContext context) {
        BatchGetItemRequest.Builder request = BatchGetItemRequest.builder()
                .requestItems(Map.of(table.name(), wanted))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        return sender.read(Operation.BATCH_GET_ITEM, context, reading, (limits, received) -> {
            BatchGetItemResponse answer =
                    client.batchGetItem(request.overrideConfiguration(limits).build());
            if (!answer.hasResponses() && !answer.hasUnprocessedKeys()) {
                throw SdkClientException.create("the answer says nothing of the keys");
            }
            List<Item> items = received.or(
                    answer.responses().values().stream().flatMap(List::stream).toList());
            double units = answer.consumedCapacity().stream()
                    .mapToDouble(SdkItems::units)
                    .sum();
            context.cost().countRead(items.size(), units);
            found.addAll(items);
            return answer;
        });
    }
}
