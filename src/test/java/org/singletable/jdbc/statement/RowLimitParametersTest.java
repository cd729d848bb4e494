package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.update;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.Sql;

/** Values of a {@code ?} in LIMIT, OFFSET and FETCH: as many rows as in H2, and a failure where H2 fails. */
class RowLimitParametersTest {
    private static final List<String> QUERIES = List.of(
            "SELECT username FROM customer ORDER BY username LIMIT ?",
            "SELECT username FROM customer ORDER BY username OFFSET ?",
            "SELECT username FROM customer ORDER BY username OFFSET ? ROWS",
            "SELECT username FROM customer ORDER BY username FETCH FIRST ? ROWS ONLY",
            "SELECT username FROM customer LIMIT 0 OFFSET ?",
            "SELECT username FROM customer WHERE 1 = 0 LIMIT ?",
            "SELECT username FROM customer UNION ALL SELECT username FROM customer LIMIT ?",
            "SELECT username FROM customer WHERE EXISTS (SELECT username FROM customer LIMIT ?)",
            "SELECT username FROM customer WHERE 1 = 0 AND EXISTS (SELECT username FROM customer LIMIT ?)");

    private static Connection connection;
    private static Connection h2;

    @BeforeAll
    static void connect() throws SQLException {
        connection = DriverManager.getConnection(
                new EmbeddedEngine().temporaryUrl("classpath:mappings/shop.json", "row_limits"));
        h2 = DriverManager.getConnection("jdbc:h2:mem:");
        update(h2, "CREATE TABLE customer (username VARCHAR, email VARCHAR)");
        for (Connection each : List.of(connection, h2)) {
            for (String name : List.of("ann", "bob", "eve")) {
                update(each, "INSERT INTO customer (username, email) VALUES (?, 'x')", name);
            }
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
        h2.close();
    }

    static Stream<Arguments> parameters() {
        List<Object> values = Arrays.asList(null, -1, 0, 2, Long.MAX_VALUE, new BigDecimal("1.5"), "2", "x");
        return QUERIES.stream().flatMap(query -> values.stream().map(value -> Arguments.of(query, value)));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void areThoseOfH2(String query, Object value) throws SQLException {
        assertThat(outcome(connection, query, value)).isEqualTo(outcome(h2, query, value));
    }

    private static String outcome(Connection on, String query, Object value) {
        try {
            return Sql.rows(on, query, value).size() + " rows";
        } catch (SQLException e) {
            // H2's own state for a value that is not allowed.
            return e.getSQLState().replace("90008", "22023");
        }
    }
}
