package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneratedKeysTest {
    private static final String MAPPING = """
            { "entities": {
                "thing": { "id": ["owner", "id"], "columns": {
                    "made": { "type": "timestamptz", "default": "now()", "as": "epoch" },
                    "owner": "string!",
                    "id": { "type": "string!", "default": "uuid()" },
                    "kind": { "type": "string", "default": "'plain'" },
                    "price": "decimal(6,2)",
                    "note": "string",
                    "rev": { "type": "long", "version": true } } },
                "plain": { "id": "id", "columns": { "id": "string!", "v": "int" } } } }
            """;
    private static final String INSERT = "INSERT INTO thing (owner, price) VALUES ('ann', 1.5)";

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        SingleTableDataSource source = new SingleTableDataSource();
        source.setUrl("jdbc:singletable:mem:generated-keys-test?drop=onClose");
        source.setMappingJson(MAPPING);
        connection = source.getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** The columns' labels, then the rows. */
    private static List<String> keys(Statement statement) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            ResultSetMetaData columns = keys.getMetaData();
            List<String> labels = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                labels.add(columns.getColumnLabel(i));
            }
            List<String> lines = new ArrayList<>(List.of(String.join("|", labels)));
            while (keys.next()) {
                List<String> row = new ArrayList<>();
                for (String label : labels) {
                    row.add(keys.getString(label));
                }
                lines.add(String.join("|", row));
            }
            return lines;
        }
    }

    @Test
    void withoutAskingThereAreNone() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(keys(statement)).containsExactly("");
            statement.executeUpdate(INSERT);
            assertThat(keys(statement)).containsExactly("");
            statement.executeUpdate(INSERT, Statement.NO_GENERATED_KEYS);
            assertThat(keys(statement)).containsExactly("");
            statement.executeUpdate(INSERT, new String[0]);
            assertThat(keys(statement)).containsExactly("");
        }
    }

    @Test
    void byFlagWhatWasGeneratedTheKeyFirst() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS);

            List<String> stored = rows(connection, "SELECT id, made, kind, rev FROM thing WHERE owner = 'ann'");
            assertThat(keys(statement)).containsExactly("id|made|kind|rev", stored.get(0));
            assertThat(keys(statement)).as("asked again").hasSize(2);
            assertThat(statement.getUpdateCount()).isEqualTo(1);
        }
    }

    @Test
    void byFlagNothingWhereNothingWasGenerated() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "INSERT INTO plain VALUES ('a', 1)",
                    "UPDATE plain SET v = 2 WHERE id = 'a'",
                    "DELETE FROM plain WHERE id = 'a'",
                    "SELECT * FROM plain WHERE id = 'a'")) {
                statement.execute(sql, Statement.RETURN_GENERATED_KEYS);
                assertThat(keys(statement)).as(sql).containsExactly("");
            }
        }
    }

    @Test
    void byNameOrPositionWhatWasAskedForGeneratedOrNot() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(INSERT, new String[] {"OWNER", "id", "price", "note"});
            String id =
                    rows(connection, "SELECT id FROM thing WHERE owner = 'ann'").get(0);
            assertThat(keys(statement)).containsExactly("owner|id|price|note", "ann|" + id + "|1.50|null");

            statement.execute("INSERT INTO thing (owner, id) VALUES ('bob', 'x')", new int[] {3, 2, 4});
            assertThat(keys(statement)).containsExactly("id|owner|kind", "x|bob|plain");

            statement.executeUpdate("INSERT INTO plain VALUES ('a', 1)", new String[] {"id"});
            assertThat(keys(statement)).containsExactly("id", "a");
        }
    }

    /** As jOOQ reads them. */
    @Test
    void ofAnUpdateCountWithReturningTheyAreWhatThatGives() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO thing (owner, id) VALUES ('ann', ?) RETURNING id || '!' AS called, kind",
                        new String[] {"called", "kind"});
                Statement statement = connection.createStatement()) {
            insert.setString(1, "x");
            insert.setMaxRows(1);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            assertThat(insert.getUpdateCount()).isEqualTo(1);
            assertThat(keys(insert)).containsExactly("called|kind", "x!|plain");
            assertThat(keys(insert)).as("asked again").hasSize(2);
            insert.setString(1, "y");
            try (ResultSet rows = insert.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("y!");
            }
            assertThat(keys(insert)).containsExactly("");

            assertThat(statement.executeUpdate(
                            "UPDATE thing SET note = 'n' WHERE owner = 'ann' RETURNING note",
                            Statement.RETURN_GENERATED_KEYS))
                    .isEqualTo(2);
            assertThat(keys(statement)).containsExactly("note", "n", "n");
            assertThat(statement.executeUpdate("DELETE FROM thing WHERE owner = 'ann' AND id = 'x' RETURNING id"))
                    .isEqualTo(1);
            assertThat(keys(statement)).containsExactly("id", "x");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeUpdate("SELECT 1", Statement.RETURN_GENERATED_KEYS))
                    .withMessageContaining("gives rows");
            assertThat(rows(connection, "SELECT id, note FROM thing WHERE owner = 'ann'"))
                    .containsExactly("y|n");
        }
    }

    @Test
    void theyAreDescribedLikeTheColumnsOfAQuery() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(INSERT, new String[] {"price"});
            ResultSet keys = statement.getGeneratedKeys();
            ResultSetMetaData columns = keys.getMetaData();
            assertThat(columns.getTableName(1)).isEqualTo("thing");
            assertThat(columns.getColumnTypeName(1)).isEqualTo("DECIMAL");
            assertThat(columns.getScale(1)).isEqualTo(2);
            assertThat(keys.getStatement()).isSameAs(statement);
        }
    }

    @Test
    void anotherExecutionForgetsThem() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO thing (owner, id) VALUES (?, ?)", new String[] {"id"})) {
            insert.setString(1, "ann");
            insert.setString(2, "x");
            insert.executeUpdate();
            assertThat(keys(insert)).containsExactly("id", "x");
            assertThatExceptionOfType(SQLException.class).isThrownBy(insert::executeUpdate);
            assertThat(keys(insert)).containsExactly("");
        }
    }

    @Test
    void aBatchGivesThoseOfAllEntriesThatSucceeded() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO thing (owner, id) VALUES (?, ?)", new String[] {"id", "kind"})) {
            for (String id : List.of("x", "y", "x", "z")) {
                insert.setString(1, "ann");
                insert.setString(2, id);
                insert.addBatch();
            }
            assertThatExceptionOfType(SQLException.class).isThrownBy(insert::executeBatch);
            assertThat(keys(insert)).containsExactly("id|kind", "x|plain", "y|plain", "z|plain");
        }
    }

    @Test
    void unknownColumnsAreRefusedBeforeAnythingIsWritten() throws SQLException {
        String id = UUID.randomUUID().toString();
        String sql = "INSERT INTO plain (id) VALUES ('" + id + "')";
        try (Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLSyntaxErrorException.class)
                    .isThrownBy(() -> statement.executeUpdate(sql, new String[] {"nothing"}));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeUpdate(sql, new String[] {null}));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeUpdate(sql, new int[] {3}));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeUpdate(sql, 99));
        }
        assertThat(update(connection, sql)).isEqualTo(1);
    }
}
