package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.WireRequest;

/** The SELECTs that tools and libraries write: the rows they get, and the requests these cost. */
class ClientQueriesTest {
    private static final String ORDER_KEYS = "(\"shop\".\"order\".\"username\", \"shop\".\"order\".\"order_id\")";

    private static ProxiedEngine engine;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        engine = new ProxiedEngine();
        connection = DriverManager.getConnection(engine.url("classpath:mappings/shop.json", "shop"));
        update(connection, "INSERT INTO customer (username, email, points) VALUES ('ann', 'ann@x', 3)");
        update(connection, "INSERT INTO customer (username, email, points) VALUES ('bob', 'bob@x', 7)");
        update(connection, "INSERT INTO customer (username, email) VALUES ('cat', 'cat@x')");
        String order = "INSERT INTO \"order\" (username, order_id, status, total, placed) VALUES (?, ?, ?, ?, ?)";
        update(connection, order, "ann", "o1", "new", new BigDecimal("10.50"), "2024-06-03T12:00:00Z");
        update(connection, order, "ann", "o2", "paid", new BigDecimal("5.00"), "2024-06-04T12:00:00Z");
        update(connection, order, "bob", "o3", "new", new BigDecimal("7.00"), "2024-06-05T12:00:00Z");
        update(
                connection,
                "INSERT INTO order_line (username, order_id, line_no, sku, quantity) VALUES ('ann', 'o1', 1, 's1', 2)");
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        engine.close();
    }

    @BeforeEach
    void forgetRequests() {
        engine.proxy().reset();
    }

    /**
     * A query of a client.
     *
     * @param operations what it sends, those sent together in the order of their names
     */
    private record Shape(
            String client, String sql, List<Object> parameters, List<String> operations, List<String> rows) {
        @Override
        public String toString() {
            return client + ": " + sql;
        }
    }

    private static final class Shapes {
        private final List<Shape> shapes = new ArrayList<>();
        private final String client;

        Shapes(String client) {
            this.client = client;
        }

        /** @param operations joined by commas */
        Shapes add(String sql, List<Object> parameters, String operations, String... rows) {
            List<String> sent = operations.isEmpty() ? List.of() : List.of(operations.split(","));
            shapes.add(new Shape(client, sql, parameters, sent, List.of(rows)));
            return this;
        }

        Shapes add(String sql, String operations, String... rows) {
            return add(sql, List.of(), operations, rows);
        }

        Stream<Shape> stream() {
            return shapes.stream();
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(dbeaver(), spark(), jooq(), jooqConditions(), hibernate(), others())
                .flatMap(Shapes::stream);
    }

    private static Shapes dbeaver() {
        return new Shapes("DBeaver")
                .add("SELECT COUNT(*) FROM shop.customer", "Query", "3")
                .add(
                        "SELECT x.* FROM shop.order_line x WHERE username='ann' AND order_id='o1'",
                        "Query",
                        "ann|o1|1|s1|2|null")
                .add("SELECT x.username FROM shop.customer x WHERE username = 'ann'", "GetItem", "ann")
                .add("SELECT x.username FROM shop.customer x WHERE points > 3 ORDER BY x.username DESC", "Query", "bob")
                .add("SELECT x.username FROM shop.customer x WHERE email LIKE '%t@%'", "Query", "cat")
                .add(
                        "SELECT \"username\", \"points\" FROM shop.customer WHERE \"username\" = 'bob'",
                        "GetItem",
                        "bob|7")
                .add("SELECT DISTINCT status FROM shop.\"order\" ORDER BY status", "Query", "new", "paid")
                .add(
                        "SELECT status, COUNT(*) FROM shop.\"order\" GROUP BY status ORDER BY 2 DESC, 1",
                        "Query",
                        "new|2",
                        "paid|1");
    }

    private static Shapes spark() {
        return new Shapes("Spark")
                .add("SELECT * FROM customer WHERE 1=0", "")
                .add("SELECT 1 FROM customer WHERE 1=0", "")
                .add("SELECT * FROM (SELECT username, points FROM customer) SPARK_GEN_SUBQ_0 WHERE 1=0", "")
                .add(
                        "SELECT \"username\",\"points\" FROM (SELECT * FROM customer) SPARK_GEN_SUBQ_0"
                                + "  WHERE (\"username\" IS NOT NULL) AND (\"username\" = 'ann')    ",
                        "GetItem",
                        "ann|3")
                .add(
                        "SELECT \"order_id\" FROM \"order\"  WHERE (\"username\" IS NOT NULL) AND (\"username\" = 'ann')"
                                + " AND (\"order_id\" LIKE 'o%' ESCAPE '\\')   ",
                        "Query", "o1", "o2")
                .add("SELECT \"email\" FROM customer  WHERE (\"email\" LIKE 'a%' ESCAPE '\\')", "Query", "ann@x")
                .add("SELECT \"username\" FROM customer WHERE points < 5 OR points IS NULL", "Query", "ann", "cat")
                .add("SELECT \"username\" FROM customer WHERE points >= 5 AND points < 9", "Query", "bob")
                .add(
                        "SELECT \"order_id\" FROM \"order\" WHERE (\"username\" = 'ann') AND (order_id >= 'o1' AND order_id < 'o2')",
                        "Query",
                        "o1")
                .add(
                        "SELECT \"username\" FROM customer WHERE (\"username\" IN ('ann','cat','nobody'))",
                        "BatchGetItem",
                        "ann",
                        "cat")
                .add("SELECT MIN(\"points\"),MAX(\"points\") FROM customer   ", "Query", "3|7")
                .add(
                        "SELECT \"status\",COUNT(*),SUM(\"total\") FROM \"order\"  WHERE (\"username\" = 'ann') GROUP BY \"status\" ",
                        "Query",
                        "new|1|10.50",
                        "paid|1|5.00")
                .add("SELECT \"order_id\" FROM \"order\" WHERE (\"username\" = 'ann') LIMIT 1 ", "Query", "o1");
    }

    private static Shapes jooq() {
        String from = " from \"shop\".\"order\" ";
        String ofAnn = "where \"shop\".\"order\".\"username\" = ? ";
        String orderId = "select \"shop\".\"order\".\"order_id\"";
        String ordered = "order by \"shop\".\"order\".\"order_id\" ";
        return new Shapes("jOOQ")
                .add(orderId + from + ofAnn, List.of("ann"), "Query", "o1", "o2")
                .add(orderId + from + ofAnn + ordered + "limit ? offset ?", List.of("ann", 1, 1), "Query", "o2")
                .add(
                        orderId + from + ofAnn + ordered + "desc offset ? rows fetch next ? rows only",
                        List.of("ann", 0L, 1L),
                        "Query",
                        "o2")
                .add(
                        "select count(*) from (select \"shop\".\"order\".\"order_id\"" + from + ofAnn + ") \"q\"",
                        List.of("ann"),
                        "Query",
                        "2")
                .add(
                        "select count(*) from (select \"shop\".\"customer\".\"username\" from \"shop\".\"customer\") \"q\"",
                        "Query",
                        "3")
                .add(
                        "select count(*) \"c\" from (select \"shop\".\"order\".\"order_id\"" + from
                                + "where \"shop\".\"order\".\"username\" = cast(? as varchar)) \"t\" (\"v0\")",
                        List.of("ann"),
                        "Query",
                        "2")
                .add(
                        "select \"q\".\"order_id\", \"q\".\"total\" from (select \"shop\".\"order\".\"order_id\","
                                + " \"shop\".\"order\".\"total\"" + from + ofAnn
                                + ") as \"q\" where \"q\".\"total\" > ?",
                        List.of("ann", new BigDecimal("6")),
                        "Query",
                        "o1|10.50")
                .add(
                        "select \"shop\".\"customer\".\"email\", \"shop\".\"order\".\"total\" from \"shop\".\"customer\" join"
                                + " \"shop\".\"order\" on \"shop\".\"customer\".\"username\" = \"shop\".\"order\".\"username\""
                                + " where \"shop\".\"customer\".\"username\" = ? order by \"shop\".\"order\".\"order_id\"",
                        List.of("ann"),
                        "GetItem,Query",
                        "ann@x|10.50",
                        "ann@x|5.00")
                .add(
                        "select \"alias_1\".\"n\" from (select count(*) as \"n\"" + from
                                + "group by \"shop\".\"order\".\"username\")"
                                + " as \"alias_1\" order by \"alias_1\".\"n\"",
                        "Query",
                        "1",
                        "2");
    }

    private static Shapes jooqConditions() {
        String from = " from \"shop\".\"order\" ";
        String orderId = "select \"shop\".\"order\".\"order_id\"";
        String ordered =
                " order by \"shop\".\"order\".\"username\", \"shop\".\"order\".\"order_id\" fetch next ? rows only";
        return new Shapes("jOOQ")
                .add(
                        "select exists (select 1 \"one\" from \"shop\".\"customer\" where \"shop\".\"customer\".\"username\" = ?)",
                        List.of("ann"),
                        "GetItem",
                        "true")
                .add(
                        "select 1 \"one\" where exists (select 1 \"one\" from \"shop\".\"customer\" where \"shop\".\"customer\".\"username\" = ?)",
                        List.of("nobody"),
                        "GetItem")
                .add(
                        orderId + from + "where " + ORDER_KEYS + " > (?, ?)" + ordered,
                        List.of("ann", "o1", 1),
                        "Query",
                        "o2")
                .add(
                        orderId + from
                                + "where (\"shop\".\"order\".\"username\" = ? and \"shop\".\"order\".\"order_id\" > ?)"
                                + ordered,
                        List.of("ann", "o1", 5),
                        "Query",
                        "o2")
                .add(
                        orderId + from + "where " + ORDER_KEYS + " in ((?, ?), (?, ?))",
                        List.of("ann", "o1", "bob", "o3"),
                        "BatchGetItem",
                        "o1",
                        "o3")
                .add("select cast(? as int), cast(? as varchar(3)) || 'x'", List.of("12", "abcdef"), "", "12|abcx")
                .add(
                        "select \"shop\".\"customer\".\"username\" from \"shop\".\"customer\" where \"shop\".\"customer\".\"points\" = cast(? as int)",
                        List.of("7"),
                        "Query",
                        "bob")
                .add(
                        "select \"shop\".\"customer\".\"points\" from \"shop\".\"customer\" where (\"shop\".\"customer\".\"username\" = ? and true)",
                        List.of("bob"),
                        "GetItem",
                        "7")
                .add("select \"shop\".\"customer\".\"username\" from \"shop\".\"customer\" where false", "")
                .add("select 1", "", "1")
                .add(
                        "select case when \"shop\".\"customer\".\"points\" is null then ? else ? end from \"shop\".\"customer\""
                                + " where \"shop\".\"customer\".\"username\" = ?",
                        List.of("none", "some", "cat"),
                        "GetItem",
                        "none");
    }

    private static Shapes hibernate() {
        return new Shapes("Hibernate")
                .add(
                        "select c1_0.username,c1_0.email,c1_0.points from customer c1_0 where c1_0.username=?",
                        List.of("ann"),
                        "GetItem",
                        "ann|ann@x|3")
                .add(
                        "select o1_0.order_id from \"order\" o1_0 where o1_0.username=? order by o1_0.order_id offset ? rows fetch first ? rows only",
                        List.of("ann", 1, 10),
                        "Query",
                        "o2")
                .add(
                        "select c1_0.username,o1_0.order_id,o1_0.total from customer c1_0 left join \"order\" o1_0 on c1_0.username=o1_0.username"
                                + " where c1_0.username=?",
                        List.of("cat"),
                        "GetItem,Query",
                        "cat|null|null")
                .add(
                        "select o1_0.order_id,c1_0.email from \"order\" o1_0 join customer c1_0 on c1_0.username=o1_0.username where o1_0.status=?"
                                + " order by o1_0.order_id",
                        List.of("new"),
                        "Query,BatchGetItem",
                        "o1|ann@x",
                        "o3|bob@x")
                .add(
                        "select distinct c1_0.username from customer c1_0 join \"order\" o1_0 on o1_0.username=c1_0.username where o1_0.status='new'"
                                + " order by 1",
                        "Query,BatchGetItem",
                        "ann",
                        "bob")
                .add("select count(c1_0.username) from customer c1_0", "Query", "3")
                .add(
                        "select c1_0.username from customer c1_0 where c1_0.username in (?,?,?)",
                        List.of("ann", "nobody", "ann"),
                        "BatchGetItem",
                        "ann")
                .add(
                        "select c1_0.username from customer c1_0 where upper(c1_0.email) like upper(?) escape ''",
                        List.of("B%"),
                        "Query",
                        "bob");
    }

    private static Shapes others() {
        return new Shapes("others")
                // YCSB
                .add(
                        "SELECT username FROM customer WHERE username >= ? ORDER BY username LIMIT ?",
                        List.of("b", 1),
                        "Query",
                        "bob")
                .add("SELECT * FROM product WHERE sku = ?", List.of("nothing"), "GetItem")
                // LibreOffice
                .add(
                        "SELECT \"username\", \"points\" FROM \"\".\"shop\".\"customer\" AS \"customer\" WHERE \"username\" = ?",
                        List.of("ann"),
                        "GetItem",
                        "ann|3")
                .add(
                        "SELECT \"\".\"shop\".\"customer\".\"username\" FROM \"\".\"shop\".\"customer\" ORDER BY \"\".\"shop\".\"customer\".\"username\"",
                        "Query",
                        "ann",
                        "bob",
                        "cat")
                .add("SELECT * FROM \"shop\".\"customer\" WHERE ( 0 = 1 )", "")
                // Spring Data JDBC
                .add(
                        "SELECT \"customer\".\"username\" AS \"username\", \"customer\".\"points\" AS \"points\" FROM \"customer\""
                                + " WHERE \"customer\".\"username\" = ?",
                        List.of("bob"),
                        "GetItem",
                        "bob|7")
                // JDBC escapes
                .add(
                        "SELECT {fn UCASE(c.username)} FROM {oj customer c LEFT OUTER JOIN \"order\" o ON o.username = c.username} WHERE c.username = 'cat'",
                        "GetItem,Query",
                        "CAT");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aClientGetsItsRowsForTheFewestRequests(Shape shape) throws SQLException {
        List<String> rows = rows(connection, shape.sql(), shape.parameters().toArray());

        boolean ordered = shape.sql().toLowerCase(Locale.ROOT).contains("order by");
        assertThat(ordered ? rows : rows.stream().sorted().toList()).isEqualTo(shape.rows());
        List<String> sent = engine.operations();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(shape.operations());
    }

    @Test
    void metadataWithoutARequest() throws SQLException {
        List<String> expected = List.of("username VARCHAR 0", "points INTEGER 1");
        String query = "SELECT username, points FROM customer";
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            assertThat(columns(prepared.getMetaData())).isEqualTo(expected);
        }
        for (String handshake :
                List.of(query + " WHERE 1=0", "SELECT * FROM (" + query + ") SPARK_GEN_SUBQ_0 WHERE 1=0")) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(handshake)) {
                assertThat(columns(rows.getMetaData())).as(handshake).isEqualTo(expected);
                assertThat(rows.next()).isFalse();
            }
        }
        assertThat(engine.operations()).isEmpty();
    }

    private static List<String> columns(ResultSetMetaData data) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            assertThat(data.getTableName(i)).isEqualTo("customer");
            assertThat(data.getSchemaName(i)).isEqualTo("shop");
            columns.add(data.getColumnLabel(i) + " " + data.getColumnTypeName(i) + " " + data.isNullable(i));
        }
        return columns;
    }

    /** DBeaver reads page 2 with a higher limit, and skips. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 200, 400})
    void maxRowsLimitsWhatIsRead(int maxRows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(maxRows);
            try (ResultSet rows = statement.executeQuery("SELECT x.* FROM shop.customer x")) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                assertThat(count).isEqualTo(Math.min(3, maxRows));
            }
        }
        assertThat(engine.operations()).containsExactly("Query");
        JsonNode limit = only().body().path("Limit");
        assertThat(maxRows > 200 || limit.intValue() == maxRows)
                .as("Limit %s of %d", limit, maxRows)
                .isTrue();
    }

    private static WireRequest only() {
        assertThat(engine.proxy().requests()).hasSize(1);
        return engine.proxy().requests().get(0);
    }

    /** YCSB scans from a key on. */
    @Test
    void aScanFromAKeyReadsWhatItGives() throws SQLException {
        assertThat(rows(
                        connection,
                        "SELECT username FROM customer WHERE username >= ? ORDER BY username LIMIT ?",
                        "b",
                        1))
                .containsExactly("bob");
        assertThat(only().body().path("KeyConditionExpression").textValue()).contains(">=");
        assertThat(only().body().path("Limit").intValue()).isEqualTo(1);
    }

    @Test
    void aRangeOfSparksPartitionIsAKeyRange() throws SQLException {
        assertThat(
                        rows(
                                connection,
                                "SELECT \"order_id\" FROM \"order\" WHERE (\"username\" = 'ann') AND (order_id >= 'o1' AND order_id < 'o2')"))
                .containsExactly("o1");
        assertThat(only().body().path("KeyConditionExpression").textValue()).contains("BETWEEN");
    }
}
