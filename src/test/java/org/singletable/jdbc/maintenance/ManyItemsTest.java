package org.singletable.jdbc.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.StoredItems;

/** A table of 2,100 rows with 2,100 sentinels: what is wrong with them streams, within little memory, and can be resumed. */
class ManyItemsTest {
    private static final int PEOPLE = 2_100;
    private static final int IN_STATEMENT = 50;

    private static ProxiedEngine engine;
    private static String url;
    private static Connection connection;

    /** What is wrong, in no order. */
    private static List<String> wrong;

    @BeforeAll
    static void fill() throws SQLException {
        engine = new ProxiedEngine();
        url = engine.url("src/test/resources/mappings/maintenance.json", "many");
        connection = DriverManager.getConnection(url);
        for (int first = 0; first < PEOPLE; first += IN_STATEMENT) {
            update(
                    connection,
                    IntStream.range(first, first + IN_STATEMENT)
                            .mapToObj(i -> "('p" + i + "', 'Name', 'm" + i + "', 'team', '" + "x".repeat(200) + "')")
                            .collect(Collectors.joining(
                                    ", ", "INSERT INTO person (id, name, mail, team, note) VALUES ", "")));
        }
        StoredItems items = new StoredItems(connection, "PK", "SK");
        IntStream.range(0, 40).forEach(i -> items.set("PERSON#p" + 50 * i, "person", "G1PK", "TEAM#other"));
        IntStream.range(0, 40).forEach(i -> items.delete("MAIL#m" + (50 * i + 7), "MAIL"));
        wrong = IntStream.range(0, 40)
                .boxed()
                .flatMap(i -> Stream.of("DERIVED PERSON#p" + 50 * i, "SENTINEL_MISSING PERSON#p" + (50 * i + 7)))
                .toList();
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        engine.close();
    }

    /** Reads until the end or the n-th row PROGRESS; gives what that says, null at the end. */
    private static String read(String resume, int fetchSize, int progress, List<String> found) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("CALL singletable_verify('person', ?)")) {
            call.setFetchSize(fetchSize);
            call.setString(1, resume);
            int told = 0;
            try (ResultSet rows = call.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString("kind").equals("PROGRESS")) {
                        told++;
                        if (told == progress) {
                            return rows.getString("resume");
                        }
                    } else if (rows.getString("item_key") != null) {
                        found.add(rows.getString("kind") + " "
                                + rows.getString("item_key").split("\"")[3]);
                    }
                }
            }
        }
        return null;
    }

    @Test
    void inBatches() throws SQLException {
        List<String> found = new ArrayList<>();
        engine.proxy().reset();
        assertThat(read(null, 0, 1, found)).isNull();
        assertThat(found).containsExactlyInAnyOrderElementsOf(wrong);
        assertThat(engine.operations()).containsOnly("Scan", "BatchGetItem");
        // Rows and their sentinels are met in turn, so that a batch has up to 100 of each, and 40 are looked at again.
        assertThat(engine.proxy().count("BatchGetItem")).isLessThanOrEqualTo(3 * PEOPLE / 100);
    }

    @Test
    void resumedBehindEachRowOfProgress() throws SQLException {
        List<String> found = new ArrayList<>();
        int calls = 1;
        for (String resume = read(null, 20, 4, found); resume != null; resume = read(resume, 20, 4, found)) {
            calls++;
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(wrong);
        assertThat(calls).isEqualTo(2 * PEOPLE / 800 + 1);
    }

    @Test
    void withinLittleMemory() throws SQLException {
        List<String> found = new ArrayList<>();
        update(connection, "SET maxMemoryBytes = 400000");
        try {
            assertThat(read(null, 0, 1, found)).isNull();
        } finally {
            update(connection, "RESET ALL");
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(wrong);
    }

    @Test
    void noMoreThanIsPulled() throws SQLException {
        engine.proxy().reset();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery("CALL singletable_verify('person')")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isFalse();
            }
        }
        assertThat(engine.proxy().count("Scan")).isLessThan(20);
    }

    @Test
    void stoppedByItsLimit() throws SQLException {
        update(connection, "SET maxReadUnits = 20");
        try {
            SQLException error =
                    catchThrowableOfType(SQLException.class, () -> read(null, 100, 100, new ArrayList<>()));
            assertThat(error.getSQLState()).isEqualTo("54000");
        } finally {
            update(connection, "RESET ALL");
        }
    }
}
