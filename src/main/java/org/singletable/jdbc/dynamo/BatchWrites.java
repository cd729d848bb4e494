package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private static final Operation OPERATION = Operation.BATCH_WRITE_ITEM;

    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;

    BatchWrites(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
    }

    /** See {@link TableClient#batchPut}. */
    List<Optional<DriverException>> put(List<Item> items, RequestContext context) {
        if (items.isEmpty() || items.size() > TableClient.MAX_BATCH_PUT) {
            throw new IllegalArgumentException("a batch of " + items.size() + " items");
        }
        Sending sending = new Sending(items, context);
        Optional<DriverException> error = sending.untilDone();
        return items.stream()
                .map(item -> error.filter(cause -> sending.isLeft(item)))
                .toList();
    }

    /** The requests for some items. */
    private final class Sending {
        private final RequestContext context;
        private List<WriteRequest> left;
        private @Nullable DriverException doubt;

        Sending(List<Item> items, RequestContext context) {
            this.context = context;
            this.left = items.stream()
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(SdkItems.sdk(item)))
                            .build())
                    .toList();
        }

        /** @return the error of all items that are left then, none where all are stored */
        Optional<DriverException> untilDone() {
            int fruitless = 0;
            try {
                while (true) {
                    List<WriteRequest> unprocessed = send();
                    if (unprocessed.isEmpty()) {
                        return Optional.empty();
                    }
                    fruitless = unprocessed.size() < left.size() ? 0 : fruitless + 1;
                    left = unprocessed;
                    // Each one that is left over was throttled: even after an answer of some, not to wait would be in
                    // vain.
                    sender.waitOrGiveUp(Math.max(1, fruitless), context, WireErrors.unwritten(OPERATION.wireName()));
                }
            } catch (DriverException e) {
                // What was left unprocessed may have been written by an attempt without an answer.
                return Optional.of(RequestSender.inDoubt(OPERATION, doubt, e, context));
            }
        }

        /** @return what was not processed */
        private List<WriteRequest> send() {
            BatchWriteItemRequest.Builder request = BatchWriteItemRequest.builder()
                    .requestItems(Map.of(table.name(), left))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
            BatchWriteItemResponse response = sender.sendWrite(OPERATION, true, context, (limits, before) -> {
                doubt = before == null ? doubt : before;
                return client.batchWriteItem(
                        request.overrideConfiguration(limits).build());
            });
            context.cost()
                    .countWrite(response.consumedCapacity().stream()
                            .mapToDouble(SdkItems::units)
                            .sum());
            return response.unprocessedItems().values().stream()
                    .flatMap(List::stream)
                    .toList();
        }

        /** Whether an item is among those that are left, which may come back in another form. */
        boolean isLeft(Item item) {
            return left.stream()
                    .anyMatch(request -> StoredEquality.same(
                            key(SdkItems.item(request.putRequest().item())), key(item)));
        }
    }

    private Item key(Item item) {
        List<String> names = new ArrayList<>(List.of(table.hashKey().name()));
        table.sortKey().ifPresent(key -> names.add(key.name()));
        return item.only(names);
    }
}
