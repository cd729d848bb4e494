package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plans of typical statements: the fewest requests that an expert would find. */
class QueryPathTest {
    private static String path(String sql) {
        return PathText.of(PlanSamples.query(sql).root());
    }

    private static String texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'o" + i + "'").collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                // The order of the key needs no sort, and reads no more than LIMIT wants.
                "SELECT * FROM `order` WHERE username = ? ORDER BY order_id DESC LIMIT 10; Limit(table username backward)",
                "SELECT * FROM customer ORDER BY username LIMIT 10; Limit(gsi1)",
                "SELECT * FROM `order` WHERE status = 'new' ORDER BY placed DESC LIMIT 10; Limit(gsi2 status backward)",
                "SELECT * FROM `order` WHERE status IN ('a', 'b') ORDER BY placed LIMIT 10; Limit(gsi2 status x2)",
                "SELECT * FROM `order` WHERE username IN ('a', 'b') ORDER BY order_id LIMIT 5; Limit(table username x2)",
                "SELECT * FROM `order` WHERE status = ? AND (placed, username) > (?, ?) ORDER BY placed, username LIMIT 9; Limit(gsi2 status placed+username>)",
                // An index that gives nothing but the order is not read in place of a key.
                "SELECT * FROM `order` WHERE username = 'a' AND status = 'b' ORDER BY placed LIMIT 10; Limit(Sort(table username))",
                // Rows without a total are missing from the index by total.
                "SELECT * FROM `order` WHERE status = 'new' ORDER BY total LIMIT 10; Limit(Sort(gsi2 status))",
                "SELECT * FROM `order` WHERE status = 'new' AND total > 5 ORDER BY total LIMIT 10; Limit(gsi3 status total>)",
                "SELECT COUNT(*) FROM `order` WHERE status = 'new'; Count(gsi2 status)",
                "SELECT * FROM `order` o JOIN customer c ON c.username = o.username WHERE o.status = 'new' ORDER BY o.placed LIMIT 3; Limit(lookup(gsi2 status, key username))",
                "SELECT * FROM customer WHERE username IN (SELECT username FROM `order` WHERE status = 'new'); key username queried",
                "SELECT * FROM (SELECT * FROM `order` WHERE status = 'new') d WHERE d.username = 'a' AND d.order_id = 'x'; key order_id username",
            })
    void theFewestRequests(String sql, String expected) {
        assertThat(path(sql.replace('`', '"'))).isEqualTo("Project(" + expected + ")");
    }

    /** A few requests for known keys read what is wanted, while a partition may hold anything. */
    @Test
    void keysInAListAreLookedUp() {
        String orders = "SELECT * FROM \"order\" WHERE username = ? AND order_id IN (";
        assertThat(path(orders + texts(100) + ")")).isEqualTo("Project(key order_id username x100)");
        assertThat(path(orders + texts(1000) + ")")).isEqualTo("Project(key order_id username x1000)");
        assertThat(path(orders + texts(5000) + ")")).isEqualTo("Project(table username)");
        assertThat(path("SELECT * FROM order_line WHERE username = ? AND order_id = ? AND line_no IN (1, 2, 3)"))
                .isEqualTo("Project(key line_no order_id username x3)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "username = 'a' AND username = 'b'",
                "username IN ('a', 'b') AND username IN ('c', 'd')",
                "username = 'a' AND username IN ('b')",
                "username = 'a' AND points = 1 AND points = 1.5",
            })
    void differentValuesOfOneColumnReadNothing(String where) {
        assertThat(path("SELECT * FROM customer WHERE " + where)).isEqualTo("Project(nothing)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "username = 'a' AND username = ?",
                "username IN ('a', 'b') AND username IN ('b', 'c')",
                "username = 'a' AND points = 1 AND points = 1.0",
            })
    void equalValuesDoNot(String where) {
        assertThat(path("SELECT * FROM customer WHERE " + where)).startsWith("Project(key username");
    }

    /** {@code left} is a LEFT JOIN that stays one, {@code hash} one whose rows without a match are refused anyway. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "o.total > 1; hash",
                "NOT (o.total = 1 AND o.note = 'a'); hash",
                "NOT (o.total = 1 AND c.points = 1); left",
                "NOT (o.total = 1 OR o.note = 'a'); hash",
                "o.total = 1 OR c.points = 1; left",
                "COALESCE(o.total, 1) = 1; left",
                "o.total IS NOT DISTINCT FROM 1; hash",
                "o.total IS DISTINCT FROM 1; left",
                // Rows differ as soon as any two fields do, so a NULL does not make the answer UNKNOWN.
                "(o.total, c.points) <> (1, 2); left",
                "NOT (o.total, c.points) = (1, 2); left",
                "(o.total, c.points) = (1, 2); hash",
                "(c.points, o.total) = (1, 2); hash",
                "(o.total, c.points) < (1, 2); hash",
                "(c.points, o.total) < (1, 2); left",
                "(o.total, c.points) NOT IN ((1, 2)); left",
                "(o.total, c.points) IN ((1, 2)); hash",
            })
    void conditionsThatRefuseRowsWithoutAMatch(String where, String join) {
        String from = "SELECT c.username FROM customer c LEFT JOIN \"order\" o ON o.username = c.username WHERE "
                + "c.username = 'a' AND ";
        assertThat(path(from + where)).contains(join + "1(");
    }

    /** Texts beside numbers compare as numbers, so the values of the query are no keys. */
    @Test
    void theTypesOfAQueryDecideWhetherItGivesKeys() {
        assertThat(path("SELECT * FROM customer WHERE username IN (SELECT sku FROM product)"))
                .isEqualTo("Project(key username queried)");
        assertThat(path("SELECT * FROM customer WHERE username IN (SELECT quantity FROM order_line)"))
                .isEqualTo("Project(gsi1)");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "status = 'a' OR order_id = '1'; gsi2 status + gsi1 order_id",
                "status = 'a' OR status = 'b' OR order_id = '1' OR order_id = '2'; gsi2 status x2 + gsi1 order_id x2",
                "(status = 'a' OR order_id = '1') AND note = 'n'; gsi2 status + gsi1 order_id",
                "status = 'a' OR (username = 'ann' AND order_id = '1'); gsi2 status + key order_id username",
                "status = 'a' OR username = 'ann' OR 1 = 0; gsi2 status + table username",
                "status = 'a' OR total = 1; gsi1",
                "status = 'a' OR 1 = 0; gsi2 status",
                "username = 'ann' AND (status = 'a' OR total = 1); table username"
            })
    void alternativesOnDifferentColumnsAreWaysOfTheirOwn(String where, String expected) {
        assertThat(path("SELECT * FROM \"order\" WHERE " + where)).isEqualTo("Project(" + expected + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "LIMIT 100, 'Limit(lookup(gsi1, table username))'",
        "LIMIT ?, 'Limit(lookup(gsi1, table username))'",
        "LIMIT 101, 'Limit(hash1(gsi1, gsi1))'",
        "LIMIT 1 OFFSET 5000, 'Limit(hash1(gsi1, gsi1))'"
    })
    void aFewRowsAreLookedUp(String limit, String expected) {
        String join = "SELECT * FROM customer c JOIN \"order\" o ON o.username = c.username ";
        assertThat(path(join + limit)).isEqualTo("Project(" + expected + ")");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT MIN(order_id) FROM `order` WHERE username = 'a'; Aggregate(Limit(table username))",
                "SELECT MAX(order_id) + 1 FROM `order` WHERE username = 'a'; Aggregate(Limit(table username backward))",
                "SELECT MAX(placed) FROM `order` WHERE status = 'a'; Aggregate(Limit(gsi2 status backward))",
                "SELECT MIN(total) FROM `order` WHERE username = 'a'; Aggregate(table username)",
                "SELECT MIN(order_id), COUNT(*) FROM `order` WHERE username = 'a'; Aggregate(table username)",
                "SELECT MIN(order_id) FILTER (WHERE total > 1) FROM `order` WHERE username = 'a'; Aggregate(table username)",
                "SELECT MIN(order_id) FROM `order` WHERE username = 'a' GROUP BY status; Aggregate(table username)"
            })
    void theLeastValueIsTheFirstRowOfAnOrder(String sql, String expected) {
        assertThat(path(sql.replace('`', '"'))).isEqualTo("Project(" + expected + ")");
    }
}
