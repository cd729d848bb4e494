package org.singletable.jdbc.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.StoredItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Derived attributes, columns and keys of rows that other programs have written. */
class DerivedAttributesTest extends MaintenanceTest {
    @Test
    void whatTheDriverWritesIsRight() throws SQLException {
        people();
        assertThat(verify("person")).isEmpty();
        assertThat(verify("badge")).isEmpty();
        assertThat(repair("person")).isEmpty();
        assertThat(engine().operations()).doesNotContain("UpdateItem", "TransactWriteItems");
    }

    @Test
    void findsAndMendsDerivedAttributes() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#ann", "person", "G1PK", "TEAM#blue");
        items.set("PERSON#ann", "person", "other", "kept");
        items.remove("PERSON#ann", "person", "L1SK");
        items.set("PERSON#bob", "person", "L1SK", "0008");
        items.set("PERSON#cid", "person", "G1PK", "TEAM#");

        assertThat(verify("person"))
                .containsExactlyInAnyOrder(
                        "DERIVED PK:PERSON#ann,SK:person G1PK",
                        "DERIVED PK:PERSON#ann,SK:person L1SK",
                        "DERIVED PK:PERSON#bob,SK:person L1SK",
                        "DERIVED PK:PERSON#cid,SK:person G1PK");
        assertThat(repair("person")).hasSize(4).allMatch(line -> line.endsWith(" MENDED"));
        assertThat(engine().proxy().count("UpdateItem")).isEqualTo(3);
        assertThat(verify("person")).isEmpty();
        assertThat(items.get("PERSON#ann", "person"))
                .containsEntry("G1PK", AttributeValue.fromS("TEAM#red"))
                .containsEntry("other", AttributeValue.fromS("kept"));
        assertThat(rows(connection, "SELECT id FROM person WHERE team = 'red' ORDER BY joined"))
                .containsExactly("ann", "bob");
    }

    @Test
    void whatNobodyButAHumanCanDecideIsLeft() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#ann", "person", "id", "anna");
        items.remove("PERSON#bob", "person", "name");
        items.set("PERSON#cid", "person", "name", AttributeValue.fromNul(true));
        items.set("PERSON#cid", "person", "n", "seven");

        assertThat(repair("person"))
                .containsExactlyInAnyOrder(
                        "KEY PK:PERSON#ann,SK:person PK LEFT",
                        "DERIVED PK:PERSON#ann,SK:person G1SK LEFT",
                        "NOT_NULL PK:PERSON#bob,SK:person name LEFT",
                        "NOT_NULL PK:PERSON#cid,SK:person name LEFT",
                        "UNREADABLE PK:PERSON#cid,SK:person n LEFT");
        assertThat(engine().operations()).doesNotContain("UpdateItem", "TransactWriteItems");
    }

    @Test
    void itemsOfNoEntity() throws SQLException {
        StoredItems items = people();
        items.put("CONFIG#a", "x", Map.of());
        items.put("STRAY", "x", Map.of());
        items.put("PERSON#dan", "person", Map.of("type", AttributeValue.fromS("Person")));

        assertThat(repair("person"))
                .containsExactlyInAnyOrder(
                        "NO_ENTITY PK:STRAY,SK:x null LEFT", "NO_ENTITY PK:PERSON#dan,SK:person null LEFT");
        assertThat(rows(connection, "CALL singletable_verify('doc')"))
                .anySatisfy(row -> assertThat(row).contains("its key is one of \"person\", but type is not that"));
    }

    @Test
    void jsonContainer() throws SQLException {
        StoredItems items = people();
        update(connection, "INSERT INTO doc VALUES ('a', 'Alpha', 1), ('b', 'Beta', 2), ('c', 'Gamma', 3)");
        items.set("DOC#a", "doc", "G1SK", "Omega");
        items.set("DOC#b", "doc", "data", "{\"title\":\"Bet");
        items.set("DOC#c", "doc", "data", "{\"title\": \"Delta\", \"pages\": \"x\"}");

        assertThat(verify("doc"))
                .containsExactlyInAnyOrder(
                        "DERIVED PK:DOC#a,SK:doc G1SK",
                        "UNREADABLE PK:DOC#b,SK:doc data.title",
                        "UNREADABLE PK:DOC#c,SK:doc data.pages",
                        "DERIVED PK:DOC#c,SK:doc G1SK");
        assertThat(repair("doc")).filteredOn(line -> line.endsWith("MENDED")).hasSize(2);
        assertThat(rows(connection, "SELECT id FROM doc WHERE title = 'Delta'")).containsExactly("c");
    }

    @Test
    void aSparseAttribute() throws SQLException {
        connection = DriverManager.getConnection(url("mapping-examples/helpdesk.json"));
        update(connection, "INSERT INTO ticket (tenant, number, title, due) VALUES ('t', 1, 'x', DATE '2024-06-03')");
        StoredItems items = new StoredItems(connection, "PK", "SK");
        assertThat(verify("ticket")).isEmpty();

        items.set("TENANT#t", "TICKET#000001", "open", AttributeValue.fromBool(false));

        assertMends("ticket", "DERIVED PK:TENANT#t,SK:TICKET#000001 LSI1SK MENDED");
        assertThat(items.get("TENANT#t", "TICKET#000001")).doesNotContainKey("LSI1SK");
    }
}
