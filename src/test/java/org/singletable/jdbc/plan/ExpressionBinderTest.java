package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.SqlParser;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.type.SqlType;

/** Expressions with their names resolved and their types known. */
class ExpressionBinderTest {
    private static String where(String condition) {
        Rel rel = PlanSamples.query("SELECT 1 FROM customer WHERE username = 'k' AND (" + condition + ")")
                .root();
        String text = PlanText.of(rel);
        return text.substring("project[1] read[customer where username@0 = 'k', ".length(), text.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "points = ?; points@3 = ?int",
                "? < joined; ?timestamptz < joined@2",
                "points = '5'; points@3 = 5",
                "'5' = points; 5 = points@3",
                "joined > '2024-06-03T12:00:00Z'; joined@2 > 2024-06-03T12:00Z",
                "points = NULL; points@3 = null",
                "? = ?; ?string = ?string",
                "email = 5; email@1 = 5",
                "points BETWEEN ? AND '7'; points@3 >= ?int, points@3 <= 7",
                "points NOT BETWEEN 1 AND 2; not((points@3 >= 1 and points@3 <= 2))",
                "? BETWEEN ? AND points; ?int >= ?int, ?int <= points@3",
                "points IN (1, ?, '3'); points@3 in (1, ?int, 3)",
                "? IN (?, points); ?int in (?int, points@3)",
                "'1' NOT IN (points, 2); 1 not in (points@3, 2)",
                "points IS DISTINCT FROM '3'; points@3 distinct from 3",
                "NOT ? IS DISTINCT FROM vip; not(?boolean distinct from vip@4)",
                "points IS NOT DISTINCT FROM NULL; points@3 same as null",
                "email ILIKE ? ESCAPE '!'; email@1 ilike ?string escape '!'",
                "email NOT LIKE 'a%'; email@1 not like 'a%'",
                "(points, email) > (?, 'x'); (points@3, email@1) > (?int, 'x')",
                "(points, joined) IN ((1, '2024-06-03T12:00:00Z'), (?, ?));"
                        + " (points@3, joined@2) in ((1, 2024-06-03T12:00Z), (?int, ?timestamptz))",
                "(points, vip) NOT IN ((1, TRUE)); (points@3, vip@4) not in ((1, true))",
                "vip OR ? OR NOT vip; (vip@4 or ?boolean or not(vip@4))",
                "points; convert(points@3):boolean",
                "CAST(? AS int) = points; cast(?int):int = points@3",
                "points = '12'::int; points@3 = 12",
                "CAST('abcdef' AS varchar(3)) = email; 'abc' = email@1",
                "CAST('x' AS int) = points; cast('x'):int = points@3",
                "CASE WHEN vip THEN points ELSE ? END = 3; case when vip@4 then points@3 else convert(?int):int end = 3",
                "CASE points WHEN '1' THEN 'a' WHEN ? THEN NULL END = email;"
                        + " case when points@3 = 1 then 'a' when points@3 = ?int then null end = email@1",
                "COALESCE(points, ?, rev) = 1;" + " coalesce(convert(points@3):long, convert(?long):long, rev@5) = 1",
                "COALESCE(NULL, email) = ?; coalesce(null, email@1) = ?string",
                "NULLIF(points, '0') = 1; case when points@3 = 0 then null else points@3 end = 1",
                "NULLIF(?, points) = 1; case when ?int = points@3 then null else convert(?int):int end = 1",
                "joined > now(); joined@2 > now()",
                "EXISTS (SELECT * FROM product); exists query0",
                "points IN (SELECT line_no FROM order_line WHERE username = 'a' AND order_id = 'b');"
                        + " (points@3) in query0",
                "(?, email) NOT IN (SELECT price, sku FROM product); (?decimal, email@1) not in query0",
                "points = (SELECT price FROM product); points@3 = query0",
            })
    void operandsTakeTheirTypesFromEachOther(String condition, String expected) {
        assertThat(where(condition)).isEqualTo(expected);
    }

    /** Text among values of another type is compared as a value of that type. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "email IN (SELECT price FROM product); (convert(email@1):decimal) in query0; project[price@2] read[product]",
                "'5' IN (SELECT price FROM product); (5) in query0; project[price@2] read[product]",
                "points IN (SELECT sku FROM product); (points@3) in query0;"
                        + " project[convert(@0):int] project[sku@0] read[product]",
            })
    void aQueryOfInIsBroughtToTheTypeOfTheComparison(String condition, String expected, String query) {
        assertThat(where(condition)).isEqualTo(expected);
        assertThat(PlanText.of(PlanSamples.query("SELECT 1 FROM customer WHERE username = 'k' AND " + condition)
                        .subqueries()
                        .get(0)))
                .isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "points = 'x'; 22018; column \"points\"",
                "points = vip; 22018; cannot be compared",
                "points IN (1, TRUE); 22018; cannot be compared",
                "points IN (SELECT joined FROM customer); 22018; cannot be compared",
                "CASE WHEN vip THEN points ELSE joined END IS NULL; 22018; cannot be compared",
                "email; 42601; WHERE needs a condition, not a value of type VARCHAR",
                "NOT joined; 42601; WHERE needs a condition",
                "(points, vip) = (1, TRUE, 3); 42601; row value of",
                "(points, vip) = 1; 42601; row value",
                "(points, vip) IN ((1, TRUE), (1, TRUE, 3)); 42601; row value",
                "points IN (SELECT points, vip FROM customer); 42601; the query of IN needs 1 columns, not 2",
                "(points, vip) IN (SELECT points FROM customer); 42601; the query of IN needs 2 columns, not 1",
                "points = (SELECT points, vip FROM customer); 42601; needs 1 columns, not 2",
                "COUNT(*) > 1; 42803; COUNT is an aggregate and cannot stand in WHERE",
                "COALESCE() = 1; 42601; COALESCE",
                "NULLIF(points) = 1; 42601; NULLIF",
                "ulid(1) = email; 42601; takes no arguments",
                "segment('customer', 0, 2) OR vip; HYC00; segment()",
            })
    void whatDoesNotFitIsRefused(String condition, String state, String message) {
        PlanSamples.refused("SELECT 1 FROM customer WHERE " + condition, state, message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "segment('x', 0, 4); segment 0 of 4",
                "segment('X', ?, ?) AND line_no = 1; segment convert(?int):int of convert(?int):int",
            })
    void aSegmentIsAConditionOfItsOwn(String condition, String expected) {
        String sql = "SELECT 1 FROM (SELECT * FROM order_line) x WHERE " + condition;
        FromBinder.Bound from = PlanSamples.from(sql);
        Expr where = ((Statement.Select) SqlParser.parse(sql).statement()).where();
        BoundExpr segment = SegmentCondition.bind(
                (Expr.Function) SegmentCondition.conjuncts(where).get(0),
                from.node(),
                from.scope(),
                new ExpressionBinder(Scope.EMPTY, new Parameters(2)));
        assertThat(PlanText.of(segment)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT 1 FROM customer WHERE segment('x', 0, 4); 42P01; \"x\" is no table",
                "SELECT 1 FROM customer WHERE segment(username, 0, 4); 42601; segment('table', i, n)",
                "SELECT 1 FROM customer WHERE segment('customer', 0); 42601; segment('table', i, n)",
                "SELECT 1 FROM customer WHERE segment('customer', points, 3); 42703; points",
                "SELECT segment('customer', 0, 4) FROM customer; HYC00; segment()",
                "SELECT 1 FROM customer c JOIN product p ON 1 = 1 WHERE segment('c', 0, 4); HYC00; more than one table",
            })
    void aSegmentNamesTheOnlyTable(String sql, String state, String message) {
        PlanSamples.refused(sql, state, message);
    }

    @Test
    void parametersTakeTheirTypesWhereverTheyStand() {
        assertThat(PlanSamples.query("SELECT ?, CAST(? AS date) FROM customer WHERE (points, joined) > (?, ?)"
                                + " AND username = 'a' ORDER BY vip LIMIT ? OFFSET ?")
                        .parameters())
                .extracting(info -> info.type().toString())
                .containsExactly("string", "date", "int", "timestamptz", "long", "long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "||"})
    void aChainOfThousandsOfOperatorsIsTooDeep(String operator) throws InterruptedException {
        Expr chain = new Expr.Parameter(1);
        for (int i = 0; i < 5_000; i++) {
            chain = new Expr.Function(operator, List.of(chain, new Expr.Literal(1, SqlType.INT)));
        }
        Expr deep = chain;
        assertTooDeep(() -> new ExpressionBinder(Scope.EMPTY, new Parameters(1)).bind(deep));
    }

    @Test
    void negationsAndCasesWithinEachOtherAreTooDeep() throws InterruptedException {
        Expr not = new Expr.Literal(true, SqlType.BOOLEAN);
        Expr choice = new Expr.Literal(1, SqlType.INT);
        for (int i = 0; i < 5_000; i++) {
            not = new Expr.Not(not);
            choice = new Expr.Case(choice, List.of(new Expr.When(choice, choice)), null);
        }
        Expr deepNot = not;
        Expr deepCase = choice;
        assertTooDeep(() -> new ExpressionBinder(Scope.EMPTY, new Parameters(1)).bind(deepNot));
        assertTooDeep(() -> new ExpressionBinder(Scope.EMPTY, new Parameters(1)).bind(deepCase));
    }

    @Test
    void listsOfConditionsMayBeAsLongAsTheyLike() {
        StringBuilder sql = new StringBuilder("SELECT 1 FROM customer WHERE points = 0");
        for (int i = 0; i < 10_000; i++) {
            sql.append(i % 2 == 0 ? " OR" : " AND").append(" points = ").append(i);
        }
        assertThat(SqlParser.parse(sql.toString())).isNotNull();
        assertThat(PlanSamples.plan(sql.toString())).isNotNull();
    }

    /** On a stack as small as threads of applications may have. */
    private static void assertTooDeep(Runnable work) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (DriverException | StackOverflowError e) {
                        thrown.set(e);
                    }
                },
                "small stack",
                512 * 1024);
        thread.start();
        thread.join();
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> {
                    throw thrown.get();
                })
                .matches(e -> e.state() == SqlState.LIMIT_EXCEEDED)
                .withMessageContaining("nested too deeply");
    }
}
