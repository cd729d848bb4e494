package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What single keys of the mapping file (docs/mapping.md) mean for statements. Each mapping has the table keys pk and sk. */
class MappingRulesTest {
    private final String table = "rules" + System.nanoTime();
    private Connection connection;

    private void connect(String entities) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("mappingJson", """
                {"physical": {"keys": ["pk", "sk"],
                              "indexes": {"top": ["top_pk", "top_sk"], "slim": {"keys": ["slim"], "projection": "KEYS_ONLY"}},
                              "ttl": "expires"},
                 "entities": {%s}}
                """.formatted(entities));
        properties.setProperty("drop", "onClose");
        properties.setProperty("linger", "0");
        connection = DriverManager.getConnection("jdbc:singletable:mem:" + table, properties);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private DynamoDbClient dynamo() throws SQLException {
        return connection.unwrap(DynamoDbClient.class);
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    private Map<String, AttributeValue> item(String pk, String sk) throws SQLException {
        return dynamo().getItem(request -> request.tableName(table).key(key(pk, sk)))
                .item();
    }

    /** Puts an item as another program might have written it. */
    private void put(String pk, String sk, Map<String, AttributeValue> attributes) throws SQLException {
        Map<String, AttributeValue> item = new HashMap<>(key(pk, sk));
        item.putAll(attributes);
        dynamo().putItem(request -> request.tableName(table).item(item));
    }

    private void refused(String state, String part, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> update(connection, sql))
                .satisfies(e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state))
                .withMessageContaining(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void theOneIdOfARootIsNotEmpty(String list) throws SQLException {
        connect("""
                "place": {"id": "name", "columns": {"name": "string", "size": "int"}, "list": %s},
                "room": {"parent": "place", "id": "door", "columns": {"door": "string"}, "list": %s}
                """.formatted(list, list));
        refused("22023", "name", "INSERT INTO place VALUES ('', 1)");
        assertThat(rows(connection, "SELECT * FROM place WHERE name = ''")).isEmpty();
        assertThat(update(connection, "UPDATE place SET size = 2 WHERE name = ''"))
                .isZero();
        assertThat(update(connection, "DELETE FROM place WHERE name = ''")).isZero();
        assertThat(update(connection, "INSERT INTO room VALUES ('p', '')")).isEqualTo(1);
        assertThat(rows(connection, "SELECT * FROM room WHERE name = 'p' AND door = ''"))
                .containsExactly("p|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"attr\": \"meta.rev\"", "\"as\": \"string\""})
    void aVersionIsCountedWhereverItIsStored(String place) throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc"},
                        "columns": {"id": "string", "text": "string", "rev": {"type": "int", "version": true, %s}}}
                """.formatted(place));
        update(connection, "INSERT INTO doc (id) VALUES ('a')");
        assertThat(update(connection, "UPDATE doc SET text = 'x' WHERE id = 'a'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT * FROM doc WHERE id = 'a'")).containsExactly("a|x|2");
        put("doc#b", "doc", Map.of("id", AttributeValue.fromS("b")));
        assertThat(update(connection, "UPDATE doc SET text = 'y' WHERE id = 'b'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT * FROM doc WHERE id = 'b'")).containsExactly("b|y|1");
    }

    @Test
    void attributesMadeFromAVersionFollowIt() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc", "top_pk": "docs", "top_sk": "{rev|pad:4}", "late": "late"},
                        "where": {"late": {"rev": 2}},
                        "columns": {"id": "string", "text": "string", "rev": {"type": "int!", "version": true}}}
                """);
        update(connection, "INSERT INTO doc (id) VALUES ('a')");
        assertThat(item("doc#a", "doc"))
                .containsEntry("top_sk", AttributeValue.fromS("0001"))
                .doesNotContainKey("late");
        update(connection, "UPDATE doc SET text = 'x' WHERE id = 'a'");
        assertThat(item("doc#a", "doc"))
                .containsEntry("top_sk", AttributeValue.fromS("0002"))
                .containsKey("late");
        update(connection, "UPDATE doc SET rev = 3 WHERE id = 'a'");
        assertThat(item("doc#a", "doc"))
                .containsEntry("top_sk", AttributeValue.fromS("0003"))
                .doesNotContainKey("late");
    }

    @Test
    void aVersionIsNeverNull() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc"},
                        "columns": {"id": "string", "rev": {"type": "int", "version": {"start": 5}}}}
                """);
        refused("23502", "rev", "INSERT INTO doc VALUES ('a', NULL)");
        refused("22023", "rev", "INSERT INTO doc VALUES ('a', 1)");
        assertThat(update(connection, "INSERT INTO doc VALUES ('a', DEFAULT)")).isEqualTo(1);
        refused("23502", "rev", "UPDATE doc SET rev = NULL WHERE id = 'a'");
        assertThat(rows(connection, "SELECT rev FROM doc WHERE id = 'a'")).containsExactly("5");
    }

    @Test
    void aReadOnlyColumnIsFilledByItsTemplateOrDefault() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc", "slug": "d-{id|lower}"},
                        "columns": {"id": "string", "slug": {"type": "string!", "readOnly": true},
                                    "made": {"type": "long!", "readOnly": true, "default": "7"}}}
                """);
        refused("42501", "slug", "INSERT INTO doc VALUES ('A', 'x', DEFAULT)");
        refused("42501", "made", "INSERT INTO doc VALUES ('A', DEFAULT, NULL)");
        assertThat(update(connection, "INSERT INTO doc VALUES ('A', DEFAULT, DEFAULT)"))
                .isEqualTo(1);
        assertThat(update(connection, "INSERT INTO doc (id) VALUES ('B')")).isEqualTo(1);
        refused("42501", "slug", "UPDATE doc SET slug = 'x' WHERE id = 'A'");
        refused("42501", "made", "UPDATE doc SET made = DEFAULT WHERE id = 'A'");
        assertThat(rows(connection, "SELECT slug, made FROM doc WHERE id = 'A'"))
                .containsExactly("d-a|7");
        assertThat(rows(connection, "SELECT slug, made FROM doc WHERE id = 'B'"))
                .containsExactly("d-b|7");
    }

    @Test
    void aHiddenColumnIsUsableByNameOnly() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc"},
                        "columns": {"id": "string", "secret": {"hidden": true}}}
                """);
        update(connection, "INSERT INTO doc VALUES ('a')");
        update(connection, "UPDATE doc SET secret = 's' WHERE id = 'a'");
        update(connection, "INSERT INTO doc (id, secret) VALUES ('b', 't')");
        assertThat(rows(connection, "SELECT * FROM doc WHERE id = 'a' AND secret = 's'"))
                .containsExactly("a");
        assertThat(rows(connection, "SELECT secret FROM doc WHERE id = 'b'")).containsExactly("t");
    }

    @Test
    void anEmptySetIsNull() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc"},
                        "columns": {"id": "string", "must": "set<string>!", "may": "set<number>"}},
                "note": {"item": {"pk": "note#{id}", "sk": "note"}, "in": {"attr": "data", "json": "compact"},
                         "columns": {"id": {"attr": "id"}, "may": "set<number>"}}
                """);
        refused("23502", "must", "INSERT INTO doc VALUES ('a', '[]', '[]')");
        assertThat(update(connection, "INSERT INTO doc VALUES ('a', '[\"x\"]', '[]')"))
                .isEqualTo(1);
        refused("23502", "must", "UPDATE doc SET must = '[]' WHERE id = 'a'");
        assertThat(rows(connection, "SELECT * FROM doc WHERE id = 'a' AND may IS NULL"))
                .containsExactly("a|[\"x\"]|null");
        update(connection, "INSERT INTO note VALUES ('n', '[]')");
        assertThat(item("note#n", "note")).containsEntry("data", AttributeValue.fromS("{\"may\":null}"));
    }

    @Test
    void aUuidIsTheSameInAnyLetters() throws SQLException {
        String upper = "AAAAAAAA-1111-4111-8111-111111111111";
        connect("""
                "doc": {"item": {"pk": "doc#{id|upper}", "sk": "doc"}, "columns": {"id": "uuid", "other": "uuid", "n": "int"}}
                """);
        put("doc#" + upper, "doc", Map.of("id", AttributeValue.fromS(upper), "other", AttributeValue.fromS(upper)));
        assertThat(rows(connection, "SELECT id FROM doc WHERE id = '" + upper + "'"))
                .containsExactly(upper.toLowerCase(java.util.Locale.ROOT));
        assertThat(update(connection, "UPDATE doc SET n = 1 WHERE id = '" + upper + "' AND other = '" + upper + "'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT n FROM doc WHERE id = '" + upper.toLowerCase(java.util.Locale.ROOT) + "'"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({"street, address", "tag, tags"})
    void aPathThatLeadsThroughSomethingElseIsNotNull(String column, String attribute) throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc"},
                        "columns": {"id": "string", "street": {"attr": "address.street"}, "tag": {"attr": "tags[0]"}}}
                """);
        put("doc#a", "doc", Map.of(attribute, AttributeValue.fromS("Main street 1")));
        refusedQuery("22018", column, "SELECT * FROM doc WHERE id = 'a'");
        put("doc#b", "doc", Map.of(attribute, AttributeValue.fromNul(true)));
        assertThat(rows(connection, "SELECT * FROM doc WHERE id = 'b'")).containsExactly("b|null|null");
    }

    /** A query that only a Scan answers. */
    private void refusedScan(String part, String sql) throws SQLException {
        update(connection, "SET scan = forbid");
        refusedQuery("42000", part, sql);
        update(connection, "RESET ALL");
    }

    private void refusedQuery(String state, String part, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> rows(connection, sql))
                .satisfies(e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state))
                .withMessageContaining(part);
    }

    /** Until unique constraints are kept, no statement may change what their sentinels are made of. */
    @Test
    void sentinelsAreRowsOfAnEntityOrItemsOfTheirOwn() throws SQLException {
        connect("""
                "person": {"item": {"pk": "person#{id}", "sk": "person"},
                           "columns": {"id": "string", "mail": "string", "phone": "string", "team": "string", "city": "string",
                                       "expires": {"type": "timestamptz", "as": "epoch"}, "note": "string"},
                           "unique": [{"columns": ["mail"], "entity": "mail_lock"},
                                      {"columns": ["phone"], "item": {"pk": "phone#{phone}", "sk": "phone", "of": "{team}"}}]},
                "mail_lock": {"item": {"pk": "mail#{mail}", "sk": "mail"}, "columns": {"mail": "string", "city": "string"}},
                "robot": {"item": {"pk": "robot#{id}", "sk": "robot"},
                          "columns": {"id": "string", "note": "string",
                                      "seen": {"type": "timestamptz", "as": "epoch", "attr": "expires", "onUpdate": "now()"}},
                          "unique": [{"columns": ["note"], "item": {"pk": "note#{note}", "sk": "note"}}]}
                """);
        update(
                connection,
                "INSERT INTO person VALUES ('a', 'm', '1', 't', 'Bern', '2040-01-01T00:00:00Z', NULL), ('b', NULL, NULL, NULL,"
                        + " NULL, NULL, NULL)");
        assertThat(rows(connection, "SELECT mail, city FROM mail_lock WHERE mail = 'm'"))
                .containsExactly("m|Bern");
        assertThat(item("phone#1", "phone"))
                .containsEntry("of", AttributeValue.fromS("t"))
                .containsEntry("expires", AttributeValue.fromN("2208988800"));
        refused("23505", "person.mail", "UPDATE person SET mail = 'm' WHERE id = 'b'");
        refused("23505", "person.phone", "INSERT INTO person (id, phone) VALUES ('c', '1')");
        update(connection, "UPDATE person SET city = 'Basel', team = 'u', expires = NULL WHERE id = 'a'");
        assertThat(rows(connection, "SELECT mail, city FROM mail_lock WHERE mail = 'm'"))
                .containsExactly("m|Basel");
        assertThat(item("phone#1", "phone"))
                .containsEntry("of", AttributeValue.fromS("u"))
                .doesNotContainKey("expires");
        update(connection, "UPDATE person SET mail = NULL WHERE id = 'a'");
        assertThat(rows(connection, "SELECT mail FROM mail_lock WHERE mail = 'm'"))
                .isEmpty();
        update(connection, "DELETE FROM person WHERE id = 'a'");
        assertThat(item("phone#1", "phone")).isEmpty();
        assertThat(update(connection, "UPDATE robot SET note = 'x' WHERE id = 'a'"))
                .isZero();
        refused("42501", "mail_lock", "UPDATE mail_lock SET city = 'x' WHERE mail = 'a'");
        put("person#a", "person", Map.of());
        assertThat(update(connection, "UPDATE person SET note = 'x' WHERE id = 'a'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT mail FROM mail_lock WHERE mail = 'm'"))
                .isEmpty();
    }

    @Test
    void aChangeByOnUpdateCountsAsOne() throws SQLException {
        connect("""
                "robot": {"item": {"pk": "robot#{id}", "sk": "robot"},
                          "columns": {"id": "string", "note": "string", "mail": "string",
                                      "seen": {"type": "timestamptz", "as": "epoch", "attr": "expires", "onUpdate": "now()"}},
                          "unique": [{"columns": ["mail"], "item": {"pk": "mail#{mail}", "sk": "mail"}}]}
                """);
        update(connection, "INSERT INTO robot (id, mail) VALUES ('a', 'm')");
        update(connection, "UPDATE robot SET note = 'x' WHERE id = 'a'");
        assertThat(item("mail#m", "mail"))
                .containsEntry("expires", item("robot#a", "robot").get("expires"));
    }

    @Test
    void rowsAreFoundByShardedListsAndIndexesOfKeys() throws SQLException {
        connect("""
                "event": {"id": "no", "list": {"by": "tenant", "shards": 3},
                          "columns": {"no": "string", "tenant": "string", "shelf": "string"}, "item": {"slim": "{shelf}"}}
                """);
        for (int i = 0; i < 6; i++) {
            update(connection, "INSERT INTO event VALUES (?, 't', 's')", "n" + i);
        }
        assertThat(rows(connection, "SELECT no FROM event WHERE no = 'n3' AND tenant = 't'"))
                .containsExactly("n3");
        assertThat(rows(connection, "SELECT no FROM event WHERE tenant = 't' ORDER BY no"))
                .as("a Query for each shard, merged")
                .containsExactly("n0", "n1", "n2", "n3", "n4", "n5");
        assertThat(rows(connection, "SELECT no FROM event WHERE shelf = 's'"))
                .as("an index of the keys leads to the rows")
                .hasSize(6);
    }

    @Test
    void generatedKeysAreTheDefaultsOfTheMapping() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc"},
                        "columns": {"id": {"default": "uuidv7()"}, "state": {"default": "'it''s new'"},
                                    "at": {"type": "long", "default": "now()"}, "changed": {"type": "long", "onUpdate": "now()"}}}
                """);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO doc (state) VALUES (DEFAULT)", Statement.RETURN_GENERATED_KEYS)) {
            insert.executeUpdate();
            try (var keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getString("id")).hasSize(36);
                assertThat(keys.getString("state")).isEqualTo("it's new");
                assertThat(rows(connection, "SELECT at, changed FROM doc WHERE id = ?", keys.getString("id")))
                        .containsExactly(keys.getLong("at") + "|null");
                update(connection, "UPDATE doc SET state = 'old' WHERE id = ?", keys.getString("id"));
                assertThat(rows(
                                connection,
                                "SELECT state FROM doc WHERE id = ? AND changed >= at",
                                keys.getString("id")))
                        .containsExactly("old");
            }
        }
    }

    /** Numbers as text: 7 may stand there as 7.0, and the key text 17 may be made from 7 and from 17. */
    @Test
    void aKeyColumnWithSeveralStoredFormsIsCompared() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{no|pad:2:1}", "sk": "doc"},
                        "columns": {"no": {"type": "decimal", "as": "string"}, "n": "int"}}
                """);
        put("doc#17", "doc", Map.of("no", AttributeValue.fromS("7.0")));
        assertThat(update(connection, "UPDATE doc SET n = 1 WHERE no = 17")).isZero();
        assertThat(update(connection, "UPDATE doc SET n = 1 WHERE no = 7")).isEqualTo(1);
        assertThat(rows(connection, "SELECT n FROM doc WHERE no = 7")).containsExactly("1");
        assertThat(update(connection, "DELETE FROM doc WHERE no = 17")).isZero();
        assertThat(update(connection, "DELETE FROM doc WHERE no = 7")).isEqualTo(1);
    }

    @Test
    void textWithoutOffsetIsOfTheColumnsZoneUntilItIsAssigned() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc"},
                        "columns": {"id": "string", "at": {"type": "timestamptz", "zone": "Europe/Berlin"}, "n": "int"}}
                """);
        put("doc#a", "doc", Map.of("at", AttributeValue.fromS("2024-06-03T12:00:00")));
        update(connection, "UPDATE doc SET n = 1 WHERE id = 'a'");
        assertThat(item("doc#a", "doc")).containsEntry("at", AttributeValue.fromS("2024-06-03T12:00:00"));
        assertThat(rows(connection, "SELECT n FROM doc WHERE id = 'a' AND at = '2024-06-03T10:00:00Z'"))
                .containsExactly("1");
        update(connection, "UPDATE doc SET at = '2024-06-03T13:00:00+02:00' WHERE id = 'a'");
        assertThat(item("doc#a", "doc")).containsEntry("at", AttributeValue.fromS("2024-06-03T13:00:00+02:00"));
    }

    @Test
    void aStaleIndexIsWrittenButNotRead() throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{id}", "sk": "doc", "top_pk": "topic#{topic}", "top_sk": "{id}"}, "stale": ["top"],
                        "columns": {"id": "string", "topic": "string"}},
                "memo": {"item": {"pk": "memo#{id}", "sk": "memo", "top_pk": "memos#{topic}", "top_sk": "{id}"},
                         "columns": {"id": "string", "topic": "string"}}
                """);
        update(connection, "INSERT INTO doc VALUES ('a', 't')");
        update(connection, "INSERT INTO memo VALUES ('a', 't')");
        assertThat(item("doc#a", "doc")).containsEntry("top_pk", AttributeValue.fromS("topic#t"));
        assertThat(rows(connection, "SELECT id FROM memo WHERE topic = 't'")).containsExactly("a");
        refusedScan("id", "SELECT id FROM doc WHERE topic = 't'");
    }

    /** The other columns of the key depend on the id, but only they lead to the row. */
    @Test
    void anIdSmallerThanTheKeyIsLookedUpWithWhatIsKnown() throws SQLException {
        connect("""
                "task": {"item": {"pk": "project#{project}", "sk": "task#{id}#{title|upper}"}, "id": "id",
                         "columns": {"project": "string", "id": {"type": "string(3)", "key": true}, "title": "string"}}
                """);
        update(connection, "INSERT INTO task VALUES ('p', 't1', 'Paint')");
        assertThat(rows(connection, "SELECT * FROM task WHERE project = 'p' AND id = 't1'"))
                .containsExactly("p|t1|Paint");
        assertThat(rows(connection, "SELECT * FROM task WHERE project = 'p' AND id = 'no such id'"))
                .isEmpty();
        assertThat(rows(connection, "SELECT * FROM task WHERE project = 'p' AND id = 't1' AND title = 'PAINT'"))
                .isEmpty();
        refusedScan("project", "SELECT * FROM task WHERE id = 't1'");
        assertThat(update(connection, "DELETE FROM task WHERE project = 'p' AND id = 't1'"))
                .isEqualTo(1);
        refused("22000", "id", "INSERT INTO task VALUES ('p', 't#1', 'Paint')");
    }

    @Test
    void templatesOfAChildMayNameWhatItInherits() throws SQLException {
        connect("""
                "place": {"id": "name", "columns": {"name": "string"}},
                "room": {"parent": {"entity": "place", "columns": ["place_name"]}, "id": "door", "columns": {"door": "int"},
                         "item": {"top_pk": "room#{door|pad:3}", "top_sk": "{place_name|lower}"}}
                """);
        update(connection, "INSERT INTO room VALUES ('The Inn', 7)");
        assertThat(item("place#The%20Inn", "room#0000000007"))
                .containsEntry("top_pk", AttributeValue.fromS("room#007"))
                .containsEntry("top_sk", AttributeValue.fromS("the inn"))
                .containsEntry("place_name", AttributeValue.fromS("The Inn"));
        assertThat(rows(connection, "SELECT place_name FROM room WHERE door = 7"))
                .containsExactly("The Inn");
    }

    /** The key text is the same for both: only the JSON text says which row it is. */
    @ParameterizedTest
    @ValueSource(strings = {"\"data\"", "{\"attr\": \"data\", \"json\": \"compact\"}"})
    void rowsWhoseKeysRenderAlikeAreKeptApartInsideAContainer(String container) throws SQLException {
        connect("""
                "doc": {"item": {"pk": "doc#{name|lower}", "sk": "doc"}, "in": %s,
                        "columns": {"name": "string", "n": "int", "flag": {"type": "int", "attr": "flag"}}}
                """.formatted(container));
        update(connection, "INSERT INTO doc VALUES ('Ann', 1, NULL)");
        assertThat(update(connection, "UPDATE doc SET flag = 1 WHERE name = 'ANN'"))
                .isZero();
        assertThat(update(connection, "UPDATE doc SET n = 2 WHERE name = 'ANN'"))
                .isZero();
        assertThat(update(connection, "DELETE FROM doc WHERE name = 'ANN'")).isZero();
        assertThat(update(connection, "UPDATE doc SET flag = 1 WHERE name = 'Ann'"))
                .isEqualTo(1);
        assertThat(update(connection, "UPDATE doc SET n = 2 WHERE name = 'Ann'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT * FROM doc WHERE name = 'Ann'")).containsExactly("Ann|2|1");
        assertThat(update(connection, "DELETE FROM doc WHERE name = 'Ann'")).isEqualTo(1);
        assertThat(item("doc#ann", "doc")).isEmpty();
    }
}
