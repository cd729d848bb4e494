package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** {@link TableClient} by the AWS SDK. */
final class DynamoTableClient implements TableClient {
    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;
    private final PagedReads paged;
    private final BatchReads batches;
    private final SingleWrites singleWrites;
    private final Transactions transactions;
    private final BatchWrites batchWrites;

    DynamoTableClient(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
        this.paged = new PagedReads(client, sender, table);
        this.batches = new BatchReads(client, sender, table);
        this.singleWrites = new SingleWrites(client, sender, table);
        this.transactions = new Transactions(client, sender, table);
        this.batchWrites = new BatchWrites(client, sender, table);
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
                .expressionAttributeNames(SdkItems.names(expressions))
                .consistentRead(consistent)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        return sender.read(Operation.GET_ITEM, context, reading, (limits, items) -> {
            GetItemResponse answer =
                    client.getItem(request.overrideConfiguration(limits).build());
            List<Item> found = items.or(answer.hasItem() ? List.of(answer.item()) : List.of());
            context.cost().countRead(found.size(), SdkItems.units(answer.consumedCapacity()));
            return found.stream().findFirst();
        });
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
    public WriteOutcome write(ItemWrite write, Image image, Resend resend, RequestContext context) {
        return singleWrites.write(write, image, resend, context);
    }

    @Override
    public void awaitNext(int unanswered, DriverException unknown, RequestContext context) {
        sender.waitOrGiveUp(unanswered, context, unknown);
    }

    @Override
    public TransactOutcome transact(List<ItemWrite> writes, RequestContext context) {
        return transactions.write(writes, context);
    }

    @Override
    public List<Optional<DriverException>> batchPut(List<Item> items, RequestContext context) {
        return batchWrites.put(items, context);
    }
}
