package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators above what a query reads, and the columns of its result. */
class SelectPlannerTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '!',
            value = {
                "SELECT 1! project[1] row",
                "SELECT 1 WHERE 1 = 0! project[1] filter[1 = 0] row",
                "SELECT 1 ORDER BY 1 LIMIT 3! project[1] limit[3] row",
                "SELECT sku FROM product! project[sku@0] read[product]",
                "SELECT sku FROM product LIMIT 3 OFFSET ?!"
                        + " project[sku@0] limit[3 offset convert(?long):long] read[product]",
                "SELECT sku FROM product ORDER BY price! project[sku@0] sort[price@2 nulls first] read[product]",
                "SELECT sku FROM product ORDER BY price DESC, 1!"
                        + " project[sku@0] sort[price@2 desc nulls last, sku@0 nulls first] read[product]",
                "SELECT sku FROM product ORDER BY price NULLS LAST, name DESC NULLS FIRST LIMIT 2!"
                        + " project[sku@0] limit[2] sort[price@2 nulls last, name@1 desc nulls first] read[product]",
                "SELECT price AS sku FROM product ORDER BY sku! project[price@2] sort[price@2 nulls first] read[product]",
                "SELECT price AS name FROM product ORDER BY product.name!"
                        + " project[price@2] sort[name@1 nulls first] read[product]",
                "SELECT price AS P FROM product ORDER BY p! project[price@2] sort[price@2 nulls first] read[product]",
                "SELECT sku FROM product ORDER BY 'x', NULL, ?! project[sku@0] read[product]",
                "SELECT sku FROM product ORDER BY CASE WHEN price > 1 THEN 1 END!"
                        + " project[sku@0] sort[case when price@2 > 1 then 1 end nulls first] read[product]",
                "SELECT DISTINCT name FROM product! distinct project[name@1] read[product]",
                "SELECT DISTINCT name, price FROM product ORDER BY price, product.name LIMIT 2!"
                        + " limit[2] sort[@1 nulls first, @0 nulls first] distinct project[name@1, price@2] read[product]",
                "SELECT sku FROM product GROUP BY sku! project[@0] group[sku@0; ] read[product]",
                "SELECT price p, name FROM product GROUP BY p, product.name ORDER BY 2!"
                        + " project[@0, @1] sort[@1 nulls first] group[price@2, name@1; ] read[product]",
                "SELECT DISTINCT name FROM product GROUP BY price, name ORDER BY name!"
                        + " sort[@0 nulls first] distinct project[@1] group[price@2, name@1; ] read[product]",
                "SELECT 1 FROM product HAVING 1 = 1! project[1] filter[1 = 1] group[; ] read[product]",
                "SELECT CASE name WHEN 'a' THEN 1 END FROM product GROUP BY name HAVING name > 'b'!"
                        + " project[case when @0 = 'a' then 1 end] filter[@0 > 'b'] group[name@1; ] read[product]",
                "SELECT CAST(name AS int) FROM product GROUP BY CAST(name AS int)!"
                        + " project[@0] group[cast(name@1):int; ] read[product]",
                "SELECT 1 AS a UNION ALL SELECT 2.5!"
                        + " union (project[convert(@0):decimal] project[1] row, project[2.5] row)",
                "SELECT NULL AS a UNION ALL SELECT 2!"
                        + " union (project[convert(@0):int] project[null] row, project[2] row)",
                "SELECT sku, price FROM product UNION ALL SELECT email, points FROM customer ORDER BY 2 DESC, sku LIMIT 3!"
                        + " limit[3] sort[@1 desc nulls last, @0 nulls first] union (project[sku@0, price@2] read[product],"
                        + " project[@0, convert(@1):decimal(18,2)] project[email@1, points@3] read[customer])",
            })
    void aQueryIsATreeOfOperators(String sql, String expected) {
        String text = PlanText.of(PlanSamples.query(sql).root());
        assertThat(text).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT sku FROM product ORDER BY 0; 42601; ORDER BY 0 names no column",
                "SELECT sku FROM product ORDER BY 2; 42601; ORDER BY 2 names no column of the result, which has 1",
                "SELECT sku FROM product ORDER BY 99999999999; 42601; names no column",
                "SELECT sku s FROM product ORDER BY nonsense; 42703; nonsense",
                "SELECT DISTINCT sku FROM product ORDER BY price; 42601; with SELECT DISTINCT",
                "SELECT 1 UNION ALL SELECT 2 ORDER BY 1 + 1; 42601; with UNION ALL",
                "SELECT 1 UNION ALL SELECT 2, 3; 42601; each query of UNION ALL needs 1 columns, not 2",
                "SELECT sku FROM product UNION ALL SELECT 2 ORDER BY price; 42601; with UNION ALL",
                "SELECT price FROM product GROUP BY name; 42803; column \"price\" must be in GROUP BY",
                "SELECT * FROM product GROUP BY name; 42803; column \"sku\" must be in GROUP BY",
                "SELECT name FROM product GROUP BY 1; 42803; column \"name\" must be in GROUP BY",
                "SELECT name FROM product GROUP BY name ORDER BY price; 42803; column \"price\"",
                "SELECT name FROM product GROUP BY name HAVING price > 1; 42803; column \"price\"",
                "SELECT name FROM product HAVING 1 = 1; 42803; column \"name\"",
                "SELECT 1 FROM product GROUP BY COUNT(*); 42803; cannot stand in GROUP BY",
            })
    void whatHasNoMeaningIsRefused(String sql, String state, String message) {
        PlanSamples.refused(sql, state, message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT sku, price AS p FROM product; sku string(20) product.sku, p=price decimal(18,2) product.price",
                "SELECT 1, NULL AS n, uuid() FROM product; column1 int, n=column2 string?, uuid uuid",
                "SELECT CAST(price AS int), CASE WHEN 1 = 1 THEN 'x' END AS c FROM product; price int?, c=case string?",
                "SELECT x.p FROM (SELECT price AS p FROM product) x; p decimal(18,2) product.price",
                "SELECT price FROM product GROUP BY price; price decimal(18,2) product.price",
                "SELECT price AS p FROM product UNION ALL SELECT points FROM customer; p decimal(18,2)?",
                "SELECT NULL AS a UNION ALL SELECT 2; a int?",
            })
    void resultColumnsSayWhatTheyAre(String sql, String expected) {
        assertThat(PlanSamples.query(sql).columns().stream().map(PlanText::of).collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @Test
    void queriesWithinExpressionsAreNumbered() {
        Plan.QueryPlan plan = PlanSamples.query("SELECT (SELECT 1), EXISTS (SELECT (SELECT 2)) WHERE 3 IN (SELECT 3)");
        assertThat(PlanText.of(plan.root())).isEqualTo("project[query0, exists query2] filter[(3) in query3] row");
        assertThat(plan.subqueries().stream().map(PlanText::of))
                .containsExactly("project[1] row", "project[2] row", "project[query1] row", "project[3] row");
    }

    @Test
    void explainHasThePlanOfItsStatement() {
        Plan.ExplainPlan plan = (Plan.ExplainPlan) PlanSamples.plan("EXPLAIN ANALYZE SELECT ? FROM product");
        assertThat(plan.analyze()).isTrue();
        assertThat(plan.parameters()).hasSize(1);
        assertThat(PlanText.of(((Plan.QueryPlan) plan.explained()).root())).startsWith("project[?string]");
    }

    @Test
    void theCatalogTellsItsTablesAndColumns() {
        Plan.CatalogRows tables = (Plan.CatalogRows) PlanSamples.plan("SHOW TABLES");
        assertThat(tables.columns()).extracting(Plan.ResultColumn::label).containsExactly("TABLE_NAME", "TABLE_SCHEMA");
        assertThat(tables.rows().toString())
                .isEqualTo("[[customer, shop], [order, shop], [order_line, shop], [product, shop]]");
        Plan.CatalogRows order = (Plan.CatalogRows) PlanSamples.plan("DESCRIBE \"order\"");
        assertThat(order.columns())
                .extracting(Plan.ResultColumn::label)
                .containsExactly("FIELD", "TYPE", "NULL", "KEY", "DEFAULT");
        assertThat(order.rows().stream().map(String::valueOf))
                .startsWith("[username, VARCHAR, NO, PRI, null]", "[order_id, VARCHAR, NO, PRI, ulid()]")
                .contains("[total, DECIMAL(18, 2), YES, , null]");
        assertThat(((Plan.CatalogRows) PlanSamples.plan("DESCRIBE order_line"))
                        .rows()
                        .toString())
                .contains("[tags, VARCHAR ARRAY, YES, , null]");
        assertThat(((Plan.CatalogRows) PlanSamples.plan("DESCRIBE _items"))
                        .rows()
                        .toString())
                .isEqualTo("[[pk, VARCHAR, NO, , null], [sk, VARCHAR, NO, , null], [_entity, VARCHAR, YES, , null],"
                        + " [_item, JSON, NO, , null]]");
        PlanSamples.refused("DESCRIBE ordr", "42P01", "did you mean \"order\"?");
    }

    @Test
    void settingsAreHandedOn() {
        assertThat(PlanSamples.plan("SET scan = 'forbid'")).isEqualTo(new Plan.SettingPlan("scan", "forbid"));
        assertThat(PlanSamples.plan("RESET ALL")).isEqualTo(new Plan.SettingPlan(null, null));
    }
}
