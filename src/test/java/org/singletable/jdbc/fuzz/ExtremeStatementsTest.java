package org.singletable.jdbc.fuzz;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.EmbeddedEngine;

/** Statements that are as long, or as deep, as nobody writes them: each is answered or refused. */
class ExtremeStatementsTest {
    private static final int VERY_DEEP = 100_000;
    private static final int DEEP = 10_000;
    private static final int MANY = 10_000;
    private static final int PARAMETERS = 50_000;

    /** The long form, with {@code -Dfuzz.inputs}: 10 MB of everything. */
    private static final boolean LONG_FORM = Integer.getInteger("fuzz.inputs") != null;

    private static final int TEN_MEGABYTES = 10_000_000;
    private static final int VERY_LONG = LONG_FORM ? TEN_MEGABYTES : 200_000;

    /** Of the largest input, 10 MB of text. */
    private static final long MOST_MEGABYTES = 2_000;

    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        connection = DriverManager.getConnection(
                new EmbeddedEngine().temporaryUrl("mapping-examples/quickstart.json", "extreme") + "&scan=allow");
        Rows.execute(
                connection,
                "INSERT INTO customer (username, email) VALUES ('ann', 'ann@example.org'), ('bob', 'bob@example.org')");
        Rows.execute(
                connection,
                "INSERT INTO order (username, order_id, total, placed) VALUES ('ann', '1', 5, '2026-01-01T00:00:00Z')");
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
    }

    private static void run(Map<String, String> statements) {
        Map<String, Fuzzing.Input> inputs = new LinkedHashMap<>();
        statements.forEach((name, sql) -> {
            inputs.put(name, () -> Rows.execute(connection, sql));
            if (LONG_FORM && sql.length() < 1_000_000) {
                inputs.put(name + ", explained", () -> Rows.execute(connection, "EXPLAIN " + sql));
                inputs.put(name + ", prepared", () -> {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.getMetaData();
                        statement.getParameterMetaData().getParameterCount();
                    }
                });
            }
        });
        bounded(Fuzzing.run("ExtremeStatementsTest", inputs));
    }

    private static void bounded(Fuzzing fuzzing) {
        assertThat(fuzzing.mostBytes() >> 20).as("MB allocated for a statement").isLessThan(MOST_MEGABYTES);
    }

    private static String select(String value) {
        return "SELECT " + value + " FROM customer WHERE username = 'ann'";
    }

    private static String where(String condition) {
        return "SELECT username FROM customer WHERE " + condition;
    }

    private static String nested(String before, String inner, String after, int depth) {
        return before.repeat(depth) + inner + after.repeat(depth);
    }

    private static String joined(int number, String separator, IntFunction<String> part) {
        return IntStream.range(0, number).mapToObj(part).collect(joining(separator));
    }

    @Test
    void deep() {
        Map<String, String> statements = new LinkedHashMap<>();
        statements.put("parentheses", select(nested("(", "1", ")", VERY_DEEP)));
        statements.put("parentheses of a condition", where(nested("(", "email = 'x'", ")", VERY_DEEP)));
        statements.put("parentheses of FROM", "SELECT 1 FROM " + nested("(", "customer", ")", VERY_DEEP));
        statements.put("parentheses of a query", nested("(", "SELECT username FROM customer", ")", VERY_DEEP));
        statements.put("parentheses that do not close", select("(".repeat(VERY_DEEP)));
        statements.put("parentheses that only close", select(")".repeat(VERY_DEEP)));
        statements.put("brackets", select("[".repeat(VERY_DEEP)));
        statements.put("braces", "{".repeat(VERY_DEEP));
        statements.put("escapes", select(nested("{fn upper(", "email", ")}", DEEP)));
        for (int depth : LONG_FORM ? new int[] {20, 100, 1_000, DEEP} : new int[] {DEEP}) {
            String of = " " + depth;
            statements.put("NOT" + of, where("NOT ".repeat(depth) + "email = 'x'"));
            statements.put("NOT (" + of, where(nested("NOT (", "email = 'x'", ")", depth)));
            statements.put("minus" + of, select("- ".repeat(depth) + "1"));
            statements.put("plus" + of, select("+".repeat(depth) + "1"));
            statements.put("minus (" + of, select(nested("-(", "1", ")", depth)));
            statements.put("CASE" + of, select(nested("CASE WHEN email = 'x' THEN 1 ELSE ", "2", " END", depth)));
            statements.put(
                    "CASE WHEN" + of, select(nested("CASE WHEN ", "email = 'x'", " THEN TRUE ELSE FALSE END", depth)));
            statements.put("functions" + of, select(nested("UPPER(", "email", ")", depth)));
            statements.put("COALESCE" + of, select(nested("COALESCE(NULL, ", "email", ")", depth)));
            statements.put("CAST" + of, select(nested("CAST(", "email", " AS VARCHAR)", depth)));
            statements.put("::" + of, select("email" + "::varchar".repeat(depth)));
            statements.put("scalar queries" + of, select(nested("(SELECT ", "1", ")", depth)));
            statements.put(
                    "queries of IN" + of,
                    where(nested("username IN (SELECT username FROM customer WHERE ", "1 = 1", ")", depth)));
            statements.put("EXISTS" + of, where(nested("EXISTS (SELECT 1 FROM customer WHERE ", "1 = 1", ")", depth)));
            statements.put(
                    "queries of FROM" + of,
                    nested("SELECT * FROM (", "SELECT username FROM customer", ") AS x", depth));
            statements.put(
                    "AND and OR" + of, where(nested("(email = 'x' OR username = 'y' AND ", "1 = 1", ")", depth)));
            statements.put("arithmetic" + of, select(nested("(1 + ", "2", ")", depth)));
            statements.put("comparisons" + of, where(nested("(1 = 1) = (", "1 = 1", ")", depth)));
            statements.put("EXPLAIN" + of, "EXPLAIN ".repeat(depth) + "SELECT username FROM customer");
            statements.put("->" + of, select("email" + " -> 'a'".repeat(depth)));
            statements.put(
                    "joins in parentheses" + of,
                    nested("SELECT 1 FROM (customer a JOIN (", "customer", ") ON 1 = 1)", depth));
        }
        run(statements);
    }

    @Test
    void wide() {
        Map<String, String> statements = new LinkedHashMap<>();
        statements.put("AND", where(joined(MANY, " AND ", i -> "email <> 'x" + i + "'")));
        statements.put("OR", where(joined(MANY, " OR ", i -> "email = 'x" + i + "'")));
        statements.put("OR of keys", where(joined(MANY, " OR ", i -> "username = 'x" + i + "'")));
        statements.put("OR of AND", where(joined(2_000, " OR ", i -> "email = 'x' AND name = 'y" + i + "'")));
        statements.put("AND of OR", where(joined(2_000, " AND ", i -> "(email = 'x' OR name <> 'y" + i + "')")));
        statements.put(
                "AND of OR of keys", where(joined(200, " AND ", i -> "(username = 'x' OR username = 'y" + i + "')")));
        statements.put("IN of keys", where("username IN (" + joined(1_000, ", ", i -> "'x" + i + "'") + ")"));
        statements.put("IN", where("email IN (" + joined(1_000, ", ", i -> "'x" + i + "'") + ")"));
        statements.put("NOT IN", where("email NOT IN (" + joined(MANY, ", ", i -> "'x" + i + "'") + ")"));
        statements.put(
                "IN of both parts of keys",
                "SELECT total FROM order WHERE username IN (" + joined(1_000, ", ", i -> "'x" + i + "'")
                        + ") AND order_id IN (" + joined(5, ", ", i -> "'x" + i + "'") + ") LIMIT 1");
        statements.put(
                "IN of rows",
                "SELECT total FROM order WHERE (username, order_id) IN ("
                        + joined(1_000, ", ", i -> "('x', '" + i + "')") + ")");
        statements.put("||", select(joined(MANY, " || ", i -> "email")));
        statements.put("+", select(joined(MANY, " + ", i -> "1")));
        statements.put("*", select(joined(MANY, " * ", i -> "9")));
        statements.put("items", select(joined(MANY, ", ", i -> "email AS a" + i)));
        statements.put("stars", select(joined(1_000, ", ", i -> "customer.*")));
        statements.put("ORDER BY", "SELECT email FROM customer ORDER BY " + joined(MANY, ", ", i -> "email"));
        statements.put(
                "GROUP BY",
                "SELECT COUNT(*) FROM customer GROUP BY " + joined(2_000, ", ", i -> "email || '" + i + "'"));
        statements.put("UNION ALL", joined(500, " UNION ALL ", i -> "SELECT 1"));
        statements.put("joins", "SELECT 1 FROM " + joined(200, ", ", i -> "customer c" + i) + " LIMIT 1");
        statements.put(
                "joins by keys",
                "SELECT 1 FROM customer c0 "
                        + joined(100, " ", i -> "JOIN customer d" + i + " ON d" + i + ".username = c0.username"));
        statements.put("WHEN", select("CASE " + joined(MANY, " ", i -> "WHEN email = '" + i + "' THEN " + i) + " END"));
        statements.put("COALESCE", select("COALESCE(" + joined(MANY, ", ", i -> "email") + ")"));
        statements.put("LIKE", where("email LIKE '" + "%a".repeat(MANY) + "'"));
        statements.put("LIKE _", where("email LIKE '" + "_%".repeat(MANY) + "z'"));
        statements.put("LIKE of a long text", select("'" + "a".repeat(MANY) + "' LIKE '" + "%a".repeat(500) + "b'"));
        statements.put(
                "VALUES",
                "INSERT INTO customer (username, email) VALUES "
                        + joined(MANY, ", ", i -> "('x" + i + "', 'x" + i + "')"));
        statements.put("columns", "INSERT INTO customer (" + joined(MANY, ", ", i -> "email") + ") VALUES (1)");
        statements.put(
                "SET", "UPDATE customer SET " + joined(MANY, ", ", i -> "email = 'x'") + " WHERE username = 'ann'");
        statements.put("REPLACE", select(nested("REPLACE(", "'aaaaaaaaaa'", ", 'a', 'aaaaaaaaaa')", 30)));
        statements.put(
                "||, doubled",
                "SELECT a FROM "
                        + nested("(SELECT a || a AS a FROM ", "(SELECT email AS a FROM customer) x", ") x", 40));
        statements.put("CONCAT", select(nested("CONCAT(", "'aaaaaaaaaa'", ", 'a', email)", 30)));
        statements.put("REPEAT", select("REPEAT('x', 2000000000)"));
        statements.put("LPAD", select("LPAD('x', 2000000000, 'y')"));
        statements.put(
                "huge numbers", select("1e125 * 1e125, 1e-130 / 1e125, 99999999999999999999999999999999999999 + 1"));
        statements.put("huge exponents", select("1e999999999, 1e-999999999, 1e99999999999999999999"));
        statements.put(
                "huge LIMIT", "SELECT email FROM customer LIMIT 99999999999999999999 OFFSET 9223372036854775807");
        statements.put("POWER", select("POWER(10, 1000000000), POWER(2.5, -1000000000), ROUND(1.5, 2000000000)"));
        statements.put(
                "CAST of precision",
                select("CAST(1 AS DECIMAL(2000000000, 1999999999)), CAST('x' AS VARCHAR(99999999999))"));
        run(statements);
    }

    @Test
    void veryLong() {
        Map<String, String> statements = new LinkedHashMap<>();
        statements.put("a literal", where("email = '" + "x".repeat(TEN_MEGABYTES) + "'"));
        statements.put("a key", where("username = '" + "x".repeat(VERY_LONG) + "'"));
        statements.put("a literal that does not end", where("email = '" + "x".repeat(VERY_LONG)));
        statements.put("a name", "SELECT " + "x".repeat(VERY_LONG) + " FROM customer");
        statements.put("a quoted name", "SELECT \"" + "x".repeat(VERY_LONG) + "\" FROM customer");
        statements.put("a number", select("1".repeat(VERY_LONG)));
        statements.put("a fraction", select("0." + "1".repeat(VERY_LONG)));
        statements.put("blanks", "SELECT" + " ".repeat(VERY_LONG) + "username FROM customer");
        statements.put("line ends", "SELECT" + "\n".repeat(VERY_LONG) + "username FROM customer WHERE");
        statements.put("a comment", "SELECT /*" + "x".repeat(VERY_LONG) + "*/ username FROM customer");
        statements.put("a comment that does not end", "SELECT /*" + "*".repeat(VERY_LONG));
        statements.put("quotes", where("email = '" + "''".repeat(VERY_LONG / 2) + "'"));
        statements.put("a binary", where("email = X'" + "00".repeat(VERY_LONG / 2) + "'"));
        statements.put("a list", where("email IN (" + "'x', ".repeat(VERY_LONG / 5) + "'x')"));
        statements.put(
                "a row", "INSERT INTO customer (username, email) VALUES ('long', '" + "x".repeat(VERY_LONG) + "')");
        statements.put("dots", "SELECT " + "a.".repeat(VERY_LONG / 2) + "b FROM customer");
        statements.put("semicolons", ";".repeat(VERY_LONG));
        statements.put("question marks", select("?".repeat(100_000)));
        statements.put("NUL", "\0".repeat(VERY_LONG));
        run(statements);
    }

    @Test
    void parameters() {
        String marks = "?, ".repeat(PARAMETERS - 1) + "?";
        Map<String, Fuzzing.Input> inputs = new LinkedHashMap<>();
        inputs.put("IN", () -> withParameters(where("email IN (" + marks + ")")));
        inputs.put(
                "VALUES",
                () -> withParameters("INSERT INTO customer (username, email) VALUES "
                        + joined(PARAMETERS / 2, ", ", i -> "(?, ?)")));
        if (!LONG_FORM) {
            bounded(Fuzzing.run("ExtremeStatementsTest, parameters", inputs));
            return;
        }
        inputs.put("NOT IN", () -> withParameters(where("email NOT IN (" + marks + ")")));
        inputs.put("IN of keys", () -> withParameters(where("username IN (" + marks + ")") + " LIMIT 1"));
        inputs.put("items", () -> withParameters(select(marks)));
        inputs.put("OR", () -> withParameters(where(joined(PARAMETERS, " OR ", i -> "email = ?"))));
        bounded(Fuzzing.run("ExtremeStatementsTest, parameters", inputs));
    }

    private static void withParameters(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= PARAMETERS; i++) {
                statement.setString(i, "p" + i);
            }
            if (statement.execute()) {
                Rows.drain(statement.getResultSet());
            }
        }
    }
}
