package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.testing.EmbeddedEngine;

/** What random queries against H2 once found to be other values than there: each stays as a test. */
class ValuesOfTypesTest {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(
                new EmbeddedEngine().temporaryUrl("mapping-examples/quickstart.json", "values"));
        update(connection, "INSERT INTO order (username, order_id, total) VALUES ('ann', '1', 5.25)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** A value of a choice has the type of all its alternatives, not that of the first one: 1.005 is no decimal(12,2). */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CASE WHEN total > 9 THEN FLOOR(total) ELSE CASE WHEN total > 9 THEN total ELSE 1.005 END END; 1.005",
                "CASE WHEN total > 9 THEN total ELSE COALESCE(NULLIF(total, 5.25), 1.005) END; 1.005",
                "COALESCE(NULLIF(total, 5.25), CASE WHEN total > 9 THEN total ELSE total + 1.005 END); 6.255",
                "CASE WHEN total > 9 THEN CAST('ab' AS VARCHAR(2)) ELSE COALESCE(NULLIF(note, note), 'longer') END; longer"
            })
    void alternativesKeepTheirDigits(String value, String expected) throws SQLException {
        assertThat(rows(connection, "SELECT " + value + " FROM order WHERE username = 'ann'"))
                .containsExactly(expected);
    }
}
