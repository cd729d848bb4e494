package org.singletable.jdbc.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.StoredItems;

/** {@code singletable_backfill}, and procedures that look at all tables at once. */
class BackfillTest extends MaintenanceTest {
    private List<String> backfill(String entity) throws SQLException {
        return call("singletable_backfill", entity);
    }

    @Test
    void writesWhatRowsLackAndSaysNothing() throws SQLException {
        StoredItems items = people();
        items.remove("PERSON#ann", "person", "L1SK");
        items.remove("PERSON#bob", "person", "G1PK");
        items.delete("MAIL#ann@x.org", "MAIL");

        assertThat(backfill("person")).isEmpty();
        assertThat(engine().operations()).contains("UpdateItem", "TransactWriteItems");
        assertThat(verify("person")).isEmpty();
    }

    @Test
    void countsWhatItWrote() throws SQLException {
        people().remove("PERSON#ann", "person", "L1SK");
        assertThat(messages("CALL singletable_backfill('person', NULL, 1000)"))
                .containsExactly("7 items, 3 of them rows of \"person\"; 1 findings: 1 MENDED");
    }

    /** Nothing that others may have written on purpose is deleted or told of. */
    @Test
    void leavesTheRestAlone() throws SQLException {
        StoredItems items = people();
        items.remove("PERSON#bob", "person", "name");
        items.put("STRAY", "x", java.util.Map.of());
        assertThat(backfill("person")).isEmpty();
        assertThat(verify("person"))
                .containsExactlyInAnyOrder("NOT_NULL PK:PERSON#bob,SK:person name", "NO_ENTITY PK:STRAY,SK:x null");
    }

    @Test
    void tellsWhatItCannotWrite() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#ann", "person", "id", "anna");
        assertThat(backfill("person")).containsExactly("DERIVED PK:PERSON#ann,SK:person G1SK LEFT");
    }

    /** One Scan for all, and each finding with its table. */
    @Test
    void allTablesAtOnce() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#ann", "person", "G1PK", "TEAM#blue");
        items.put("STRAY", "x", java.util.Map.of());
        engine().proxy().reset();
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("CALL singletable_verify('*')")) {
            while (rows.next()) {
                found.add(rows.getString("kind") + " " + rows.getString("entity"));
            }
        }
        assertThat(found).containsExactlyInAnyOrder("DERIVED person", "NO_ENTITY null", "DONE null");
        assertThat(engine().proxy().count("Scan")).isEqualTo(1);
        assertThat(messages("CALL singletable_repair('*')"))
                .last()
                .asString()
                .matches("8 items, \\d+ of them rows of all \\d+ tables; 2 findings: 1 MENDED, 1 LEFT");
    }

    /** What was written before stays, and nothing is written twice. */
    @Test
    void goesOnWhereItWasLeft() throws SQLException {
        StoredItems items = people();
        for (int i = 0; i < 30; i++) {
            update(connection, "INSERT INTO person (id, name, mail) VALUES (?, 'Name', ?)", "p" + i, "m" + i);
            items.set("PERSON#p" + i, "person", "L1SK", "wrong");
        }
        engine().proxy().reset();
        String resume = null;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(1);
            try (ResultSet rows = statement.executeQuery("CALL singletable_backfill('person')")) {
                while (resume == null && rows.next()) {
                    resume = rows.getString("resume");
                }
            }
        }
        assertThat(resume).isNotNull();
        long first = engine().proxy().count("UpdateItem");
        assertThat(first).isBetween(1L, 29L);
        assertThat(messages("CALL singletable_backfill('person', '" + resume + "')"))
                .last()
                .asString()
                .endsWith((30 - first) + " findings: " + (30 - first) + " MENDED");
        assertThat(engine().proxy().count("UpdateItem")).isEqualTo(30);
        assertThat(verify("person")).isEmpty();
    }

    private List<String> messages(String sql) throws SQLException {
        List<String> messages = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                messages.add(rows.getString("message"));
            }
        }
        return messages;
    }
}
