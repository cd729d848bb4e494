package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.sql.SqlParser;
import org.singletable.jdbc.sql.Statement;

/** FROM with its names resolved: tables and their slots, conditions of joins, derived tables made part of the SELECT. */
class FromBinderTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "customer; customer@0",
                "customer c JOIN \"order\" o ON c.username = o.username AND o.total > 3;"
                        + " (customer@0 join order@6 on username@0 = username@6, total@9 > 3)",
                "customer c LEFT JOIN \"order\" o ON c.username = o.username LEFT JOIN order_line l"
                        + " ON l.order_id = o.order_id AND l.username = o.username;"
                        + " ((customer@0 left join order@6 on username@0 = username@6)"
                        + " left join order_line@13 on order_id@14 = order_id@7, username@13 = username@6)",
                "customer c JOIN _items i ON i.pk = c.email; (customer@0 join _items@6 on @6 = email@1)",
            })
    void tablesHaveTheirSlots(String from, String expected) {
        assertThat(PlanText.of(PlanSamples.from("SELECT 1 FROM " + from).node()))
                .isEqualTo(expected);
    }

    /** Expected: FROM, then the conditions that go to WHERE. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "(SELECT * FROM customer) x; customer@0; ``",
                "(SELECT username AS u FROM customer WHERE points > 3) x; customer@0; points@3 > 3",
                "(SELECT u FROM (SELECT username u, vip FROM customer WHERE vip) a WHERE u = 'x') x;"
                        + " customer@0; vip@4, username@0 = 'x'",
                "(SELECT 1 AS one, ? AS p, sku FROM product) x; product@0; ``",
                "(SELECT c.username FROM customer c JOIN \"order\" o ON o.username = c.username WHERE o.total = 1) x;"
                        + " (customer@0 join order@6 on username@6 = username@0); total@9 = 1",
                "(SELECT * FROM customer WHERE vip) x LEFT JOIN product p ON p.sku = x.email;"
                        + " (customer@0 left join product@6 on sku@6 = email@1); vip@4",
                "customer c LEFT JOIN (SELECT username u, total FROM \"order\" WHERE total > 1) x ON x.u = c.username;"
                        + " (customer@0 left join order@6 on total@9 > 1, username@6 = username@0); ``",
                "customer c JOIN (SELECT username u, 1 AS one FROM \"order\" WHERE total > 1) x ON x.u = c.username;"
                        + " (customer@0 join order@6 on total@9 > 1, username@6 = username@0); ``",
            })
    void aPlainDerivedTableBecomesPartOfTheSelect(String from, String expected, String where) {
        FromBinder.Bound bound = PlanSamples.from("SELECT 1 FROM " + from);
        assertThat(PlanText.of(bound.node())).isEqualTo(expected);
        assertThat(PlanText.all(bound.where())).isEqualTo(where);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "(SELECT DISTINCT vip FROM customer) x; {distinct project[vip@4] read[customer]}@0",
                "(SELECT vip FROM customer LIMIT 3) x; {project[vip@4] limit[3] read[customer]}@0",
                "(SELECT vip FROM customer OFFSET 3) x; {project[vip@4] limit[all offset 3] read[customer]}@0",
                "(SELECT sku FROM product ORDER BY price) x;"
                        + " {project[sku@0] sort[price@2 nulls first] read[product]}@0",
                "(SELECT uuid() AS id FROM product) x; {project[uuid()] read[product]}@0",
                "(SELECT 1 AS a) x; {project[1] row}@0",
                "(SELECT 1 AS a UNION ALL SELECT 2) x; {union (project[1] row, project[2] row)}@0",
                "customer c LEFT JOIN (SELECT 1 AS one, sku FROM product) x ON x.sku = c.email;"
                        + " (customer@0 left join {project[1, sku@0] read[product]}@6 on @7 = email@1)",
            })
    void anyOtherIsAQueryOfItsOwn(String from, String expected) {
        assertThat(PlanText.of(PlanSamples.from("SELECT 1 FROM " + from).node()))
                .isEqualTo(expected);
    }

    /** Spark and jOOQ wrap what they were given. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT \"username\",\"points\" FROM (SELECT * FROM customer) SPARK_GEN_SUBQ_0 WHERE \"username\" = 'a';"
                        + " project[username@0, points@3] read[customer where username@0 = 'a']",
                "SELECT x.u FROM (SELECT username AS u, 5 AS five FROM customer) x WHERE u = 'a' AND five = ?;"
                        + " project[username@0] read[customer where username@0 = 'a', 5 = ?int]",
                "SELECT x.u FROM (SELECT username, 5 FROM customer) x (u, five) WHERE u = 'a' AND five = ?;"
                        + " project[username@0] read[customer where username@0 = 'a', 5 = ?int]",
                "SELECT * FROM (SELECT * FROM (SELECT username FROM customer) a) b;"
                        + " project[username@0] read[customer]",
            })
    void conditionsAroundADerivedTableReachTheTableWithin(String sql, String expected) {
        assertThat(PlanText.of(PlanSamples.query(sql).root())).isEqualTo(expected);
    }

    @Test
    void theHintOfAFlattenedTableCounts() {
        Statement.Select inner =
                (Statement.Select) SqlParser.parse("SELECT * FROM customer").statement();
        for (boolean hint : new boolean[] {true, false}) {
            Statement.Select hinted = new Statement.Select(
                    false, inner.items(), inner.from(), null, List.of(), null, List.of(), null, null, hint, false);
            FromBinder.Bound bound = new FromBinder(
                            PlanSamples.SHOP, RowScope.ALL, new Parameters(0), InnerQueries.NONE, null)
                    .bind(new Statement.DerivedTable(hinted, "x", List.of()));
            assertThat(bound.scanAllowed()).isEqualTo(hint);
        }
    }

    @Test
    void columnsOfDerivedTablesKeepWhereTheyComeFrom() {
        for (String distinct : new String[] {"", "DISTINCT "}) {
            Plan.ResultColumn column = PlanSamples.from(
                            "SELECT 1 FROM (SELECT " + distinct + "username AS u FROM customer) x")
                    .scope()
                    .tables()
                    .get(0)
                    .columns()
                    .get(0)
                    .result(null);
            assertThat(PlanText.of(column)).isEqualTo("u string customer.username");
        }
    }
}
