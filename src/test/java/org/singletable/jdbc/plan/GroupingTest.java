package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.mapping.Column;

/** Aggregates, groups, and functions within them. */
class GroupingTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '!',
            value = {
                "SELECT COUNT(*) FROM product! project[@0] count read[product]",
                "SELECT COUNT(*) + 1, COUNT(*) FROM product WHERE sku = 'a' HAVING COUNT(*) > 2!"
                        + " project[+(@0, 1), @0] filter[@0 > 2] count read[product where sku@0 = 'a']",
                "SELECT COUNT(1) FROM (SELECT * FROM product) x! project[@0] count read[product]",
                "SELECT COUNT(*) FILTER (WHERE price > 1) FROM product!"
                        + " project[@0] group[; count(1) filter price@2 > 1] read[product]",
                "SELECT COUNT(name) FROM product! project[@0] group[; count(name@1)] read[product]",
                "SELECT COUNT(*)! project[@0] group[; count(1)] row",
                "SELECT name, COUNT(*), SUM(DISTINCT price) FROM product GROUP BY name ORDER BY 2 DESC, MAX(sku)!"
                        + " project[@0, @1, @2] sort[@1 desc nulls last, @3 nulls first]"
                        + " group[name@1; count(1), sum(distinct price@2), max(sku@0)] read[product]",
                "SELECT upper(name) u FROM product GROUP BY u! project[@0] group[upper(name@1); ] read[product]",
                "SELECT upper(name) || 'x' FROM product GROUP BY upper(name)!"
                        + " project[||(@0, 'x')] group[upper(name@1); ] read[product]",
                "SELECT MAX(price * ?) FROM product! project[@0] group[; max(*(price@2, ?decimal))] read[product]",
                "SELECT DISTINCT COUNT(*) c FROM product GROUP BY name ORDER BY c!"
                        + " sort[@0 nulls first] distinct project[@1] group[name@1; count(1)] read[product]",
            })
    void aggregatesAreComputedOfGroups(String sql, String expected) {
        assertThat(PlanText.of(PlanSamples.query(sql).root())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT name, COUNT(*) FROM product; 42803; column \"name\"",
                "SELECT COUNT(*) FROM product ORDER BY price; 42803; column \"price\"",
                "SELECT sku FROM product ORDER BY COUNT(*); 42803; column \"sku\"",
                "SELECT SUM(COUNT(*)) FROM product; 42803; COUNT is an aggregate and cannot stand in an aggregate",
                "SELECT COUNT(*) AS n FROM product GROUP BY n; 42803; cannot stand in GROUP BY",
                "SELECT name FROM product GROUP BY name ORDER BY upper(sku); 42803; column \"sku\"",
                "SELECT DISTINCT name FROM product GROUP BY name ORDER BY COUNT(*); 42601; with SELECT DISTINCT",
                "SELECT SUM(name) FROM product; 42883; SUM",
                "SELECT nonsense(name) FROM product; 42883; nonsense",
            })
    void whatIsNeitherGroupedNorAggregatedIsRefused(String sql, String state, String message) {
        PlanSamples.refused(sql, state, message.equals("nonsense") ? "NONSENSE" : message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "1 + 2 * 3; 7",
                "1 / 0; /(1, 0)",
                "points + ?; +(points@3, ?int)",
                "-? + points; +(negate(?decimal), points@3)",
                "upper(?); upper(?string)",
                "upper('abc'); 'ABC'",
            })
    void functionsOfConstantsAreConstants(String expression, String expected) {
        Rel.Project root = (Rel.Project)
                PlanSamples.query("SELECT " + expression + " FROM customer").root();
        assertThat(PlanText.of(root.outputs().get(0))).isEqualTo(expected);
    }

    @Test
    void expressionsWithoutAliasAreCalledAsTheirFunction() {
        assertThat(PlanSamples.query("SELECT COUNT(*), upper('a'), 1 + 1 FROM product").columns().stream()
                        .map(Plan.ResultColumn::label)
                        .collect(Collectors.toList()))
                .containsExactly("count", "upper", "column3");
    }

    /** What nothing asks for need not be read. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT name FROM product ORDER BY price; name price",
                "SELECT COUNT(*) FROM product WHERE name = 'a'; name",
                "SELECT MAX(price) FILTER (WHERE sku > 'a') FROM product; price sku",
                "SELECT COUNT(*) FROM product GROUP BY name; name",
                "SELECT COUNT(*) FROM product; ``",
            })
    void onlyTheColumnsThatAreReadAreWanted(String sql, String expected) {
        Rel rel = PlanSamples.query(sql).root();
        while (!(rel instanceof Rel.Read)) {
            rel = rel.inputs().get(0);
        }
        assertThat(((Rel.Read) rel).wanted().stream().map(Column::name).sorted().collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }
}
