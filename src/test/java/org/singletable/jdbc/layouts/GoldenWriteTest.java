package org.singletable.jdbc.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** SQL leaves items in the tables of ElectroDB and OneTable that these libraries would have written. */
class GoldenWriteTest {
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
        return GoldenTable.all().stream();
    }

    /** But for the version, which counts anew, and for keys that the library had left stale. */
    @ParameterizedTest
    @MethodSource("tables")
    void aDeletedRowThatIsInsertedAgainIsTheSameItem(GoldenTable golden) throws SQLException {
        try (Connection connection = golden.load(engine)) {
            Map<String, Map<String, AttributeValue>> before = golden.stored(connection);
            int rows = 0;
            for (String entity : golden.libraryNames().keySet()) {
                // Its rows are written with those of customers.
                if (!entity.equals("email_lock")) {
                    for (JsonNode row : golden.expected(entity)) {
                        deleteAndInsert(connection, golden, entity, row);
                        rows++;
                    }
                }
            }
            assertThat(rows).isEqualTo(golden == GoldenTable.ELECTRODB ? 212 : 211);
            Map<String, Map<String, AttributeValue>> after = golden.stored(connection);
            assertThat(after.keySet()).isEqualTo(before.keySet());
            before.forEach((key, item) -> assertThat(comparable(golden, Objects.requireNonNull(after.get(key))))
                    .as(key)
                    .isEqualTo(comparable(golden, item)));
        }
    }

    private static Map<String, Object> comparable(GoldenTable golden, Map<String, AttributeValue> item) {
        Map<String, Object> comparable = new TreeMap<>();
        item.forEach((name, value) -> comparable.put(name, comparable(value)));
        comparable.remove("rev");
        String type = Stream.of("__edb_e__", "_type")
                .filter(item::containsKey)
                .map(name -> item.get(name).s())
                .findFirst()
                .orElseThrow();
        if (type.equals("Task")) {
            GoldenTable.STALE.forEach(comparable::remove);
        }
        return comparable;
    }

    /** Sets have no order. */
    private static Object comparable(AttributeValue value) {
        return switch (value.type()) {
            case SS -> Set.copyOf(value.ss());
            case NS -> Set.copyOf(value.ns());
            case M ->
                value.m().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, member -> comparable(member.getValue())));
            default -> value;
        };
    }

    private static void deleteAndInsert(Connection connection, GoldenTable golden, String entity, JsonNode row)
            throws SQLException {
        Map<String, Object> key = new LinkedHashMap<>();
        for (String column : primaryKey(connection, entity)) {
            JsonNode value = row.path("item").path(column);
            key.put(column, value.isNumber() ? value.intValue() : value.textValue());
        }
        String where = key.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
        Object[] arguments = key.values().toArray();
        Map<String, Object> values = values(connection, golden, entity, row, where, arguments);
        assertThat(Sql.update(connection, "DELETE FROM \"" + entity + "\" WHERE " + where, arguments))
                .isEqualTo(1);
        String columns = String.join(", ", values.keySet());
        String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
        String insert = "INSERT INTO \"" + entity + "\" (" + columns + ") VALUES (" + marks + ")";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            int i = 0;
            for (Object value : values.values()) {
                statement.setObject(++i, value);
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    /** What SQL shows of a row, hidden columns too; of what its library says is undefined, nothing. */
    private static Map<String, Object> values(
            Connection connection, GoldenTable golden, String entity, JsonNode row, String where, Object... arguments)
            throws SQLException {
        String hidden = "Customer".equals(golden.libraryNames().get(entity)) ? ", secret" : "";
        Map<String, Object> values = new LinkedHashMap<>();
        String query = "SELECT *" + hidden + " FROM \"" + entity + "\" WHERE " + where;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).as(query).isTrue();
                ResultSetMetaData columns = rows.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String name = columns.getColumnName(i);
                    boolean given = !Cells.at(row.path("item"), name).isMissingNode() || name.equals("secret");
                    if (given && !name.equals("rev")) {
                        values.put(name, rows.getObject(i));
                    }
                }
                assertThat(rows.next()).isFalse();
            }
        }
        return values;
    }

    private static List<String> primaryKey(Connection connection, String entity) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, null, entity)) {
            while (keys.next()) {
                columns.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
            }
        }
        return new ArrayList<>(columns.values());
    }

    /** What the update of the library itself would set, in {@code queries.json}, params, update. */
    @Test
    void updateOfOneTableRendersItsKeysAndTimestamp() throws SQLException {
        try (Connection connection = GoldenTable.ONETABLE.load(engine)) {
            String key = "customer#C002 / order#ORD-00001";
            Map<String, AttributeValue> before =
                    GoldenTable.ONETABLE.stored(connection).get(key);
            Sql.update(
                    connection,
                    "UPDATE \"order\" SET status = 'PAID' WHERE customerId = 'C002' AND orderId = 'ORD-00001'");
            Map<String, AttributeValue> after =
                    GoldenTable.ONETABLE.stored(connection).get(key);
            assertThat(changed(before, after))
                    .containsOnlyKeys("status", "GS1PK", "updated")
                    .containsEntry("status", AttributeValue.fromS("PAID"))
                    .containsEntry("GS1PK", AttributeValue.fromS("order#PAID"));
            assertThat(Long.parseLong(after.get("updated").n()))
                    .isGreaterThan(Long.parseLong(before.get("created").n()));
        }
    }

    @Test
    void updateOfElectroDbRendersItsKeysCountsAndMovesTheLock() throws SQLException {
        try (Connection connection = GoldenTable.ELECTRODB.load(engine)) {
            String key = "$shop#customerid_c002 / $account#customer_1";
            Map<String, Map<String, AttributeValue>> before = GoldenTable.ELECTRODB.stored(connection);
            Sql.update(
                    connection,
                    "UPDATE customer SET email = 'Grace@Example.COM', tier = 'Free' WHERE customerId = 'C002'");
            Map<String, Map<String, AttributeValue>> after = GoldenTable.ELECTRODB.stored(connection);
            assertThat(changed(before.get(key), after.get(key)))
                    .containsOnlyKeys("email", "tier", "gsi1pk", "gsi3pk", "rev", "updatedAt")
                    .containsEntry("gsi1pk", AttributeValue.fromS("$shop#email_grace@example.com"))
                    .containsEntry("gsi3pk", AttributeValue.fromS("$shop#tier_free"))
                    .containsEntry("rev", AttributeValue.fromN("2"));
            assertThat(after)
                    .doesNotContainKey("$shop#email_user002@example.com / $emaillock_1")
                    .containsKey("$shop#email_grace@example.com / $emaillock_1");
        }
    }

    private static Map<String, AttributeValue> changed(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        Map<String, AttributeValue> changed = new HashMap<>();
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    /** The item that ElectroDB's put makes, in {@code queries.json}, params, putTask. */
    @Test
    void insertIsWhatElectroDbPuts() throws SQLException {
        try (Connection connection = GoldenTable.ELECTRODB.load(engine);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO task (taskId, assignee) VALUES ('X', 'ann')");
            assertThat(GoldenTable.ELECTRODB.stored(connection).get("$shop#taskid_x / $task_1"))
                    .isEqualTo(Map.of(
                            "taskId", AttributeValue.fromS("X"),
                            "assignee", AttributeValue.fromS("ann"),
                            "pk", AttributeValue.fromS("$shop#taskid_x"),
                            "sk", AttributeValue.fromS("$task_1"),
                            "gsi1pk", AttributeValue.fromS("$shop#assignee_ann"),
                            "gsi1sk", AttributeValue.fromS("$task_1#status_"),
                            "__edb_e__", AttributeValue.fromS("Task"),
                            "__edb_v__", AttributeValue.fromS("1")));
        }
    }
}
