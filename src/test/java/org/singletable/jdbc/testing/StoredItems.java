package org.singletable.jdbc.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a connection's physical table, changed behind the driver's back as another program might. */
public final class StoredItems {
    private final DynamoDbClient client;
    private final String table;
    private final List<String> keys;

    /** @param keys the names of the table's hash key and range key */
    public StoredItems(Connection connection, String... keys) throws SQLException {
        this.client = connection.unwrap(DynamoDbClient.class);
        this.table = connection.getSchema();
        this.keys = List.of(keys);
    }

    private Map<String, AttributeValue> key(String hash, String range) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        key.put(keys.get(0), AttributeValue.fromS(hash));
        key.put(keys.get(1), AttributeValue.fromS(range));
        return key;
    }

    public Map<String, AttributeValue> get(String hash, String range) {
        return client.getItem(request ->
                        request.tableName(table).key(key(hash, range)).consistentRead(true))
                .item();
    }

    public void put(String hash, String range, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key(hash, range));
        client.putItem(request -> request.tableName(table).item(item));
    }

    public void delete(String hash, String range) {
        client.deleteItem(request -> request.tableName(table).key(key(hash, range)));
    }

    public void set(String hash, String range, String attribute, AttributeValue value) {
        client.updateItem(request -> request.tableName(table)
                .key(key(hash, range))
                .updateExpression("SET #a = :v")
                .expressionAttributeNames(Map.of("#a", attribute))
                .expressionAttributeValues(Map.of(":v", value)));
    }

    public void set(String hash, String range, String attribute, String text) {
        set(hash, range, attribute, AttributeValue.fromS(text));
    }

    public void remove(String hash, String range, String attribute) {
        client.updateItem(request -> request.tableName(table)
                .key(key(hash, range))
                .updateExpression("REMOVE #a")
                .expressionAttributeNames(Map.of("#a", attribute)));
    }
}
