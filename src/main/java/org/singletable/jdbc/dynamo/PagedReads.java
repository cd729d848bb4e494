package org.singletable.jdbc.dynamo;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.TableSchema;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Query and Scan. */
final class PagedReads {
    private final DynamoDbClient client;
    private final RequestSender sender;
    private final TableSchema table;

    PagedReads(DynamoDbClient client, RequestSender sender, TableSchema table) {
        this.client = client;
        this.sender = sender;
        this.table = table;
    }

    /** See {@link TableClient#query}. */
    Page query(QuerySpec query, @Nullable Item from, RequestContext context) {
        IndexSchema index = query.index() == null ? null : index(query.index());
        Reading reading = query.reading();
        if (index != null) {
            checkFilter(index, reading);
        }
        Expressions expressions = new Expressions();
        String projection = projection(reading, expressions);
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table.name())
                .indexName(query.index())
                .keyConditionExpression(expressions.keyCondition(query))
                .filterExpression(filter(reading, expressions))
                .projectionExpression(projection)
                .scanIndexForward(query.forward())
                .consistentRead(query.consistent())
                .limit(limit(query.pageSize()))
                .exclusiveStartKey(from == null ? null : SdkItems.sdk(from))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (reading.countOnly()) {
            request.select(Select.COUNT);
        } else if (query.local() && projection == null && held(index) != null) {
            // A local index gives attributes that it does not hold, at the price of reading them from the table.
            request.select(Select.ALL_ATTRIBUTES);
        }
        request.expressionAttributeNames(SdkItems.names(expressions))
                .expressionAttributeValues(SdkItems.values(expressions));
        return sender.read(Operation.QUERY, context, reading, (limits, items) -> {
            QueryResponse answer =
                    client.query(request.overrideConfiguration(limits).build());
            List<Item> found = items.or(answer.items());
            checkComplete(answer.count(), found.size(), reading);
            count(answer.scannedCount(), answer.count(), answer.consumedCapacity(), context);
            return page(found, answer.count(), answer.lastEvaluatedKey());
        });
    }

    /** See {@link TableClient#scan}. */
    Page scan(ScanSpec scan, @Nullable Item from, RequestContext context) {
        Reading reading = scan.reading();
        Expressions expressions = new Expressions();
        ScanRequest.Builder request = ScanRequest.builder()
                .tableName(table.name())
                .filterExpression(filter(reading, expressions))
                .projectionExpression(projection(reading, expressions))
                .consistentRead(scan.consistent())
                .limit(limit(scan.pageSize()))
                .exclusiveStartKey(from == null ? null : SdkItems.sdk(from))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (scan.segments() > 1) {
            request.segment(scan.segment()).totalSegments(scan.segments());
        }
        if (reading.countOnly()) {
            request.select(Select.COUNT);
        }
        request.expressionAttributeNames(SdkItems.names(expressions))
                .expressionAttributeValues(SdkItems.values(expressions));
        return sender.read(Operation.SCAN, context, reading, (limits, items) -> {
            ScanResponse answer =
                    client.scan(request.overrideConfiguration(limits).build());
            List<Item> found = items.or(answer.items());
            checkComplete(answer.count(), found.size(), reading);
            count(answer.scannedCount(), answer.count(), answer.consumedCapacity(), context);
            return page(found, answer.count(), answer.lastEvaluatedKey());
        });
    }

    private static @Nullable String filter(Reading reading, Expressions expressions) {
        return reading.filter() == null
                ? null
                : expressions.condition(reading.filter()).orElse(null);
    }

    /** What is counted is not sent, and DynamoDB refuses a projection of it. */
    private @Nullable String projection(Reading reading, Expressions expressions) {
        return reading.countOnly() ? null : expressions.projection(reading, table);
    }

    private static @Nullable Integer limit(int pageSize) {
        return pageSize > 0 ? pageSize : null;
    }

    /**
     * Nothing is wrong with an answer that has as many items as it says. Any other is none of DynamoDB's as it was sent, and
     * is asked for again.
     */
    private static void checkComplete(@Nullable Integer said, int items, Reading reading) {
        if (said == null || !reading.countOnly() && said != items) {
            throw SdkClientException.create("the answer has " + items + " items and says that it has " + said);
        }
    }

    private static void count(
            @Nullable Integer scanned, int found, @Nullable ConsumedCapacity consumed, RequestContext context) {
        context.cost().countRead(scanned == null ? found : scanned, SdkItems.units(consumed));
    }

    private static Page page(List<Item> items, int count, Map<String, AttributeValue> lastEvaluatedKey) {
        return new Page(items, count, lastEvaluatedKey.isEmpty() ? null : SdkItems.item(lastEvaluatedKey));
    }

    private IndexSchema index(String name) {
        return table.indexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no index " + name + " of table " + table.name()));
    }

    /** To a filter, an attribute that the index does not hold is missing, whatever the item has. */
    private void checkFilter(IndexSchema index, Reading reading) {
        Set<String> held = held(index);
        if (reading.filter() == null || held == null) {
            return;
        }
        reading.filter()
                .attributes()
                .filter(name -> !held.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "a filter on attribute " + name + ", which index " + index.name() + " does not hold");
                });
    }

    /** The attributes that an index holds, null for all. */
    private @Nullable Set<String> held(@Nullable IndexSchema index) {
        if (index == null || index.projection() == IndexSchema.Projection.ALL) {
            return null;
        }
        Set<String> held = new HashSet<>(index.nonKeyAttributes());
        held.add(table.hashKey().name());
        held.add(index.hashKey().name());
        table.sortKey().ifPresent(key -> held.add(key.name()));
        index.sortKey().ifPresent(key -> held.add(key.name()));
        return held;
    }
}
