package org.singletable.jdbc.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;

import java.sql.SQLException;
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
}
