package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.DynamoJson;
import org.singletable.jdbc.testing.ProxiedEngine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table that pynamodb_single_table wrote, read and written through SQL. */
class PynamodbSingleTableTest {
    private static final String TABLE = "GoldenSingleTable";
    private static final String JANE = "11111111-1111-4111-8111-111111111111";
    private static final String JOHN = "ac5d622d-c62b-4ea5-827a-5cac177f5183";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ProxiedEngine engine;
    private Connection connection;
    private DynamoDbClient dynamo;

    @BeforeAll
    static void start() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void load() throws SQLException {
        connection = DriverManager.getConnection(engine.url("mapping-examples/pynamodb-single-table.json", TABLE));
        dynamo = connection.unwrap(DynamoDbClient.class);
        golden().forEach(item ->
                dynamo.putItem(request -> request.tableName(TABLE).item(item)));
        engine.proxy().reset();
    }

    @AfterEach
    void drop() throws SQLException {
        dynamo.deleteTable(request -> request.tableName(TABLE));
        connection.close();
    }

    private static List<Map<String, AttributeValue>> golden() {
        return DynamoJson.items("/golden/pynamodb_single_table/scan.json");
    }

    private Map<String, AttributeValue> stored(String entity, String uid) {
        return dynamo.getItem(request -> request.tableName(TABLE)
                        .key(Map.of("table_name", AttributeValue.fromS(entity), "uid", AttributeValue.fromS(uid))))
                .item();
    }

    private static JsonNode data(Map<String, AttributeValue> item) {
        try {
            return JSON.readTree(item.get("data").s());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"user,4", "group,7", "membership,1"})
    void everyRowEqualsTheDecodedData(String entity, int count) throws SQLException {
        List<String> expected = new ArrayList<>();
        for (Map<String, AttributeValue> item : golden()) {
            if (item.get("table_name").s().equals(entity)) {
                List<String> cells = new ArrayList<>(
                        List.of(item.get("uid").s(), item.get("version").n()));
                data(item)
                        .properties()
                        .forEach(member -> cells.add(member.getKey() + "="
                                + (member.getKey().equals("account_activated_on")
                                        ? instant(member.getValue().textValue())
                                        : member.getValue().textValue())));
                expected.add(String.join("|", cells));
            }
        }
        List<String> actual = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + entity)) {
            while (rows.next()) {
                List<String> cells = new ArrayList<>(List.of(rows.getString("uid"), rows.getString("version")));
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String name = rows.getMetaData().getColumnName(i);
                    if (name.equals("account_activated_on")) {
                        OffsetDateTime time = rows.getObject(i, OffsetDateTime.class);
                        cells.add(name + "=" + (time == null ? null : time.toInstant()));
                    } else if (!name.equals("uid") && !name.equals("version")) {
                        cells.add(name + "=" + rows.getString(i));
                    }
                }
                actual.add(String.join("|", cells));
            }
        }
        assertThat(actual).hasSize(count).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Object instant(String text) {
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : java.time.LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    @Test
    void byUidIsOneGetItem() throws SQLException {
        assertThat(rows(connection, "SELECT username FROM user WHERE uid = ?", JANE))
                .containsExactly("jane");
        assertThat(engine.operations()).containsExactly("GetItem");
        assertThat(rows(connection, "SELECT name FROM group WHERE uid = ?", JANE.toUpperCase(java.util.Locale.ROOT)))
                .containsExactly("same uid as jane");
    }

    @Test
    void byStringIdIsOneQueryOfTheLocalIndex() throws SQLException {
        assertThat(rows(connection, "SELECT email, version FROM user WHERE username = ?", "john_doe"))
                .containsExactly("john.doe@email.com|3");
        assertThat(engine.operations()).containsExactly("Query");
        JsonNode query = engine.proxy().requests().get(0).body();
        assertThat(query.path("IndexName").textValue()).isEqualTo("index_by_str");
        assertThat(engine.proxy().requests().get(0).projection())
                .as("the index has keys only: it fetches what is named from the table")
                .hasValueSatisfying(attributes -> assertThat(attributes).contains("data", "version"));
        assertThat(query.path("ConsistentRead").booleanValue()).isTrue();
        assertThat(rows(connection, "SELECT uid FROM group WHERE name = 'Dup'")).hasSize(2);
        assertThat(rows(
                        connection,
                        "SELECT role FROM membership WHERE user_id = ? AND group_id = ?",
                        JOHN,
                        "577ab348-4f4a-42fe-8e73-d6f98caa1b21"))
                .containsExactly("owner");
    }

    /** Deleting a row and inserting it again gives the identical item, but for the version, which starts anew. */
    @ParameterizedTest
    @CsvSource({
        "user," + JANE,
        "user,0f0e09aa-83ac-4908-8902-0cc8e29b129e",
        "group,2e19f785-1e79-4b99-b29b-92b1135d237c",
        "group,577ab348-4f4a-42fe-8e73-d6f98caa1b21",
        "membership,3e620611-371d-4988-84b0-f896666c9b58"
    })
    void insertWritesWhatTheLibraryWrites(String entity, String uid) throws SQLException {
        Map<String, AttributeValue> before = stored(entity, uid);
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM " + entity + " WHERE uid = ?")) {
            select.setString(1, uid);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    if (!row.getMetaData().getColumnName(i).equals("version")) {
                        names.add(row.getMetaData().getColumnName(i));
                        values.add(row.getObject(i));
                    }
                }
            }
        }
        assertThat(update(connection, "DELETE FROM " + entity + " WHERE uid = ?", uid))
                .isEqualTo(1);
        assertThat(stored(entity, uid)).isEmpty();
        String marks = "?,".repeat(names.size()).replaceFirst(",$", "");
        update(
                connection,
                "INSERT INTO " + entity + " (" + String.join(",", names) + ") VALUES (" + marks + ")",
                values.toArray());

        Map<String, AttributeValue> expected = new java.util.HashMap<>(before);
        expected.put("version", AttributeValue.fromN("2"));
        assertThat(stored(entity, uid)).isEqualTo(expected);
    }

    @Test
    void aGeneratedUidIsReported() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO user (username, email, account_activated_on) VALUES (?, ?, ?)", new String[] {"uid"})) {
            insert.setString(1, "zoë");
            insert.setString(2, "z@example.org");
            insert.setObject(3, OffsetDateTime.parse("2024-06-03T12:00:00.5Z"));
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                Map<String, AttributeValue> item = stored("user", keys.getString("uid"));
                assertThat(item.get("data").s())
                        .isEqualTo("{\"username\": \"zo\\u00eb\", \"email\": \"z@example.org\","
                                + " \"account_activated_on\": \"2024-06-03T12:00:00.500000Z\", \"group_id\": null}");
                assertThat(item.get("version").n()).isEqualTo("2");
                assertThat(item.get("str_id").s()).isEqualTo("zoë");
            }
        }
    }

    @Test
    void anUpdateKeepsWhatItDoesNotAssign() throws SQLException {
        Map<String, AttributeValue> before = stored("user", JOHN);
        assertThat(update(connection, "UPDATE user SET email = 'new@example.org' WHERE uid = ?", JOHN))
                .isEqualTo(1);
        assertThat(engine.operations()).containsSubsequence("GetItem", "UpdateItem");
        Map<String, AttributeValue> after = stored("user", JOHN);
        // The timestamp was stored without offset, and stays so.
        assertThat(after.get("data").s())
                .isEqualTo(before.get("data").s().replace("john.doe@email.com", "new@example.org"))
                .contains("\"2024-06-03T12:00:00\"");
        assertThat(after.get("version").n()).isEqualTo("4");
        assertThat(after.get("str_id")).isEqualTo(before.get("str_id"));

        update(connection, "UPDATE user SET account_activated_on = account_activated_on WHERE uid = ?", JOHN);
        assertThat(stored("user", JOHN).get("data").s()).contains("\"2024-06-03T12:00:00Z\"");
    }

    @Test
    void theStringIdFollowsItsColumn() throws SQLException {
        assertThat(update(connection, "UPDATE user SET username = 'johnny' WHERE uid = ?", JOHN))
                .isEqualTo(1);
        assertThat(stored("user", JOHN).get("str_id").s()).isEqualTo("johnny");
        assertThat(rows(connection, "SELECT uid FROM user WHERE username = 'johnny'"))
                .containsExactly(JOHN);
        assertThat(rows(connection, "SELECT uid FROM user WHERE username = 'john_doe'"))
                .isEmpty();
    }

    @Test
    void membersThatTheMappingDoesNotNameStay() throws SQLException {
        Map<String, AttributeValue> item = new java.util.HashMap<>(stored("user", JANE));
        item.put(
                "data",
                AttributeValue.fromS(
                        "{\"extra\": 1.50, \"username\": \"jane\", \"email\": \"x\", \"more\": [NaN, -Infinity, 1e+300]}"));
        item.put("other", AttributeValue.fromS("kept"));
        dynamo.putItem(request -> request.tableName(TABLE).item(item));
        update(connection, "UPDATE user SET email = 'é' WHERE uid = ?", JANE);
        assertThat(stored("user", JANE).get("data").s())
                .isEqualTo(
                        "{\"extra\": 1.50, \"username\": \"jane\", \"email\": \"\\u00e9\", \"more\": [NaN, -Infinity, 1e+300]}");
        assertThat(stored("user", JANE).get("other").s()).isEqualTo("kept");
    }

    @Test
    void twoWritersOfOneRowLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch start = new CountDownLatch(1);
            Future<?> emails = threads.submit(() -> {
                start.await();
                for (int i = 0; i < 20; i++) {
                    update(connection, "UPDATE user SET email = ? WHERE uid = ?", "mail" + i, JANE);
                }
                return null;
            });
            Future<?> names = threads.submit(() -> {
                start.await();
                try (Connection other =
                        DriverManager.getConnection(engine.url("mapping-examples/pynamodb-single-table.json", TABLE))) {
                    for (int i = 0; i < 20; i++) {
                        update(other, "UPDATE user SET username = ? WHERE uid = ?", "jane" + i, JANE);
                    }
                }
                return null;
            });
            start.countDown();
            emails.get();
            names.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(rows(connection, "SELECT username, email, version FROM user WHERE uid = ?", JANE))
                .containsExactly("jane19|mail19|42");
    }

    @Test
    void aRowThatDoesNotFitIsAnErrorThatHidesNoOther() throws SQLException {
        Map<String, AttributeValue> broken = new java.util.HashMap<>(stored("user", JANE));
        broken.put("data", AttributeValue.fromS("not JSON"));
        dynamo.putItem(request -> request.tableName(TABLE).item(broken));
        Map<String, AttributeValue> wrong = new java.util.HashMap<>(stored("group", JANE));
        wrong.put("data", AttributeValue.fromS("{\"name\": {\"a\": 1}}"));
        dynamo.putItem(request -> request.tableName(TABLE).item(wrong));

        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> rows(connection, "SELECT * FROM user WHERE uid = ?", JANE))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22018"))
                .withMessageContaining("user")
                .withMessageContaining(JANE);
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> rows(connection, "SELECT * FROM group WHERE uid = ?", JANE))
                .withMessageContaining("name");
        assertThat(rows(connection, "SELECT username FROM user WHERE uid = ?", JOHN))
                .containsExactly("john_doe");

        int delivered = 0;
        int failed = 0;
        try (Statement statement = connection.createStatement();
                ResultSet users = statement.executeQuery("SELECT * FROM user")) {
            boolean more = true;
            while (more) {
                try {
                    more = users.next();
                    delivered += more ? 1 : 0;
                } catch (SQLDataException e) {
                    failed++;
                }
            }
        }
        assertThat(delivered).isEqualTo(3);
        assertThat(failed).isEqualTo(1);
    }
}
