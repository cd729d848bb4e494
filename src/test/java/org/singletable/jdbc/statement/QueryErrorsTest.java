package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.EmbeddedEngine;

/** What wrong and unsupported queries say: the state, its class, and a message that names the place and the way out. */
class QueryErrorsTest {
    private static final Map<String, Class<? extends SQLException>> CLASSES = Map.of(
            "42", SQLSyntaxErrorException.class,
            "22", SQLDataException.class,
            "21", SQLDataException.class,
            "HY", SQLFeatureNotSupportedException.class);

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection(
                new EmbeddedEngine().temporaryUrl("classpath:mappings/shop.json", "query_errors"));
        update(connection, "INSERT INTO customer (username, email, points) VALUES ('ann', 'x', 1)");
        update(connection, "INSERT INTO \"order\" (username, order_id) VALUES ('ann', 'o1')");
        update(connection, "INSERT INTO \"order\" (username, order_id) VALUES ('ann', 'o2')");
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    42601 | SELEC 1 | column 1: unexpected SELEC
                    42601 | SELECT | column 7: unexpected end of the statement
                    42601 | SELECT FROM customer | column 13: unexpected customer
                    42601 | SELECT * FROM | column 10: unexpected FROM
                    42P01 | SELECT * FROM nowhere | table "nowhere" does not exist in schema "query_errors"
                    42P01 | SELECT * FROM other.customer | schema "other" does not exist; the only schema is "query_errors", the physical table
                    42703 | SELECT nothing FROM customer | column "nothing" does not exist in table "customer"
                    42703 | SELECT c.nothing FROM customer c | column "nothing" does not exist in table "customer"
                    42P01 | SELECT x.username FROM customer c | "x" is no table of this statement; its table is called "c"
                    42P01 | SELECT customer.username FROM customer c | "customer" is no table of this statement; its table is called "c"
                    42702 | SELECT username FROM customer c JOIN "order" o ON c.username = o.username | column "username" is ambiguous: it may be c.username or o.username; qualify it with its table,
                    42601 | SELECT * FROM customer c JOIN "order" c ON c.username = c.username | two tables of this statement are called "c"; give one of them another alias
                    42601 | SELECT * FROM customer JOIN "order" | syntax error: ON is missing after JOIN
                    HYC00 | SELECT * FROM customer CROSS JOIN "order" | CROSS JOIN is not supported yet: use JOIN ... ON or LEFT JOIN ... ON
                    HYC00 | SELECT * FROM customer RIGHT JOIN "order" ON customer.username = "order".username | RIGHT JOIN is not supported yet: exchange the tables and use LEFT JOIN
                    HYC00 | SELECT * FROM customer FULL JOIN "order" ON customer.username = "order".username | FULL JOIN is not supported yet: use JOIN ... ON or LEFT JOIN ... ON
                    HYC00 | SELECT * FROM customer JOIN "order" USING (username) | USING is not supported yet: use ON a.x = b.x
                    42803 | SELECT points FROM customer GROUP BY email | column "points" must be in GROUP BY or within an aggregate
                    42803 | SELECT count(*), username FROM customer | column "username" must be in GROUP BY or within an aggregate
                    42883 | SELECT sum(email) FROM customer | SUM does not take (string); it is sum(number): CAST the arguments where they are of other types
                    42601 | SELECT sum(*) FROM customer | syntax error: * is an argument of COUNT(*) only
                    42883 | SELECT avg(vip) FROM customer | AVG does not take (boolean); it is avg(number): CAST the arguments where they are of other
                    42601 | SELECT count(distinct *) FROM customer | syntax error: * is an argument of COUNT(*) only
                    42803 | SELECT max(count(*)) FROM customer | COUNT is an aggregate and cannot stand in an aggregate; a condition on groups belongs in HAVING
                    42803 | SELECT * FROM customer WHERE count(*) > 1 | COUNT is an aggregate and cannot stand in WHERE; a condition on groups belongs in HAVING
                    42601 | SELECT * FROM customer WHERE username | WHERE needs a condition, not a value of type VARCHAR
                    42803 | SELECT * FROM customer HAVING points > 1 | column "username" must be in GROUP BY or within an aggregate
                    42601 | SELECT username FROM customer ORDER BY 2 | ORDER BY 2 names no column of the result, which has 1
                    42601 | SELECT username FROM customer ORDER BY 0 | ORDER BY 0 names no column of the result, which has 1
                    42601 | SELECT DISTINCT username FROM customer ORDER BY points | with SELECT DISTINCT, ORDER BY must name columns of the select list
                    22023 | SELECT * FROM customer LIMIT -1 | LIMIT must not be negative, but is -1
                    HYC00 | SELECT * FROM customer LIMIT 'x' | LIMIT with anything but a number or a parameter is not supported yet: write LIMIT 10 or ?
                    HYC00 | SELECT * FROM customer LIMIT points | LIMIT with anything but a number or a parameter is not supported yet: write LIMIT 10 or ?
                    HYC00 | SELECT * FROM customer LIMIT 5, 2 | LIMIT offset, count is not supported yet: write LIMIT count OFFSET offset
                    22018 | SELECT * FROM customer WHERE points = 'x' | column "points": The text is no value of type int; expected a whole number.
                    22018 | SELECT * FROM customer WHERE points = DATE '2024-01-01' | Values of types int and date cannot be compared; CAST one of them to the other's type.
                    22018 | SELECT * FROM customer WHERE vip = 3 | Values of types boolean and int cannot be compared; CAST one of them to the other's type.
                    22018 | SELECT * FROM customer WHERE joined = 'yesterday' | column "joined": The text is no value of type timestamptz; expected a form like
                    22018 | SELECT DATE '2024-13-01' | a literal is no date: write DATE '2024-01-31'
                    22018 | SELECT CAST('x' AS INT) | The text is no value of type int; expected a whole number.
                    22003 | SELECT CAST(3000000000 AS INT) | The value is out of range for int, which holds -2147483648 to 2147483647.
                    22012 | SELECT 1 / 0 | division by zero in /; write x / NULLIF(y, 0) to have NULL instead
                    22003 | SELECT 2147483647 * 2147483647 * 2147483647 * 10 | The value is out of range for int, which holds -2147483648 to 2147483647.
                    42883 | SELECT upper(1, 2) | UPPER does not take (int, int); it is UPPER(string): CAST the arguments where they are of
                    42883 | SELECT nofunction(1) | there is no function NOFUNCTION
                    42883 | SELECT upper() | UPPER does not take (); it is UPPER(string): CAST the arguments where they are of other types
                    42883 | SELECT substring('a') | SUBSTRING does not take (string); it is SUBSTRING(string or binary, start [, length]): CAST
                    42883 | SELECT round('a') | ROUND does not take (string); it is ROUND(number [, digits]): CAST the arguments where they
                    22023 | SELECT extract(fortnight FROM now()) | a value of type timestamptz has no field FORTNIGHT
                    22018 | SELECT 'a' + 1 | The text is no value of type int; expected a whole number.
                    HYC00 | SELECT (1, 2) | a row value (a, b) that is neither compared with another nor before IN is not supported yet:
                    42601 | SELECT (1, 2) = (1, 2, 3) | syntax error: a row value of 3 fields beside one of 2
                    42601 | SELECT (SELECT 1, 2) | a query in the place of a value needs 1 columns, not 2
                    21000 | SELECT (SELECT username FROM "order") | a query in the place of a value gave more than one row; narrow it by a condition, LIMIT 1 or
                    42601 | SELECT 1 IN (SELECT 1, 2) | the query of IN needs 1 columns, not 2
                    42601 | SELECT * FROM (SELECT 1) | syntax error: a query in FROM takes a name: FROM (SELECT ...) AS x
                    42702 | SELECT * FROM (SELECT username, username FROM customer) q WHERE username = 'a' | column "username" is ambiguous: it may be q.username or q.username; qualify it with its table,
                    HYC00 | SELECT * FROM customer c WHERE EXISTS (SELECT 1 FROM "order" o WHERE o.username = c.username) | a correlated subquery is not supported yet: "c" belongs to the query around it; write a JOIN,
                    HYC00 | SELECT username FROM customer UNION SELECT sku FROM product | UNION is not supported yet: use UNION ALL, inside SELECT DISTINCT * FROM (...) AS x if need be
                    42601 | SELECT username FROM customer UNION ALL SELECT sku, name FROM product | each query of UNION ALL needs 1 columns, not 2
                    22018 | SELECT username FROM customer UNION ALL SELECT points FROM customer | The text is no value of type int; expected a whole number.
                    HYC00 | SELECT username FROM customer INTERSECT SELECT sku FROM product | INTERSECT is not supported yet: use EXISTS, IN or NOT IN
                    HYC00 | WITH q AS (SELECT 1) SELECT * FROM q | WITH is not supported yet: write the query in FROM: FROM (SELECT ...) AS x
                    HYC00 | SELECT row_number() OVER (ORDER BY username) FROM customer | OVER (ORDER BY) is not supported yet: compute it in the application
                    HYC00 | SELECT * FROM customer FOR UPDATE | FOR UPDATE in autocommit: there is no transaction that the rows could be kept for; call setAutoCommit(false)
                    22023 | SELECT * FROM customer WHERE username LIKE 'a' ESCAPE 'xy' | the ESCAPE of LIKE must be one character, not 'xy'
                    22023 | SELECT * FROM customer WHERE username LIKE 'a!' ESCAPE '!' | in the LIKE pattern the escape character must be followed by %, _ or itself
                    HYC00 | SELECT * FROM customer WHERE username = ANY (SELECT 'a') | ANY or ALL is not supported yet: read the rows first and use their values
                    HYC00 | SELECT /*+ INDEX(x) */ * FROM customer | the hint INDEX(x) is not supported yet: the only one is /*+ SCAN */
                    HYC00 | SELECT username FROM customer; SELECT 1 | more than one statement in a text is not supported yet: execute them one by one
                    42601 | SELECT * FROM customer WHERE username = :name | syntax error: a parameter is written ?, without a name
                    42601 | SELECT * FROM customer WHERE username = ?1 | syntax error: a parameter is written ? without a number
                    42601 | SELECT username AS FROM customer | column 20: unexpected FROM
                    42601 | SELECT * FROM customer WHERE username = 'a' AND | column 48: unexpected end of the statement
                    42601 | SELECT * FROM customer WHERE (username = 'a' | column 45: unexpected end of the statement
                    42601 | SELECT * FROM customer WHERE username = 'a') | column 44: unexpected )
                    HYC00 | SELECT attributes -> name FROM product | anything but a literal or a parameter after -> is not supported yet: write -> 'name', -> 0 or
                    42883 | SELECT username -> 'a' FROM customer | -> does not take (string, string); it is json -> 'member' or json -> index: CAST the arguments
                    42883 | SELECT attributes + 1 FROM product | + does not take (json, int); it is number + number: CAST the arguments where they are of other
                    22018 | SELECT * FROM order_line WHERE tags = 'x' | column "tags": The text is no value of type json; expected one JSON value without repeated
                    22023 | SELECT * FROM customer WHERE segment('customer', 5, 2) | the index of segment(...) must be from 0 to 1, not 5
                    42P01 | SELECT * FROM customer WHERE segment('x', 0, 2) | "x" is no table of this statement; its table is called "customer"
                    42703 | SELECT * FROM _items WHERE nothing = 1 | column "nothing" does not exist in table "_items"
                    42501 | DELETE FROM _items WHERE pk = 'x' | table "_items" shows the physical items and is read-only; write to the entity's own table
                    42601 | EXPLAIN | column 8: unexpected end of the statement
                    42601 | EXPLAIN EXPLAIN SELECT 1 | column 9: EXPLAIN takes a SELECT, INSERT, UPDATE, DELETE or CALL
                    HYC00 | EXPLAIN (FORMAT XML) SELECT 1 | EXPLAIN (FORMAT XML) is not supported yet: use FORMAT TEXT or FORMAT JSON
                    42703 | EXPLAIN SELECT nothing FROM customer | column "nothing" does not exist in table "customer"
                    HYC00 | SHOW NOTHING | SHOW NOTHING is not supported yet: use SHOW TABLES or DatabaseMetaData
                    42601 | DESCRIBE | column 9: unexpected end of the statement
                    42P01 | DESCRIBE nowhere | table "nowhere" does not exist in schema "query_errors"
                    42601 | SET | column 4: unexpected end of the statement
                    42704 | SET nothing = 1 | there is no setting "nothing"; SET changes consistentRead, pageSize, prefetch, scan,
                    22023 | SET pageSize = x | setting pageSize cannot be 'x'; it has to be a whole number from 0 to 2147483647
                    42601 | SET pageSize | column 13: SET takes a name and a value: SET name = value or SET name TO value
                    HYC00 | RESET pageSize | RESET pageSize is not supported yet: use RESET ALL
                    HYC00 | MERGE INTO customer USING product ON 1 = 1 WHEN MATCHED THEN DELETE | MERGE is not supported yet: use INSERT ... ON CONFLICT or UPSERT INTO
                    HYC00 | CREATE TABLE x (a int) | CREATE TABLE is not supported yet: tables and columns are declared in the mapping
                    HYC00 | DROP TABLE customer | DROP is not supported yet: tables and columns are declared in the mapping
                    HYC00 | TRUNCATE TABLE customer | TRUNCATE is not supported yet: use DELETE
                    42883 | CALL nothing() | there is no procedure nothing; the procedures are singletable_verify
                    HYC00 | GRANT SELECT ON customer TO x | GRANT is not supported yet: only SELECT, INSERT, UPDATE and DELETE are
                    HYC00 | VALUES (1) | VALUES as a statement is not supported yet: use SELECT
                    HYC00 | TABLE customer | TABLE is not supported yet: leave it out
                    42601 | SELECT TRUE BETWEEN FALSE AND TRUE = FALSE | syntax error: a comparison beside BETWEEN ... AND ... takes parentheses around one of the two
                    42601 | SELECT 1 = 1 = 1 | column 14: unexpected =
                    22018 | SELECT COALESCE(1, DATE '2024-01-01') | Values of types int and date cannot be compared; CAST one of them to the other's type.
                    22018 | SELECT GREATEST(1, 'x') | The text is no value of type int; expected a whole number.
                    42601 | SELECT * FROM customer WHERE username IN () | syntax error: the list after IN is empty
                    22018 | SELECT * FROM customer WHERE points IN ('a') | column "points": The text is no value of type int; expected a whole number.
                    42601 | SELECT sum(points) FILTER (WHERE email) FROM customer | an aggregate needs a condition, not a value of type VARCHAR
                    HYC00 | SELECT DISTINCT ON (username) * FROM customer | DISTINCT ON is not supported yet: use GROUP BY
                    HYC00 | SELECT * FROM customer TABLESAMPLE SYSTEM (10) | TABLESAMPLE is not supported yet: use LIMIT
                    HYC00 | SELECT username INTO x FROM customer | SELECT INTO is not supported yet: use INSERT
                    HYC00 | SELECT TOP 5 * FROM customer | TOP is not supported yet: use LIMIT
                    42703 | SELECT * FROM customer WHERE rownum < 5 | column "rownum" does not exist in table "customer"
                    42P01 | SELECT 1 FROM dual | table "dual" does not exist in schema "query_errors"
                    HYC00 | SELECT e'x' | a string literal with the prefix E is not supported yet: write '...', with a quote inside
                    HYC00 | SELECT interval '1' day | INTERVAL is not supported yet: compute it in the application
                    HYC00 | SELECT array[1] | an array is not supported yet: set it as a parameter
                    22018 | SELECT cast(username AS int) FROM customer | The text is no value of type int; expected a whole number.
                    """)
    void saysWhatIsWrong(String state, String sql, String message) {
        SQLException error = catchThrowableOfType(SQLException.class, () -> run(sql));

        assertThat((Throwable) error).as(sql).isNotNull();
        assertThat(error.getMessage()).as(sql).contains(message);
        assertThat(error.getSQLState()).as(sql).isEqualTo(state);
        assertThat((Throwable) error).as(sql).isExactlyInstanceOf(CLASSES.get(state.substring(0, 2)));
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        assertThat(rows.getObject(1))
                                .as("the rows are read to the end")
                                .isNotEqualTo(rows);
                    }
                }
            }
        }
    }
}
