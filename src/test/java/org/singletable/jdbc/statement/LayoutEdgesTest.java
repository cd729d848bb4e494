package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.ExecutionCost;
import org.singletable.jdbc.dynamo.DerivedAttributeChecker;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.testing.EmbeddedEngine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Layouts and stored values at which a statement could go to the wrong row, miss one, or leave an index key behind. */
class LayoutEdgesTest {
    private static final String MAPPING = "classpath:mappings/edges.json";

    private Connection connection;
    private DerivedAttributeChecker checker;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(new EmbeddedEngine().temporaryUrl(MAPPING, "edges"));
        checker = DerivedAttributeChecker.of(connection, MappingLoader.load(MAPPING));
    }

    @AfterEach
    void checkAndDisconnect() throws SQLException {
        checker.check();
        connection.close();
    }

    /** Stores an item as another program would. */
    private void put(Map<String, AttributeValue> item) throws SQLException {
        String table = connection.getSchema();
        connection
                .unwrap(DynamoDbClient.class)
                .putItem(request -> request.tableName(table).item(item));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private Map<String, Integer> requestsOf(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.unwrap(ExecutionCost.class).requests();
        }
    }

    /** Beside a number a text is a number, and several texts are the same one: no key can be made of it. */
    @Test
    void aTextColumnComparedWithANumberIsNoKey() throws SQLException {
        update(connection, "INSERT INTO plain (id, s, n) VALUES ('05', '05', 1)");
        assertThat(rows(connection, "SELECT id FROM plain WHERE id = 5")).containsExactly("05");
        assertThat(requestsOf("SELECT id FROM plain WHERE id = 5")).isEqualTo(Map.of("Scan", 1));
        assertThat(update(connection, "UPDATE plain SET n = n * 1 WHERE id IN (5)"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT n FROM plain WHERE id = '05' AND id = 5 AND s = 5"))
                .containsExactly("1");
        assertThat(update(connection, "UPDATE plain SET n = 2 WHERE id = '05' AND s = 5"))
                .isEqualTo(1);
        assertThat(update(connection, "DELETE FROM plain WHERE id = '05' AND 5.0 = s"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM coded WHERE at = '2024-06-03T12:00:00.0001Z' AND t = '2024-06-03T12:00:00Z'",
                "SELECT * FROM coded WHERE at = '2024-06-03T12:00:00Z' AND t = '2024-06-03T12:00:00.1Z'",
                "SELECT * FROM coded WHERE at = '2024-06-03T12:00:00.0001Z'",
                "SELECT id FROM plain WHERE state = '' AND due IS NOT NULL",
            })
    void aValueThatTheKeyCannotHoldIsInNoRow(String sql) throws SQLException {
        update(connection, "INSERT INTO coded VALUES ('2024-06-03T14:00:00+02:00', '2024-06-03T12:00:00Z', 'x')");
        assertThat(rows(connection, sql)).isEmpty();
        assertThat(requestsOf(sql)).isEmpty();
        assertThat(rows(
                        connection,
                        "SELECT s FROM coded WHERE at = '2024-06-03T12:00:00Z' AND t = '2024-06-03T08:00:00-04:00'"))
                .containsExactly("x");
    }

    @Test
    void writesToARowThatCannotBeCountNone() throws SQLException {
        String where = " WHERE at = '2024-06-03T12:00:00.0001Z' AND t = '2024-06-03T12:00:00Z'";
        assertThat(update(connection, "UPDATE coded SET s = 'y'" + where)).isZero();
        assertThat(update(connection, "DELETE FROM coded" + where)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "state = ''; 0",
                "state <> ''; 1",
                "state > ''; 1",
                "state = LONG; 0",
                "state < LONG; 1",
                "due = '2024-06-03T14:00:00.123456+02:00'; 0",
            })
    void aConditionOnAnIndexKeyTakesValuesThatItCannotHold(String condition, int count) throws SQLException {
        update(connection, "INSERT INTO plain (id, state, due) VALUES ('a', 'open', '2024-06-03T12:00:00Z')");
        String where = condition.replace("LONG", "'" + "x".repeat(3000) + "'");
        assertThat(update(connection, "UPDATE plain SET n = 1 WHERE id = 'a' AND " + where))
                .isEqualTo(count);
    }

    /** A Timestamp and an OffsetDateTime are stored by their fields in such a column, and are found by them. */
    @Test
    void anInstantBesideLocalColumnsCountsByItsFields() throws SQLException {
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Paris"));
            OffsetDateTime noon = OffsetDateTime.parse("2024-06-03T12:00:00Z");
            OffsetDateTime midnight = OffsetDateTime.parse("2024-06-03T00:00:00Z");
            update(connection, "INSERT INTO stamped VALUES (?, ?, 'x')", noon, midnight);
            String byKey = "SELECT s FROM stamped WHERE ts = ? AND d = ?";
            assertThat(rows(connection, byKey, noon, midnight)).containsExactly("x");
            assertThat(rows(connection, byKey, noon.toLocalDateTime(), midnight.toLocalDate()))
                    .containsExactly("x");
            assertThat(rows(connection, byKey, noon, noon)).isEmpty();
            assertThat(rows(
                            connection,
                            "SELECT s FROM stamped WHERE ts = ? AND d >= ? AND d < ?",
                            noon,
                            midnight,
                            noon))
                    .containsExactly("x");
            assertThat(update(connection, "DELETE FROM stamped WHERE ts = ? AND d = ?", noon, midnight))
                    .isEqualTo(1);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anIndexThatLeavesRowsOutIsReadOnlyWhereNoneOfThemIsWanted() throws SQLException {
        update(connection, "INSERT INTO sparse VALUES ('1', 'x', 1, TRUE)");
        update(connection, "INSERT INTO sparse VALUES ('2', 'x', 1, FALSE)");
        update(connection, "INSERT INTO sparse VALUES ('3', 'x', 7, NULL)");
        update(connection, "INSERT INTO sparse (id) VALUES ('4')");

        String byText = "SELECT id FROM sparse WHERE s = 'x' AND n > 0";
        assertThat(rows(connection, byText)).containsExactly("1", "2", "3");
        assertThat(rows(connection, byText + " AND gift = TRUE")).containsExactly("1");
        assertThat(rows(connection, byText + " AND gift")).containsExactly("1");
        assertThat(rows(connection, byText + " AND gift = FALSE")).containsExactly("2");
        assertThat(rows(connection, byText + " AND gift = ?", false)).containsExactly("2");
        assertThat(rows(connection, "SELECT id FROM sparse WHERE id > '' AND s IS NOT NULL"))
                .containsExactly("1", "2", "3");
        assertThat(rows(connection, "SELECT id FROM sparse WHERE id > ''"))
                .as("row 4 is in no index")
                .containsExactlyInAnyOrder("1", "2", "3", "4");
        assertThat(requestsOf("SELECT id FROM sparse WHERE id > ''")).isEqualTo(Map.of("Scan", 1));
    }

    @Test
    void sparseAttributesFollowTheirCondition() throws SQLException {
        update(connection, "INSERT INTO sparse VALUES ('1', 'x', 7, TRUE)");
        for (String set : new String[] {
            "gift = FALSE",
            "gift = TRUE, n = 8",
            "n = 7",
            "s = NULL",
            "n = NULL",
            "s = 'y', n = 7, gift = NULL",
            "gift = TRUE",
            "s = gift"
        }) {
            assertThat(update(connection, "UPDATE sparse SET " + set + " WHERE id = '1'"))
                    .isEqualTo(1);
            checker.check();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folded", "folded_json"})
    void aRowWhoseKeyIsFoldedIsNotTakenForAnother(String table) throws SQLException {
        update(connection, "INSERT INTO " + table + " (id, s) VALUES ('C001', 'x')");
        assertThat(rows(connection, "SELECT id FROM " + table + " WHERE id = 'c001'"))
                .isEmpty();
        assertThat(update(connection, "UPDATE " + table + " SET s = 'y' WHERE id = 'c001'"))
                .isZero();
        assertThat(update(connection, "DELETE FROM " + table + " WHERE id = 'c001'"))
                .isZero();
        assertThat(update(connection, "UPDATE " + table + " SET s = 'y' WHERE id = 'C001'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT s FROM " + table + " WHERE id = 'C001'"))
                .containsExactly("y");
        assertThat(update(connection, "DELETE FROM " + table + " WHERE id = 'C001'"))
                .isEqualTo(1);
    }

    @Test
    void aRowKnownByJsonTextIsReadBeforeItIsWritten() throws SQLException {
        update(connection, "INSERT INTO folded_json (id) VALUES ('C001')");
        assertThat(requestsOf("UPDATE folded_json SET outside = 'y' WHERE id = 'C001'"))
                .isEqualTo(Map.of("GetItem", 1, "UpdateItem", 1));
        assertThat(requestsOf("DELETE FROM folded_json WHERE id = 'c001'")).isEqualTo(Map.of("GetItem", 1));
    }

    @Test
    void anIndexKeyHoldsTheVersionAfterEveryUpdate() throws SQLException {
        update(connection, "INSERT INTO counted (id, n, at) VALUES ('1', 3, '2024-06-03T14:00:00+02:00')");
        checker.check();
        assertThat(update(connection, "UPDATE counted SET s = 'x' WHERE id = '1'"))
                .isEqualTo(1);
        checker.check();
        assertThat(update(connection, "UPDATE counted SET v = 4 WHERE id = '1' AND at = '2024-06-03T15:00:00+03:00'"))
                .isEqualTo(1);
        checker.check();
        assertThat(update(connection, "UPDATE counted SET at = '2024-06-03T16:00:00+04:00' WHERE id = '1' AND v = 4"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT v, at FROM counted WHERE id = '1'"))
                .containsExactly("5|2024-06-03T12:00:00Z");
    }

    @Test
    void aVersionMayBeAssignedFromAColumn() throws SQLException {
        update(connection, "INSERT INTO counted (id, n) VALUES ('1', 3)");
        assertThat(update(connection, "UPDATE counted SET v = n, n = 9 WHERE id = '1'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT v, n FROM counted WHERE id = '1'")).containsExactly("3|9");
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> update(connection, "UPDATE counted SET v = n WHERE id = '1'"))
                .withMessageContaining("one more");
    }

    @Test
    void aVersionStoredAsNullIsAMissingOne() throws SQLException {
        put(Map.of("PK", text("VERSIONED#1"), "SK", text("versioned"), "v", AttributeValue.fromNul(true)));
        assertThat(update(connection, "UPDATE versioned SET n = 1 WHERE id = '1' AND n IS NULL"))
                .isEqualTo(1);
        assertThat(update(connection, "UPDATE versioned SET n = 2 WHERE id = '1' AND n = 1"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT v, n FROM versioned WHERE id = '1'"))
                .containsExactly("2|2");
    }

    @Test
    void aVersionThatIsNoNumberIsReportedAsSuch() throws SQLException {
        put(Map.of("PK", text("VERSIONED#1"), "SK", text("versioned"), "v", text("three")));
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> update(connection, "UPDATE versioned SET n = 1 WHERE id = '1'"))
                .withMessageContaining("column v")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22018"));
        assertThat(update(connection, "UPDATE versioned SET n = 1 WHERE id = '2'"))
                .isZero();
        assertThat(update(connection, "DELETE FROM versioned WHERE id = '1'")).isEqualTo(1);
    }

    @Test
    void nestedColumnsChangeByOnUpdateAndVersionToo() throws SQLException {
        update(connection, "INSERT INTO touched (id) VALUES ('1')");
        assertThat(update(connection, "UPDATE touched SET s = 'x' WHERE id = '1'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT s, changed FROM touched WHERE id = '1'"))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row).startsWith("x|").doesNotContain("null"));
        update(connection, "INSERT INTO boxed (id) VALUES ('1')");
        assertThat(update(connection, "UPDATE boxed SET s = 'x' WHERE id = '1'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT s, v FROM boxed WHERE id = '1'")).containsExactly("x|2");
    }

    @Test
    void aReadOnlyColumnTakesItsDefault() throws SQLException {
        assertThat(update(connection, "INSERT INTO touched VALUES ('1', 'x', DEFAULT, NULL)"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT loaded FROM touched WHERE id = '1'"))
                .containsExactly("file");
    }

    /** DynamoDB takes 4 KB and 300 operators of conditions. */
    @Test
    void anyNumberOfConditionsFits() throws SQLException {
        update(connection, "INSERT INTO plain (id, n) VALUES ('1', 1)");
        String conditions =
                IntStream.range(2, 400).mapToObj(i -> " AND n <> " + i).collect(Collectors.joining());
        assertThat(update(connection, "UPDATE plain SET s = 'x' WHERE id = '1'" + conditions))
                .isEqualTo(1);
        assertThat(update(connection, "DELETE FROM plain WHERE id = '1' AND n <> 1" + conditions))
                .isZero();
        assertThat(update(connection, "DELETE FROM plain WHERE id = '1'" + conditions))
                .isEqualTo(1);
    }

    @Test
    void aUuidThatAnotherProgramWroteInUpperCaseIsTheSame() throws SQLException {
        put(Map.of("PK", text("PLAIN#1"), "SK", text("plain"), "u", text("ABCDEF00-0000-4000-8000-00000000000A")));
        String where = " WHERE id = '1' AND u = 'abcdef00-0000-4000-8000-00000000000a'";
        assertThat(rows(connection, "SELECT id FROM plain" + where)).containsExactly("1");
        assertThat(update(connection, "UPDATE plain SET n = 1" + where)).isEqualTo(1);
        assertThat(update(connection, "DELETE FROM plain" + where)).isEqualTo(1);
    }

    @Test
    void likeSeesTheTextThatGetStringGives() throws SQLException {
        update(connection, "INSERT INTO plain (id, d, f) VALUES ('1', 12.5, 1e-30)");
        assertThat(rows(connection, "SELECT d, f FROM plain WHERE id = '1' AND d LIKE '12.50' AND f LIKE '%E-30'"))
                .containsExactly("12.50|1.0E-30");
    }

    @Test
    void anEmptySetIsNull() throws SQLException {
        update(connection, "INSERT INTO plain (id, tags) VALUES ('1', '[]')");
        assertThat(rows(connection, "SELECT tags FROM plain WHERE id = '1' AND tags IS NULL"))
                .containsExactly("null");
        update(connection, "UPDATE plain SET tags = '[\"a\", \"a\"]' WHERE id = '1'");
        update(connection, "UPDATE plain SET tags = '[]' WHERE id = '1'");
        assertThat(rows(connection, "SELECT tags FROM plain WHERE id = '1'")).containsExactly("null");
    }

    @Test
    void attributesThatNoColumnNamesAreKept() throws SQLException {
        put(Map.of("PK", text("VERSIONED#1"), "SK", text("versioned"), "id", text("1"), "other", text("kept")));
        update(connection, "UPDATE versioned SET n = 1, s = 'x' WHERE id = '1'");
        update(connection, "UPDATE versioned SET s = n, n = NULL WHERE id = '1'");
        String table = connection.getSchema();
        assertThat(connection
                        .unwrap(DynamoDbClient.class)
                        .getItem(request -> request.tableName(table)
                                .key(Map.of("PK", text("VERSIONED#1"), "SK", text("versioned"))))
                        .item())
                .isEqualTo(Map.of(
                        "PK",
                        text("VERSIONED#1"),
                        "SK",
                        text("versioned"),
                        "id",
                        text("1"),
                        "other",
                        text("kept"),
                        "s",
                        text("1"),
                        "v",
                        AttributeValue.fromN("2")));
    }
}
