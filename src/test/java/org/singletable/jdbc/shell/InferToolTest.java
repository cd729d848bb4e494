package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.layouts.GoldenTable;
import org.singletable.jdbc.testing.DynamoJson;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code shell infer} on tables that other libraries wrote, without help. */
class InferToolTest {
    @TempDir
    private Path folder;

    private ProxiedEngine engine;

    @BeforeEach
    void start() {
        engine = new ProxiedEngine();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    static Stream<GoldenTable> tables() {
        return Stream.of(GoldenTable.ELECTRODB, GoldenTable.ONETABLE);
    }

    private String url(String table) {
        return engine.directUrl("none", table).replace("mapping=none&ensureTable=true&", "");
    }

    private Path infer(String table) {
        Path file = folder.resolve("draft.json");
        ShellRun run = ShellRun.of("", "infer", url(table), "-o", file.toString());
        assertThat(run.err()).contains(" items read").contains("The draft is in " + file);
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
        return file;
    }

    private static Map<String, List<String>> primaryKeys(Connection connection) throws SQLException {
        Map<String, List<String>> keys = new TreeMap<>();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet tables = metaData.getTables(null, null, "%", null)) {
            while (tables.next()) {
                Map<Integer, String> columns = new TreeMap<>();
                try (ResultSet key = metaData.getPrimaryKeys(null, null, tables.getString("TABLE_NAME"))) {
                    while (key.next()) {
                        columns.put(key.getInt("KEY_SEQ"), key.getString("COLUMN_NAME"));
                    }
                }
                keys.put(tables.getString("TABLE_NAME"), List.copyOf(columns.values()));
            }
        }
        return keys;
    }

    /** Of OneTable's product no attribute holds what is in the key, and the second part of it is the same in all rows. */
    @ParameterizedTest
    @MethodSource("tables")
    void everyEntityAndItsPrimaryKeyIsFound(GoldenTable golden) throws SQLException {
        try (Connection byHand = golden.load(engine)) {
            Map<String, List<String>> expected = primaryKeys(byHand);
            if (golden == GoldenTable.ONETABLE) {
                expected.put("product", List.of("product"));
            }
            Path draft = infer(golden.table());
            try (Connection inferred = Drivers.connect(engine.directUrl(draft.toString(), golden.table()))) {
                assertThat(primaryKeys(inferred)).isEqualTo(expected);
                for (String entity : golden.libraryNames().keySet()) {
                    assertThat(Sql.rows(inferred, "SELECT COUNT(*) FROM \"" + entity + "\""))
                            .containsExactly(
                                    String.valueOf(golden.expected(entity).size()));
                }
            }
        }
    }

    /** The one item that each library left stale. */
    @ParameterizedTest
    @MethodSource("tables")
    void theDraftDescribesAllItems(GoldenTable golden) throws SQLException {
        golden.load(engine).close();
        Path draft = infer(golden.table());
        ShellRun run = ShellRun.of("", "check", engine.directUrl(draft.toString(), golden.table()), "--format=csv");
        assertThat(run.out().lines().skip(1)).singleElement().asString().startsWith("task,DERIVED,");
    }

    @Test
    void electroDbInFull() throws SQLException, IOException {
        GoldenTable.ELECTRODB.load(engine).close();
        String draft = Files.readString(infer("ElectroShop"));
        assertThat(draft)
                .contains("\"gsi1sk\": \"$task_1#status_[{status|lower}#due_[{due|lower}]]\"")
                .contains("\"gsi1sk\": { \"any\": [\"assignee\", \"status\", \"due\"] }")
                .contains("\"lsi1sk\": \"$order_1#gift_true#priority_{priority|pad:5}\"")
                .contains("\"where\": { \"lsi1sk\": { \"gift\": true } }")
                .contains("\"gsi3sk\": \"{lc}\"")
                .contains("\"stale\": [\"gsi1\"]")
                .contains("\"pk\": \"$shop#taskid_{taskId|lower}\"")
                .contains("{ \"columns\": [\"customerId\", \"orderId\"], \"entity\": \"order\", \"key\":"
                        + " [\"customerId\", \"orderId\"] }")
                .contains("\"nickname\": { \"type\": \"string\", \"storeNull\": true }")
                .contains("\"tags\": \"set<string>\"", "\"avatar\": \"binary\"", "\"balance\": \"decimal\"");
    }

    @Test
    void oneTableInFull() throws SQLException, IOException {
        GoldenTable.ONETABLE.load(engine).close();
        String draft = Files.readString(infer("OneTableShop"));
        assertThat(draft)
                .contains("\"GS1SK\": \"{placedAt|epochms}#{orderId}\"")
                .contains("\"placedAt\": { \"type\": \"timestamptz!\", \"as\": \"iso:3\" }")
                .contains(
                        "\"unique\": [\n        { \"columns\": [\"email\"], \"item\": { \"_type\": \"_Unique\", \"PK\":"
                                + " \"_unique#Customer#email#{email}\", \"SK\": \"_unique#\" } }")
                .contains("\"product\": { \"type\": \"string\", \"key\": true }")
                .contains("\"expires\": { \"type\": \"timestamptz\", \"as\": \"epoch\" }")
                .contains("\"ignore\": [\n    { \"_type\": \"_Schema\" }");
    }

    /** The hash key names the entity, and the columns are in JSON text. */
    @Test
    void pynamodbSingleTable() throws SQLException {
        String mapping = "mapping-examples/pynamodb-single-table.json";
        try (Connection byHand = Drivers.connect(engine.url(mapping, "Golden"))) {
            DynamoDbClient dynamo = byHand.unwrap(DynamoDbClient.class);
            DynamoJson.items("/golden/pynamodb_single_table/scan.json")
                    .forEach(item -> dynamo.putItem(
                            request -> request.tableName("Golden").item(item)));
            Path draft = infer("Golden");
            try (Connection inferred = Drivers.connect(engine.directUrl(draft.toString(), "Golden"))) {
                assertThat(primaryKeys(inferred))
                        .containsAllEntriesOf(primaryKeys(byHand))
                        .containsOnlyKeys("user", "group", "membership", "event", "alltypes");
                for (String entity : primaryKeys(byHand).keySet()) {
                    assertThat(Sql.rows(inferred, "SELECT COUNT(*) FROM \"" + entity + "\""))
                            .isEqualTo(Sql.rows(byHand, "SELECT COUNT(*) FROM \"" + entity + "\""));
                }
                assertThat(Sql.rows(inferred, "SELECT username FROM user ORDER BY username"))
                        .isEqualTo(Sql.rows(byHand, "SELECT username FROM user ORDER BY username"));
            }
        }
    }

    /** The driver's own layout without its attribute {@code _type}: the beginnings of the keys tell. */
    @Test
    void keysAlone() throws SQLException {
        try (Connection connection = Drivers.connect(engine.url("mapping-examples/quickstart.json", "shop"))) {
            SampleData.insert(connection);
            DynamoDbClient dynamo = connection.unwrap(DynamoDbClient.class);
            dynamo.scanPaginator(request -> request.tableName("shop")).items().forEach(item -> {
                Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> without =
                        new TreeMap<>(item);
                without.remove("_type");
                dynamo.putItem(request -> request.tableName("shop").item(without));
            });
        }
        Path draft = infer("shop");
        try (Connection inferred = Drivers.connect(engine.directUrl(draft.toString(), "shop"))) {
            assertThat(primaryKeys(inferred))
                    .isEqualTo(Map.of(
                            "customer", List.of("username"),
                            "order", List.of("username", "order_id"),
                            "order_line", List.of("username", "order_id", "line_no"),
                            "product", List.of("sku")));
            assertThat(Sql.rows(inferred, "SELECT COUNT(*) FROM order_line")).containsExactly("120");
        }
    }

    @Test
    void anEmptyTableAndWrongUse() throws SQLException {
        Drivers.connect(engine.url("mapping-examples/quickstart.json", "empty")).close();
        ShellRun run = ShellRun.of("", "infer", url("empty"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the table empty is empty; nothing can be inferred");
        assertThat(ShellRun.of("", "infer").status()).isEqualTo(2);
        assertThat(ShellRun.of("", "infer", "--items", "x", url("empty")).err())
                .startsWith("Option --items: expected a whole number, found x");
    }

    @Test
    void looksAtNoMoreItemsThanItMay() throws SQLException {
        GoldenTable.ELECTRODB.load(engine).close();
        ShellRun run = ShellRun.of("", "infer", url("ElectroShop"), "--items=50");
        assertThat(run.err()).startsWith("50 items read, from 16 parts of the table\n");
    }
}
