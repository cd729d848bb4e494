package org.singletable.jdbc.exec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.dynamo.ClientConfiguration;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.SharedClient;
import org.singletable.jdbc.dynamo.SharedClients;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Estimate;
import org.singletable.jdbc.plan.KeyChoices;
import org.singletable.jdbc.plan.KeyRange;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.plan.SortKey;
import org.singletable.jdbc.plan.Source;
import org.singletable.jdbc.settings.Settings;
import org.singletable.jdbc.settings.Settings.ReadLimits;
import org.singletable.jdbc.settings.Settings.ScanPolicy;
import org.singletable.jdbc.settings.SettingsParser;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;
import org.singletable.jdbc.type.SqlType;

/** Access paths on the engine: the rows they give and the requests they send. */
class AccessReaderTest {
    private static final String MAPPING = "classpath:mappings/shop.json";
    private static final int ORDERS = 120;

    private static ProxiedEngine engine;
    private static Connection connection;
    private static SharedClient<String> client;
    private static Catalog catalog;

    private int prefetch = 0;
    private int pageSize = 0;
    private ScanPolicy scan = ScanPolicy.WARN;
    private StatementControl control;

    @BeforeAll
    static void start() throws SQLException {
        engine = new ProxiedEngine();
        String url = engine.url(MAPPING, "reads");
        connection = DriverManager.getConnection(url);
        for (String name : List.of("ann", "bob", "cyd")) {
            Sql.update(connection, "INSERT INTO customer (username, email, points) VALUES (?, 'e', 1)", name);
        }
        for (int i = 0; i < ORDERS; i++) {
            Sql.update(
                    connection,
                    "INSERT INTO \"order\" (username, order_id, status, total, note) VALUES (?, ?, ?, ?, ?)",
                    i % 2 == 0 ? "ann" : "bob",
                    "o%03d".formatted(i),
                    i % 3 == 0 ? "new" : "sent",
                    i,
                    "note " + i);
        }
        // Other settings than the connection's, so that the client is the test's own.
        Settings settings = SettingsParser.parse(url + "&maxConnections=20", new java.util.Properties());
        client = SharedClients.ofProcess()
                .acquire(
                        ClientConfiguration.of(settings.client()),
                        () -> Optional.of(MappingLoader.load(MAPPING)),
                        String.class,
                        table -> "");
        catalog = MappingLoader.load(MAPPING).bind(client.table().schema());
    }

    @AfterAll
    static void stop() throws SQLException {
        client.close();
        connection.close();
        engine.close();
    }

    @BeforeEach
    void reset() {
        engine.proxy().reset();
    }

    private AccessReader reader() {
        OpenTable table = client.table();
        control = new StatementControl(Duration.ofSeconds(30), null, 0);
        Plan plan = new Plan.CatalogRows(List.of(), List.of());
        ReadLimits limits = new ReadLimits(scan, prefetch, 0, 100_000_000, 0);
        Execution execution = new Execution(
                plan, List.of(), new Settings.SessionSettings(false, true, false, pageSize, limits), 0, 0, control);
        return new AccessReader(table, new Codecs(catalog, ItemCodec::of), execution);
    }

    private static Entity entity(String name) {
        return catalog.findEntity(name).orElseThrow();
    }

    private static Column column(Entity entity, String name) {
        return entity.findColumn(name).orElseThrow();
    }

    private static BoundExpr text(String text) {
        return new BoundExpr.Constant(text, SqlType.STRING);
    }

    private static KeyChoices choices(Entity entity, String column, String... values) {
        return new KeyChoices(List.of(Map.of(
                column(entity, column),
                new KeyChoices.Any(java.util.Arrays.stream(values)
                        .map(AccessReaderTest::text)
                        .toList()))));
    }

    private static Rel.Read read(Entity entity, Access access, List<BoundExpr> residual, List<SortKey> order) {
        return new Rel.Read(
                Source.only(entity),
                entity.columns().size(),
                access,
                residual,
                new HashSet<>(entity.columns()),
                order,
                Estimate.NOTHING);
    }

    private static List<Object> column(RowCursor frames, Column column) {
        List<Object> values = new ArrayList<>();
        try (frames) {
            for (Object[] frame = frames.next(); frame != null; frame = frames.next()) {
                values.add(frame[column.ordinal()]);
            }
        }
        return values;
    }

    private static Bindings bindings() {
        return Bindings.of(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "ann, GetItem, ann",
        "nobody, GetItem, ''",
        "ann ann, GetItem, ann",
        "bob ann nobody, BatchGetItem, bob ann"
    })
    void severalKeysAreOneBatch(String names, String operations, String expected) {
        Entity customer = entity("customer");
        Rel.Read read = read(
                customer,
                new Access.ByKeys(customer, choices(customer, "username", names.split(" "))),
                List.of(),
                List.of());

        List<Object> found =
                column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(customer, "username"));

        assertThat(String.join(" ", found.stream().map(Object::toString).toList()))
                .isEqualTo(expected);
        assertThat(String.join(" ", engine.operations())).isEqualTo(operations);
    }

    @Test
    void manyKeysAreBatchesOfHundred() {
        Entity order = entity("order");
        Map<Column, KeyChoices.Choice> keys = new LinkedHashMap<>();
        keys.put(column(order, "username"), new KeyChoices.Any(List.of(text("ann"), text("bob"))));
        keys.put(
                column(order, "order_id"),
                new KeyChoices.Any(IntStream.range(0, ORDERS)
                        .mapToObj(i -> text("o%03d".formatted(i)))
                        .toList()));
        Rel.Read read = read(order, new Access.ByKeys(order, new KeyChoices(List.of(keys))), List.of(), List.of());

        List<Object> found = column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(order, "order_id"));

        assertThat(found).hasSize(ORDERS).doesNotHaveDuplicates();
        assertThat(engine.operations()).containsOnly("BatchGetItem").hasSize(3);
    }

    private static Access.ByQuery byUser(KeyRange range, String... names) {
        Entity order = entity("order");
        return new Access.ByQuery(order, null, choices(order, "username", names), range, false, false);
    }

    private static SortKey sortedBy(Entity entity, String column) {
        return new SortKey(Source.only(entity).value(column(entity, column)), false, true);
    }

    @Test
    void severalQueriesAreMergedInOrder() {
        Entity order = entity("order");
        pageSize = 7;
        Rel.Read read =
                read(order, byUser(null, "bob", "nobody", "ann"), List.of(), List.of(sortedBy(order, "order_id")));

        List<Object> found = column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(order, "order_id"));

        assertThat(found)
                .isEqualTo(IntStream.range(0, ORDERS)
                        .mapToObj(i -> (Object) "o%03d".formatted(i))
                        .toList());
    }

    @Test
    void severalQueriesFollowEachOther() {
        Entity order = entity("order");
        Rel.Read read = read(order, byUser(null, "bob", "ann", "bob"), List.of(), List.of());

        List<Object> found = column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(order, "order_id"));

        assertThat(found).hasSize(ORDERS).doesNotHaveDuplicates();
        assertThat(engine.operations()).containsExactly("Query", "Query");
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 10", "1, 10, 10", "3, 25, 20"})
    void pagesAreReadLazilyAndNotPastTheGoal(int ahead, int goal, int size) {
        Entity order = entity("order");
        prefetch = ahead;
        pageSize = size;
        BoundExpr equal = new BoundExpr.Comparison(
                Comparator.EQ, Source.only(order).value(column(order, "username")), text("ann"));
        Access.ByQuery access = new Access.ByQuery(
                order, null, KeyChoices.of(Map.of(column(order, "username"), text("ann"))), null, false, false);
        Rel.Read read = read(order, access, List.of(equal), List.of());
        AccessReader reader = reader();

        RowCursor frames = reader.open(() -> reader.open(read, bindings(), goal));
        assertThat(engine.operations()).isNotEmpty();
        for (int i = 0; i < goal; i++) {
            assertThat(frames.next()).isNotNull();
        }
        frames.close();
        reader.close();

        assertThat(engine.operations()).hasSize((goal + size - 1) / size);
        assertThat(engine.proxy().requests().get(0).body().get("Limit").asInt()).isEqualTo(Math.min(goal, size));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "4"})
    void everyRowComesOnceHoweverFarAheadPagesAreRead(int ahead) {
        Entity order = entity("order");
        prefetch = ahead;
        pageSize = 9;
        Rel.Read read = read(order, byUser(null, "ann"), List.of(), List.of());

        List<Object> found = column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(order, "order_id"));

        assertThat(found).hasSize(ORDERS / 2).doesNotHaveDuplicates();
        assertThat(engine.operations()).hasSize(7);
    }

    @Test
    void rangesBecomeKeyConditions() {
        Entity order = entity("order");
        KeyRange range = new KeyRange.Bounds(
                column(order, "order_id"),
                List.of(new KeyRange.Bound(text("o010"), false)),
                List.of(new KeyRange.Bound(text("o020"), true)));
        Rel.Read read = read(order, byUser(range, "ann"), List.of(), List.of());

        List<Object> found = column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(order, "order_id"));

        assertThat(found).containsExactly("o012", "o014", "o016", "o018", "o020");
        assertThat(control.itemsRead()).isEqualTo(5);
    }

    @Test
    void conjunctsBecomeFilters() {
        Entity order = entity("order");
        List<BoundExpr> residual = List.of(new BoundExpr.Comparison(
                Comparator.NE, Source.only(order).value(column(order, "status")), text("new")));
        Rel.Read read = read(order, byUser(null, "ann"), residual, List.of());

        List<Object> found = column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(order, "status"));

        assertThat(found).hasSize(ORDERS / 3).containsOnly("sent");
        assertThat(engine.proxy().requests().get(0).body().has("FilterExpression"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"status, new, 20, true", "note, note 7, 0, true", "note, note 8, 1, true", "changed, x, 0, false"})
    void dynamoDbCountsWhereItCan(String name, String value, long expected, boolean counts) {
        Entity order = entity("order");
        Access.ByQuery access = new Access.ByQuery(
                order, null, KeyChoices.of(Map.of(column(order, "username"), text("ann"))), null, false, false);
        BoundExpr.ColumnValue column = Source.only(order).value(column(order, name));
        BoundExpr last = counts
                ? new BoundExpr.Comparison(Comparator.EQ, column, text(value))
                : new BoundExpr.Like(column, text(value), null, false, false);
        List<BoundExpr> residual = List.of(
                new BoundExpr.Comparison(
                        Comparator.EQ, Source.only(order).value(column(order, "username")), text("ann")),
                last);

        Object[] frame = reader().count(new Rel.Count(read(order, access, residual, List.of())), bindings())
                .next();

        assertThat(frame).containsExactly(expected);
        assertThat(engine.proxy()
                        .requests()
                        .get(0)
                        .body()
                        .path("Select")
                        .asText()
                        .equals("COUNT"))
                .isEqualTo(counts);
    }

    @Test
    void onlyWantedAttributesAreRead() {
        Entity order = entity("order");
        Rel.Read read = new Rel.Read(
                Source.only(order),
                order.columns().size(),
                byUser(null, "ann"),
                List.of(),
                Set.of(column(order, "note")),
                List.of(),
                Estimate.NOTHING);

        RowCursor frames = reader().open(read, bindings(), AccessReader.ALL_ROWS);

        Object[] frame = frames.next();
        assertThat(frame[column(order, "note").ordinal()]).isEqualTo("note 0");
        assertThat(frame[column(order, "status").ordinal()]).isNull();
        assertThat(engine.proxy().requests().get(0).body().get("ExpressionAttributeNames"))
                .extracting(com.fasterxml.jackson.databind.JsonNode::asText)
                .contains("note")
                .doesNotContain("status");
    }

    @Test
    void rowsOfANarrowIndexAreFetchedInItsOrder() {
        Entity order = entity("order");
        EntityIndex index = order.indexes().stream()
                .filter(candidate -> candidate.purpose().equals("by_total"))
                .findFirst()
                .orElseThrow();
        Access.ByQuery access = new Access.ByQuery(order, index, choices(order, "status", "new"), null, true, true);
        Rel.Read read = read(order, access, List.of(), List.of());

        List<Object> found = column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(order, "order_id"));

        assertThat(found).hasSize(ORDERS / 3).startsWith("o117", "o114", "o111");
        assertThat(engine.operations()).containsExactly("Query", "BatchGetItem");
    }

    @Test
    void aScanFollowsThePolicy() {
        Entity customer = entity("customer");
        Rel.Read read =
                read(customer, new Access.Scan(customer, false, null, "look for a username"), List.of(), List.of());

        assertThat(column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(customer, "username")))
                .containsExactlyInAnyOrder("ann", "bob", "cyd");
        assertThat(control.warnings()).singleElement().asString().contains("customer", "look for a username");

        scan = ScanPolicy.FORBID;
        engine.proxy().reset();
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> reader().open(read, bindings(), AccessReader.ALL_ROWS))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.SCAN_FORBIDDEN))
                .withMessageContaining("look for a username");
        assertThat(engine.operations()).isEmpty();
    }

    @Test
    void segmentsTogetherAreTheTable() {
        Entity order = entity("order");
        scan = ScanPolicy.ALLOW;
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            BoundExpr.Segment segment = new BoundExpr.Segment(
                    new BoundExpr.Constant(i, SqlType.INT), new BoundExpr.Constant(4, SqlType.INT));
            Rel.Read read = read(order, new Access.Scan(order, false, segment, ""), List.of(), List.of());
            all.addAll(column(reader().open(read, bindings(), AccessReader.ALL_ROWS), column(order, "order_id")));
        }
        assertThat(all).hasSize(ORDERS).doesNotHaveDuplicates();

        BoundExpr.Segment beyond =
                new BoundExpr.Segment(new BoundExpr.Constant(4, SqlType.INT), new BoundExpr.Constant(4, SqlType.INT));
        Rel.Read read = read(order, new Access.Scan(order, false, beyond, ""), List.of(), List.of());
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> reader().open(read, bindings(), AccessReader.ALL_ROWS))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_VALUE));
    }

    @Test
    void oneQueryAnswersAllReadsOfACollection() {
        Entity customer = entity("customer");
        Entity order = entity("order");
        AccessReader reader = reader();
        Map<Entity, Set<Column>> wanted = Map.of(
                customer,
                Set.copyOf(customer.columns()),
                order,
                Set.of(column(order, "username"), column(order, "total")));
        Access parents =
                new Access.ByCollection(customer, 0, Map.of(column(customer, "username"), text("ann")), wanted);
        Access children = new Access.ByCollection(order, 0, Map.of(column(order, "username"), text("ann")), wanted);

        assertThat(column(
                        reader.open(read(customer, parents, List.of(), List.of()), bindings(), AccessReader.ALL_ROWS),
                        column(customer, "username")))
                .containsExactly("ann");
        assertThat(column(
                        reader.open(read(order, children, List.of(), List.of()), bindings(), AccessReader.ALL_ROWS),
                        column(order, "order_id")))
                .hasSize(ORDERS / 2);
        assertThat(engine.operations()).containsExactly("Query");
    }

    @Test
    void aLookupAsksForEachKeyOnce() {
        Entity customer = entity("customer");
        int width = customer.columns().size() + 1;
        Source source = new Source("c", customer, 1);
        BoundExpr left = new BoundExpr.ColumnValue(column(customer, "username"), 0);
        Rel.Read right = new Rel.Read(
                source,
                width,
                new Access.ByKeys(customer, KeyChoices.of(Map.of(column(customer, "username"), left))),
                List.of(),
                new HashSet<>(customer.columns()),
                List.of(),
                Estimate.NOTHING);
        List<Object[]> frames = new ArrayList<>();
        for (String name : new String[] {"bob", "nobody", null, "ann", "bob"}) {
            Object[] frame = new Object[width];
            frame[0] = name;
            frames.add(frame);
        }

        List<Object[]> found = reader().lookup(right, frames, bindings());

        assertThat(found.stream().map(frame -> frame == null ? "-" : frame[1]))
                .containsExactly("bob", "-", "-", "ann", "bob");
        assertThat(engine.operations()).containsExactly("BatchGetItem");
    }

    @ParameterizedTest
    @CsvSource({"customer#cyd, , Query, 1", "customer#cyd, customer, GetItem, 1", "nowhere, , Query, 0", "'', , '', 0"})
    void physicalItemsAreShownAsTheyAre(String partition, String sort, String operations, int items) {
        Rel.Items rel = new Rel.Items(
                0,
                4,
                text(partition),
                sort == null ? null : text(sort),
                false,
                null,
                List.of(),
                true,
                Estimate.NOTHING);

        List<Object[]> frames = new ArrayList<>();
        RowCursor found = reader().items(rel, bindings(), AccessReader.ALL_ROWS);
        for (Object[] frame = found.next(); frame != null; frame = found.next()) {
            frames.add(frame);
        }

        assertThat(frames).hasSize(items).allSatisfy(frame -> {
            assertThat(frame).startsWith("customer#cyd", "customer", "customer");
            assertThat(frame[3].toString()).contains("\"username\":\"cyd\"");
        });
        assertThat(String.join(" ", engine.operations())).isEqualTo(operations);
    }
}
