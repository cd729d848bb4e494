package org.singletable.jdbc.layouts;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.singletable.jdbc.testing.DynamoJson;
import org.singletable.jdbc.testing.ProxiedEngine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * A table that another library wrote, and a mapping of it.
 *
 * @param mapping where the mapping is
 * @param hashKey the name of the table's hash key
 * @param rangeKey the name of its range key
 * @param libraryNames of the entities, by ours
 */
public record GoldenTable(
        String library,
        String table,
        String hashKey,
        String rangeKey,
        String mapping,
        Map<String, String> libraryNames) {
    public static final GoldenTable ELECTRODB = new GoldenTable(
            "electrodb",
            "ElectroShop",
            "pk",
            "sk",
            "mapping-examples/electrodb.json",
            names(
                    "customer", "Customer",
                    "order", "Order",
                    "order_line", "OrderLine",
                    "product", "Product",
                    "membership", "Membership",
                    "task", "Task",
                    "email_lock", "EmailLock"));
    public static final GoldenTable ONETABLE = new GoldenTable(
            "onetable",
            "OneTableShop",
            "PK",
            "SK",
            "mapping-examples/onetable.json",
            names(
                    "customer", "Customer",
                    "order", "Order",
                    "order_line", "OrderLine",
                    "product", "Product",
                    "membership", "Membership",
                    "task", "Task"));

    /** Through the mapping that {@code import} makes of the schema that is in the table. */
    public static final GoldenTable ONETABLE_IMPORTED = new GoldenTable(
            "onetable",
            "OneTableShop",
            "PK",
            "SK",
            "src/test/resources/golden/onetable/imported.json",
            names(
                    "Customer", "Customer",
                    "Order", "Order",
                    "OrderLine", "OrderLine",
                    "Product", "Product",
                    "Membership", "Membership",
                    "Task", "Task"));

    /** Attributes of tasks that their library left as they were when what they are made from changed. */
    static final Set<String> STALE = Set.of("gsi1pk", "gsi1sk", "GS1PK", "GS1SK");

    static List<GoldenTable> all() {
        return List.of(ELECTRODB, ONETABLE, ONETABLE_IMPORTED);
    }

    private static Map<String, String> names(String... pairs) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }

    /** Of the items; what the library keeps for itself too. */
    public List<Map<String, AttributeValue>> items() {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        resource("items").forEach(item -> items.add(DynamoJson.item(item)));
        return items;
    }

    /** What the library says is in the rows of an entity: {@code {key, item}} each. */
    public List<JsonNode> expected(String entity) {
        List<JsonNode> rows = new ArrayList<>();
        resource("expected").path(libraryNames.get(entity)).forEach(rows::add);
        return rows;
    }

    /** What the library's own queries gave. */
    public JsonNode view(String name) {
        JsonNode view = resource("queries").path("views").path(name);
        if (view.isMissingNode()) {
            throw new AssertionError("no view " + name);
        }
        return view;
    }

    private JsonNode resource(String name) {
        return DynamoJson.resource("/golden/" + library + "/" + name + ".json");
    }

    /** A connection to a table with these items, which is made where the engine does not have it yet. */
    public Connection load(ProxiedEngine engine) throws SQLException {
        create(engine, items());
        return DriverManager.getConnection(engine.url(mapping, table));
    }

    /** Makes the table where the engine does not have it yet. It comes before its mapping, which may not have its keys. */
    public void create(ProxiedEngine engine, List<Map<String, AttributeValue>> items) throws SQLException {
        try (Connection any =
                DriverManager.getConnection(engine.directUrl("mapping-examples/quickstart.json", "any"))) {
            DynamoDbClient dynamo = any.unwrap(DynamoDbClient.class);
            if (!dynamo.listTables().tableNames().contains(table)) {
                dynamo.createTable(description());
                items.forEach(item ->
                        dynamo.putItem(request -> request.tableName(table).item(item)));
            }
        }
    }

    private CreateTableRequest description() {
        return TableDescriptions.creating(resource("describe-table"));
    }

    /** The items that are stored now, by hash key and range key. */
    public Map<String, Map<String, AttributeValue>> stored(Connection connection) throws SQLException {
        Map<String, Map<String, AttributeValue>> stored = new TreeMap<>();
        connection
                .unwrap(DynamoDbClient.class)
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> stored.put(key(item), item));
        return stored;
    }

    String key(Map<String, AttributeValue> item) {
        return item.get(hashKey).s() + " / " + item.get(rangeKey).s();
    }

    /** Whether a finding of verify is one that the library left. */
    boolean isKnown(String entity, String finding) {
        return finding.startsWith("DONE|")
                || finding.startsWith("DERIVED|")
                        && "Task".equals(libraryNames.get(entity))
                        && STALE.stream().anyMatch(finding::contains);
    }

    @Override
    public String toString() {
        return mapping;
    }
}
