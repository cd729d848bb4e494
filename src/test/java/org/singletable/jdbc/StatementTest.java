package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StatementTest {
    private static final String MAPPING = """
            { "entities": {
                "thing": { "id": "id", "columns": {
                    "id": { "type": "string!", "default": "uuid()" },
                    "s": "string", "i": "int", "l": "long", "dec": "decimal", "d": "double", "b": "boolean",
                    "day": "date", "t": "time", "ts": "timestamp", "tz": "timestamptz", "u": "uuid", "bin": "binary",
                    "j": "json", "tags": "set<string>", "nums": "list<int>" } },
                "child": { "parent": "thing", "id": "no", "columns": { "no": "int!", "v": "int" } } } }
            """;

    /** Keeps the engine while connections come and go. */
    private static Connection keeper;

    private Connection connection;

    private static Connection open() throws SQLException {
        SingleTableDataSource source = new SingleTableDataSource();
        source.setUrl("jdbc:singletable:mem:statement-test?drop=onClose");
        source.setMappingJson(MAPPING);
        return source.getConnection();
    }

    @BeforeAll
    static void startEngine() throws SQLException {
        keeper = open();
    }

    @AfterAll
    static void stopEngine() throws SQLException {
        keeper.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = open();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private String newThing() throws SQLException {
        String id = UUID.randomUUID().toString();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO thing (id) VALUES (?)")) {
            insert.setString(1, id);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        return id;
    }

    private String newThingWithChildren(int count) throws SQLException {
        String id = newThing();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO child VALUES (?, ?, ?)")) {
            for (int i = 1; i <= count; i++) {
                insert.setString(1, id);
                insert.setInt(2, i);
                insert.setInt(3, 10 * i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(count).containsOnly(1);
        }
        return id;
    }

    /** A setter. */
    private interface Setter {
        void set(PreparedStatement statement, int index) throws Exception;
    }

    private static Arguments set(String column, Setter setter, String expected) {
        return Arguments.of(column, setter, expected);
    }

    static Stream<Arguments> setters() {
        byte[] bytes = {1, (byte) 0xff};
        return Stream.of(
                set("s", (p, i) -> p.setString(i, "äöü"), "äöü"),
                set("s", (p, i) -> p.setNString(i, "äöü"), "äöü"),
                set("s", (p, i) -> p.setObject(i, 'c'), "c"),
                set("s", (p, i) -> p.setObject(i, 'c', Types.CHAR), "c"),
                set("s", (p, i) -> p.setObject(i, 42, Types.VARCHAR), "42"),
                set("s", (p, i) -> p.setCharacterStream(i, new StringReader("abc"), 2), "ab"),
                set("s", (p, i) -> p.setNClob(i, new StringReader("abc")), "abc"),
                set("s", (p, i) -> p.setAsciiStream(i, ascii("abc")), "abc"),
                set("s", (p, i) -> p.setURL(i, URI.create("http://h/").toURL()), "http://h/"),
                set("i", (p, i) -> p.setInt(i, -1), "-1"),
                set("i", (p, i) -> p.setShort(i, (short) 7), "7"),
                set("i", (p, i) -> p.setByte(i, (byte) -7), "-7"),
                set("i", (p, i) -> p.setString(i, "12"), "12"),
                set("i", (p, i) -> p.setObject(i, "12", JDBCType.INTEGER), "12"),
                set("l", (p, i) -> p.setLong(i, Long.MAX_VALUE), "9223372036854775807"),
                set("dec", (p, i) -> p.setBigDecimal(i, new BigDecimal("1.50")), "1.5"),
                set("dec", (p, i) -> p.setObject(i, 1.237, Types.DECIMAL, 2), "1.24"),
                set("dec", (p, i) -> p.setObject(i, 1.237, JDBCType.NUMERIC, 1), "1.2"),
                set("d", (p, i) -> p.setDouble(i, 0.1), "0.1"),
                set("d", (p, i) -> p.setFloat(i, 0.1f), "0.1"),
                set("b", (p, i) -> p.setBoolean(i, true), "true"),
                set("day", (p, i) -> p.setDate(i, java.sql.Date.valueOf("2024-06-03")), "2024-06-03"),
                set("day", (p, i) -> p.setObject(i, LocalDate.of(2024, 6, 3)), "2024-06-03"),
                set("t", (p, i) -> p.setTime(i, Time.valueOf("12:30:00")), "12:30:00"),
                set("t", (p, i) -> p.setObject(i, LocalTime.of(12, 30), Types.TIME), "12:30:00"),
                set("ts", (p, i) -> p.setTimestamp(i, Timestamp.valueOf("2024-06-03 12:30:00")), "2024-06-03T12:30:00"),
                set("ts", (p, i) -> p.setObject(i, LocalDateTime.of(2024, 6, 3, 12, 30)), "2024-06-03T12:30:00"),
                set(
                        "tz",
                        (p, i) -> p.setObject(i, OffsetDateTime.parse("2024-06-03T12:30:00+02:00")),
                        "2024-06-03T12:30:00+02:00"),
                set("u", (p, i) -> p.setObject(i, new UUID(0, 1)), "00000000-0000-0000-0000-000000000001"),
                set("bin", (p, i) -> p.setBytes(i, bytes), "01ff"),
                set("bin", (p, i) -> p.setBinaryStream(i, new ByteArrayInputStream(bytes), 1L), "01"),
                set("bin", (p, i) -> p.setBlob(i, new ByteArrayInputStream(bytes)), "01ff"),
                set("j", (p, i) -> p.setString(i, "{\"a\": [1]}"), "{\"a\":[1]}"),
                set("tags", (p, i) -> p.setObject(i, new String[] {"b", "a", "b"}), "[\"a\",\"b\"]"),
                set("nums", (p, i) -> p.setArray(i, array(p, 3, 1)), "[3,1]"),
                set("s", (p, i) -> p.setNull(i, Types.OTHER), null),
                set("i", (p, i) -> p.setNull(i, Types.NULL, "any"), null),
                set("s", (p, i) -> p.setNull(i, Types.BLOB), null),
                set("s", (p, i) -> p.setNull(i, Types.STRUCT), null),
                set("i", (p, i) -> p.setNull(i, Types.VARCHAR), null),
                set("tags", (p, i) -> p.setNull(i, Types.ARRAY, "VARCHAR"), null),
                set("d", (p, i) -> p.setObject(i, null, Types.DOUBLE), null),
                set("d", (p, i) -> p.setObject(i, null, Types.STRUCT), null),
                set("d", (p, i) -> p.setObject(i, null, JDBCType.REF, 2), null),
                set("s", (p, i) -> p.setObject(i, null), null),
                set("bin", (p, i) -> p.setBytes(i, null), null));
    }

    private static ByteArrayInputStream ascii(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Array array(PreparedStatement statement, Object... elements) throws SQLException {
        return statement.getConnection().createArrayOf("int", elements);
    }

    @ParameterizedTest
    @MethodSource("setters")
    void whatIsSetIsStored(String column, Setter setter, String expected) throws Exception {
        String id = newThing();
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE thing SET " + column + " = ? WHERE id = ?")) {
            setter.set(update, 1);
            update.setString(2, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT " + column + " FROM thing WHERE id = ?")) {
            query.setString(1, id);
            ResultSet rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(expected);
        }
    }

    /** Nobody can have given them values. */
    @Test
    void parametersNeedAPreparedStatement() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "SELECT * FROM thing WHERE id = ?",
                    "UPDATE thing SET i = ? WHERE id = 'x'",
                    "INSERT INTO thing (id, i) VALUES ('x', ?)",
                    "DELETE FROM thing WHERE i = ?",
                    "EXPLAIN ANALYZE SELECT * FROM thing WHERE id = ?")) {
                assertThatExceptionOfType(SQLException.class)
                        .as(sql)
                        .isThrownBy(() -> statement.execute(sql))
                        .withMessageContaining("the statement has 1 parameter; prepare it")
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("HY010"));
            }
            statement.addBatch("DELETE FROM thing WHERE i = ?");
            statement.addBatch("DELETE FROM thing WHERE id = 'x'");
            assertThatExceptionOfType(BatchUpdateException.class)
                    .isThrownBy(statement::executeBatch)
                    .satisfies(e -> assertThat(e.getUpdateCounts()).containsExactly(Statement.EXECUTE_FAILED, 0));
            try (ResultSet plan = statement.executeQuery("EXPLAIN SELECT * FROM thing WHERE id = ?")) {
                assertThat(plan.next()).isTrue();
            }
        }
    }

    @Test
    void parametersAreComplete() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT s FROM thing WHERE id = ?")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(query::executeQuery)
                    .withMessageContaining("parameter 1 has no value");
            query.setString(1, "x");
            query.executeQuery();
            query.clearParameters();
            assertThatExceptionOfType(SQLException.class).isThrownBy(query::executeQuery);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> query.setString(2, "x"))
                    .withMessageContaining("there is no parameter 2");
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> query.setString(0, "x"));
            assertThatExceptionOfType(SQLDataException.class)
                    .isThrownBy(() -> query.setObject(1, new Thread()))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("22018");
        }
    }

    /** PostgreSQL, too, does not know of expressions; a count is never NULL. */
    @Test
    void metadataTellsWhatCanBeNullAndWhatCanBeWritten() throws SQLException {
        assertThat(nullable("SELECT id, i, COUNT(*) FROM thing GROUP BY id, i")).isEqualTo("no yes no");
        assertThat(nullable("SELECT t.id, o.id, o.i FROM thing t LEFT JOIN thing o ON o.id = t.i"))
                .isEqualTo("no yes yes");
        assertThat(nullable("SELECT i + 1, SUM(i), COUNT(i) FROM thing GROUP BY i"))
                .isEqualTo("unknown unknown no");
        assertThat(nullable("SELECT 1, NULL, COALESCE(i, 0), i IS NULL, now() FROM thing"))
                .isEqualTo("no unknown no no no");
        assertThat(nullable("SELECT d.n, d.id FROM (SELECT id, COUNT(*) AS n FROM thing GROUP BY id) d"))
                .isEqualTo("no no");
        assertThat(writable("SELECT i, i + 1 FROM thing")).isEqualTo("yes no");
        assertThat(writable("SELECT d.i FROM (SELECT i FROM thing WHERE i > 1) d"))
                .isEqualTo("yes");
        assertThat(writable("SELECT i FROM thing GROUP BY i")).isEqualTo("no");
        assertThat(writable("SELECT DISTINCT i FROM thing")).isEqualTo("no");
        assertThat(writable("SELECT d.i FROM (SELECT i FROM thing GROUP BY i) d"))
                .isEqualTo("no");
        assertThat(writable("SELECT i FROM thing UNION ALL SELECT i FROM thing"))
                .isEqualTo("no");
    }

    private String nullable(String sql) throws SQLException {
        return eachColumn(sql, (columns, index) -> switch (columns.isNullable(index)) {
            case ResultSetMetaData.columnNoNulls -> "no";
            case ResultSetMetaData.columnNullable -> "yes";
            default -> "unknown";
        });
    }

    private String writable(String sql) throws SQLException {
        return eachColumn(sql, (columns, index) -> {
            assertThat(columns.isReadOnly(index)).isNotEqualTo(columns.isWritable(index));
            return columns.isWritable(index) ? "yes" : "no";
        });
    }

    private interface OfColumn {
        String text(ResultSetMetaData columns, int index) throws SQLException;
    }

    private String eachColumn(String sql, OfColumn property) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            ResultSetMetaData columns = query.getMetaData();
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                all.append(i == 1 ? "" : " ").append(property.text(columns, i));
            }
            return all.toString();
        }
    }

    @Test
    void metadataIsThereBeforeExecuting() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT i AS n, j FROM thing WHERE id = ?");
                PreparedStatement update = connection.prepareStatement("UPDATE thing SET i = ? WHERE id = ?")) {
            ResultSetMetaData columns = query.getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(2);
            assertThat(columns.getColumnLabel(1)).isEqualTo("n");
            assertThat(columns.getColumnName(1)).isEqualTo("i");
            assertThat(columns.getTableName(1)).isEqualTo("thing");
            assertThat(columns.getSchemaName(1)).isEqualTo("statement-test");
            assertThat(columns.getColumnType(1)).isEqualTo(Types.INTEGER);
            assertThat(columns.getPrecision(1)).isEqualTo(10);
            assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullable);
            assertThat(columns.getColumnTypeName(2)).isEqualTo("JSON");
            assertThat(update.getMetaData()).isNull();
            ParameterMetaData parameters = update.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(2);
            assertThat(parameters.getParameterType(1)).isEqualTo(Types.INTEGER);
            assertThat(parameters.getParameterTypeName(2)).isEqualTo("VARCHAR");
            assertThat(query.unwrap(ExecutionCost.class).requests()).isEmpty();
        }
    }

    @Test
    void theWrongKindOfExecutionRunsNothing() throws SQLException {
        String id = newThing();
        try (Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeQuery("DELETE FROM thing WHERE id = '" + id + "'"))
                    .withMessageContaining("gives no rows");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeUpdate("SELECT * FROM thing WHERE id = '" + id + "'"))
                    .withMessageContaining("gives rows");
            assertThat(statement.executeUpdate("DELETE FROM thing WHERE id = '" + id + "'"))
                    .isEqualTo(1);
        }
        try (PreparedStatement prepared = connection.prepareStatement("SELECT 1")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> prepared.executeQuery("SELECT 2"))
                    .withMessageContaining("has its SQL already");
        }
    }

    @Test
    void resultsAreWalkedToTheirEnd() throws SQLException {
        String id = newThing();
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT * FROM thing WHERE id = '" + id + "'"))
                    .isTrue();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            ResultSet rows = statement.getResultSet();
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(rows.isClosed()).isTrue();

            assertThat(statement.execute("UPDATE thing SET i = 1 WHERE id = '" + id + "'"))
                    .isFalse();
            assertThat(statement.getResultSet()).isNull();
            assertThat(statement.getLargeUpdateCount()).isEqualTo(1);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void anotherExecutionClosesTheResultSet() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT s FROM thing WHERE id = 'x'")) {
            ResultSet first = query.executeQuery();
            ResultSet second = query.executeQuery();
            assertThat(first.isClosed()).isTrue();
            assertThat(second.isClosed()).isFalse();
            query.closeOnCompletion();
            second.close();
            assertThat(query.isClosed()).isTrue();
        }
    }

    @Test
    void closeOnCompletionSurvivesAnotherExecution() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT s FROM thing WHERE id = 'x'")) {
            query.closeOnCompletion();
            query.executeQuery();
            query.executeQuery();
            assertThat(query.isClosed()).isFalse();
            assertThat(query.isCloseOnCompletion()).isTrue();
        }
    }

    @Test
    void maxRowsLimitsTheRows() throws SQLException {
        String id = newThingWithChildren(5);
        try (PreparedStatement query = connection.prepareStatement("SELECT no FROM child WHERE id = ?")) {
            query.setString(1, id);
            query.setMaxRows(3);
            query.setFetchSize(2);
            assertThat(ints(query.executeQuery())).containsExactly(1, 2, 3);
            assertThat(query.getLargeMaxRows()).isEqualTo(3);
            query.setLargeMaxRows(0);
            assertThat(ints(query.executeQuery())).containsExactly(1, 2, 3, 4, 5);
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> query.setMaxRows(-1));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> query.setFetchSize(-1));
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> query.setQueryTimeout(-1));
        }
    }

    private static List<Integer> ints(ResultSet rows) throws SQLException {
        List<Integer> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getInt(1));
        }
        return values;
    }

    @Test
    void cancelStopsReadingAndNothingElse() throws SQLException {
        String id = newThingWithChildren(5);
        try (PreparedStatement query = connection.prepareStatement("SELECT no FROM child WHERE id = ?")) {
            query.setString(1, id);
            query.setFetchSize(1);
            query.cancel();
            ResultSet rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            query.cancel();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> ints(rows))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("57014");
            assertThat(ints(query.executeQuery())).hasSize(5);
        }
    }

    @Test
    void aBatchTriesEveryEntry() throws SQLException {
        String id = newThing();
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO thing (id) VALUES ('" + id + "')");
            statement.addBatch("SELECT * FROM thing WHERE id = '" + id + "'");
            statement.addBatch("not SQL");
            statement.addBatch("UPDATE thing SET i = 5 WHERE id = '" + id + "'");

            BatchUpdateException failure = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);

            assertThat(failure.getUpdateCounts())
                    .containsExactly(Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, 1);
            assertThat(failure.getSQLState()).isEqualTo("23505");
            assertThat(failure.getNextException()
                            .getNextException()
                            .getNextException()
                            .getSQLState())
                    .isEqualTo("42601");
            assertThat(statement.executeBatch()).isEmpty();
        }
    }

    @Test
    void whatAStatementCostCanBeAsked() throws SQLException {
        String id = newThing();
        try (PreparedStatement query = connection.prepareStatement("SELECT s FROM thing WHERE id = ?")) {
            query.setString(1, id);
            ResultSet rows = query.executeQuery();
            rows.next();
            ExecutionCost cost = rows.unwrap(ExecutionCost.class);
            assertThat(cost.requests()).isEqualTo(Map.of("GetItem", 1));
            assertThat(cost.itemsRead()).isEqualTo(1);
            assertThat(cost.readUnits()).isEqualTo(1);
            assertThat(query.unwrap(ExecutionCost.class)).isEqualTo(cost);
            assertThat(query.isWrapperFor(ExecutionCost.class)).isTrue();
        }
    }

    @Test
    void aBadItemIsAnErrorThatHidesNoOthers() throws SQLException {
        String id = newThingWithChildren(3);
        DynamoDbClient client = connection.unwrap(DynamoDbClient.class);
        Map<String, AttributeValue> key = client.scan(scan -> scan.tableName("statement-test")).items().stream()
                .filter(item ->
                        item.get("pk").s().contains(id) && item.get("sk").s().endsWith("0000000002"))
                .findFirst()
                .orElseThrow();
        client.updateItem(update -> update.tableName("statement-test")
                .key(Map.of("pk", key.get("pk"), "sk", key.get("sk")))
                .updateExpression("SET v = :v")
                .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("no number"))));
        try (PreparedStatement query = connection.prepareStatement("SELECT no, v FROM child WHERE id = ?")) {
            query.setString(1, id);
            ResultSet rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThatExceptionOfType(SQLDataException.class)
                    .isThrownBy(rows::next)
                    .withMessageContaining("child")
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("22018");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("no")).isEqualTo(3);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void namesAndTextsAreQuoted() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.enquoteLiteral("it's")).isEqualTo("'it''s'");
            assertThat(statement.enquoteIdentifier("simple", false)).isEqualTo("simple");
            assertThat(statement.enquoteIdentifier("two words", false)).isEqualTo("\"two words\"");
            assertThat(statement.enquoteIdentifier("\"quo\"\"ted\"", true)).isEqualTo("\"quo\"\"ted\"");
            assertThat(statement.isSimpleIdentifier("a$1")).isTrue();
            assertThat(statement.isSimpleIdentifier("1a")).isFalse();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.enquoteIdentifier("", true));
        }
    }
}
