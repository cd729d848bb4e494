package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.rows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.WireRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which attributes a read asks for, and that its rows are the same as of whole items, whatever was stored. */
class ReadAttributesTest {
    private static final String TABLE = "attributes";

    /** More attributes than one expression can name. */
    private static final int MANY = 600;

    private static final String MAPPING = """
            {"physical": {"keys": ["pk", "sk"],
                          "indexes": {"by_size": {"keys": ["pk", "size"]},
                                      "by_name": {"keys": ["name", "sk"], "projection": "KEYS_ONLY"}}},
             "entities": {
               "part": {
                 "item": {"pk": "P#{maker|key}", "sk": "part#{no|key}", "kind": "part"},
                 "columns": {
                   "maker": {"type": "string", "key": true}, "no": {"type": "int", "key": true},
                   "size": "int", "name": "string", "free": "boolean",
                   "city": {"type": "string", "attr": "made.in[1].city"},
                   "street": {"type": "string", "attr": "made.in[0]"},
                   "doc": "json", "tags": "set<string>", "odd": {"type": "int", "attr": "odd\\\\.name #"}}},
               "note": {
                 "item": {"pk": "P#{maker|key}", "sk": "note#{id|key}"},
                 "in": {"attr": "data", "json": "compact"},
                 "columns": {"maker": {"type": "string", "key": true}, "id": {"type": "int", "key": true},
                             "text": "string", "stars": "int", "seen": {"type": "boolean", "attr": "seen"}}},
               "maker": {
                 "item": {"pk": "P#{maker|key}", "sk": "maker"},
                 "columns": {"maker": "string", "since": "date"}},
               "wide": {
                 "item": {"pk": "W#{id|key}", "sk": "wide"},
                 "columns": {"id": "int", "last": "int", %s}}}}
            """.formatted(IntStream.range(0, MANY)
            .mapToObj(i -> "\"c%03d\": \"int\"".formatted(i))
            .collect(Collectors.joining(", ")));

    private static ProxiedEngine engine;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        engine = new ProxiedEngine();
        Properties properties = new Properties();
        properties.setProperty("mappingJson", MAPPING);
        properties.setProperty("scan", "allow");
        String url = engine.url("", TABLE).replace("mapping=&", "");
        connection = DriverManager.getConnection(url, properties);
        put("P#a", "maker", Map.of("maker", s("a"), "since", s("2020-01-31")));
        put(
                "P#a",
                "part#0000000001",
                Map.of(
                        "kind", s("part"),
                        "size", n("7"),
                        "name", s("bolt"),
                        "made", m(Map.of("in", l(s("Rua A"), m(Map.of("city", s("Porto")))))),
                        "doc", m(Map.of("a", n("1"))),
                        "tags", AttributeValue.fromSs(List.of("x", "y")),
                        "odd.name #", n("3"),
                        "unmapped", s("never shown")));
        // Neither of the mapped attributes but the discriminator; NULL where a column is.
        put("P#a", "part#0000000002", Map.of("kind", s("part")));
        put(
                "P#a",
                "part#0000000003",
                Map.of("kind", s("part"), "free", AttributeValue.fromNul(true), "made", AttributeValue.fromNul(true)));
        put("P#a", "part#0000000004", Map.of("kind", s("another")));
        put("P#b", "part#0000000005", Map.of("kind", s("part"), "made", s("no map"), "name", s("nut")));
        put(
                "P#a",
                "note#0000000001",
                Map.of("data", s("{\"text\":\"t\",\"stars\":4}"), "seen", AttributeValue.fromBool(true)));
        put("P#a", "note#0000000002", Map.of());
        put("W#0000000001", "wide", Map.of("last", n("1")));
    }

    private static void put(String pk, String sk, Map<String, AttributeValue> attributes) throws SQLException {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("pk", s(pk));
        item.put("sk", s(sk));
        connection
                .unwrap(DynamoDbClient.class)
                .putItem(request -> request.tableName(TABLE).item(item));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    private static AttributeValue l(AttributeValue... elements) {
        return AttributeValue.fromL(List.of(elements));
    }

    private static AttributeValue m(Map<String, AttributeValue> members) {
        return AttributeValue.fromM(members);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        engine.close();
    }

    @BeforeEach
    void reset() {
        engine.proxy().reset();
    }

    private static String projections() {
        return engine.proxy().requests().stream()
                .map(request -> request.operation() + " "
                        + request.projection().or(() -> ofBatch(request)).orElse("everything"))
                .collect(Collectors.joining(" / "));
    }

    private static Optional<String> ofBatch(WireRequest request) {
        String text = request.toString();
        int begin = text.indexOf("; project ");
        return begin < 0
                ? Optional.empty()
                : Optional.of(text.substring(begin + "; project ".length()).replace("; consistent", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                // Each access path. The columns of the key have no attribute of their own here.
                "SELECT size FROM part WHERE maker = 'a' AND no = 1; GetItem kind, pk, size, sk; 7",
                "SELECT no, name FROM part WHERE maker = 'a' AND no IN (1, 3); BatchGetItem kind, name, pk, sk; 1|bolt / 3|null",
                "SELECT no FROM part WHERE maker = 'a'; Query kind, pk, sk; 1 / 2 / 3",
                "SELECT no, name FROM part WHERE maker = 'a' AND size = 7; Query kind, name, pk, size, sk; 1|bolt",
                "SELECT no, size FROM part WHERE name = 'bolt'; Query pk, sk / BatchGetItem kind, name, pk, size, sk; 1|7",
                "SELECT size FROM part WHERE free IS NULL AND size > 1; Scan free, kind, pk, size, sk; 7",
                // Residual conditions, and an ORDER BY.
                "SELECT no FROM part WHERE maker = 'a' AND upper(name) = 'BOLT'; Query kind, name, pk, sk; 1",
                "SELECT no FROM part WHERE maker = 'a' ORDER BY size DESC LIMIT 1; Query kind, pk, size, sk; 1",
                // Maps and lists are read whole: an element has its place in them, and what is no map is an error.
                "SELECT city, street FROM part WHERE maker = 'a' AND no = 1; GetItem kind, made, pk, sk; Porto|Rua A",
                "SELECT city FROM part WHERE maker = 'a' ORDER BY no; Query kind, made, pk, sk; Porto / null / null",
                "SELECT doc, tags, odd FROM part WHERE maker = 'a' AND no = 1; GetItem doc, kind, `odd.name #`, pk, sk, tags; {\"a\":1}|[\"x\",\"y\"]|3",
                // JSON text is one attribute.
                "SELECT text FROM note WHERE maker = 'a' AND id = 1; GetItem data, pk, sk; t",
                "SELECT id, seen FROM note WHERE maker = 'a'; Query pk, seen, sk; 1|true / 2|null",
                "SELECT id, text, seen FROM note WHERE maker = 'a'; Query everything; 1|t|true / 2|null|null",
                // All columns are wanted, and the items have no other attribute.
                "SELECT * FROM maker; Scan everything; a|2020-01-31",
                "SELECT maker, since FROM maker WHERE maker = 'a'; GetItem everything; a|2020-01-31",
                "SELECT since FROM maker; Scan pk, since, sk; 2020-01-31",
                // An item that has none of the attributes is a row all the same.
                "SELECT size FROM part WHERE maker = 'a' AND no = 2; GetItem kind, pk, size, sk; null",
                "SELECT size FROM part WHERE maker = 'a' AND no = 4; GetItem kind, pk, size, sk; ''",
                // The physical items, as JSON or not.
                "SELECT sk, _entity FROM _items WHERE pk = 'W#0000000001'; Query kind, pk, sk; wide|wide",
                "SELECT COUNT(*) FROM _items WHERE pk = 'P#b'; Query kind, pk, sk; 1",
                "SELECT _item ->> 'last' FROM _items WHERE pk = 'W#0000000001' AND sk = 'wide'; GetItem everything; 1",
            })
    void onlyWhatTheStatementNeeds(String sql, String projections, String expected) throws SQLException {
        assertThat(String.join(" / ", rows(connection, sql))).isEqualTo(expected.equals("''") ? "" : expected);
        assertThat(projections()).isEqualTo(projections);
    }

    @Test
    void tablesThatShareAQueryAreReadForAllOfThem() throws SQLException {
        assertThat(
                        rows(
                                connection,
                                "SELECT m.since, p.size, n.text FROM maker m JOIN part p ON p.maker = m.maker"
                                        + " LEFT JOIN note n ON n.maker = p.maker AND n.id = p.no WHERE m.maker = 'a' ORDER BY p.no"))
                .containsExactly("2020-01-31|7|t", "2020-01-31|null|null", "2020-01-31|null|null");
        assertThat(projections()).isEqualTo("Query data, kind, maker, pk, since, size, sk");
    }

    @Test
    void whatLeadsThroughNoMapIsAnErrorAsInWholeItems() {
        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> rows(connection, "SELECT city FROM part WHERE maker = 'b' AND no = 5"));
        assertThat(failure.getSQLState()).isEqualTo("22018");
        assertThat(failure.getMessage()).contains("city");
    }

    @Test
    void moreAttributesThanAnExpressionHoldsAreReadWithAllOthers() throws SQLException {
        String columns = IntStream.range(0, MANY).mapToObj("c%03d"::formatted).collect(Collectors.joining(", "));
        assertThat(rows(connection, "SELECT id, " + columns + " FROM wide WHERE id = 1"))
                .hasSize(1);
        assertThat(projections()).isEqualTo("GetItem everything");

        engine.proxy().reset();
        assertThat(rows(connection, "SELECT id, last FROM wide WHERE id = 1")).containsExactly("1|1");
        assertThat(projections()).isEqualTo("GetItem id, last, pk, sk");
    }
}
