package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.sql.SqlParser;
import org.singletable.jdbc.type.Kind;

/** Which access path a condition gets. */
class PlannerTest {
    private static final Catalog SHOP = Blocks.SHOP;

    private static final Catalog LAYOUTS = Blocks.LAYOUTS;

    private static Plan plan(String sql, boolean strictReads) {
        return new Planner(SHOP, new PlanOptions(strictReads, RowScope.ALL)).plan(SqlParser.parse(sql));
    }

    /** The only read of a query. */
    private static Rel.Read read(Plan plan) {
        Rel rel = ((Plan.QueryPlan) plan).root();
        while (!(rel instanceof Rel.Read)) {
            rel = rel.inputs().get(0);
        }
        return (Rel.Read) rel;
    }

    private static String path(Access access) {
        return PathText.of(access);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "customer; username = 'a'; key username",
                "customer; 'a' = username; key username",
                "customer; username = ?; key username",
                "customer; username IN ('a'); key username",
                "customer; username = 'a' AND points > 3; key username",
                "customer; username = 'a' AND username = 'b'; nothing",
                "customer; points > 3; gsi1",
                "customer; username > 'a'; gsi1 username>",
                "customer; username = 'a' OR username = 'b'; key username x2",
                "customer; NOT username = 'a'; gsi1",
                "customer; username = email; gsi1",
                "customer; username = uuid(); gsi1",
                "customer; 1 = 0; nothing",
                "customer; 1 = 1 AND 2 > 3; nothing",
                "customer; NULL = 1; nothing",
                "order; username = 'a' AND order_id = 'o'; key order_id username",
                "order; username = 'a'; table username",
                "order; order_id = 'o'; gsi1 order_id",
                "order; status = 'new'; gsi2 status",
                "order; status = 'new' AND placed = '2024-06-03T12:00:00Z'; gsi2 placed status",
                "order; status = 'new' AND username = 'a'; table username",
                "order; total = 3; gsi1",
                "order_line; username = 'a' AND order_id = 'o' AND line_no = 1; key line_no order_id username",
                "order_line; username = 'a' AND order_id = 'o'; table order_id username",
                "order_line; username = 'a' AND line_no = 1; table username",
            })
    void theCheapestPathIsTaken(String table, String where, String expected) {
        Rel.Read read = read(plan("SELECT * FROM \"" + table + "\" WHERE " + where, false));
        assertThat(path(read.access())).isEqualTo(expected);
        assertThat(read.residual()).as("every predicate is evaluated again").isNotEmpty();
    }

    /** Rows are missing from an index whose key is not written, and attributes from one that does not project them. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "box = 'b' AND gift = TRUE AND wrapped = '2024-06-03T12:00:00Z'; gifts box wrapped",
                "box = 'b' AND gift = FALSE AND wrapped = '2024-06-03T12:00:00Z'; table box",
                "box = 'b' AND wrapped = '2024-06-03T12:00:00Z'; table box",
                "box = 'b' AND gift = ? AND wrapped = '2024-06-03T12:00:00Z'; table box",
                "code = 'c'; by_code code",
                "box = 'b' AND shelf = 's'; table box",
            })
    void anIndexThatMayMissRowsIsNotUsed(String where, String expected) {
        Plan plan =
                new Planner(LAYOUTS, PlanOptions.DEFAULT).plan(SqlParser.parse("SELECT * FROM parcel WHERE " + where));
        assertThat(path(read(plan).access())).isEqualTo(expected);
    }

    @Test
    void rowsOfAnIndexThatLacksAttributesAreFetched() {
        Plan plan = new Planner(LAYOUTS, PlanOptions.DEFAULT)
                .plan(SqlParser.parse("SELECT * FROM parcel WHERE shelf = 's'"));
        assertThat(path(read(plan).access())).isEqualTo("slim shelf fetch");
        assertThat(read(plan).estimate()).isEqualTo(new Estimate(2, 200, false));
    }

    @Test
    void withoutAConditionTheListIsRead() {
        assertThat(path(read(plan("SELECT * FROM product", false)).access())).isEqualTo("gsi1");
    }

    @Test
    void aScanSaysWhatWouldAvoidIt() {
        Access access =
                read(plan("SELECT * FROM order_line WHERE sku = 'x'", false)).access();
        assertThat(access)
                .isInstanceOfSatisfying(
                        Access.Scan.class,
                        scan -> assertThat(scan.advice())
                                .isEqualTo("give username in WHERE with =; or give the entity an index on sku"));
    }

    @Test
    void strictReadsUseNoGlobalIndex() {
        assertThat(path(read(plan("SELECT * FROM product", true)).access())).isEqualTo("scan");
        assertThat(path(read(plan("SELECT * FROM \"order\" WHERE username = 'a' AND status = 'new'", true))
                        .access()))
                .isEqualTo("table username");
    }

    @Test
    void parametersTakeTheTypeOfWhatTheyAreComparedWithOrAssignedTo() {
        assertThat(plan("SELECT * FROM \"order\" WHERE username = ? AND total IN (?, 3) AND ? < placed LIMIT ?", false)
                        .parameters())
                .extracting(parameter -> parameter.type().kind())
                .containsExactly(Kind.STRING, Kind.DECIMAL, Kind.TIMESTAMPTZ, Kind.LONG);
        assertThat(plan("INSERT INTO customer (username, email, points) VALUES (?, ?, ?)", false)
                        .parameters())
                .containsExactly(
                        new Plan.ParameterInfo(org.singletable.jdbc.type.SqlType.STRING, false),
                        new Plan.ParameterInfo(org.singletable.jdbc.type.SqlType.STRING, false),
                        new Plan.ParameterInfo(org.singletable.jdbc.type.SqlType.INT, true));
    }

    @Test
    void resultColumnsSayWhereTheyComeFrom() {
        Plan.QueryPlan plan =
                (Plan.QueryPlan) plan("SELECT c.username AS u, 1, c.* FROM customer c WHERE username = 'a'", false);
        assertThat(plan.columns()).extracting(Plan.ResultColumn::label).startsWith("u", "column2", "username", "email");
        assertThat(plan.columns().get(0).name()).isEqualTo("username");
        assertThat(plan.columns().get(0).nullable()).isFalse();
        assertThat(plan.columns().get(1).entity()).isNull();
    }

    @Test
    void anUpdateSeparatesTheKeyFromFurtherConditions() {
        Plan.UpdatePlan plan =
                (Plan.UpdatePlan) plan("UPDATE customer SET points = 1 WHERE username = 'a' AND points = 0", false);
        assertThat(path(plan.target().access())).isEqualTo("key username");
        assertThat(plan.target().beyondKey()).hasSize(1);
    }

    @Test
    void equalValuesGiveEqualPlans() {
        assertThat(plan("SELECT * FROM customer WHERE username = ?", false))
                .isEqualTo(plan("SELECT * FROM customer WHERE username = ?", false));
    }
}
