package org.singletable.jdbc.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;

/** Every cell of the tables that ElectroDB and OneTable wrote, and the answers to their own queries. */
class GoldenReadTest {
    private static ProxiedEngine engine;
    private static final Map<GoldenTable, Connection> CONNECTIONS = new HashMap<>();

    @BeforeAll
    static void load() throws SQLException {
        engine = new ProxiedEngine();
        for (GoldenTable golden : GoldenTable.all()) {
            CONNECTIONS.put(golden, golden.load(engine));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        for (Connection connection : CONNECTIONS.values()) {
            connection.close();
        }
        engine.close();
    }

    static Stream<Arguments> entities() {
        return GoldenTable.all().stream()
                .flatMap(golden -> golden.libraryNames().keySet().stream().map(entity -> Arguments.of(golden, entity)));
    }

    static Stream<GoldenTable> tables() {
        return GoldenTable.all().stream();
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyCellIsWhatTheLibrarySays(GoldenTable golden, String entity) throws SQLException {
        try (Statement statement = CONNECTIONS.get(golden).createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + entity + "\"")) {
            List<Map<String, String>> expected = new ArrayList<>();
            for (JsonNode row : golden.expected(entity)) {
                expected.add(Cells.row(row.path("item"), rows.getMetaData()));
            }
            assertThat(read(rows)).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** So that no cell is left out above. */
    @ParameterizedTest
    @MethodSource("entities")
    void everyAttributeThatTheLibraryShowsIsAColumn(GoldenTable golden, String entity) throws SQLException {
        try (Statement statement = CONNECTIONS.get(golden).createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + entity + "\" LIMIT 1")) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnLabel(i));
            }
            for (JsonNode row : golden.expected(entity)) {
                row.path("item")
                        .fieldNames()
                        .forEachRemaining(name -> assertThat(names)
                                .as("columns for %s", name)
                                .anyMatch(column -> column.equals(name) || column.startsWith(name + "_")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachItemIsOneRowOrHousekeeping(GoldenTable golden) throws SQLException {
        Connection connection = CONNECTIONS.get(golden);
        List<String> keys = new ArrayList<>();
        for (String entity : golden.libraryNames().keySet()) {
            golden.expected(entity)
                    .forEach(row ->
                            keys.add(row.path("key").path(golden.hashKey()).textValue() + " / "
                                    + row.path("key").path(golden.rangeKey()).textValue()));
            assertThat(Sql.rows(connection, "CALL singletable_verify('" + entity + "')"))
                    .as("findings of %s", entity)
                    .allMatch(finding -> golden.isKnown(entity, finding));
        }
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(golden.stored(connection).keySet())
                .filteredOn(key -> !key.startsWith("_schema /") && !key.startsWith("_unique#"))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    private static List<Map<String, String>> read(ResultSet rows) throws SQLException {
        List<Map<String, String>> read = new ArrayList<>();
        while (rows.next()) {
            read.add(Cells.row(rows));
        }
        return read;
    }

    /** How a query of a library looks in SQL. */
    enum Query {
        ELECTRODB_COLLECTION_CUSTOMER(
                GoldenTable.ELECTRODB,
                "collection account C004",
                "customer",
                "SELECT * FROM customer WHERE customerId = 'C004'",
                "GetItem"),
        ELECTRODB_COLLECTION_ORDER(
                GoldenTable.ELECTRODB,
                "collection account C004",
                "order",
                "SELECT * FROM \"order\" WHERE customerId = 'C004'",
                "Query"),
        ELECTRODB_COLLECTION_LINE(
                GoldenTable.ELECTRODB,
                "collection account C004",
                "line",
                "SELECT * FROM order_line WHERE customerId = 'C004'",
                "Query"),
        ELECTRODB_COLLECTION_MEMBERSHIP(
                GoldenTable.ELECTRODB,
                "collection account C004",
                "membership",
                "SELECT * FROM membership WHERE customerId = 'C004'",
                "Query"),
        ELECTRODB_ORDER_DETAIL_ORDER(
                GoldenTable.ELECTRODB,
                "collection orderDetail ORD-00003",
                "order",
                "SELECT * FROM \"order\" WHERE orderId = 'ORD-00003'",
                "gsi2"),
        ELECTRODB_ORDER_DETAIL_LINE(
                GoldenTable.ELECTRODB,
                "collection orderDetail ORD-00003",
                "line",
                "SELECT * FROM order_line WHERE orderId = 'ORD-00003'",
                "gsi2"),
        ELECTRODB_BY_STATUS(
                GoldenTable.ELECTRODB,
                "Order.byStatus PAID",
                "",
                "SELECT * FROM \"order\" WHERE status = 'PAID'",
                "gsi1"),
        ELECTRODB_BY_EMAIL(
                GoldenTable.ELECTRODB,
                "Customer.byEmail",
                "",
                "SELECT * FROM customer WHERE email = 'Ada.001@Example.COM'",
                "gsi1"),
        ELECTRODB_BY_ASSIGNEE(
                GoldenTable.ELECTRODB,
                "Task.byAssignee ann/open",
                "",
                "SELECT * FROM task WHERE assignee = 'ann' AND status = 'open'",
                "Scan"),
        ONETABLE_BY_STATUS(
                GoldenTable.ONETABLE,
                "Order.find status PAID gs1",
                "",
                "SELECT * FROM \"order\" WHERE status = 'PAID'",
                "gs1"),
        ONETABLE_TRACKING(
                GoldenTable.ONETABLE,
                "Order by tracking (follow)",
                "",
                "SELECT * FROM \"order\" WHERE trackingNo = 'TRKX'",
                "gs2"),
        ONETABLE_FETCH_CUSTOMER(
                GoldenTable.ONETABLE,
                "fetch Customer+Order",
                "Customer",
                "SELECT * FROM customer WHERE customerId = 'C004'",
                "GetItem"),
        ONETABLE_FETCH_ORDER(
                GoldenTable.ONETABLE,
                "fetch Customer+Order",
                "Order",
                "SELECT * FROM \"order\" WHERE customerId = 'C004'",
                "Query");

        private final GoldenTable golden;
        private final String view;
        private final String part;
        private final String sql;
        private final String path;

        Query(GoldenTable golden, String view, String part, String sql, String path) {
            this.golden = golden;
            this.view = view;
            this.part = part;
            this.sql = sql;
            this.path = path;
        }
    }

    @ParameterizedTest
    @EnumSource(Query.class)
    void queriesOfTheLibraries(Query query) throws SQLException {
        Connection connection = CONNECTIONS.get(query.golden);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.sql)) {
            JsonNode view = query.golden.view(query.view);
            List<Map<String, String>> expected = new ArrayList<>();
            for (JsonNode item : query.part.isEmpty() ? view : view.path(query.part)) {
                expected.add(Cells.row(item, rows.getMetaData()));
            }
            assertThat(read(rows)).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(String.join("\n", Sql.rows(connection, "EXPLAIN " + query.sql)))
                .contains(query.path);
    }

    /** OneTable writes no key of gs1 where a part of it is missing, and leaves it as it was on some updates. */
    @Test
    void aStaleIndexIsNotAsked() throws SQLException {
        Connection connection = CONNECTIONS.get(GoldenTable.ONETABLE);
        String sql = "SELECT * FROM task WHERE assignee = 'Bob'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<Map<String, String>> expected = new ArrayList<>();
            for (JsonNode row : GoldenTable.ONETABLE.expected("task")) {
                if (row.path("item").path("assignee").asText().equals("Bob")) {
                    expected.add(Cells.row(row.path("item"), columns));
                }
            }
            List<Map<String, String>> fromIndex = new ArrayList<>();
            for (JsonNode item : GoldenTable.ONETABLE.view("Task.find assignee Bob")) {
                fromIndex.add(Cells.row(item, columns));
            }
            assertThat(read(rows)).hasSize(10).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(expected).containsAll(fromIndex).hasSizeGreaterThan(fromIndex.size());
        }
        assertThat(String.join("\n", Sql.rows(connection, "EXPLAIN " + sql))).contains("Scan", "stale");
    }
}
