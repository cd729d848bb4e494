package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code COUNT(*)} by a Scan is made by DynamoDB, whatever tells the rows apart, as long as something does. */
class CountByScanTest {
    private static final String TABLE = "counted";
    private static final String COLUMNS = "\"columns\": {\"id\": \"string\", \"n\": \"int\"}";

    private final ProxiedEngine engine = new ProxiedEngine();
    private Connection connection;

    private void connect(String keys, String entities, String... more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(
                "mappingJson",
                "{\"physical\": {\"keys\": [%s]}, \"entities\": {%s}%s}"
                        .formatted(keys, entities, String.join("", more)));
        connection = DriverManager.getConnection(engine.url("", TABLE).replace("mapping=&", ""), properties);
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        engine.close();
    }

    private void fill(String... entities) throws SQLException {
        for (String entity : entities) {
            for (int i = 0; i < 3; i++) {
                update(connection, "INSERT INTO " + entity + " (id, n) VALUES (?, ?)", entity + i, i);
            }
        }
        engine.proxy().reset();
    }

    private void put(Map<String, String> attributes) throws SQLException {
        Map<String, AttributeValue> item = attributes.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> AttributeValue.fromS(entry.getValue())));
        connection
                .unwrap(DynamoDbClient.class)
                .putItem(request -> request.tableName(TABLE).item(item));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                // A constant attribute.
                "{id|key} x kind:a; {id|key} x kind:b; kind = \"a\"",
                // Only of the one entity: what the other one has in that attribute is not known.
                "A#{id|key} x kind:a; B#{id|key} x -; (kind = \"a\") AND (begins_with(pk, \"A#\")) AND (sk = \"x\")",
                // What the keys begin with, or are.
                "A#{id|key} x -; B#{id|key} x -; (begins_with(pk, \"A#\")) AND (sk = \"x\")",
                "{id|key} a -; {id|key} b -; sk = \"a\"",
                "{id|key} a#{n|key} -; {id|key} b -; begins_with(sk, \"a#\")",
            })
    void whereverTheDiscriminatorIs(String own, String other, String filter) throws SQLException {
        connect("\"pk\", \"sk\"", entity("one", own) + ", " + entity("two", other));
        fill("one", "two");
        String count = "SELECT /*+ SCAN */ COUNT(*) FROM one";

        assertThat(rows(connection, count)).containsExactly("3");
        assertThat(engine.lines()).containsExactly("Scan; filter " + filter + "; select COUNT; consistent");

        engine.proxy().reset();
        assertThat(rows(connection, count + " WHERE free > 1")).containsExactly("0");
        String all = filter.startsWith("(") ? filter : "(" + filter + ")";
        assertThat(engine.lines()).containsExactly("Scan; filter " + all + " AND (free > 1); select COUNT; consistent");

        // Reading needs the keys, too; here for what DynamoDB cannot decide.
        engine.proxy().reset();
        assertThat(rows(connection, count + " WHERE free + 1 > 1")).containsExactly("0");
        assertThat(engine.lines())
                .hasSize(1)
                .first()
                .asString()
                .contains(filter)
                .doesNotContain("COUNT");
    }

    /** @param templates of pk and sk, and a constant attribute or - */
    private static String entity(String name, String templates) {
        String[] words = templates.split(" ");
        String[] constant = words[2].split(":");
        return """
                "%s": {"item": {"pk": "%s", "sk": "%s"%s},
                       "columns": {"id": "string!", "n": "int!", "free": "int"}}
                """.formatted(
                        name,
                        words[0],
                        words[1],
                        constant.length == 2 ? ", \"%s\": \"%s\"".formatted(constant[0], constant[1]) : "");
    }

    @Test
    void everyItemOfATableWithOneKindOfItems() throws SQLException {
        connect("\"id\"", "\"one\": {" + COLUMNS + "}");
        fill("one");
        assertThat(rows(connection, "SELECT /*+ SCAN */ COUNT(*) FROM one")).containsExactly("3");
        assertThat(engine.lines()).containsExactly("Scan; select COUNT; consistent");
    }

    @Test
    void rowsThatNothingTellsButTheirKeysFormAreRead() throws SQLException {
        connect("\"pk\"", "\"one\": {\"item\": {\"pk\": \"{n|key}\"}, " + COLUMNS + "}");
        fill("one");
        put(Map.of("pk", "of another program"));
        engine.proxy().reset();
        assertThat(rows(connection, "SELECT /*+ SCAN */ COUNT(*) FROM one")).containsExactly("3");
        assertThat(engine.lines()).containsExactly("Scan; project pk; consistent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "one#x#; , \"unique\": [{\"columns\": [\"n\"], \"item\": {\"pk\": \"one#n#{n}\"}}] ; ''",
                "one#x#y; '' ; , \"ignore\": [{\"pk\": \"one#{any}\"}]"
            })
    void itemsThatBelongToNobodyAreNotCounted(String key, String unique, String ignored) throws SQLException {
        connect("\"pk\"", "\"one\": {\"item\": {\"pk\": \"one#{id|key}\"}, " + COLUMNS + unique + "}", ignored);
        for (String pk : new String[] {"one#a", "one#b", key}) {
            put(Map.of("pk", pk));
        }
        engine.proxy().reset();
        assertThat(rows(connection, "SELECT /*+ SCAN */ COUNT(*) FROM one")).containsExactly("2");
        assertThat(engine.lines()).containsExactly("Scan; filter begins_with(pk, \"one#\"); project pk; consistent");
    }

    @Test
    void thePolicyAndSegmentsAreThoseOfEveryScan() throws SQLException {
        connect("\"pk\", \"sk\"", entity("one", "A#{id|key} x kind:a"));
        fill("one");
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM one")) {
            assertThat(count.next()).isTrue();
            assertThat(count.getInt(1)).isEqualTo(3);
            assertThat(statement.getWarnings().getSQLState()).isEqualTo("01000");
            assertThat(statement.getWarnings().getMessage()).contains("read 3 items");
        }
        update(connection, "SET scanSegments = 2");
        engine.proxy().reset();
        assertThat(rows(connection, "SELECT COUNT(*) FROM one")).containsExactly("3");
        assertThat(engine.lines())
                .containsExactlyInAnyOrder(
                        "Scan; filter kind = \"a\"; select COUNT; segment 0 of 2; consistent",
                        "Scan; filter kind = \"a\"; select COUNT; segment 1 of 2; consistent");

        update(connection, "SET scan = forbid");
        SQLException refused =
                catchThrowableOfType(SQLException.class, () -> rows(connection, "SELECT COUNT(*) FROM one"));
        assertThat(refused.getSQLState()).isEqualTo("42000");
    }
}
