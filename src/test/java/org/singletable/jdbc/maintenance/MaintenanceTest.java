package org.singletable.jdbc.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.StoredItems;

/** Tests that put items out of order behind the driver's back, and have it find and mend that. */
abstract class MaintenanceTest {
    static final String MAPPING = "src/test/resources/mappings/maintenance.json";

    private static final String PEOPLE =
            "INSERT INTO person (id, name, mail, badge, team, joined, n, active, expires) VALUES"
                    + " ('ann', 'Ann', 'ann@x.org', 1, 'red', '2024-06-03T12:00:00Z', 7, true, '2030-01-01T00:00:00Z'),"
                    + " ('bob', 'Bob', 'bob@x.org', 2, 'red', '2024-06-04T12:00:00Z', 8, false, NULL),"
                    + " ('cid', 'Cid', NULL, NULL, NULL, NULL, NULL, NULL, NULL)";

    private static ProxiedEngine engine;
    Connection connection;

    @BeforeAll
    static void startEngine() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @AfterEach
    void disconnect() throws SQLException {
        engine.proxy().forgetFaults();
        connection.close();
    }

    static ProxiedEngine engine() {
        return engine;
    }

    /** @param mapping the path of its file */
    static String url(String mapping) {
        return engine.url(mapping, "t" + System.nanoTime());
    }

    /** A table of people, as the driver writes them. */
    final StoredItems people() throws SQLException {
        return people("");
    }

    /** @param properties for the URL: {@code &name=value} */
    final StoredItems people(String properties) throws SQLException {
        connection = DriverManager.getConnection(url(MAPPING) + properties);
        update(connection, PEOPLE);
        return new StoredItems(connection, "PK", "SK");
    }

    /** What a procedure finds of an entity: kind, key, attribute and, from repair, the outcome. */
    final List<String> call(String procedure, String entity) throws SQLException {
        List<String> found = new ArrayList<>();
        engine.proxy().reset();
        try (PreparedStatement call = connection.prepareStatement("CALL " + procedure + "(?)")) {
            call.setString(1, entity);
            try (ResultSet rows = call.executeQuery()) {
                while (rows.next()) {
                    if (!List.of("PROGRESS", "DONE").contains(rows.getString("kind"))) {
                        found.add(line(rows));
                    }
                }
            }
        }
        return found;
    }

    private static String line(ResultSet rows) throws SQLException {
        String key = rows.getString("item_key").replaceAll("[{}\" ]", "");
        String outcome = rows.getString("outcome");
        String line = rows.getString("kind") + " " + key + " " + rows.getString("attribute");
        return outcome == null ? line : line + " " + outcome;
    }

    final List<String> verify(String entity) throws SQLException {
        return call("singletable_verify", entity);
    }

    final List<String> repair(String entity) throws SQLException {
        return call("singletable_repair", entity);
    }

    /** Repair gives these outcomes, and verify finds nothing after it. */
    final void assertMends(String entity, String... outcomes) throws SQLException {
        assertThat(repair(entity)).containsExactlyInAnyOrder(outcomes);
        assertThat(verify(entity)).isEmpty();
    }
}
