package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.plan.Blocks.asc;
import static org.singletable.jdbc.plan.Blocks.column;
import static org.singletable.jdbc.plan.Blocks.desc;
import static org.singletable.jdbc.plan.Blocks.eq;
import static org.singletable.jdbc.plan.Blocks.value;
import static org.singletable.jdbc.plan.Blocks.values;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.sql.SqlParser;
import org.singletable.jdbc.type.SqlType;

/** The rules of access paths (docs/queries.md) on one table. */
class AccessPathTest {
    private static final Blocks BLOCKS = new Blocks(Blocks.PATHS);
    private static final Source THING = BLOCKS.table("thing");

    private static Rel.Read read(String sql, Catalog catalog) {
        Rel rel = ((Plan.QueryPlan) new Planner(catalog, PlanOptions.DEFAULT).plan(SqlParser.parse(sql))).root();
        while (!(rel instanceof Rel.Read)) {
            rel = rel.inputs().get(0);
        }
        return (Rel.Read) rel;
    }

    private static String path(String where) {
        return PathText.of(read("SELECT * FROM thing WHERE " + where, Blocks.PATHS));
    }

    private static BoundExpr thing(String name) {
        return column(THING, name);
    }

    private static FromPlanner.Planned plan(List<BoundExpr> where, SortKey... order) {
        return BLOCKS.plan(Blocks.of(THING), where, List.of(order));
    }

    /** Known values: IN and OR are several lookups or Queries. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "h = 'a' AND s IN ('x', 'y') AND n IN (1, 2, 3); key h n s x6",
                "h = 'a' AND s = 'x' AND (n = 1 OR n = 2 OR n IN (3, 4)); key h n s x4",
                "h IN ('a', 'b'); table h x2",
                "h = 'a' OR h = 'b' AND free = 'x'; table h x2",
                "h = 'a' OR 1 = 0; table h",
                "h = 'a' OR free = 'x'; scan",
                "(h = 'a' AND s = 'x' AND n = 1) OR (h = 'b' AND s = 'y' AND n = 2); key h n s x2",
                "(h = 'a' AND s = 'x') OR (h = 'b' AND s = 'y'); table h s x2",
                "(h = 'a' AND s = 'x') OR (h = 'b' AND n = 1); table h s + table h",
                "h = 'a' AND ((s = 'x' AND n = 1) OR (s = 'y' AND n = 2)); key h n s x2",
                "h IN ('a', 'b') AND h = ?; table h",
                "k IN ('a', 'b', 'b'); wide k x2",
                "h = 'a' AND s IN ('x', 'y'); table h s x2",
                "h = free; scan",
                "h = ? AND s = ? AND n = ?; key h n s",
                "h = 5; scan",
                "h IN ('a', 5); scan",
                "h = 'a' AND n = 1.5 AND s = 'x'; key h n s",
            })
    void valuesOfKeyColumns(String where, String expected) {
        assertThat(path(where)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "h = NULL; nothing",
                "free = NULL; nothing",
                "free LIKE NULL; nothing",
                "free IN (NULL, NULL); nothing",
                "free BETWEEN 'b' AND 'a'; nothing",
                "free > 'a' AND free < 'a'; nothing",
                "free >= 'a' AND free <= 'a' AND h = 'x'; table h",
                "1 = 0 OR NULL = 1; nothing",
                "1 = 0 OR h = 'a'; table h",
                "h IN ('a', 'b') AND h = 'c'; nothing",
                "h = 'a' AND h IS NULL; table h",
                "h IS NULL; scan",
                "n BETWEEN ? AND ?; scan",
            })
    void whatCannotBeTrueIsNotRead(String where, String expected) {
        assertThat(path(where)).isEqualTo(expected);
    }

    @Test
    void rule1EveryConjunctIsEvaluatedAgain() {
        assertThat(read("SELECT * FROM thing WHERE h = 'a' AND n > 1 AND (s = 'x' OR s = 'y')", Blocks.PATHS)
                        .residual())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "h = 'x' AND a = 'y'; table h",
                "h = 'x' AND a = 'y' AND k IS NOT NULL; near a h",
                "h = 'x' AND a = 'y' AND k <> 'z'; near a h",
                "h = 'x' AND a = 'y' AND k NOT IN ('z'); near a h",
                "h = 'x' AND a = 'y' AND NOT k = 'z'; near a h",
                "h = 'x' AND a = 'y' AND (k = 'z' OR k > 'a'); near a h",
                "h = 'x' AND a = 'y' AND (k = 'z' OR free = 'a'); table h",
                "h = 'x' AND a = 'y' AND k IS NULL; table h",
                "t = 't' AND (n = 1 OR n IS NULL); scan",
                "t = 't'; slim t fetch",
            })
    void rule3AnIndexIsUsedOnlyWhereItHasEveryRow(String where, String expected) {
        assertThat(path(where)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"near, a = 'x' AND k = 'y' AND h = 'z', near a h k", "person, name > 'a', wide name>"})
    void rule3AnIndexThatHasWhatIsWantedIsReadAlone(String table, String where, String expected) {
        String entity = table.equals("near") ? "thing" : table;
        assertThat(PathText.of(read("SELECT * FROM " + entity + " WHERE " + where, Blocks.PATHS)))
                .isEqualTo(expected);
    }

    @Test
    void rule7OnlyColumnsThatAreReadAreWanted() {
        int a = ((BoundExpr.ColumnValue) thing("a")).slot();
        FromBlock block =
                new FromBlock(Blocks.of(THING), THING.width(), List.of(eq(thing("h"), "x")), Set.of(a), false);
        FromPlanner planner = new FromPlanner(new AccessPlanner(false), Blocks.PATHS);
        assertThat(((Rel.Read) planner.plan(block, Delivery.ALL).rel()).wanted())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("a", "h");
    }

    @Test
    void rule9AHintAllowsTheScan() {
        FromBlock block = new FromBlock(Blocks.of(THING), THING.width(), List.of(), Set.of(), true);
        FromPlanner planner = new FromPlanner(new AccessPlanner(false), Blocks.PATHS);
        assertThat(PathText.of(planner.plan(block, Delivery.ALL).rel())).isEqualTo("scan allowed");
    }

    @Test
    void rule10StrictReadsUseNoGlobalIndex() {
        FromPlanner strict = new FromPlanner(new AccessPlanner(true), Blocks.PATHS);
        FromBlock block = new FromBlock(Blocks.of(THING), THING.width(), List.of(eq(thing("k"), "x")), Set.of(), false);
        Rel.Read read = (Rel.Read) strict.plan(block, Delivery.ALL).rel();
        assertThat(read.access())
                .isInstanceOfSatisfying(
                        Access.Scan.class,
                        scan -> assertThat(scan.advice())
                                .isEqualTo(
                                        "give h in WHERE with =; or read its global indexes with consistentRead=true instead of"
                                                + " strict; or give the entity an index on k"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "h = 'a' AND s > 'x'; table h s>",
                "h = 'a' AND s > 'x' AND s <= 'z' AND 'y' >= s; table h s><=<=",
                "h = 'a' AND s BETWEEN ? AND ?; table h s>=<=",
                "h = 'a' AND s = 'x' AND n > 1.5; table h s n>",
                "h = 'a' AND n > 1; table h",
                "h = 'a' AND s LIKE 'x%'; table h s%",
                "h = 'a' AND s LIKE ?; table h s%",
                "h = 'a' AND s LIKE '%x'; table h",
                "h = 'a' AND s NOT LIKE 'x%'; table h",
                "h = 'a' AND s > 'a' AND s LIKE 'x%'; table h s%",
                "h = 'a' AND s > 5; table h",
                "k = 'a' AND d > 1; wide k",
                "t = 't' AND n > 1; slim t n> fetch",
                "t = 't' AND n BETWEEN 1 AND 99; slim t n>=<= fetch",
                "t = 't' AND n BETWEEN 1 AND 1000; slim t n>=<= fetch",
                "t = 't' AND n BETWEEN -1 AND 99; slim t n>=<= fetch",
                "t = 't' AND n BETWEEN ? AND ?; slim t n>=<= fetch",
                "h IN ('a', 'b') AND s > 'x'; table h x2 s>",
            })
    void rule4RangesGoThroughFormatsThatKeepOrder(String where, String expected) {
        assertThat(path(where)).isEqualTo(expected);
    }

    static Stream<Arguments> rowValues() {
        BoundExpr h = eq(thing("h"), "a");
        List<BoundExpr> sn = List.of(thing("s"), thing("n"));
        return Stream.of(
                Arguments.of("table h s+n>", List.of(h, row(Comparator.GT, sn, values("x", 1)))),
                Arguments.of("table h s+n<=", List.of(h, row(Comparator.LE, sn, values("x", 1)))),
                Arguments.of("table h s+n<", List.of(h, row(Comparator.GT, values("x", 1), sn))),
                Arguments.of(
                        "table h s>=",
                        List.of(h, row(Comparator.GT, List.of(thing("s"), thing("free")), values("x", "y")))),
                Arguments.of(
                        "table h", List.of(h, row(Comparator.GT, List.of(thing("n"), thing("s")), values(1, "x")))),
                Arguments.of(
                        "table h s n>",
                        List.of(h, eq(thing("s"), "x"), row(Comparator.GT, List.of(thing("n")), values(1)))),
                Arguments.of("key h n s", List.of(h, row(Comparator.EQ, sn, values("x", 1)))),
                Arguments.of(
                        "key h n s x2",
                        List.of(h, new BoundExpr.RowIn(sn, List.of(values("x", 1), values("y", 2)), false))),
                Arguments.of("table h s~", List.of(h, Blocks.startsWith(thing("s"), value("x")))),
                Arguments.of("table h", List.of(h, Blocks.startsWith(thing("free"), value("x")))));
    }

    private static BoundExpr row(Comparator comparator, List<BoundExpr> left, List<BoundExpr> right) {
        return new BoundExpr.RowComparison(comparator, left, right);
    }

    @ParameterizedTest
    @MethodSource("rowValues")
    void rowValuesAndPrefixesAreRanges(String expected, List<BoundExpr> where) {
        assertThat(PathText.of(plan(where).rel())).isEqualTo(expected);
    }

    static Stream<Arguments> orders() {
        BoundExpr h = eq(thing("h"), "a");
        BoundExpr k = eq(thing("k"), "a");
        BoundExpr hs = Blocks.in(thing("h"), "a", "b");
        return Stream.of(
                Arguments.of("table h", true, List.of(h), List.of(asc(thing("s")))),
                Arguments.of("table h", true, List.of(h), List.of(asc(thing("s")), asc(thing("n")))),
                Arguments.of("table h backward", true, List.of(h), List.of(desc(thing("s")), desc(thing("n")))),
                Arguments.of("table h", false, List.of(h), List.of(asc(thing("s")), desc(thing("n")))),
                Arguments.of("table h", false, List.of(h), List.of(asc(thing("n")))),
                Arguments.of("table h s", true, List.of(h, eq(thing("s"), "x")), List.of(asc(thing("n")))),
                Arguments.of("table h", true, List.of(h), List.of(desc(thing("h")), asc(thing("s")))),
                Arguments.of(
                        "table h",
                        true,
                        List.of(h, eq(thing("free"), "x")),
                        List.of(asc(thing("free")), asc(thing("s")))),
                Arguments.of("table h", false, List.of(h), List.of(asc(thing("s")), asc(thing("free")))),
                Arguments.of("table h x2", true, List.of(hs), List.of(asc(thing("s")))),
                Arguments.of("table h x2 backward", true, List.of(hs), List.of(desc(thing("h")), desc(thing("s")))),
                Arguments.of("wide k", true, List.of(k), List.of(asc(thing("d")), asc(thing("s")))),
                Arguments.of("wide k backward", true, List.of(k), List.of(desc(thing("d")))),
                Arguments.of("wide k", false, List.of(k), List.of(new SortKey(thing("d"), false, false))),
                Arguments.of("wide k", false, List.of(k), List.of(asc(thing("s")))),
                Arguments.of("wide d k", true, List.of(k, eq(thing("d"), BigDecimal.ONE)), List.of(asc(thing("s")))),
                Arguments.of("slim t fetch", false, List.of(eq(thing("t"), "x")), List.of(asc(thing("n")))),
                Arguments.of(
                        "key h n s",
                        true,
                        List.of(h, eq(thing("s"), "x"), eq(thing("n"), 1)),
                        List.of(asc(thing("free")))),
                Arguments.of("scan", false, List.of(), List.of(asc(thing("s")))));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void rule5OrderOfTheKey(String expected, boolean ordered, List<BoundExpr> where, List<SortKey> order) {
        FromPlanner.Planned planned = BLOCKS.plan(Blocks.of(THING), where, order);
        assertThat(PathText.of(planned.rel())).isEqualTo(expected);
        assertThat(planned.ordered()).isEqualTo(ordered);
        boolean merged = ordered && !expected.startsWith("key");
        assertThat(((Rel.Read) planned.rel()).order()).isEqualTo(merged ? order : List.of());
    }

    @Test
    void ofTwoIndexesTheOneInOrderIsRead() {
        Blocks blocks = new Blocks(Blocks.SHOP);
        Source order = blocks.table("order");
        List<BoundExpr> where =
                List.of(eq(column(order, "status"), "new"), new BoundExpr.IsNull(column(order, "total"), true));
        assertThat(PathText.of(blocks.plan(Blocks.of(order), where, List.of(asc(column(order, "total"))))
                        .rel()))
                .isEqualTo("gsi3 status");
        assertThat(PathText.of(blocks.plan(Blocks.of(order), where, List.of(desc(column(order, "placed"))))
                        .rel()))
                .isEqualTo("gsi2 status backward");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "h = 'a' AND s = 'x' AND n = 1; 1; 1; true",
                "h = 'a' AND s = 'x' AND n IN (1, 2, 3); 1; 3; true",
                "h = 'a'; 1; 100; false",
                "h = 'a' AND s = 'x'; 1; 10; false",
                "h = 'a' AND s > 'x'; 1; 34; false",
                "h IN ('a', 'b'); 2; 200; false",
                "t = 'a'; 2; 200; false",
                "free = 'x'; 100; 100000; false",
                "1 = 0; 0; 0; true",
            })
    void whatAPathIsExpectedToCost(String where, long requests, long items, boolean exact) {
        assertThat(read("SELECT * FROM thing WHERE " + where, Blocks.PATHS).estimate())
                .isEqualTo(new Estimate(requests, items, exact));
    }

    @Test
    void keysOfAQuery() {
        BoundExpr h = eq(thing("h"), "a");
        BoundExpr s = new BoundExpr.InQuery(List.of(thing("s")), 0, false, List.of(SqlType.STRING));
        assertThat(PathText.of(plan(List.of(h, s, eq(thing("n"), 1))).rel())).isEqualTo("key h n s queried");
        BoundExpr number = new BoundExpr.InQuery(List.of(thing("s")), 0, false, List.of(SqlType.INT));
        assertThat(PathText.of(plan(List.of(h, number, eq(thing("n"), 1))).rel()))
                .as("'5' and '05' are both 5")
                .isEqualTo("table h");
        BoundExpr scalar = eq(thing("h"), new BoundExpr.ScalarQuery(0, SqlType.STRING));
        assertThat(PathText.of(plan(List.of(scalar)).rel())).isEqualTo("table h");
    }

    @Test
    void aGeneratedValueIsNoKey() {
        assertThat(path("h = uuid()")).isEqualTo("scan");
    }

    @Test
    void rule12TooManyAlternativesAreNotLookedUp() {
        List<BoundExpr> few = new ArrayList<>();
        List<BoundExpr> many = new ArrayList<>();
        IntStream.range(0, 1001).forEach(i -> {
            BoundExpr key = Blocks.and(eq(thing("h"), "h" + i), eq(thing("s"), "x"), eq(thing("n"), i));
            many.add(key);
            if (i < 1000) {
                few.add(key);
            }
        });
        assertThat(PathText.of(plan(List.of(new BoundExpr.Or(few))).rel())).isEqualTo("key h n s x1000");
        assertThat(PathText.of(plan(List.of(new BoundExpr.Or(many))).rel())).isEqualTo("scan");
    }

    @Test
    void aLongListOfOneColumnIsLookedUp() {
        Object[] numbers = IntStream.range(0, 5000).boxed().toArray();
        assertThat(PathText.of(plan(List.of(eq(thing("h"), "a"), eq(thing("s"), "x"), Blocks.in(thing("n"), numbers)))
                        .rel()))
                .as("one Query reads fewer requests, and is assumed to have few items")
                .isEqualTo("table h s");
    }

    @ParameterizedTest
    @CsvSource({"id = 'x', table id", "id = 'x' AND \"at\" = '2024-06-03T12:00:00Z', table id"})
    void aKeyWithSeveralTextsForAValueIsNotUsed(String where, String expected) {
        assertThat(PathText.of(read("SELECT * FROM secret WHERE " + where, Blocks.PATHS)))
                .isEqualTo(expected);
    }

    @Test
    void aSegmentIsAlwaysAScan() {
        BoundExpr segment = new BoundExpr.Segment(value(0), value(4));
        Rel.Read read = (Rel.Read) plan(List.of(segment, eq(thing("h"), "a"))).rel();
        assertThat(PathText.of(read)).isEqualTo("scan segment");
        assertThat(read.residual()).hasSize(1);
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> plan(List.of(Blocks.or(segment, eq(thing("h"), "a")))))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED));
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> plan(List.of(segment, segment)));
    }
}
