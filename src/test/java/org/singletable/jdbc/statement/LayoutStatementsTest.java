package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.ProxiedEngine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Statements on layouts of the long form: templates of other formats, sparse indexes, nested columns. */
class LayoutStatementsTest {
    private static ProxiedEngine engine;
    private Connection connection;
    private DynamoDbClient dynamo;
    private String table;

    @BeforeAll
    static void start() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        table = "layouts" + System.nanoTime();
        connection = DriverManager.getConnection(engine.url("classpath:mappings/layouts.json", table));
        dynamo = connection.unwrap(DynamoDbClient.class);
        update(
                connection,
                "INSERT INTO parcel (box, no, gift, wrapped, shelf) VALUES ('b', 7, TRUE, '2024-06-03T12:00:00Z', 's')");
        engine.proxy().reset();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private Map<String, AttributeValue> parcel(int no) {
        return dynamo.getItem(request -> request.tableName(table)
                        .key(Map.of(
                                "pk",
                                AttributeValue.fromS("box#b"),
                                "sk",
                                AttributeValue.fromS("parcel#%04d".formatted(no)))))
                .item();
    }

    @Test
    void anItemHasWhatItsTemplatesSay() {
        assertThat(parcel(7))
                .containsOnly(
                        Map.entry("pk", AttributeValue.fromS("box#b")),
                        Map.entry("sk", AttributeValue.fromS("parcel#0007")),
                        Map.entry("_type", AttributeValue.fromS("parcel")),
                        Map.entry("box", AttributeValue.fromS("b")),
                        Map.entry("no", AttributeValue.fromN("7")),
                        Map.entry("gift", AttributeValue.fromBool(true)),
                        Map.entry("gift_key", AttributeValue.fromS("2024-06-03T12:00:00.000Z#0007")),
                        Map.entry("slim_key", AttributeValue.fromS("s")),
                        Map.entry("shelf", AttributeValue.fromS("s")),
                        Map.entry("wrapped", AttributeValue.fromN("1717416000000")));
    }

    @Test
    void aSparseIndexKeyFollowsItsCondition() throws SQLException {
        update(connection, "UPDATE parcel SET gift = FALSE WHERE box = 'b' AND no = 7");
        assertThat(parcel(7)).doesNotContainKey("gift_key");
        update(connection, "UPDATE parcel SET gift = TRUE WHERE box = 'b' AND no = 7");
        assertThat(parcel(7).get("gift_key").s()).isEqualTo("2024-06-03T12:00:00.000Z#0007");
        assertThat(
                        rows(
                                connection,
                                "SELECT no, shelf FROM parcel WHERE box = 'b' AND gift = TRUE AND wrapped = '2024-06-03T14:00:00+02:00'"))
                .containsExactly("7|s");
        update(connection, "UPDATE parcel SET wrapped = '2024-06-04T12:00:00Z' WHERE box = 'b' AND no = 7");
        assertThat(parcel(7).get("gift_key").s()).isEqualTo("2024-06-04T12:00:00.000Z#0007");
    }

    @Test
    void aNestedColumnIsWrittenWithTheMapItLivesIn() throws SQLException {
        assertThat(update(connection, "UPDATE parcel SET street = 'Main' WHERE box = 'b' AND no = 7"))
                .isEqualTo(1);
        assertThat(parcel(7).get("address").m()).isEqualTo(Map.of("street", AttributeValue.fromS("Main")));

        dynamo.updateItem(request -> request.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("box#b"), "sk", AttributeValue.fromS("parcel#0007")))
                .updateExpression("SET address.zip = :zip")
                .expressionAttributeValues(Map.of(":zip", AttributeValue.fromS("1000"))));
        engine.proxy().reset();
        assertThat(update(connection, "UPDATE parcel SET street = 'Side' WHERE box = 'b' AND no = 7"))
                .isEqualTo(1);
        assertThat(engine.operations()).containsExactly("UpdateItem");
        assertThat(parcel(7).get("address").m())
                .isEqualTo(Map.of("street", AttributeValue.fromS("Side"), "zip", AttributeValue.fromS("1000")));
        assertThat(rows(connection, "SELECT street FROM parcel WHERE box = 'b' AND no = 7"))
                .containsExactly("Side");

        assertThat(update(connection, "UPDATE parcel SET street = NULL WHERE box = 'b' AND no = 7"))
                .isEqualTo(1);
        assertThat(parcel(7).get("address").m()).isEqualTo(Map.of("zip", AttributeValue.fromS("1000")));
        assertThat(update(connection, "UPDATE parcel SET street = 'x' WHERE box = 'b' AND no = 8"))
                .isZero();
        assertThat(parcel(8)).isEmpty();
    }

    @Test
    void aValueThatNoKeyTextCanHoldFindsNothingAndIsNotWritten() throws SQLException {
        assertThat(
                        rows(
                                connection,
                                "SELECT * FROM parcel WHERE box = 'b' AND gift = TRUE AND wrapped = '2024-06-03T12:00:00.0005Z'"))
                .isEmpty();
        assertThat(engine.operations()).isEmpty();
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() -> update(
                        connection,
                        "UPDATE parcel SET wrapped = '2024-06-03T12:00:00.0005Z' WHERE box = 'b' AND no = 7"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22003"))
                .withMessageContaining("wrapped");
    }

    @Test
    void rowsWhoseKeysRenderAlikeAreKeptApart() throws SQLException {
        update(connection, "INSERT INTO account (name, balance) VALUES ('Ann', 1)");
        assertThat(rows(connection, "SELECT balance FROM account WHERE name = 'Ann'"))
                .containsExactly("1");
        assertThat(rows(connection, "SELECT balance FROM account WHERE name = 'ANN'"))
                .isEmpty();
        assertThat(update(connection, "UPDATE account SET balance = 2 WHERE name = 'ann'"))
                .isZero();
        assertThat(update(connection, "DELETE FROM account WHERE name = 'ANN'")).isZero();
        assertThat(update(connection, "UPDATE account SET balance = 2 WHERE name = 'Ann'"))
                .isEqualTo(1);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> update(connection, "INSERT INTO account (name) VALUES ('ANN')"));
        assertThat(rows(connection, "SELECT name, balance FROM account WHERE name = 'Ann'"))
                .containsExactly("Ann|2");
    }

    @Test
    void anItemOfAnotherEntityIsNeitherSeenNorTouched() throws SQLException {
        Map<String, AttributeValue> foreign = Map.of(
                "pk", AttributeValue.fromS("box#b"),
                "sk", AttributeValue.fromS("parcel#0009"),
                "_type", AttributeValue.fromS("crate"));
        dynamo.putItem(request -> request.tableName(table).item(foreign));
        assertThat(rows(connection, "SELECT no FROM parcel WHERE box = 'b'")).containsExactly("7");
        assertThat(rows(connection, "SELECT no FROM parcel WHERE box = 'b' AND no = 9"))
                .isEmpty();
        assertThat(update(connection, "UPDATE parcel SET shelf = 'x' WHERE box = 'b' AND no = 9"))
                .isZero();
        assertThat(update(connection, "DELETE FROM parcel WHERE box = 'b' AND no = 9"))
                .isZero();
        assertThatExceptionOfType(SQLDataException.class)
                .isThrownBy(() ->
                        update(connection, "INSERT INTO parcel (box, no, wrapped, shelf) VALUES ('b', 9, now(), 's')"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22000"));
        assertThat(parcel(9)).isEqualTo(foreign);
    }

    @Test
    void aDelimiterInsideAKeyIsRefused() throws SQLException {
        assertThat(update(connection, "INSERT INTO parcel (box, no, wrapped, shelf) VALUES ('a#b', 1, now(), 's')"))
                .isEqualTo(1);
        assertThat(rows(connection, "SELECT box, no FROM parcel WHERE box = 'a#b'"))
                .containsExactly("a#b|1");
    }

    @Test
    void anIndexKeyThatHoldsAColumnComesAndGoesWithIt() throws SQLException {
        update(connection, "UPDATE parcel SET code = 'c1' WHERE box = 'b' AND no = 7");
        assertThat(rows(connection, "SELECT no FROM parcel WHERE code = 'c1'")).containsExactly("7");
        update(connection, "UPDATE parcel SET code = NULL WHERE box = 'b' AND no = 7");
        assertThat(rows(connection, "SELECT no FROM parcel WHERE code = 'c1'")).isEmpty();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> update(connection, "UPDATE parcel SET code = '' WHERE box = 'b' AND no = 7"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22023"));
    }
}
