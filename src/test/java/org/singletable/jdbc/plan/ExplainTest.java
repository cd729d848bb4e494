package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.function.Aggregates;
import org.singletable.jdbc.function.Functions;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.plan.BoundExpr.ColumnValue;
import org.singletable.jdbc.plan.BoundExpr.Comparison;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.plan.BoundExpr.Param;
import org.singletable.jdbc.plan.BoundExpr.Slot;
import org.singletable.jdbc.plan.Explain.Measured;
import org.singletable.jdbc.plan.ExplainSettings.Scans;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.sql.SqlParser;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.SqlType;

/** How plans are put into words. The plans are made by hand, so that they hold whatever an operator can. */
class ExplainTest {
    private static final Catalog SHOP = shop();
    private static final Entity CUSTOMER = entity("customer");
    private static final Entity ORDER = entity("order");
    private static final Estimate ONE = new Estimate(1, 1, true);

    private static Catalog shop() {
        Mapping mapping = MappingLoader.load("classpath:mappings/shop.json");
        return mapping.bind(mapping.expectedTable("shop").orElseThrow());
    }

    private static Entity entity(String name) {
        return SHOP.findEntity(name).orElseThrow();
    }

    private static Column column(Entity entity, String name) {
        return entity.findColumn(name).orElseThrow();
    }

    private static EntityIndex index(Entity entity, String purpose) {
        return entity.indexes().stream()
                .filter(index -> index.purpose().equals(purpose))
                .findFirst()
                .orElseThrow();
    }

    private static Constant text(@Nullable String value) {
        return new Constant(value, SqlType.STRING);
    }

    private static Constant number(int value) {
        return new Constant(value, SqlType.INT);
    }

    private static Param param(int index) {
        return new Param(index, SqlType.STRING);
    }

    private static ColumnValue value(Entity entity, String name) {
        return new ColumnValue(column(entity, name));
    }

    private static Comparison compare(BoundExpr left, Comparator comparator, BoundExpr right) {
        return new Comparison(comparator, left, right);
    }

    private static KeyChoices known(Entity entity, String name, BoundExpr value) {
        return KeyChoices.of(Map.of(column(entity, name), value));
    }

    private static Rel.Read read(Access access, BoundExpr... residual) {
        return read(Source.only(access.entity()), access, List.of(), residual);
    }

    private static Rel.Read read(Source source, Access access, List<SortKey> order, BoundExpr... residual) {
        return new Rel.Read(source, 20, access, Arrays.asList(residual), Set.of(), order, ONE);
    }

    private static Access.ByKeys ann() {
        return new Access.ByKeys(CUSTOMER, known(CUSTOMER, "username", text("ann")));
    }

    private static Access.ByQuery byStatus(boolean descending, boolean fetch) {
        return new Access.ByQuery(
                ORDER,
                index(ORDER, "by_status"),
                known(ORDER, "status", param(1)),
                new KeyRange.Bounds(
                        column(ORDER, "placed"),
                        List.of(new KeyRange.Bound(param(2), true)),
                        List.of(new KeyRange.Bound(param(3), false))),
                descending,
                fetch);
    }

    private static Explain explain(boolean consistent, Scans scans) {
        return new Explain(SHOP.table(), new ExplainSettings(consistent, scans, true));
    }

    private static Plan query(Rel root, Rel... subqueries) {
        return new Plan.QueryPlan(List.of(), root, List.of(), List.of(subqueries), false);
    }

    private static String lines(Rel root, Rel... subqueries) {
        return lines(query(root, subqueries), true, Scans.WARNED_OF);
    }

    private static String lines(Plan plan, boolean consistent, Scans scans) {
        return String.join("\n", explain(consistent, scans).lines(plan, Optional.empty()));
    }

    @Test
    void aRowByItsKey() {
        assertThat(lines(new Rel.Project(
                        read(ann(), compare(value(CUSTOMER, "username"), Comparator.EQ, text("ann"))),
                        List.of(value(CUSTOMER, "email"), value(CUSTOMER, "points")))))
                .isEqualTo("""
                        Project: email, points
                          -> GetItem: customer
                               partition key: pk made as customer#{username|key}, username = 'ann'
                               sort key: sk = 'customer'
                               checked again: username = 'ann'
                               consistency: consistent
                               expected: at most 1 request, 1 item""");
    }

    @Test
    void rowsByManyKeys() {
        KeyChoices keys = new KeyChoices(List.of(
                Map.of(column(CUSTOMER, "username"), new KeyChoices.One(param(1))),
                Map.of(column(CUSTOMER, "username"), new KeyChoices.Any(List.of(text("a"), text("b")))),
                Map.of(column(CUSTOMER, "username"), new KeyChoices.FromQuery(0))));

        assertThat(lines(read(new Access.ByKeys(CUSTOMER, keys)), new Rel.OneRow()))
                .isEqualTo("""
                        BatchGetItem: customer
                          partition key: pk made as customer#{username|key}
                          sort key: sk = 'customer'
                          keys: (username = ?1) OR (username IN ('a', 'b')) OR (username IN (subquery 1))
                          requests: one for 100 keys, each key once
                          consistency: consistent
                          expected: at most 1 request, 1 item
                        Subquery 1
                          -> One row""");
    }

    @Test
    void aRangeOfAnIndexReadBackwards() {
        Rel.Read read = new Rel.Read(
                Source.only(ORDER),
                20,
                byStatus(true, true),
                List.of(
                        compare(value(ORDER, "status"), Comparator.EQ, param(1)),
                        compare(value(ORDER, "placed"), Comparator.GE, param(2)),
                        compare(value(ORDER, "total"), Comparator.GT, number(5)),
                        new BoundExpr.Like(value(ORDER, "note"), text("a%"), null, false, false)),
                Set.of(),
                List.of(new SortKey(value(ORDER, "placed"), true, false)),
                new Estimate(3, 250, false));

        assertThat(lines(query(read), false, Scans.WARNED_OF)).isEqualTo("""
                        Query: order, global index gsi2 (by_status)
                          partition key: gsi2pk made as order.by_status#{status|key}, status = ?1
                          sort key: gsi2sk made as {placed|key}#{username|key}#{order_id|key}, placed >= ?2 AND placed < ?3
                          fetch: the items, from the table by BatchGetItem: the index lacks attributes
                          pushed down where DynamoDB can decide it: total > 5
                          pushed down as a looser condition: note LIKE 'a%'
                          checked again: status = ?1 AND placed >= ?2 AND total > 5 AND note LIKE 'a%'
                          in key order: placed DESC (read backwards)
                          consistency: eventually consistent (global index: may miss rows just written)
                          expected: about 3 requests, 250 items""");
    }

    static Stream<Arguments> ranges() {
        Column id = column(ORDER, "order_id");
        return Stream.of(
                Arguments.of(new KeyRange.BeginsWith(id, text("10")), "starts_with(order_id, '10')"),
                Arguments.of(new KeyRange.Like(id, text("10%"), null), "order_id LIKE '10%'"),
                Arguments.of(new KeyRange.Like(id, text("10%"), text("!")), "order_id LIKE '10%' ESCAPE '!'"),
                Arguments.of(new KeyRange.Seek(List.of(id), List.of(param(4)), true, false), "(order_id) > (?4)"),
                Arguments.of(
                        new KeyRange.Seek(
                                List.of(id, column(ORDER, "note")), List.of(param(4), text("x")), false, true),
                        "(order_id, note) <= (?4, 'x')"),
                Arguments.of(
                        new KeyRange.Bounds(id, List.of(), List.of(new KeyRange.Bound(text("9"), true))),
                        "order_id <= '9'"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void rangesOfTheSortKey(KeyRange range, String expected) {
        Access access = new Access.ByQuery(ORDER, null, known(ORDER, "username", text("ann")), range, false, false);

        assertThat(lines(read(access))).contains("  sort key: sk made as order#{order_id|key}, " + expected + "\n");
    }

    @Test
    void whatIsKnownOfAKeyWithoutConditions() {
        Access partition = new Access.ByQuery(ORDER, null, known(ORDER, "username", text("ann")), null, false, false);
        Access list = new Access.ByQuery(
                CUSTOMER, CUSTOMER.indexes().get(0), new KeyChoices(List.of(Map.of())), null, false, false);

        assertThat(lines(read(partition))).contains("  sort key: sk begins with 'order#'\n");
        assertThat(lines(read(list)))
                .startsWith("Query: customer, global index gsi1 (list)\n  partition key: gsi1pk = 'customer'\n");
    }

    @Test
    void aScanSaysWhatWouldAvoidIt() {
        Access scan = new Access.Scan(CUSTOMER, false, null, "give username in WHERE with =");
        Access hinted = new Access.Scan(
                CUSTOMER, true, new BoundExpr.Segment(number(0), number(4)), "give username in WHERE with =");

        assertThat(lines(query(read(scan)), false, Scans.REFUSED)).isEqualTo("""
                        Scan: customer
                          policy: refused: scan=forbid
                          advice: give username in WHERE with =
                          consistency: eventually consistent (consistentRead=false)
                          expected: at most 1 request, 1 item""");
        assertThat(lines(query(read(scan)), true, Scans.WARNED_OF)).contains("policy: runs with a warning: scan=warn");
        assertThat(lines(query(read(scan)), true, Scans.ALLOWED)).contains("policy: runs: scan=allow");
        assertThat(lines(query(read(hinted)), true, Scans.REFUSED))
                .contains("segment: 0 of 4\n", "policy: runs: the hint SCAN\n");
    }

    @Test
    void nothingIsRead() {
        assertThat(lines(read(new Access.Nothing(CUSTOMER)))).startsWith("""
                        No request: customer
                          because: the condition cannot be true
                        """);
    }

    /** Customers' slots come first, then those of orders. */
    private static Rel collectionJoin(boolean outer) {
        Source customers = new Source("c", CUSTOMER, 0);
        Source orders = new Source("order", ORDER, CUSTOMER.columns().size());
        ColumnValue left = customers.value(column(CUSTOMER, "username"));
        ColumnValue right = orders.value(column(ORDER, "username"));
        Rel.Read customer = read(
                customers,
                new Access.ByCollection(CUSTOMER, 0, Map.of(column(CUSTOMER, "username"), text("ann")), Map.of()),
                List.of());
        Rel.Read order = read(
                orders,
                new Access.ByCollection(ORDER, 0, Map.of(column(ORDER, "username"), text("ann")), Map.of()),
                List.of(),
                compare(orders.value(column(ORDER, "total")), Comparator.GT, number(5)));
        return new Rel.HashJoin(
                customer,
                order,
                outer,
                List.of(left),
                List.of(right),
                List.of(compare(left, Comparator.EQ, right)),
                ONE);
    }

    @Test
    void aJoinWithinAnItemCollection() {
        Rel join = collectionJoin(true);
        ColumnValue total = new ColumnValue(
                column(ORDER, "total"),
                CUSTOMER.columns().size() + column(ORDER, "total").ordinal());

        assertThat(lines(new Rel.Project(join, List.of(new ColumnValue(column(CUSTOMER, "email")), total))))
                .isEqualTo("""
                        Project: c.email, order.total
                          expected: at most 1 request, 1 item
                          -> Left hash join
                               condition: c.username = order.username
                               in memory: the second input
                               -> Query: customer AS c
                                    partition key: pk made as customer#{username|key}, c.username = 'ann'
                                    item collection: number 1, one Query for all its tables
                                    consistency: consistent
                                    expected: at most 1 request, 1 item
                               -> Query: order
                                    partition key: pk made as customer#{username|key}, order.username = 'ann'
                                    item collection: number 1, one Query for all its tables
                                    pushed down where DynamoDB can decide it: order.total > 5
                                    checked again: order.total > 5
                                    consistency: consistent
                                    expected: at most 1 request, 1 item""");
    }

    @Test
    void aLookupJoinReadsKeysOfTheLeftRows() {
        Source orders = new Source("o", ORDER, 0);
        Source customers = new Source("c", CUSTOMER, ORDER.columns().size());
        Rel join = new Rel.LookupJoin(
                read(orders, byStatus(false, false), List.of()),
                read(
                        customers,
                        new Access.ByKeys(
                                CUSTOMER, known(CUSTOMER, "username", orders.value(column(ORDER, "username")))),
                        List.of()),
                false,
                List.of());

        assertThat(lines(join))
                .startsWith("Lookup join\n")
                .contains("  -> BatchGetItem: customer AS c\n")
                .contains("     partition key: pk made as customer#{username|key}, c.username = o.username\n")
                .contains("     requests: one for 100 distinct keys of the first input's rows\n");
    }

    @Test
    void groupsAndWhatComesAfterThem() {
        Rel grouped = new Rel.Aggregate(
                read(byStatus(false, false)),
                List.of(value(ORDER, "status")),
                List.of(
                        new Rel.AggregateCall(Aggregates.resolve("count", SqlType.INT), false, number(1), null),
                        new Rel.AggregateCall(
                                Aggregates.resolve("sum", SqlType.DECIMAL),
                                true,
                                value(ORDER, "total"),
                                compare(value(ORDER, "total"), Comparator.GT, number(0)))));
        Rel having = new Rel.Filter(grouped, List.of(compare(new Slot(1, SqlType.LONG), Comparator.GT, number(2))));
        Rel projected = new Rel.Project(having, List.of(new Slot(0, SqlType.STRING), new Slot(2, SqlType.DECIMAL)));
        Rel sorted = new Rel.Sort(
                projected,
                List.of(
                        new SortKey(new Slot(1, SqlType.DECIMAL), true, true),
                        new SortKey(new Slot(0, SqlType.STRING), false, false)));
        String plan = lines(new Rel.Limit(new Rel.Distinct(sorted), number(10), param(4)));

        String sum = "SUM(DISTINCT total) FILTER (WHERE total > 0)";
        assertThat(plan).startsWith("""
                        Limit: 10 OFFSET ?4
                          -> Distinct
                               -> Sort: %s DESC NULLS FIRST, status NULLS LAST
                                    in memory: the rows
                                    -> Project: status, %s
                                         -> Filter
                                              condition: COUNT(*) > 2
                                              -> Group: status
                                                   aggregates: COUNT(*), %s
                                                   -> Query: order, global index gsi2 (by_status)
                        """.formatted(sum, sum, sum));
    }

    @Test
    void queriesInFromAndUnions() {
        Rel inner = new Rel.Project(read(ann()), List.of(value(CUSTOMER, "email")));
        Rel derived = new Rel.Derived(inner, 1, 3, 4, List.of(new BoundExpr.IsNull(new Slot(3, SqlType.STRING), true)));
        Rel all = new Rel.UnionAll(List.of(new Rel.Project(derived, List.of(new Slot(3, SqlType.STRING))), inner));

        assertThat(lines(all)).startsWith("""
                        Union all
                          expected: at most 2 requests, 2 items
                          -> Project: email
                               -> Query in FROM
                                    condition: email IS NOT NULL
                                    -> Project: email
                                         -> GetItem: customer
                        """);
    }

    @Test
    void physicalItemsAndCounts() {
        Rel.Items items = new Rel.Items(0, 4, text("customer#ann"), null, false, null, List.of(), true, ONE);
        Rel.Items all = new Rel.Items(
                0,
                4,
                null,
                null,
                false,
                null,
                List.of(new BoundExpr.IsNull(new Slot(2, SqlType.STRING), false)),
                true,
                ONE);

        assertThat(lines(items)).startsWith("""
                        Query: _items, the items as they are
                          partition key: pk = 'customer#ann'
                        """);
        assertThat(lines(all)).contains("advice: give pk in WHERE with =\n", "checked again: _entity IS NULL\n");
        assertThat(lines(new Rel.Count(read(ann())))).startsWith("Count\n");
    }

    static Stream<Arguments> expressions() {
        BoundExpr points = value(CUSTOMER, "points");
        BoundExpr email = value(CUSTOMER, "email");
        BoundExpr one = compare(points, Comparator.EQ, number(1));
        BoundExpr two = compare(points, Comparator.EQ, number(2));
        BoundExpr plus = new BoundExpr.Apply(
                Functions.resolve("+", List.of(SqlType.INT, SqlType.INT)), List.of(points, number(1)));
        return Stream.of(
                Arguments.of("'it''s'", text("it's")),
                Arguments.of("NULL", text(null)),
                Arguments.of("DATE '2024-06-03'", new Constant(LocalDate.of(2024, 6, 3), SqlType.DATE)),
                Arguments.of("X'0aff'", new Constant(Bytes.of(new byte[] {10, -1}), SqlType.BINARY)),
                Arguments.of("TRUE", new Constant(true, SqlType.BOOLEAN)),
                Arguments.of(
                        "(points = 1 OR points = 2) AND points = 1",
                        new BoundExpr.And(List.of(new BoundExpr.Or(List.of(one, two)), one))),
                Arguments.of("NOT (points = 1)", new BoundExpr.Not(one)),
                Arguments.of("(points = 1) IS NULL", new BoundExpr.IsNull(one, false)),
                Arguments.of("points IN (1, 2)", new BoundExpr.In(points, List.of(number(1), number(2)), false)),
                Arguments.of("points NOT IN (1)", new BoundExpr.In(points, List.of(number(1)), true)),
                Arguments.of(
                        "email NOT ILIKE ?1 ESCAPE '!'", new BoundExpr.Like(email, param(1), text("!"), true, true)),
                Arguments.of("email IS NOT DISTINCT FROM NULL", new BoundExpr.IsDistinct(email, text(null), true)),
                Arguments.of(
                        "(points, email) >= (1, ?1)",
                        new BoundExpr.RowComparison(
                                Comparator.GE, List.of(points, email), List.of(number(1), param(1)))),
                Arguments.of(
                        "(points, email) IN ((1, ?1))",
                        new BoundExpr.RowIn(List.of(points, email), List.of(List.of(number(1), param(1))), false)),
                Arguments.of(
                        "email IN (subquery 1)",
                        new BoundExpr.InQuery(List.of(email), 0, false, List.of(email.type()))),
                Arguments.of(
                        "(points, email) NOT IN (subquery 2)",
                        new BoundExpr.InQuery(List.of(points, email), 1, true, List.of(points.type(), email.type()))),
                Arguments.of("EXISTS (subquery 1)", new BoundExpr.Exists(0)),
                Arguments.of("(subquery 2)", new BoundExpr.ScalarQuery(1, SqlType.INT)),
                Arguments.of("segment(0, ?1)", new BoundExpr.Segment(number(0), param(1))),
                Arguments.of("points", new BoundExpr.Convert(points, SqlType.LONG)),
                Arguments.of("CAST(points AS string(3))", new BoundExpr.Cast(points, SqlType.string(3))),
                Arguments.of("COALESCE(email, 'x')", new BoundExpr.Coalesce(List.of(email, text("x")), SqlType.STRING)),
                Arguments.of(
                        "CASE WHEN points = 1 THEN 'a' ELSE email END",
                        new BoundExpr.Case(List.of(new BoundExpr.When(one, text("a"))), email, SqlType.STRING)),
                Arguments.of("now()", new BoundExpr.Call("now", List.of(), SqlType.TIMESTAMPTZ)),
                Arguments.of("current_date", new BoundExpr.Call("current_date", List.of(), SqlType.DATE)),
                Arguments.of("points + 1", plus),
                Arguments.of(
                        "(points + 1) + 1",
                        new BoundExpr.Apply(
                                Functions.resolve("+", List.of(SqlType.INT, SqlType.INT)), List.of(plus, number(1)))),
                Arguments.of(
                        "-(points + 1)",
                        new BoundExpr.Apply(Functions.resolve("negate", List.of(SqlType.INT)), List.of(plus))),
                Arguments.of(
                        "upper(email)",
                        new BoundExpr.Apply(Functions.resolve("upper", List.of(SqlType.STRING)), List.of(email))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void expressionsReadAsSql(String expected, BoundExpr expr) {
        assertThat(lines(new Rel.Project(read(ann()), List.of(expr))).lines().findFirst())
                .contains("Project: " + (expected.equals("TRUE") ? "true" : expected));
    }

    @Test
    void writesSayWhatTheySend() {
        assertThat(lines(planned("UPDATE customer SET email = 'x', points = 3 WHERE username = 'ann' AND points > 1")))
                .isEqualTo("""
                        Update: customer
                          set: email = 'x', points = 3
                          partition key: pk made as customer#{username|key}, username = 'ann'
                          sort key: sk = 'customer'
                          condition: points > 1
                          write: 1 UpdateItem with condition; after 1 GetItem where that cannot decide or do everything""");
        assertThat(lines(planned("DELETE FROM customer WHERE username = ?")))
                .startsWith("Delete: customer\n  partition key: pk made as customer#{username|key}, username = ?1\n")
                .contains("write: 1 DeleteItem");
        assertThat(lines(planned("DELETE FROM customer WHERE 1 = 0")))
                .isEqualTo("Delete: customer\n  write: none: the condition cannot be true");
        assertThat(lines(planned("INSERT INTO order (username, total) VALUES ('ann', 3)")))
                .isEqualTo("""
                        Insert: order
                          values: username = 'ann', total = 3.00
                          defaults: order_id = ulid(), status = 'new', placed = now()
                          write: 1 PutItem, on condition that there is no item with this key""");
    }

    private static Plan planned(String sql) {
        return new Planner(SHOP, PlanOptions.DEFAULT).plan(SqlParser.parse(sql));
    }

    private static String lines(Plan plan) {
        return lines(plan, true, Scans.WARNED_OF);
    }

    @Test
    void whatWasMeasuredComesLast() {
        Measured measured = new Measured(Map.of("Query", 2, "BatchGetItem", 1), 7, 3, 1.5, 0, 12);
        List<String> lines = explain(true, Scans.WARNED_OF).lines(query(read(ann())), Optional.of(measured));

        assertThat(lines)
                .endsWith(
                        "requests: 1 BatchGetItem, 2 Query",
                        "items read: 7",
                        "rows: 3",
                        "read units: 1.5",
                        "write units: 0",
                        "time: 12 ms");
    }

    @Test
    void jsonIsTheSameTree() throws Exception {
        Measured measured = new Measured(Map.of("GetItem", 1), 1, 1, 0.5, 0, 12);
        String json = explain(true, Scans.WARNED_OF)
                .json(query(new Rel.Limit(read(ann()), number(1), null), new Rel.OneRow()), Optional.of(measured));

        JsonNode tree = new ObjectMapper().readTree(json);
        assertThat(tree.at("/plan/operator").textValue()).isEqualTo("Limit");
        assertThat(tree.at("/plan/on").textValue()).isEqualTo("1");
        JsonNode read = tree.at("/plan/inputs/0");
        assertThat(read.at("/operator").textValue()).isEqualTo("GetItem");
        assertThat(read.at("/consistency").textValue()).isEqualTo("consistent");
        assertThat(read.at("/expected/requests").longValue()).isEqualTo(1);
        assertThat(read.at("/expected/exact").booleanValue()).isTrue();
        assertThat(tree.at("/subqueries/0/operator").textValue()).isEqualTo("One row");
        assertThat(tree.at("/measured/requests/GetItem").intValue()).isEqualTo(1);
        assertThat(tree.at("/measured/read units").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void everyNameInATextAndInJsonIsTheSame() {
        List<String> names = new ArrayList<>();
        Plan plan = query(read(byStatus(true, true)));
        explain(true, Scans.WARNED_OF).lines(plan, Optional.empty()).stream()
                .skip(1)
                .forEach(line -> names.add(line.strip().split(":", 2)[0]));

        assertThat(explain(true, Scans.WARNED_OF).json(plan, Optional.empty()))
                .contains(names.stream().map(name -> '"' + name + '"').toList());
    }
}
