package org.singletable.jdbc.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;
import org.singletable.jdbc.testing.StoredItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Others write between what a procedure reads and what it reads or writes next. */
class ConcurrentWritersTest extends MaintenanceTest {
    private static void before(String operation, Faults.Meanwhile meanwhile) {
        engine().proxy().fail(operation, Faults.after(meanwhile));
    }

    private void run(String sql) {
        try {
            update(connection, sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The row takes another value between the Scan and the look at its sentinel. */
    @Test
    void aValueThatChangesMeanwhileIsNoFinding() throws SQLException {
        people();
        before("BatchGetItem", () -> run("UPDATE person SET mail = 'new@x.org' WHERE id = 'ann'"));
        assertThat(verify("person")).isEmpty();
        assertThat(rows(connection, "SELECT mail FROM person WHERE id = 'ann'")).containsExactly("new@x.org");

        before("BatchGetItem", () -> run("DELETE FROM person WHERE id = 'bob'"));
        assertThat(repair("person")).isEmpty();
        assertThat(engine().proxy().count("TransactWriteItems")).isEqualTo(1);
    }

    @Test
    void inputsOfADerivedAttributeThatChange() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#ann", "person", "G1PK", "TEAM#x");
        before("UpdateItem", () -> items.set("PERSON#ann", "person", "team", "blue"));

        assertThat(repair("person")).containsExactly("DERIVED PK:PERSON#ann,SK:person G1PK CHANGED");

        assertThat(items.get("PERSON#ann", "person")).containsEntry("G1PK", AttributeValue.fromS("TEAM#x"));
        assertMends("person", "DERIVED PK:PERSON#ann,SK:person G1PK MENDED");
        assertThat(items.get("PERSON#ann", "person")).containsEntry("G1PK", AttributeValue.fromS("TEAM#blue"));
    }

    @Test
    void aRowThatIsDeletedIsNotWrittenAgain() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#cid", "person", "G1PK", "TEAM#x");
        items.delete("MAIL#ann@x.org", "MAIL");
        before("UpdateItem", () -> items.delete("PERSON#cid", "person"));
        before("TransactWriteItems", () -> items.delete("PERSON#ann", "person"));

        assertThat(repair("person"))
                .containsExactlyInAnyOrder(
                        "DERIVED PK:PERSON#cid,SK:person G1PK CHANGED",
                        "SENTINEL_MISSING PK:PERSON#ann,SK:person person.mail CHANGED");

        assertThat(items.get("PERSON#cid", "person")).isEmpty();
        assertThat(items.get("MAIL#ann@x.org", "MAIL")).isEmpty();
    }

    @Test
    void aMissingSentinelThatAnotherRowTakes() throws SQLException {
        StoredItems items = people();
        items.delete("MAIL#ann@x.org", "MAIL");
        before(
                "TransactWriteItems",
                () -> run("INSERT INTO person (id, name, mail) VALUES ('dan', 'Dan', 'ann@x.org')"));

        assertThat(repair("person")).containsExactly("SENTINEL_MISSING PK:PERSON#ann,SK:person person.mail CHANGED");

        assertThat(items.get("MAIL#ann@x.org", "MAIL")).containsEntry("owner", AttributeValue.fromS("dan"));
        assertThat(verify("person")).containsExactly("DUPLICATE PK:PERSON#ann,SK:person person.mail");
    }

    @Test
    void anOrphanWhoseRowComes() throws SQLException {
        StoredItems items = people();
        items.put("MAIL#dan@x.org", "MAIL", Map.of("owner", AttributeValue.fromS("dan")));
        before(
                "TransactWriteItems",
                () -> items.put(
                        "PERSON#dan",
                        "person",
                        Map.of(
                                "type", AttributeValue.fromS("person"),
                                "id", AttributeValue.fromS("dan"),
                                "name", AttributeValue.fromS("Dan"),
                                "mail", AttributeValue.fromS("dan@x.org"))));

        assertThat(repair("person")).containsExactly("SENTINEL_ORPHANED PK:MAIL#dan@x.org,SK:MAIL person.mail CHANGED");

        assertThat(verify("person")).isEmpty();
    }

    @Test
    void anAnswerThatIsLost() throws SQLException {
        StoredItems items = people();
        items.set("PERSON#ann", "person", "G1PK", "TEAM#x");
        items.delete("BADGE#2", "badge");
        engine().proxy().fail("UpdateItem", new LostAnswer());
        engine().proxy().fail("TransactWriteItems", new LostAnswer());

        assertMends(
                "person",
                "DERIVED PK:PERSON#ann,SK:person G1PK UNKNOWN",
                "SENTINEL_MISSING PK:PERSON#bob,SK:person person.badge MENDED");
    }
}
