package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows keep the rules of the shop, which a relational database checks. */
class SampleDataTest {
    private static final String SHOP = """
            CREATE TABLE product (sku VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, category VARCHAR NOT NULL,
                price DECIMAL(12, 2) NOT NULL, stock INT NOT NULL, tags VARCHAR ARRAY);
            CREATE TABLE customer (username VARCHAR PRIMARY KEY, email VARCHAR NOT NULL UNIQUE, name VARCHAR, city VARCHAR,
                joined TIMESTAMP WITH TIME ZONE NOT NULL);
            CREATE TABLE "order" (username VARCHAR REFERENCES customer, order_id VARCHAR, status VARCHAR NOT NULL,
                total DECIMAL(12, 2), placed TIMESTAMP WITH TIME ZONE NOT NULL,
                note VARCHAR, PRIMARY KEY (username, order_id));
            CREATE TABLE order_line (username VARCHAR, order_id VARCHAR, line_no INT, sku VARCHAR REFERENCES product,
                quantity INT NOT NULL, price DECIMAL(12, 2) NOT NULL, PRIMARY KEY (username, order_id, line_no),
                FOREIGN KEY (username, order_id) REFERENCES "order");
            """;

    private Connection connection;

    @BeforeEach
    void insert() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:;DATABASE_TO_LOWER=TRUE");
        try (Statement statement = connection.createStatement()) {
            statement.execute(SHOP);
        }
        SampleData.insert(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource({"product, 24", "customer, 20", "\"order\", 60", "order_line, 120"})
    void aFewHundredRows(String table, int rows) throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM " + table)).isEqualTo(rows);
    }

    @Test
    void totalsAreTheSumsOfTheLines() throws SQLException {
        assertThat(number("""
                                SELECT COUNT(*) FROM "order" o WHERE total <> (SELECT SUM(quantity * price) FROM order_line l
                                    WHERE l.username = o.username AND l.order_id = o.order_id)
                                """)).isZero();
    }

    @Test
    void ordersFollowTheirCustomersJoining() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM \"order\" NATURAL JOIN customer WHERE placed <= joined"))
                .isZero();
    }

    @Test
    void thereAreNullsToSeeAndValues() throws SQLException {
        for (String column : List.of("customer WHERE city", "\"order\" WHERE note", "product WHERE tags")) {
            assertThat(number("SELECT COUNT(*) FROM " + column + " IS NULL")).isPositive();
            assertThat(number("SELECT COUNT(*) FROM " + column + " IS NOT NULL"))
                    .isPositive();
        }
    }

    private int number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
