package org.singletable.jdbc.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.WireRequest;

/**
 * Values that look like parts of keys, expressions or patterns, on every mapping that there is: they go to DynamoDB as values, never
 * as text of an expression, and never become the key of another row.
 */
class KeyValuesTest {
    private static final int ROWS = Integer.getInteger("security.rows", 4);

    /** For each row: many values are refused. */
    private static final int MOST_TRIES = 5;

    private static final int SEARCHED_COLUMNS = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In every hostile value, so that a request can be searched for it. */
    private static final String MARK = "zzq";

    private static final List<String> HOSTILE = List.of(
            "%s",
            "%s#",
            "#%s",
            "%s#x",
            "%s#x#y",
            "%s$",
            "$%s_",
            "_%s",
            "%s_a",
            "%s:b",
            "%s|c",
            "%s'",
            "%s\"",
            "%s`",
            ":v0%s",
            ":v1 %s",
            "#n0%s",
            "#n0 = :v0 OR %s",
            "%s\n",
            "%s\0",
            "\0%s",
            "\\%s",
            "%s\\",
            "%s\\23",
            "%%23%s",
            "%s%%",
            "_%s%%_",
            "0%s",
            "1%s",
            "%s{x}",
            "{%s}",
            "[%s]",
            "%s ",
            " %s",
            "%s/",
            "%s.a",
            "%s\uff03",
            "\u0430%s",
            "%s\u00a0",
            "%s\ud83d\ude00",
            "%s\u200d",
            "customer#%s",
            "%s#order#1",
            "%s,",
            "(%s)",
            "%s = %s",
            "attribute_exists(%s)",
            "%s\uffff",
            "%s\ud7ff",
            "%s--",
            "%s;");

    private static ProxiedEngine engine;

    @BeforeAll
    static void start() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    static List<Path> mappings() throws IOException {
        List<Path> mappings = new ArrayList<>();
        for (Path folder : List.of(Path.of("mapping-examples"), Path.of("src/test/resources/mappings"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(mappings::add);
            }
        }
        return mappings;
    }

    /** @param type of {@link Types}; ROWID stands for UUIDs, which have none of their own */
    private record Column(String name, int type, boolean required) {}

    @ParameterizedTest
    @MethodSource("mappings")
    void hostileValuesStayValues(Path file) throws SQLException, IOException {
        long seed = Long.getLong("security.seed", System.nanoTime());
        Random random = new Random(seed);
        String title = "seed " + seed + " of " + file;
        Properties properties = new Properties();
        properties.setProperty("mappingJson", withKeys(Files.readString(file)));
        properties.setProperty("scan", "allow");
        properties.setProperty("ensureTable", "true");
        properties.setProperty("linger", "0");
        String name = "keys_" + file.getFileName().toString().replaceAll("[^a-z]", "");
        engine.proxy().reset();
        int written = 0;
        int tables = 0;
        try (Connection connection = DriverManager.getConnection(
                "jdbc:singletable://%s:%d/%s?user=u&password=p"
                        .formatted(
                                engine.proxy().endpoint().getHost(),
                                engine.proxy().endpoint().getPort(),
                                name),
                properties)) {
            for (String table : tables(connection.getMetaData())) {
                tables++;
                written += write(connection, table, random, title);
            }
        }
        assertThat(tables).isPositive();
        assertThat(written).as("rows of " + title).isGreaterThan(tables);
        noValueIsInAnExpression(title);
    }

    /** Mappings of tables that others make do not say the keys: those that their items have. */
    private static String withKeys(String json) throws IOException {
        ObjectNode mapping = (ObjectNode) JSON.readTree(json);
        Set<String> attributes = new LinkedHashSet<>();
        boolean isShort = false;
        for (JsonNode entity : mapping.get("entities")) {
            isShort |= entity.has("id")
                    && !entity.path("item").has("pk")
                    && !entity.path("item").has("PK");
            entity.path("item").fieldNames().forEachRemaining(attributes::add);
        }
        if (mapping.path("physical").has("keys") || isShort) {
            return json;
        }
        String hash = attributes.contains("pk") ? "pk" : "PK";
        String sort = hash.equals("pk") ? "sk" : "SK";
        ObjectNode physical = JSON.createObjectNode();
        physical.putArray("keys").add(hash).add(sort);
        ObjectNode indexes = physical.putObject("indexes");
        for (String attribute : attributes) {
            if (attribute.endsWith(hash) && !attribute.equals(hash)) {
                String prefix = attribute.substring(0, attribute.length() - 2);
                indexes.putArray(prefix.toLowerCase(Locale.ROOT)).add(attribute).add(prefix + sort);
            }
        }
        return mapping.<ObjectNode>set("physical", physical).toString();
    }

    private static List<String> tables(DatabaseMetaData data) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = data.getTables(null, null, null, new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static List<Column> columns(DatabaseMetaData data, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = data.getColumns(null, null, table, null)) {
            while (rows.next()) {
                if (!"YES".equals(rows.getString("IS_GENERATEDCOLUMN"))) {
                    columns.add(new Column(
                            rows.getString("COLUMN_NAME"),
                            rows.getString("TYPE_NAME").equalsIgnoreCase("uuid")
                                    ? Types.ROWID
                                    : rows.getInt("DATA_TYPE"),
                            rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls));
                }
            }
        }
        return columns;
    }

    private static List<String> key(DatabaseMetaData data, String table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (ResultSet rows = data.getPrimaryKeys(null, null, table)) {
            while (rows.next()) {
                key.add(rows.getString("COLUMN_NAME"));
            }
        }
        return key;
    }

    /** Writes rows with different keys, and finds each of them, and only it, by its own. */
    private static int write(Connection connection, String table, Random random, String title) throws SQLException {
        List<Column> columns = columns(connection.getMetaData(), table);
        List<String> key = key(connection.getMetaData(), table);
        String quoted = '"' + table + '"';
        String condition = key.stream().map(column -> '"' + column + "\" = ?").collect(Collectors.joining(" AND "));
        Map<List<String>, List<@Nullable Object>> rows = new LinkedHashMap<>();
        for (int i = 0; i < MOST_TRIES * ROWS && rows.size() < ROWS; i++) {
            List<@Nullable Object> values = new ArrayList<>();
            List<String> given = new ArrayList<>();
            Map<String, Object> ofKey = new LinkedHashMap<>();
            for (Column column : columns) {
                Object value = value(column, key.contains(column.name()), random);
                if (value != null) {
                    values.add(value);
                    given.add('"' + column.name() + '"');
                    ofKey.put(column.name(), value);
                }
            }
            if (!ofKey.keySet().containsAll(key)) {
                continue;
            }
            String insert = "INSERT INTO " + quoted + " (" + String.join(", ", given) + ") VALUES ("
                    + given.stream().map(name -> "?").collect(Collectors.joining(", ")) + ")";
            List<@Nullable Object> keyValues = new ArrayList<>();
            key.forEach(name -> keyValues.add(ofKey.get(name)));
            List<String> identity = keyValues.stream().map(String::valueOf).toList();
            try {
                assertThat(run(connection, insert, values)).isEqualTo("count 1");
                assertThat(rows.put(identity, keyValues))
                        .as(title + ": " + identity)
                        .isNull();
            } catch (SQLException e) {
                // A key that exists already has to be that of the same values, or be of a unique constraint.
                boolean refused =
                        Set.of("22", "54", "HY").contains(e.getSQLState().substring(0, 2))
                                || Set.of("23502", "42501").contains(e.getSQLState());
                boolean taken = e.getSQLState().equals("23505")
                        && (rows.containsKey(identity)
                                || !String.valueOf(e.getMessage()).contains("\"primary\""));
                assertThat(refused || taken)
                        .as(title + ": " + insert + " " + values + ": " + e.getSQLState() + " " + e.getMessage())
                        .isTrue();
            }
        }
        for (Map.Entry<List<String>, List<@Nullable Object>> row : rows.entrySet()) {
            String selected = key.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
            List<String> found = new ArrayList<>();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT " + selected + " FROM " + quoted + " WHERE " + condition)) {
                for (int i = 0; i < key.size(); i++) {
                    select.setObject(i + 1, row.getValue().get(i));
                }
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        for (int i = 0; i < key.size(); i++) {
                            Object value = row.getValue().get(i);
                            found.add(
                                    value == null
                                            ? String.valueOf(result.getString(i + 1))
                                            : String.valueOf(result.getObject(i + 1, value.getClass())));
                        }
                    }
                }
            }
            assertThat(found).as(title + ": the row of " + table).isEqualTo(row.getKey());
        }
        search(connection, quoted, columns, random);
        for (List<@Nullable Object> keyValues : rows.values()) {
            assertThat(run(connection, "DELETE FROM " + quoted + " WHERE " + condition, keyValues))
                    .as(title + ": the row of " + table + " " + keyValues)
                    .isEqualTo("count 1");
        }
        return rows.size();
    }

    /** Conditions of other kinds; what they find is the matter of other tests. */
    private static void search(Connection connection, String table, List<Column> columns, Random random)
            throws SQLException {
        List<Column> some = new ArrayList<>(columns);
        Collections.shuffle(some, random);
        some.removeIf(column -> column.type() != Types.VARCHAR);
        for (Column column : some.subList(0, Math.min(SEARCHED_COLUMNS, some.size()))) {
            String name = '"' + column.name() + '"';
            String value = hostile(random);
            for (String condition : List.of(
                    name + " = ?",
                    name + " LIKE ?",
                    name + " > ?",
                    name + " IN (?, 'a')",
                    name + " <> ?",
                    name + " BETWEEN ? AND 'zzzz'")) {
                String literal = "'" + value.replace("'", "''") + "'";
                boolean inText = random.nextBoolean();
                searchBy(
                        connection,
                        "SELECT * FROM " + table + " WHERE " + (inText ? condition.replace("?", literal) : condition),
                        inText ? List.of() : List.of(value));
            }
        }
    }

    /** A value that is no pattern, or none of the column's type, is told as such. */
    private static void searchBy(Connection connection, String sql, List<String> values) throws SQLException {
        try {
            run(connection, sql, values);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(sql).startsWith("22");
        }
    }

    private static String run(Connection connection, String sql, List<? extends @Nullable Object> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            if (!statement.execute()) {
                return "count " + statement.getUpdateCount();
            }
            int count = 0;
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    count++;
                }
            }
            return "rows " + count;
        }
    }

    private static String hostile(Random random) {
        String text =
                HOSTILE.get(random.nextInt(HOSTILE.size())).replace("%s", MARK).replace("%%", "%");
        return random.nextInt(3) == 0 ? text + hostileEnd(random) : text;
    }

    private static String hostileEnd(Random random) {
        return HOSTILE.get(random.nextInt(HOSTILE.size())).replace("%s", "").replace("%%", "%");
    }

    private static @Nullable Object value(Column column, boolean isKey, Random random) {
        if (!isKey && !column.required() && random.nextInt(4) == 0) {
            return null;
        }
        int number = random.nextInt(1_000);
        return switch (column.type()) {
            case Types.VARCHAR -> hostile(random);
            case Types.INTEGER -> number;
            case Types.BIGINT -> (long) number;
            case Types.DECIMAL, Types.NUMERIC -> BigDecimal.valueOf(number);
            case Types.DOUBLE -> number / 4.0;
            case Types.BOOLEAN -> random.nextBoolean();
            case Types.DATE -> LocalDate.ofEpochDay(number * 20L);
            case Types.TIMESTAMP -> LocalDateTime.ofEpochSecond(number * 100_000L, 0, ZoneOffset.UTC);
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                OffsetDateTime.ofInstant(java.time.Instant.ofEpochSecond(4_000_000_000L + number), ZoneOffset.UTC);
            case Types.VARBINARY -> new byte[] {(byte) number, 35};
            case Types.ROWID -> new UUID(number, number);
            default -> null;
        };
    }

    private static void noValueIsInAnExpression(String title) {
        Set<String> seen = new TreeSet<>();
        Set<String> kinds = new HashSet<>();
        for (WireRequest request : engine.proxy().requests()) {
            expressions(request.body(), seen, kinds);
            assertThat(request.body().findValues("ExpressionAttributeNames"))
                    .as(title)
                    .allSatisfy(names -> assertThat(names.toString()).doesNotContain(MARK));
        }
        assertThat(kinds).as(title).hasSizeGreaterThan(1);
        assertThat(seen)
                .as(title)
                .allSatisfy(expression -> assertThat(expression.toLowerCase(Locale.ROOT))
                        .doesNotContain(MARK)
                        .doesNotContain("'")
                        .doesNotContain("\"")
                        .matches("[a-z0-9_#:(),.=<>+ \\[\\]-]*"));
    }

    private static void expressions(JsonNode node, Set<String> found, Set<String> kinds) {
        node.properties().forEach(member -> {
            if (member.getKey().endsWith("Expression")) {
                found.add(member.getValue().textValue());
                kinds.add(member.getKey());
            }
            expressions(member.getValue(), found, kinds);
        });
        if (node.isArray()) {
            node.forEach(element -> expressions(element, found, kinds));
        }
    }
}
