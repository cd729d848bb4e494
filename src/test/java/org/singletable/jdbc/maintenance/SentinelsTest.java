package org.singletable.jdbc.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.StoredItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sentinels of unique columns: with templates of their own, as rows of an entity, and in the short form. */
class SentinelsTest extends MaintenanceTest {
    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    @Test
    void missingOnesArePut() throws SQLException {
        StoredItems items = people();
        items.delete("MAIL#ann@x.org", "MAIL");
        items.delete("BADGE#2", "badge");

        assertThat(verify("person"))
                .containsExactlyInAnyOrder(
                        "SENTINEL_MISSING PK:PERSON#ann,SK:person person.mail",
                        "SENTINEL_MISSING PK:PERSON#bob,SK:person person.badge");
        assertMends(
                "person",
                "SENTINEL_MISSING PK:PERSON#ann,SK:person person.mail MENDED",
                "SENTINEL_MISSING PK:PERSON#bob,SK:person person.badge MENDED");

        assertThat(items.get("MAIL#ann@x.org", "MAIL"))
                .containsEntry("owner", text("ann"))
                .containsEntry("expires", AttributeValue.fromN("1893456000"));
        assertThat(rows(connection, "SELECT badge, id FROM badge ORDER BY badge"))
                .containsExactly("1|ann", "2|bob");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() ->
                        update(connection, "INSERT INTO person (id, name, mail) VALUES ('dan', 'Dan', 'ann@x.org')"))
                .matches(e -> e.getSQLState().equals("23505"));
    }

    @Test
    void orphanedOnesAreDeleted() throws SQLException {
        StoredItems items = people();
        items.put("MAIL#gone@x.org", "MAIL", Map.of("owner", text("gone")));
        items.put("MAIL#old@x.org", "MAIL", Map.of("owner", text("bob")));
        items.put(
                "BADGE#9",
                "badge",
                Map.of("type", text("badge"), "badge", AttributeValue.fromN("9"), "id", text("cid")));

        assertMends(
                "person",
                "SENTINEL_ORPHANED PK:MAIL#gone@x.org,SK:MAIL person.mail MENDED",
                "SENTINEL_ORPHANED PK:MAIL#old@x.org,SK:MAIL person.mail MENDED",
                "SENTINEL_ORPHANED PK:BADGE#9,SK:badge person.badge MENDED");

        assertThat(items.get("MAIL#old@x.org", "MAIL")).isEmpty();
        assertThat(rows(connection, "SELECT badge FROM badge ORDER BY badge")).containsExactly("1", "2");
    }

    @Test
    void wrongOnesAreCorrected() throws SQLException {
        StoredItems items = people();
        items.set("MAIL#ann@x.org", "MAIL", "owner", "gone");
        items.set("MAIL#ann@x.org", "MAIL", "extra", "kept");
        items.set("MAIL#bob@x.org", "MAIL", "expires", AttributeValue.fromN("1700000000"));
        items.set("BADGE#1", "badge", "expires", AttributeValue.fromN("1700000000"));
        items.set("BADGE#1", "badge", "colour", "kept");
        items.set("BADGE#2", "badge", "id", "cid");

        assertMends(
                "person",
                "SENTINEL_WRONG PK:MAIL#ann@x.org,SK:MAIL person.mail MENDED",
                "SENTINEL_WRONG PK:MAIL#bob@x.org,SK:MAIL person.mail MENDED",
                "SENTINEL_WRONG PK:BADGE#1,SK:badge person.badge MENDED",
                "SENTINEL_WRONG PK:BADGE#2,SK:badge person.badge MENDED");

        assertThat(items.get("MAIL#ann@x.org", "MAIL"))
                .containsEntry("owner", text("ann"))
                .containsEntry("extra", text("kept"));
        assertThat(items.get("MAIL#bob@x.org", "MAIL")).doesNotContainKey("expires");
        assertThat(rows(connection, "SELECT id, expires, colour FROM badge ORDER BY badge"))
                .containsExactly("ann|2030-01-01T00:00:00Z|kept", "bob|null|null");
    }

    /** Whose value it is only a human can say. */
    @Test
    void duplicatesAreLeft() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#bob", "person", "mail", "ann@x.org");

        assertThat(repair("person"))
                .containsExactlyInAnyOrder(
                        "DUPLICATE PK:PERSON#bob,SK:person person.mail LEFT",
                        "SENTINEL_ORPHANED PK:MAIL#bob@x.org,SK:MAIL person.mail MENDED");

        assertThat(rows(connection, "CALL singletable_verify('person')"))
                .first()
                .asString()
                .contains("the sentinel of (mail='ann@x.org') for the unique constraint \"person.mail\"")
                .contains("(PK=PERSON#ann, SK=person)");
        // As the message says.
        update(connection, "UPDATE person SET mail = 'other@x.org' WHERE id = 'ann'");
        assertMends("person", "SENTINEL_MISSING PK:PERSON#bob,SK:person person.mail MENDED");
    }

    @Test
    void aSentinelThatDoesNotTellItsOwnerIsThatOfTheRowWithTheValue() throws SQLException {
        StoredItems items = people();
        items.remove("MAIL#bob@x.org", "MAIL", "owner");
        items.put("MAIL#who@x.org", "MAIL", Map.of());

        assertThat(repair("person"))
                .containsExactlyInAnyOrder(
                        "SENTINEL_WRONG PK:MAIL#bob@x.org,SK:MAIL person.mail MENDED",
                        "UNREADABLE PK:MAIL#who@x.org,SK:MAIL person.mail LEFT");
        assertThat(verify("person")).containsExactly("UNREADABLE PK:MAIL#who@x.org,SK:MAIL person.mail");
    }

    @Test
    void shortForm() throws SQLException {
        connection = DriverManager.getConnection(url("src/test/resources/mappings/writes.json"));
        StoredItems items = new StoredItems(connection, "pk", "sk");
        update(
                connection,
                "INSERT INTO customer (username, email, first_name, last_name) VALUES ('ann', 'a@x', 'Ann', 'Lee')");
        items.delete("!customer.first_name.last_name#Ann#Lee", "!");
        items.put("!customer.email#b@x", "!", Map.of("owner_pk", text("customer#ann"), "owner_sk", text("customer")));
        items.set("customer#ann", "customer", "gsi1sk", "bob");

        assertMends(
                "customer",
                "DERIVED pk:customer#ann,sk:customer gsi1sk MENDED",
                "SENTINEL_MISSING pk:customer#ann,sk:customer customer.first_name.last_name MENDED",
                "SENTINEL_ORPHANED pk:!customer.email#b@x,sk:! customer.email MENDED");
        // Nothing of what the row has taken was touched.
        assertThat(update(connection, "DELETE FROM customer WHERE username = 'ann'"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT * FROM _items")).isEmpty();
    }
}
