package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.Map;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** BatchWriteItem, until all items are written. */
final class BatchWrites {
    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;

    BatchWrites(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
    }

    /** See {@link TableClient#batchPut}. */
    void put(List<Item> items, RequestContext context) {
        if (items.isEmpty() || items.size() > TableClient.MAX_BATCH_PUT) {
            throw new IllegalArgumentException("a batch of " + items.size() + " items");
        }
        List<WriteRequest> left = items.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(put -> put.item(SdkItems.sdk(item)))
                        .build())
                .toList();
        int fruitless = 0;
        try {
            while (true) {
                List<WriteRequest> unprocessed = send(left, context);
                if (unprocessed.isEmpty()) {
                    return;
                }
                fruitless = unprocessed.size() < left.size() ? 0 : fruitless + 1;
                left = unprocessed;
                // Each one that is left over was throttled: even after an answer of some, not to wait would be in vain.
                sender.waitOrGiveUp(
                        Math.max(1, fruitless), context, WireErrors.unwritten(Operation.BATCH_WRITE_ITEM.wireName()));
            }
        } catch (DriverException e) {
            throw left.size() < items.size() ? WireErrors.partlyWritten(left.size(), items.size(), e) : e;
        }
    }

    private List<WriteRequest> send(List<WriteRequest> puts, RequestContext context) {
        BatchWriteItemRequest.Builder request = BatchWriteItemRequest.builder()
                .requestItems(Map.of(table.name(), puts))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        BatchWriteItemResponse response = sender.sendWrite(
                Operation.BATCH_WRITE_ITEM,
                true,
                context,
                (limits, again) -> client.batchWriteItem(
                        request.overrideConfiguration(limits).build()));
        context.cost()
                .countWrite(response.consumedCapacity().stream()
                        .mapToDouble(SdkItems::units)
                        .sum());
        return response.unprocessedItems().values().stream()
                .flatMap(List::stream)
                .toList();
    }
}
