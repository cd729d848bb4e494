package org.singletable.jdbc.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A physical table as the SDK's client sees it, which nothing of the driver is asked about. */
final class StoredTable {
    private static final int MAX_BATCH = 25;

    private final DynamoDbClient client;
    private final String name;

    /** @param connection past any proxy */
    StoredTable(Connection connection) throws SQLException {
        this.client = connection.unwrap(DynamoDbClient.class);
        this.name = connection.getSchema();
    }

    /** The items, in no order. */
    List<Map<String, AttributeValue>> items() {
        return client.scanPaginator(request -> request.tableName(name).consistentRead(true)).items().stream()
                .toList();
    }

    /** The items as text, in one order. */
    List<String> contents() {
        return items().stream()
                .map(item -> new TreeMap<>(item).toString())
                .sorted()
                .toList();
    }

    /** Stores these items, and no others. */
    void restore(List<Map<String, AttributeValue>> wanted) {
        List<Map<String, AttributeValue>> present = items();
        send(present.stream()
                .filter(item -> wanted.stream().noneMatch(other -> key(other).equals(key(item))))
                .map(item -> WriteRequest.builder()
                        .deleteRequest(DeleteRequest.builder().key(key(item)).build())
                        .build())
                .toList());
        send(wanted.stream()
                .filter(item -> !present.contains(item))
                .map(item -> WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item).build())
                        .build())
                .toList());
    }

    private void send(List<WriteRequest> requests) {
        for (int i = 0; i < requests.size(); i += MAX_BATCH) {
            List<WriteRequest> some = requests.subList(i, Math.min(requests.size(), i + MAX_BATCH));
            client.batchWriteItem(request -> request.requestItems(Map.of(name, some)));
        }
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .filter(attribute -> List.of("pk", "sk").contains(attribute.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
