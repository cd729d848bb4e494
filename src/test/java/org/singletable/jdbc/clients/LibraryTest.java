package org.singletable.jdbc.clients;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.Sql;

/** A client's tests on a table of their own, which has two authors before each, and a connection that is not the client's. */
abstract class LibraryTest {
    static SingleTableDataSource dataSource;
    static Connection connection;

    @BeforeAll
    static void connect(TestInfo test) throws SQLException {
        dataSource = new SingleTableDataSource();
        dataSource.setUrl(new EmbeddedEngine()
                .url(
                        "classpath:mappings/library.json",
                        test.getTestClass().orElseThrow().getSimpleName()));
        connection = dataSource.getConnection();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @BeforeEach
    void twoAuthors() throws SQLException {
        for (String table : List.of("author", "book", "copy", "reader", "shelf")) {
            Sql.update(connection, "DELETE FROM " + table);
        }
        String insert = "INSERT INTO author (name, email, born, points) VALUES (?, ?, ?, ?)";
        Sql.update(connection, insert, "Ann", "ann@example.com", LocalDate.of(1970, 1, 2), 3);
        Sql.update(connection, insert, "Bob", null, null, null);
    }
}
