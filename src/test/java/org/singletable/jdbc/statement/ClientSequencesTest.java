package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls that well-known clients make around key-based statements, in their order. */
class ClientSequencesTest {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:singletable:mem:clients?mapping=classpath:mappings/shop.json&drop=onClose");
        update(connection, "INSERT INTO customer (username, email, points, vip) VALUES ('ann', 'a@x', 7, TRUE)");
        for (int i = 1; i <= 5; i++) {
            update(connection, "INSERT INTO \"order\" (username, order_id, total) VALUES ('ann', ?, 1)", "o" + i);
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** JdbcTemplate: the parameter's type decides how a null without type is set; warnings are read after each run. */
    @Test
    void springJdbcTemplate() throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE customer SET points = ?, joined = ? WHERE username = ?")) {
            update.setQueryTimeout(30);
            update.setNull(1, update.getParameterMetaData().getParameterType(1));
            update.setNull(2, update.getParameterMetaData().getParameterType(2));
            update.setString(3, "ann");
            assertThat(update.executeUpdate()).isEqualTo(1);
            assertThat((Throwable) update.getWarnings()).isNull();
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT points, vip AS \"isVip\" FROM customer WHERE username = ?")) {
            query.setFetchSize(100);
            query.setMaxRows(1);
            query.setString(1, "ann");
            ResultSet rows = query.executeQuery();
            assertThat(columnMap(rows)).containsExactly(entry("points", null), entry("isVip", true));
            rows.close();
            assertThat((Throwable) query.getWarnings()).isNull();
        }
    }

    private static Map.Entry<String, @Nullable Object> entry(String name, @Nullable Object value) {
        return new java.util.AbstractMap.SimpleEntry<>(name, value);
    }

    /** ColumnMapRowMapper, by label and position. */
    private static Map<String, @Nullable Object> columnMap(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        assertThat(rows.next()).isTrue();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i), rows.getObject(i));
        }
        return row;
    }

    /** SimpleJdbcInsert: columns from metadata, NULL for those without a value, keys by name. */
    @Test
    void springSimpleJdbcInsert() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        assertThat(metadata.supportsGetGeneratedKeys()).isTrue();
        assertThat(metadata.storesUpperCaseIdentifiers()).isFalse();
        assertThat(metadata.storesLowerCaseIdentifiers()).isFalse();
        String schema = "";
        try (ResultSet tables = metadata.getTables(null, null, "order", null)) {
            while (tables.next()) {
                schema = tables.getString("TABLE_SCHEM");
            }
        }
        assertThat(schema).isEqualTo("clients");
        List<String> columns = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        try (ResultSet found = metadata.getColumns(null, schema, "order", null)) {
            while (found.next()) {
                if (!found.getString("COLUMN_NAME").equals("order_id")) {
                    columns.add(found.getString("COLUMN_NAME"));
                    types.add(found.getInt("DATA_TYPE"));
                    assertThat(found.getBoolean("NULLABLE"))
                            .isEqualTo(found.getString("IS_NULLABLE").equals("YES"));
                }
            }
        }
        assertThat(columns).containsExactly("username", "status", "total", "placed", "note", "changed");
        Map<String, Object> given =
                Map.of("username", "bob", "status", "paid", "total", 3, "placed", "2024-06-01T00:00:00Z");
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO \"order\" (" + String.join(", ", columns) + ") VALUES(?, ?, ?, ?, ?, ?)",
                new String[] {"order_id"})) {
            for (int i = 0; i < columns.size(); i++) {
                Object value = given.get(columns.get(i));
                if (value == null) {
                    insert.setNull(i + 1, types.get(i));
                } else {
                    insert.setObject(i + 1, value, types.get(i));
                }
            }
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(columnMap(keys)).containsOnlyKeys("order_id");
            }
        }
        assertThat(rows(connection, "SELECT status, total, note FROM \"order\" WHERE username = 'bob'"))
                .containsExactly("paid|3.00|null");
    }

    /** Nulls as Types.OTHER, results walked until there are none, keys by the names of columns. */
    @Test
    void myBatis() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO \"order\" (username, note) VALUES (?, ?)", new String[] {"order_id", "username"})) {
            insert.setString(1, "bob");
            insert.setNull(2, Types.OTHER);
            assertThat(insert.execute()).isFalse();
            assertThat(insert.getUpdateCount()).isEqualTo(1);
            ResultSet keys = insert.getGeneratedKeys();
            assertThat(columnMap(keys)).containsEntry("username", "bob").containsKey("order_id");
        }
        try (PreparedStatement query = connection.prepareStatement("SELECT * FROM customer WHERE username = ?")) {
            query.setString(1, "ann");
            assertThat(query.execute()).isTrue();
            ResultSet first = query.getResultSet();
            assertThat(first.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
            assertThat(columnMap(first)).containsEntry("rev", 1L);
            assertThat(connection.getMetaData().supportsMultipleResultSets()).isFalse();
            assertThat(query.getMoreResults() || query.getUpdateCount() != -1).isFalse();
        }
    }

    /** Statements of a given kind, dates of java.sql, wasNull after each getter. */
    @Test
    void jdbi() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE customer SET joined = ? WHERE username = ?",
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY)) {
            update.setDate(1, Date.valueOf("2024-06-03"));
            update.setString(2, "ann");
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT joined, points, rev FROM customer WHERE username = 'ann'",
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY)) {
            ResultSet row = query.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getDate(1)).isEqualTo("2024-06-03");
            assertThat(row.wasNull()).isFalse();
            assertThat(row.getInt(2)).isEqualTo(7);
            assertThat(row.wasNull()).isFalse();
            assertThat(row.getBigDecimal("rev")).isEqualTo("2");
        }
    }

    /** Its handshake: the shape of a table, for no request. */
    @Test
    void spark() throws SQLException {
        try (PreparedStatement handshake = connection.prepareStatement("SELECT * FROM \"order\" WHERE 1=0")) {
            ResultSetMetaData columns = handshake.executeQuery().getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(7);
            assertThat(columns.getColumnTypeName(4)).isEqualTo("DECIMAL");
            assertThat(columns.getPrecision(4)).isEqualTo(18);
            assertThat(columns.getScale(4)).isEqualTo(2);
            assertThat(columns.isSigned(4)).isTrue();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO customer (\"username\",\"email\",\"points\") VALUES (?,?,?)")) {
            for (String name : List.of("bob", "cat")) {
                insert.setString(1, name);
                insert.setString(2, "x");
                insert.setNull(3, Types.BLOB);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1);
        }
    }

    /** A lock of ShedLock: the count of a conditional update decides who has it. */
    @Test
    void lockByConditionalUpdate() throws SQLException {
        String sql = "UPDATE customer SET points = ? WHERE username = ? AND points <= ?";
        assertThat(update(connection, sql, 9, "ann", 8)).isEqualTo(1);
        assertThat(update(connection, sql, 9, "ann", 8)).isZero();
    }
}
