package org.singletable.jdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.testing.EmbeddedEngine;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Items that other programs have put into the table, with anything in them. */
class ItemFuzzTest {
    private static final int INPUTS = Fuzzing.number(150);
    private static final int DEEPEST = 31;

    private static final String MAPPING = """
            { "physical": { "keys": ["pk", "sk"], "indexes": { "gsi1": ["g1", "g2"] }, "ttl": "expires" },
              "entities": {
                "thing": { "item": { "_type": "thing", "pk": "thing#{id}", "sk": "thing", "g1": "kind#{kind}", "g2": "{n|pad:8}" },
                           "columns": { "id": "string!", "kind": "string", "n": "int", "l": "long", "d": "decimal", "m": "decimal(9,2)",
                             "f": "double", "b": "boolean", "bin": "binary", "u": "uuid", "day": "date", "at": "timestamp",
                             "tz": "timestamptz", "expires": { "type": "timestamptz", "as": "epoch" }, "j": "json",
                             "ss": "set<string>", "ns": "set<number>", "deep": { "type": "string", "attr": "map.in.deep" },
                             "rev": { "type": "int", "version": true } } },
                "boxed": { "in": { "attr": "data", "json": "compact" },
                           "item": { "_type": "boxed", "pk": "boxed#{id}", "sk": "boxed" },
                           "columns": { "id": "string!", "kind": "string", "n": "int", "d": "decimal", "j": "json",
                             "tz": "timestamptz", "b": "boolean", "bin": { "type": "binary", "as": "base64" } } } } }
            """;

    private static final List<String> ATTRIBUTES = List.of(
            "_type", "g1", "g2", "id", "kind", "n", "l", "d", "m", "f", "b", "bin", "u", "day", "at", "tz", "expires",
            "j", "ss", "ns", "map", "rev", "data", "other");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "2147483648",
            "-9223372036854775809",
            "99999999999999999999999999999999999999",
            "1E125",
            "9.9999999999999999999999999999999999999E+125",
            "1E-130",
            "-1E-130",
            "0.1",
            "1.50",
            "1E10",
            "253402300800",
            "-62135596801");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "thing",
            "boxed",
            "#",
            "kind#",
            "-1",
            "1e400",
            "NaN",
            "true",
            "null",
            "\0",
            "\ud83d\ude00",
            "2024-02-30",
            "2024-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "24:00",
            "{",
            "{}",
            "[]",
            "{\"n\": 1e999999999}",
            "{\"n\": \"x\", \"b\": 3, \"id\": null}",
            "{\"j\": {\"a\": [1, 2, {}]}, \"d\": 1E+130, \"kind\": \"\\ud83d\"}",
            "{\"n\": 1, \"n\": 2}",
            "{\"tz\": 5, \"bin\": \"!!\"} x",
            "[".repeat(20_000),
            "{\"j\":".repeat(5_000),
            "{\"d\": " + "9".repeat(100_000) + "}",
            "9".repeat(100_000),
            "x".repeat(100_000));

    private static final List<String> STATEMENTS = List.of(
            "SELECT * FROM thing",
            "SELECT * FROM boxed",
            "SELECT * FROM thing WHERE id = '1'",
            "SELECT * FROM boxed WHERE id = '1'",
            "SELECT id, n + 1, d * 2, UPPER(kind), CAST(j AS VARCHAR), j -> 'a', j ->> 'b' FROM thing ORDER BY d, tz",
            "SELECT kind, COUNT(*), SUM(n), AVG(d), MIN(tz), MAX(f) FROM thing GROUP BY kind",
            "SELECT * FROM thing WHERE kind = 'x' AND n > 0",
            "SELECT COUNT(*) FROM thing WHERE n > 5 OR d < 3 OR kind LIKE '%x%' OR tz > now()",
            "SELECT * FROM _items",
            "SELECT t.id, b.id FROM thing t JOIN boxed b ON b.n = t.n",
            "SELECT DISTINCT ss, ns, j, bin FROM thing",
            "UPDATE thing SET n = n + 1, kind = 'y' WHERE id = '1'",
            "UPDATE thing SET deep = 'z', ss = NULL WHERE id = '1'",
            "UPDATE boxed SET n = n + 1, kind = 'y' WHERE id = '1'",
            "UPDATE thing SET d = d * 2 WHERE n IS NULL OR n = 1",
            "UPSERT INTO thing (id, kind) VALUES ('1', 'z')",
            "INSERT INTO thing (id, n) VALUES ('1', 1) ON CONFLICT (id) DO UPDATE SET d = thing.d + 1",
            "DELETE FROM boxed WHERE n = 1 OR kind = 'x'",
            "CALL singletable_verify('*')",
            "CALL singletable_repair('*')");

    private static Connection connection;
    private static DynamoDbClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws SQLException, IOException {
        Path mapping = Files.writeString(folder.resolve("items.json"), MAPPING);
        connection = DriverManager.getConnection(
                new EmbeddedEngine().temporaryUrl(mapping.toString(), "itemfuzz") + "&scan=allow");
        client = connection.unwrap(DynamoDbClient.class);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
    }

    @Test
    void onlySqlExceptionsComeOut() {
        int[] stored = {0};
        Fuzzing fuzzing = Fuzzing.run("ItemFuzzTest", INPUTS, (random, description) -> {
            Map<String, AttributeValue> item = item(random);
            List<String> statements = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statements.add(STATEMENTS.get(random.nextInt(STATEMENTS.size())));
            }
            description.is(item + " " + statements);
            try {
                client.putItem(request -> request.tableName("itemfuzz").item(item));
                stored[0]++;
            } catch (DynamoDbException e) {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            }
            return () -> {
                SQLException first = null;
                for (String sql : statements) {
                    try {
                        run(sql);
                    } catch (SQLException e) {
                        first = first == null || "XX000".equals(e.getSQLState()) ? e : first;
                    }
                }
                if (first != null) {
                    throw first;
                }
            };
        });
        assertThat(stored[0]).as("items that DynamoDB takes").isGreaterThan(INPUTS / 3);
        assertThat(fuzzing.ended("no error")).as("some are rows").isPositive();
    }

    /** A row that cannot be read is an error for this row only: the others come behind it. */
    private static void run(String sql) throws SQLException {
        SQLException first = null;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (!statement.execute()) {
                return;
            }
            ResultSet rows = statement.getResultSet();
            for (int tries = 0; tries < 50; tries++) {
                try {
                    Rows.drain(rows);
                    break;
                } catch (SQLException e) {
                    first = first == null || "XX000".equals(e.getSQLState()) ? e : first;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** One of a few keys, so that items are replaced and the table stays small. */
    private static Map<String, AttributeValue> item(Random random) {
        Map<String, AttributeValue> item = new HashMap<>();
        String entity = random.nextInt(3) == 0 ? "boxed" : "thing";
        for (String attribute : ATTRIBUTES) {
            if (random.nextInt(3) == 0) {
                item.put(attribute, value(random, 2));
            }
        }
        if (random.nextInt(5) > 0) {
            item.put("_type", AttributeValue.fromS(entity));
        }
        if (entity.equals("boxed") && random.nextInt(4) > 0) {
            item.put("data", AttributeValue.fromS(TEXTS.get(random.nextInt(TEXTS.size()))));
        }
        if (random.nextInt(3) > 0) {
            item.put("id", AttributeValue.fromS("1"));
        }
        if (random.nextInt(3) > 0) {
            // DynamoDB takes only texts for the keys of the index.
            item.remove("g1");
            item.remove("g2");
        }
        item.put("pk", AttributeValue.fromS(entity + "#" + (1 + random.nextInt(3))));
        item.put("sk", AttributeValue.fromS(random.nextInt(8) == 0 ? "other" : entity));
        return item;
    }

    private static AttributeValue value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0, 1 -> AttributeValue.fromS(TEXTS.get(random.nextInt(TEXTS.size())));
            case 2, 3 -> AttributeValue.fromN(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 4 -> AttributeValue.fromBool(random.nextBoolean());
            case 5 -> AttributeValue.fromNul(true);
            case 6 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[random.nextInt(3)]));
            case 7 ->
                switch (random.nextInt(3)) {
                    case 0 -> AttributeValue.fromSs(List.of("a", "", "\0"));
                    case 1 -> AttributeValue.fromNs(List.of("1", "1E125", "-0.5"));
                    default ->
                        AttributeValue.fromBs(
                                List.of(SdkBytes.fromByteArray(new byte[] {0}), SdkBytes.fromByteArray(new byte[0])));
                };
            case 8 -> AttributeValue.fromL(List.of(value(random, depth - 1), value(random, depth - 1)));
            case 9 ->
                AttributeValue.fromM(Map.of("in", AttributeValue.fromM(Map.of("deep", value(random, depth - 1)))));
            case 10 -> AttributeValue.fromM(Map.of("in", value(random, depth - 1), "a", value(random, depth - 1)));
            default -> {
                AttributeValue deep = AttributeValue.fromS("deep");
                for (int i = random.nextInt(DEEPEST); i > 0; i--) {
                    AttributeValue inner = deep;
                    deep = random.nextBoolean()
                            ? AttributeValue.fromL(List.of(inner))
                            : AttributeValue.fromM(Map.of("in", inner));
                }
                yield deep;
            }
        };
    }
}
