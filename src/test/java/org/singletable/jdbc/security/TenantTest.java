package org.singletable.jdbc.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.differential.RandomTables;
import org.singletable.jdbc.dynamo.EmbeddedEngine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A connection that is bound to a tenant answers as if the table held nothing else: random statements, many of which name other
 * tenants, run on it, and on a connection bound alike to a table without the others. All that can be seen has to be the same:
 * rows, counts, errors and their messages, plans. The others' items stay as they are, byte for byte.
 */
class TenantTest {
    private static final int STATEMENTS = Integer.getInteger("tenant.statements", 200);
    private static final int STATEMENTS_PER_TABLE = 80;
    private static final int ROWS = 25;
    private static final String OWN = "acme";
    private static final List<String> TENANTS = List.of(OWN, "acme#", "bert");

    private final Random random;
    private final long seed;

    TenantTest() {
        seed = Long.getLong("tenant.seed", System.nanoTime());
        random = new Random(seed);
        System.out.println("TenantTest begins with seed " + seed);
    }

    @Test
    void othersAreNeitherSeenNorTouched() throws SQLException {
        Counts counts = new Counts();
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            for (int table = 0; counts.statements < STATEMENTS; table++) {
                run(engine.endpoint(), table, counts);
            }
        }
        System.out.println("TenantTest: " + counts.statements + " statements, of which " + counts.failed
                + " failed, beside " + counts.others + " items of others");
        assertThat(counts.failed).as("most statements are ones that work").isLessThan(counts.statements / 2);
        assertThat(counts.others).isPositive();
    }

    private static final class Counts {
        private int statements;
        private int failed;
        private int others;
    }

    private static Connection connect(URI engine, String table, String mapping, String tenant) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("mappingJson", mapping);
        properties.setProperty("scan", "allow");
        properties.setProperty("ensureTable", "true");
        properties.setProperty("linger", "0");
        if (!tenant.isEmpty()) {
            properties.setProperty("bind.tenant", tenant);
        }
        return DriverManager.getConnection(
                "jdbc:singletable://%s:%d/%s?user=singletable&password=singletable"
                        .formatted(engine.getHost(), engine.getPort(), table),
                properties);
    }

    private void run(URI engine, int number, Counts counts) throws SQLException {
        RandomTables tables = RandomTables.withFirstKey("tenant", TENANTS, random);
        String mapping = tables.mapping();
        try (Connection all = connect(engine, "shared" + number, mapping, "");
                Connection shared = connect(engine, "shared" + number, mapping, OWN);
                Connection alone = connect(engine, "alone" + number, mapping, OWN)) {
            for (String tenant : TENANTS.subList(1, TENANTS.size())) {
                try (Connection other = connect(engine, "shared" + number, mapping, tenant)) {
                    for (int i = 0; i < ROWS; i++) {
                        answer(other, tables.rows(random));
                    }
                }
            }
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> before = items(all);
            counts.others += before.size();
            for (int i = 0; i < ROWS; i++) {
                same(shared, alone, tables.rows(random), counts);
            }
            for (int i = 0; i < STATEMENTS_PER_TABLE; i++) {
                if (random.nextBoolean()) {
                    same(shared, alone, tables.query(random), counts);
                } else if (random.nextInt(4) == 0) {
                    transaction(tables, shared, alone, counts);
                } else {
                    same(shared, alone, tables.write(random), counts);
                }
                if (i % 10 == 0) {
                    untouched(before, all, "statements before");
                }
            }
            for (String name : tables.names()) {
                for (String sql : List.of(
                        "SELECT COUNT(*), MIN(tenant), MAX(tenant) FROM " + name,
                        "SELECT DISTINCT tenant FROM " + name,
                        "SELECT * FROM " + name + " WHERE tenant <> 'acme' OR 1 = 1",
                        "EXPLAIN SELECT * FROM " + name,
                        "DELETE FROM " + name)) {
                    same(shared, alone, new RandomTables.Text(sql, List.of(), false), counts);
                }
            }
            for (String sql : List.of(
                    "SELECT * FROM _items",
                    "CALL singletable_verify('*')",
                    "CALL singletable_repair('*')",
                    "CALL singletable_backfill('*')",
                    "EXPLAIN ANALYZE SELECT * FROM _items")) {
                assertThat(answer(shared, new RandomTables.Text(sql, List.of(), false)))
                        .as(sql)
                        .startsWith("42501");
            }
            assertThat(metadata(shared)).isEqualTo(metadata(alone).replace("alone", "shared"));
            untouched(before, all, "the end");
            // Nothing else is left: what the bound connection deleted was all that it had.
            assertThat(items(all)).as("seed " + seed).isEqualTo(before);
            for (Connection each : List.of(shared, alone)) {
                each.unwrap(DynamoDbClient.class).deleteTable(request -> request.tableName(schema(each)));
            }
        }
    }

    private static String schema(Connection connection) {
        try {
            return connection.getSchema();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void transaction(RandomTables tables, Connection shared, Connection alone, Counts counts)
            throws SQLException {
        shared.setAutoCommit(false);
        alone.setAutoCommit(false);
        for (int i = random.nextInt(3); i >= 0; i--) {
            same(shared, alone, tables.write(random), counts);
            same(shared, alone, tables.query(random), counts);
        }
        boolean commits = random.nextInt(3) > 0;
        assertThat(end(shared, commits)).as("seed " + seed).isEqualTo(end(alone, commits));
    }

    private static String end(Connection connection, boolean commits) throws SQLException {
        String outcome = "";
        try {
            if (commits) {
                connection.commit();
            } else {
                connection.rollback();
            }
        } catch (SQLException e) {
            outcome = e.getSQLState() + " " + e.getMessage();
        }
        connection.setAutoCommit(true);
        return outcome;
    }

    private void same(Connection shared, Connection alone, RandomTables.Text text, Counts counts) {
        String expected = answer(alone, text);
        String actual = answer(shared, text);
        counts.statements++;
        counts.failed += Character.isDigit(expected.charAt(0)) ? 1 : 0;
        assertThat(actual)
                .as("seed %d: %s %s", seed, text.sql(), text.parameters())
                .isEqualTo(expected);
    }

    /** Rows, or the number of those written, or the SQLState and message. */
    private static String answer(Connection connection, RandomTables.Text text) {
        try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
            for (int i = 0; i < text.parameters().size(); i++) {
                statement.setObject(i + 1, text.parameters().get(i));
            }
            if (!statement.execute()) {
                return "count " + statement.getUpdateCount();
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.append('|').append(result.getString(i));
                    }
                    rows.add(row.toString());
                }
            }
            return "rows " + (text.ordered() ? rows : rows.stream().sorted().toList());
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }

    private static String metadata(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        StringBuilder text = new StringBuilder();
        for (ResultSet rows : List.of(
                data.getTables(null, null, null, null),
                data.getColumns(null, null, null, null),
                data.getIndexInfo(null, null, "tab", false, true))) {
            try (rows) {
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        text.append('|').append(rows.getString(i));
                    }
                    text.append('\n');
                }
            }
        }
        return text.toString();
    }

    private void untouched(
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> before, Connection all, String when)
            throws SQLException {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> now = items(all);
        before.forEach((key, item) ->
                assertThat(now.get(key)).as("seed %d, %s: %s", seed, when, key).isEqualTo(item));
    }

    /** All items by their keys. */
    private static Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items(Connection connection)
            throws SQLException {
        String table = connection.getSchema();
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
        connection
                .unwrap(DynamoDbClient.class)
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> items.put(Map.of("pk", item.get("pk"), "sk", item.get("sk")), item));
        return items;
    }
}
