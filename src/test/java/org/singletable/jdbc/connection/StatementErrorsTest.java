package org.singletable.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.Sql;

/** A wrong table, column, type or key: the class and state that JDBC promises, and a message that tells what to do. */
class StatementErrorsTest {
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection(
                new EmbeddedEngine().url("mapping-examples/quickstart.json", "statement-errors"));
        Sql.update(connection, "INSERT INTO customer (username, email) VALUES ('ann', 'ann@example.org')");
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    private static SQLException error(String sql, Object... parameters) {
        SQLException error = catchThrowableOfType(SQLException.class, () -> {
            if (sql.startsWith("SELECT")) {
                Sql.rows(connection, sql, parameters);
            } else {
                Sql.update(connection, sql, parameters);
            }
        });
        assertThat((Throwable) error).as(sql).isNotNull();
        return error;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SELECT * FROM custmer | 42P01 | table "custmer" does not exist in schema "statement-errors"; did you mean "customer"?
                    INSERT INTO custmer (username) VALUES ('a') | 42P01 | table "custmer" does not exist in schema "statement-errors"
                    SELECT emial FROM customer | 42703 | column "emial" does not exist in table "customer"; did you mean "email"?
                    SELECT email FROM customer WHERE usrname = 'ann' | 42703 | column "usrname" does not exist in table "customer"
                    INSERT INTO customer (username, emial) VALUES ('bob', 'b') | 42703 | columns are username, email, name, city, joined
                    UPDATE customer SET emial = 'x' WHERE username = 'ann' | 42703 | column "emial" does not exist in table "customer"
                    SELEC * FROM customer | 42601 | syntax error at line 1, column 1: unexpected SELEC
                    SELECT * FROM customer WHERE | 42601 | syntax error at line 1
                    """)
    void wrongNamesAndSyntax(String sql, String state, String message) {
        SQLException error = error(sql);

        assertThat((Throwable) error)
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessageContaining(message);
        assertThat(error.getSQLState()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    INSERT INTO "order" (username, total) VALUES ('ann', 'much') | 22018 | column "total" of "order": The text is no value of type decimal(12,2); expected a number.
                    INSERT INTO "order" (username, total) VALUES ('ann', 12345678901) | 22003 | column "total" of "order": The value is out of range for decimal(12,2), which holds up to 10 digits before the point.
                    INSERT INTO order_line (username, order_id, line_no, sku, price) VALUES ('ann', 'o', 2147483648, 's', 1) | 22003 | column "line_no" of "order_line": The value is out of range for int, which holds -2147483648 to 2147483647.
                    UPDATE customer SET joined = 'yesterday' WHERE username = 'ann' | 22018 | column "joined" of "customer": The text is no value of type timestamptz; expected a form like 2024-06-03T12:30:00+02:00.
                    SELECT * FROM customer WHERE username = 'ann' AND joined > 'yesterday' | 22018 | column "joined": The text is no value of type timestamptz; expected a form like 2024-06-03T12:30:00+02:00.
                    SELECT * FROM order_line WHERE username = 'ann' AND order_id = 'o' AND line_no = 'one' | 22018 | column "line_no": The text is no value of type int; expected a whole number.
                    """)
    void wrongTypes(String sql, String state, String message) {
        SQLException error = error(sql);

        assertThat((Throwable) error).isInstanceOf(SQLDataException.class).hasMessageContaining(message);
        assertThat(error.getSQLState()).isEqualTo(state);
    }

    @Test
    void aParameterOfTheWrongTypeNamesItsColumn() {
        assertThat((Throwable) error("SELECT * FROM customer WHERE username = ? AND joined = ?", "ann", true))
                .isInstanceOf(SQLDataException.class)
                .hasMessageContaining("column \"joined\": ");
    }

    @Test
    void aKeyThatIsThere() {
        SQLException error = error("INSERT INTO customer (username, email) VALUES ('ann', 'other@example.org')");

        assertThat((Throwable) error)
                .isInstanceOf(SQLIntegrityConstraintViolationException.class)
                .hasMessage("duplicate key: \"customer\" already has a row with primary key (username='ann')"
                        + " (constraint \"primary\")");
        assertThat(error.getSQLState()).isEqualTo("23505");
    }

    @Test
    void aValueThatIsMissing() {
        SQLException error = error("INSERT INTO customer (username) VALUES ('bob')");

        assertThat((Throwable) error)
                .isInstanceOf(SQLIntegrityConstraintViolationException.class)
                .hasMessage("column \"email\" of \"customer\" must not be NULL; give it a value");
        assertThat(error.getSQLState()).isEqualTo("23502");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    CREATE TABLE t (a INT) | tables and columns are declared in the mapping
                    DROP TABLE customer | declared in the mapping
                    SELECT RANK() OVER (ORDER BY city) FROM customer | OVER
                    SELECT * FROM customer RIGHT JOIN product ON sku = username | RIGHT JOIN
                    UPDATE customer c SET city = p.title FROM product p | FROM
                    SELECT * FROM customer FOR UPDATE | FOR UPDATE in autocommit
                    """)
    void whatIsNotSupportedYet(String sql, String message) {
        SQLException error = error(sql);

        assertThat((Throwable) error)
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining(message);
        // 0A000 would make a pool close the connection.
        assertThat(error.getSQLState()).isEqualTo("HYC00");
    }
}
