package org.singletable.jdbc.exec.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.dynamo.EmbeddedEngine;
import org.singletable.jdbc.testing.Sql;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The rows of a random condition are the same whether DynamoDB is told of it or not ({@code COALESCE} hides a column from
 * it), and as many as it counts; over columns of all types and stored forms, and values that are NULL, missing or only in
 * the key.
 */
class PushedFilterPropertyTest {
    private static final int ROWS = 120;
    private static final int CONDITIONS = 120;

    /** Besides the key: {@code g}, in an attribute of its own too, and {@code n}. */
    private static final String MAPPING = """
            {"table": "filters",
             "physical": {"keys": ["pk", "sk"], "indexes": {
               "wide": ["wpk", "wsk"], "slim": {"keys": ["spk", "ssk"], "projection": ["i", "t"]},
               "near": {"keys": ["pk", "nsk"], "projection": "KEYS_ONLY"}}},
             "entities": {
               "row": {
                 "item": {"pk": "ROW#{g|key}", "sk": "{n|key}", "_type": "row", "wpk": "W", "wsk": "{n|key}",
                          "spk": "S#{g|key}", "ssk": "{n|pad:5}", "nsk": "{n|key}"},
                 "columns": {
                   "g": "string!", "n": "int!", "v": {"type": "long", "version": true},
                   "i": "int", "l": "long", "d": "decimal(9,2)", "f": "double", "t": "string", "o": "boolean", "u": "uuid",
                   "day": "date", "clock": "time", "ts": "timestamp", "tz": "timestamptz",
                   "ep": {"type": "timestamptz", "as": "epoch"}, "em": {"type": "timestamptz", "as": "epochms"},
                   "si": {"type": "int", "as": "string"}, "b": "binary", "b64": {"type": "binary", "as": "base64"},
                   "deep": {"type": "string", "attr": "map.deep"}, "deepi": {"type": "int", "attr": "map.i"},
                   "tags": "set<string>", "nums": "set<number>", "items": "list<int>", "doc": "json"}},
               "other": {
                 "item": {"pk": "ROW#{g|key}", "sk": "x{n|key}", "_type": "other", "wpk": "W", "wsk": "x{n|key}"},
                 "columns": {"g": "string!", "n": "int!", "i": "int", "t": "string"}},
               "boxed": {
                 "in": {"attr": "data", "json": "compact"},
                 "item": {"pk": "BOX#{g|key}", "sk": "{n|key}"},
                 "columns": {"g": "string!", "n": "int!", "i": "int", "t": "string", "day": "date", "out": {"type": "string", "attr": "out"}}}}}
            """;

    private static final Map<String, List<String>> VALUES = new HashMap<>();

    static {
        VALUES.put("g", List.of("'a'", "'b'", "'A'", "''", "'a b'"));
        VALUES.put("n", List.of("0", "3", "60", "-1", "7.5", "99999999999"));
        VALUES.put("v", List.of("0", "1", "2", "-1", "0.5"));
        VALUES.put("i", List.of("0", "1", "-5", "2147483647", "1.5", "99999999999"));
        VALUES.put("l", List.of("0", "9223372036854775807", "12", "-1"));
        VALUES.put("d", List.of("0", "1.50", "1.5", "-2.25", "1.005", "9999999.99"));
        VALUES.put("f", List.of("0", "1.5", "0.1", "-1e20"));
        VALUES.put("t", List.of("'x'", "'xy'", "'X'", "''", "'x%'", "'\uFFFF'", "'\uD83D\uDE00'", "'x_y'", "'~'"));
        VALUES.put("o", List.of("TRUE", "FALSE"));
        VALUES.put("u", List.of("'00000000-0000-0000-0000-00000000000a'", "'ffffffff-0000-0000-0000-000000000001'"));
        VALUES.put("day", List.of("DATE '2024-02-29'", "DATE '0001-01-01'", "DATE '9999-12-31'"));
        VALUES.put("clock", List.of("TIME '10:00:00'", "TIME '10:00:00.5'"));
        VALUES.put("ts", List.of("TIMESTAMP '2024-01-01 00:00:00'", "TIMESTAMP '2024-01-01 00:00:00.25'"));
        VALUES.put(
                "tz",
                List.of(
                        "TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:00+00:00'",
                        "TIMESTAMP WITH TIME ZONE '2024-01-01 02:00:00+02:00'",
                        "TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:01+00:00'"));
        List<String> finer = new ArrayList<>(VALUES.get("tz"));
        finer.add("TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:00.250+00:00'");
        finer.add("TIMESTAMP WITH TIME ZONE '1969-12-31 23:59:59.5+00:00'");
        VALUES.put("ep", finer);
        VALUES.put("em", finer);
        VALUES.put("si", List.of("9", "10", "-1", "1.5"));
        VALUES.put("b", List.of("X'00'", "X'ff'", "X'00ff'"));
        VALUES.put("b64", VALUES.get("b"));
        VALUES.put("deep", VALUES.get("t"));
        VALUES.put("deepi", VALUES.get("i"));
        VALUES.put("out", VALUES.get("t"));
    }

    private static final List<String> ROW_COLUMNS = List.of(
            "g", "n", "v", "i", "l", "d", "f", "t", "o", "u", "day", "clock", "ts", "tz", "ep", "em", "si", "b", "b64",
            "deep", "deepi");
    private static final List<String> NULLABLE = List.of("tags", "nums", "items", "doc");
    private static final List<String> BOX_COLUMNS = List.of("g", "n", "i", "t", "day", "out");

    private static EmbeddedEngine engine;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        engine = EmbeddedEngine.inMemory();
        Properties properties = new Properties();
        properties.setProperty("mappingJson", MAPPING);
        properties.setProperty("scan", "allow");
        properties.setProperty("ensureTable", "true");
        properties.setProperty("linger", "0");
        connection = DriverManager.getConnection(
                "jdbc:singletable://%s:%d/filters?user=singletable&password=singletable"
                        .formatted(
                                engine.endpoint().getHost(), engine.endpoint().getPort()),
                properties);
        Random random = new Random(1);
        DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
        for (int n = 0; n < ROWS; n++) {
            Map<String, AttributeValue> item = item(n, random);
            client.putItem(put -> put.tableName("filters").item(item));
            if (n % 3 == 0) {
                Sql.update(
                        connection,
                        "INSERT INTO boxed (g, n, i, t, day, out) VALUES ('%s', %d, %s, %s, %s, %s)"
                                .formatted(
                                        "ab".charAt(n % 2),
                                        n,
                                        any("l", random),
                                        any("t", random),
                                        any("day", random),
                                        any("t", random))
                                .replace("9223372036854775807", "5"));
                Sql.update(connection, "INSERT INTO other (g, n, i, t) VALUES ('a', ?, 1, 'x')", n);
            }
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        engine.close();
    }

    private static String any(String column, Random random) {
        List<String> values = VALUES.get(column);
        return random.nextInt(5) == 0 ? "NULL" : values.get(random.nextInt(values.size()));
    }

    /** A value, or an expression that has it before any row is read. */
    private static String known(String column, Random random) {
        String value = any(column, random);
        int form = value.equals("NULL") ? 9 : random.nextInt(10);
        return form == 0 ? "(SELECT " + value + ")" : form == 1 ? "COALESCE(" + value + ", NULL)" : value;
    }

    /** As another program may have written it. */
    private static Map<String, AttributeValue> item(int n, Random random) {
        String g = List.of("a", "b", "A").get(n % 3);
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk", AttributeValue.fromS("ROW#" + g));
        item.put("sk", AttributeValue.fromS(key(n)));
        item.put("_type", AttributeValue.fromS("row"));
        item.put("wpk", AttributeValue.fromS("W"));
        item.put("wsk", item.get("sk"));
        item.put("nsk", item.get("sk"));
        item.put("spk", AttributeValue.fromS("S#" + g));
        item.put("ssk", AttributeValue.fromS("%05d".formatted(n)));
        Map<String, List<String>> stored = new HashMap<>();
        stored.put("g", List.of("S" + g));
        stored.put("n", List.of("N" + n, "N" + n + ".0"));
        stored.put("v", List.of("N0", "N1", "N2"));
        stored.put("i", List.of("N0", "N1", "N1.0", "N-5", "N2147483647"));
        stored.put("l", List.of("N0", "N12", "N9223372036854775807", "N1.2E1"));
        stored.put("d", List.of("N0", "N1.5", "N-2.25", "N9999999.99"));
        stored.put("f", List.of("N0", "N1.5", "N0.1", "N-100000000000000000000"));
        stored.put("t", List.of("Sx", "Sxy", "SX", "S", "S\uFFFF", "S\uD83D\uDE00", "Sx%", "Sx_y", "Sx\\"));
        stored.put("o", List.of("TRUE", "FALSE"));
        stored.put(
                "u",
                List.of(
                        "S00000000-0000-0000-0000-00000000000A",
                        "S00000000-0000-0000-0000-00000000000a",
                        "Sffffffff-0000-0000-0000-000000000001"));
        stored.put("day", List.of("S2024-02-29", "S0001-01-01", "S9999-12-31"));
        stored.put("clock", List.of("S10:00", "S10:00:00", "S10:00:00.500"));
        stored.put("ts", List.of("S2024-01-01T00:00:00", "S2024-01-01 00:00:00.250", "S2024-01-01T00:00"));
        stored.put("tz", List.of("S2024-01-01T00:00:00Z", "S2024-01-01T02:00:00+02:00", "S2024-01-01T00:00:01Z"));
        stored.put("ep", List.of("N1704067200", "N1704067201", "N1704067200.0", "N-1", "N0"));
        stored.put("em", List.of("N1704067200000", "N1704067200250", "N-500", "N1704067201000"));
        stored.put("si", List.of("S9", "S10", "S010", "S-1", "S1E1"));
        stored.put("b", List.of("B00", "Bff", "B00ff"));
        stored.put("b64", List.of("SAA==", "S/w==", "SAP8="));
        stored.put("tags", List.of("SSx"));
        stored.put("nums", List.of("NS1"));
        stored.put("items", List.of("L"));
        stored.put("doc", List.of("L", "Sx"));
        stored.forEach((name, values) -> put(item, name, values, random));
        Map<String, AttributeValue> map = new HashMap<>();
        put(map, "deep", List.of("Sx", "Sxy", "S"), random);
        put(map, "i", List.of("N0", "N1", "N-5"), random);
        if (random.nextInt(4) > 0) {
            item.put("map", AttributeValue.fromM(map));
        }
        return item;
    }

    private static String key(int n) {
        return String.valueOf(new KeyText(n));
    }

    /** What the format {@code key} makes of an int, as the driver wrote it once. */
    private record KeyText(int number) {
        @Override
        public String toString() {
            return KEYS.get(number);
        }

        private static final Map<Integer, String> KEYS = keys();

        private static Map<Integer, String> keys() {
            Map<Integer, String> keys = new HashMap<>();
            org.singletable.jdbc.mapping.Entity entity = SortKeyRangePropertyTest.entity("{a|key}", "int", "string");
            for (int n = 0; n < ROWS; n++) {
                int value = n;
                keys.put(n, (String) entity.rangeKey()
                        .orElseThrow()
                        .template()
                        .render(column -> value)
                        .orElseThrow());
            }
            return keys;
        }
    }

    private static void put(Map<String, AttributeValue> item, String name, List<String> values, Random random) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            item.put(name, AttributeValue.fromNul(true));
        } else if (dice > 2) {
            item.put(name, stored(values.get(random.nextInt(values.size()))));
        }
    }

    private static AttributeValue stored(String text) {
        if (text.equals("TRUE") || text.equals("FALSE")) {
            return AttributeValue.fromBool(text.equals("TRUE"));
        } else if (text.startsWith("SS")) {
            return AttributeValue.fromSs(List.of(text.substring(2)));
        } else if (text.startsWith("NS")) {
            return AttributeValue.fromNs(List.of(text.substring(2)));
        } else if (text.equals("L")) {
            return AttributeValue.fromL(List.of());
        }
        String value = text.substring(1);
        return switch (text.charAt(0)) {
            case 'S' -> AttributeValue.fromS(value);
            case 'N' -> AttributeValue.fromN(value);
            default ->
                AttributeValue.fromB(
                        SdkBytes.fromByteArray(java.util.HexFormat.of().parseHex(value)));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"row", "boxed"})
    void noFilterDropsARow(String entity) throws SQLException {
        long seed = Long.getLong("filters.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> columns = entity.equals("row") ? ROW_COLUMNS : BOX_COLUMNS;
        List<String> paths = entity.equals("row")
                ? List.of("", "g = 'a' AND ", "g IN ('a', 'b') AND ", "g = 'a' AND n >= 30 AND ", "n > 50 AND ")
                : List.of("", "g = 'a' AND ");
        int some = 0;
        for (int i = 0; i < CONDITIONS; i++) {
            String marked = condition(columns, entity.equals("row"), random, 2);
            String path = paths.get(random.nextInt(paths.size()));
            String pushed = path + "(" + marked.replaceAll("<(\\w+)>", "$1") + ")";
            String hidden = path + "(" + marked.replaceAll("<(\\w+)>", "COALESCE($1, NULL)") + ")";
            String what = "seed %d: %s".formatted(seed, pushed);
            List<String> expected = rows("SELECT g, n FROM " + entity + " WHERE " + hidden);
            assertThat(rows("SELECT g, n FROM " + entity + " WHERE " + pushed))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(rows("SELECT COUNT(*) FROM " + entity + " WHERE " + pushed))
                    .as("count, " + what)
                    .containsExactly(String.valueOf(expected.size()));
            some += expected.isEmpty() ? 0 : 1;
        }
        assertThat(some).as("conditions that are true of some row").isGreaterThan(CONDITIONS / 5);
    }

    private static List<String> rows(String sql) throws SQLException {
        try {
            return Sql.rows(connection, sql);
        } catch (SQLException e) {
            throw new SQLException(sql + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }

    private static String condition(List<String> columns, boolean collections, Random random, int depth) {
        int form = random.nextInt(depth == 0 ? 8 : 11);
        if (form >= 8) {
            String left = condition(columns, collections, random, depth - 1);
            String right = condition(columns, collections, random, depth - 1);
            return form == 8 ? "NOT (" + left + ")" : "(" + left + (form == 9 ? " OR " : " AND ") + right + ")";
        }
        if (form == 7) {
            List<String> all = new ArrayList<>(columns);
            all.addAll(collections ? NULLABLE : List.of());
            return "<%s> IS %sNULL".formatted(all.get(random.nextInt(all.size())), random.nextBoolean() ? "NOT " : "");
        }
        String column = columns.get(random.nextInt(columns.size()));
        boolean text = VALUES.get(column).equals(VALUES.get("t")) || column.equals("g");
        if (form == 6 && column.equals("o")) {
            return random.nextBoolean() ? "<o>" : "NOT <o>";
        } else if (form == 5 && text) {
            List<String> patterns = List.of(
                    "'x%'",
                    "'x'",
                    "'%x'",
                    "'%x%'",
                    "'%y'",
                    "'x%y'",
                    "'%x%y%'",
                    "'_%x%'",
                    "'%%'",
                    "'%\uD83D\uDE00%'",
                    "'%!_%' ESCAPE '!'",
                    "'%\\\\%'",
                    "'x!%' ESCAPE '!'",
                    "'x_'",
                    "'a%'",
                    "''",
                    "'%'",
                    "'x!%%' ESCAPE '!'");
            return "<%s> %sLIKE %s"
                    .formatted(
                            column,
                            random.nextInt(3) == 0 ? "NOT " : "",
                            patterns.get(random.nextInt(patterns.size())));
        } else if (form == 4 && text) {
            return "starts_with(<%s>, %s)".formatted(column, known(column, random));
        } else if (form == 3) {
            String list = random.ints(1 + random.nextInt(3), 0, 100)
                    .mapToObj(k -> known(column, random))
                    .collect(Collectors.joining(", "));
            return "<%s> %sIN (%s)".formatted(column, random.nextBoolean() ? "NOT " : "", list);
        } else if (form == 2) {
            return "<%s> BETWEEN %s AND %s".formatted(column, known(column, random), known(column, random));
        }
        List<String> comparators = List.of("=", "<>", "<", "<=", ">", ">=");
        String comparator = comparators.get(random.nextInt(comparators.size()));
        return random.nextInt(4) == 0
                ? "%s %s <%s>".formatted(known(column, random), comparator, column)
                : "<%s> %s %s".formatted(column, comparator, known(column, random));
    }
}
