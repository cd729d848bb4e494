package org.singletable.jdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.AwsLike.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** What the engine does at the wire, and that the driver's answers stay right. */
class AwsLikeEngineTest {
    private static final String MAPPING = "classpath:mappings/shop.json";
    private static final String STATUS_INDEX = "gsi2";
    private static final int ORDERS = 12;

    private static Connection connect(Engine engine) throws SQLException {
        Connection connection = DriverManager.getConnection(engine.url(MAPPING, "shop"));
        update(connection, "INSERT INTO customer (username, email, points) VALUES ('ann', 'a', 1)");
        for (int i = 0; i < ORDERS; i++) {
            update(
                    connection,
                    "INSERT INTO \"order\" (username, order_id, status, total, placed) VALUES ('ann', ?, ?, ?, ?)",
                    id(i),
                    i % 3 == 0 ? "new" : "paid",
                    i,
                    "2024-06-01T12:00:00Z");
        }
        return connection;
    }

    private static String id(int order) {
        return "o%02d".formatted(order);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static QueryRequest.Builder orders() {
        return QueryRequest.builder()
                .tableName("shop")
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(Map.of(":pk", text("customer#ann"), ":sk", text("order#")))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }

    private static List<QueryResponse> pages(DynamoDbClient client, QueryRequest.Builder query) {
        List<QueryResponse> pages = new ArrayList<>();
        do {
            pages.add(client.query(query.build()));
            query.exclusiveStartKey(pages.get(pages.size() - 1).lastEvaluatedKey());
        } while (pages.get(pages.size() - 1).hasLastEvaluatedKey());
        return pages;
    }

    @Test
    void pagesEndBeforeTheFilterAndMayBeEmpty() throws SQLException {
        boolean emptyOfFilter = false;
        boolean emptyOfAll = false;
        for (long seed = 1; seed <= 5; seed++) {
            try (AwsLikeEngine engine = new AwsLikeEngine(seed, new Settings(3, 0.4, 0, 0));
                    Connection connection = connect(engine)) {
                DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
                QueryRequest.Builder last = orders().filterExpression("#total = :total")
                        .expressionAttributeNames(Map.of("#total", "total"))
                        .expressionAttributeValues(Map.of(
                                ":pk",
                                text("customer#ann"),
                                ":sk",
                                text("order#"),
                                ":total",
                                AttributeValue.fromN(String.valueOf(ORDERS - 1))));
                List<QueryResponse> pages = pages(client, last);
                assertThat(pages)
                        .allSatisfy(page -> {
                            assertThat(page.scannedCount()).isLessThanOrEqualTo(3);
                            assertThat(page.count()).isEqualTo(page.items().size());
                            assertThat(page.consumedCapacity().capacityUnits()).isNotNull();
                        })
                        .extracting(QueryResponse::count)
                        .containsOnlyOnce(1);
                assertThat(pages.stream().mapToInt(QueryResponse::scannedCount).sum())
                        .isEqualTo(ORDERS);
                for (int i = 1; i < pages.size(); i++) {
                    boolean still = pages.get(i)
                            .lastEvaluatedKey()
                            .equals(pages.get(i - 1).lastEvaluatedKey());
                    emptyOfAll |= still;
                    emptyOfFilter |= pages.get(i).scannedCount() > 0
                            && pages.get(i).items().isEmpty();
                    assertThat(still)
                            .isEqualTo(pages.get(i).scannedCount() == 0
                                    && pages.get(i).hasLastEvaluatedKey());
                }
                assertThat(pages(client, orders().select(Select.COUNT)).stream()
                                .mapToInt(QueryResponse::count)
                                .sum())
                        .isEqualTo(ORDERS);
            }
        }
        assertThat(emptyOfFilter).isTrue();
        assertThat(emptyOfAll).isTrue();
    }

    @Test
    void scansAreCutToo() throws SQLException {
        try (AwsLikeEngine engine = new AwsLikeEngine(7, new Settings(2, 0.3, 0, 0));
                Connection connection = connect(engine)) {
            DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
            int items = 0;
            int pages = 0;
            Map<String, AttributeValue> start = null;
            do {
                Map<String, AttributeValue> from = start;
                ScanResponse page =
                        client.scan(request -> request.tableName("shop").exclusiveStartKey(from));
                items += page.items().size();
                pages++;
                start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
            } while (start != null);
            assertThat(items).isEqualTo(ORDERS + 1);
            assertThat(pages).isGreaterThan(items / 2);
        }
    }

    @Test
    void batchesLeaveKeysUnprocessed() throws SQLException {
        Set<Integer> left = new HashSet<>();
        try (AwsLikeEngine engine = new AwsLikeEngine(3, new Settings(0, 0, 0.8, 0));
                Connection connection = connect(engine)) {
            DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
            for (int i = 0; i < 20; i++) {
                Set<String> found = new HashSet<>();
                KeysAndAttributes wanted = KeysAndAttributes.builder()
                        .keys(IntStream.range(0, 4)
                                .mapToObj(n -> Map.of("pk", text("customer#ann"), "sk", text("order#" + id(n))))
                                .toList())
                        .projectionExpression("order_id")
                        .consistentRead(true)
                        .build();
                while (wanted != null) {
                    KeysAndAttributes asked = wanted;
                    BatchGetItemResponse answer =
                            client.batchGetItem(request -> request.requestItems(Map.of("shop", asked))
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
                    answer.responses()
                            .get("shop")
                            .forEach(item ->
                                    assertThat(found.add(item.toString())).isTrue());
                    assertThat(answer.consumedCapacity()).hasSize(1);
                    wanted = answer.unprocessedKeys().get("shop");
                    if (wanted != null) {
                        left.add(wanted.keys().size());
                        assertThat(wanted.projectionExpression()).isEqualTo("order_id");
                        assertThat(wanted.consistentRead()).isTrue();
                    }
                }
                assertThat(found).hasSize(4);
            }
        }
        assertThat(left).contains(1, 2, 3, 4);
    }

    @Test
    void requestsAreThrottledButNotTwiceInARow() throws SQLException {
        try (AwsLikeEngine engine = new AwsLikeEngine(3, new Settings(0, 0, 0, 1));
                Connection connection = connect(engine)) {
            DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                        .isThrownBy(() -> client.query(orders().build()));
                assertThat(client.query(orders().build()).items()).hasSize(ORDERS);
            }
        }
    }

    /** @param hash the index's partition key of paid orders */
    private static QueryRequest.Builder paid(String hash) {
        return QueryRequest.builder()
                .tableName("shop")
                .indexName(STATUS_INDEX)
                .keyConditionExpression("gsi2pk = :pk")
                .expressionAttributeValues(Map.of(":pk", text(hash)));
    }

    private static int paid(Connection connection) throws SQLException {
        return rows(connection, "SELECT order_id FROM \"order\" WHERE status = 'paid'")
                .size();
    }

    @Test
    void globalIndexesLagBehind() throws SQLException {
        try (AwsLikeEngine engine = new AwsLikeEngine(3, Settings.NEVER);
                Connection connection = connect(engine)) {
            assertThat(paid(connection)).isEqualTo(8);
            engine.lag(STATUS_INDEX, 2);
            String insert = "INSERT INTO \"order\" (username, order_id, status) VALUES ('ann', ?, 'paid')";
            update(connection, insert, "x1");
            update(connection, insert, "x2");
            update(connection, insert, "x3");
            assertThat(rows(connection, "SELECT order_id FROM \"order\" WHERE status = 'paid'"))
                    .hasSize(9)
                    .contains("x1")
                    .doesNotContain("x2", "x3");
            assertThat(rows(connection, "SELECT order_id FROM \"order\" WHERE username = 'ann'"))
                    .hasSize(ORDERS + 3);
            DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
            String hash = engine.proxy().requests().stream()
                    .filter(request -> request.index().isPresent())
                    .findFirst()
                    .orElseThrow()
                    .body()
                    .at("/ExpressionAttributeValues/:v0/S")
                    .asText();
            QueryRequest.Builder lagging = paid(hash);
            QueryResponse counted = client.query(lagging.select(Select.COUNT).build());
            assertThat(counted.count()).isEqualTo(9);
            assertThat(counted.scannedCount()).isEqualTo(9);
            assertThat(counted.items()).isEmpty();
            QueryResponse projected = client.query(lagging.select((Select) null)
                    .projectionExpression("order_id, sk")
                    .build());
            assertThat(projected.items())
                    .hasSize(9)
                    .allSatisfy(item -> assertThat(item).containsOnlyKeys("order_id", "sk"));

            engine.catchUp();
            assertThat(paid(connection)).isEqualTo(11);
            engine.hide(STATUS_INDEX, "{'pk': {'S': 'customer#ann'}, 'sk': {'S': 'order#x1'}}");
            assertThat(rows(connection, "SELECT order_id FROM \"order\" WHERE status = 'paid'"))
                    .hasSize(10)
                    .doesNotContain("x1");
        }
    }

    @Test
    void answersStayRight() throws SQLException {
        List<String> statements = List.of(
                "SELECT order_id, total FROM \"order\" WHERE username = 'ann'",
                "SELECT order_id FROM \"order\" WHERE username = 'ann' AND total = 11",
                "SELECT order_id FROM \"order\" WHERE username = 'ann' AND status = 'new' LIMIT 2",
                "SELECT order_id FROM \"order\" WHERE status = 'paid'",
                "SELECT order_id FROM \"order\"",
                "SELECT email FROM customer WHERE username = 'ann'",
                "SELECT username FROM customer",
                "SELECT order_id FROM \"order\" WHERE username = 'nobody'");
        try (ProxiedEngine local = new ProxiedEngine();
                Connection expected = connect(local)) {
            for (long seed = 0; seed < 4; seed++) {
                try (AwsLikeEngine engine = new AwsLikeEngine(seed);
                        Connection actual = connect(engine)) {
                    for (String sql : statements) {
                        assertThat(rows(actual, sql))
                                .as("seed %d: %s", seed, sql)
                                .isEqualTo(rows(expected, sql));
                    }
                    String change = "UPDATE \"order\" SET note = 'x' WHERE username = 'ann' AND order_id = 'o03'";
                    assertThat(update(actual, change)).isEqualTo(1);
                }
            }
        }
    }
}
