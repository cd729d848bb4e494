package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.testing.Sql;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The JDBC calls of DBeaver, which cannot run in a test itself: those of its connection for a generic driver. */
class DBeaverSequencesTest extends LibraryTest {
    private static final String COPIES = "SELECT book_id, copy_no, place, lent FROM copy ORDER BY copy_no";

    /** It reads a page of that many rows. */
    private static final int PAGE = 200;

    /** What its editors and scripts run on. */
    private Connection main;

    /** What its navigator reads metadata with, at the same time. */
    private Connection navigator;

    @BeforeEach
    void open() throws SQLException {
        String url = dataSource.getUrl();
        Driver driver = DriverManager.getDriver(url);
        main = driver.connect(url, new Properties());
        main.setAutoCommit(true);
        navigator = driver.connect(url, new Properties());
        navigator.setAutoCommit(true);
    }

    @AfterEach
    void close() throws SQLException {
        main.close();
        navigator.close();
    }

    /** Asked while the URL is being typed; each property becomes a line of a table, its choices a list. */
    @Test
    void driverPropertiesOfUnfinishedUrls() throws SQLException {
        for (String partialUrl : List.of(
                "jdbc:singletable:",
                "jdbc:singletable://",
                "jdbc:singletable:mem:",
                "jdbc:singletable://{host}:{port}/{database}",
                "jdbc:singletable://eu-west-1/library?",
                "jdbc:singletable://eu-west-1/library?mapping=%")) {
            DriverPropertyInfo[] properties =
                    DriverManager.getDriver(partialUrl).getPropertyInfo(partialUrl, new Properties());

            assertThat(properties)
                    .as(partialUrl)
                    .extracting(property -> property.name)
                    .contains("mapping", "pageSize");
            assertThat(properties).as(partialUrl).allSatisfy(property -> {
                assertThat(property.description).isNotBlank();
                assertThat(property.required).isFalse();
                if (property.choices != null && property.value != null) {
                    assertThat(property.choices).contains(property.value);
                }
            });
        }
    }

    /** The class loader of its threads is the driver's while it connects, and at no other time. */
    @Test
    void theDriverDoesNotNeedTheContextClassLoader() throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(Sql.update(main, "INSERT INTO book (author, title) VALUES ('Ann', 'Tea')"))
                    .isEqualTo(1);
            assertThat(Sql.rows(main, "SELECT name FROM author WHERE points > 1 ORDER BY born"))
                    .containsExactly("Ann");
            assertThat(Sql.rows(main, "EXPLAIN SELECT * FROM author")).isNotEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void twoConnectionsShareTheirClient() throws SQLException {
        assertThat(navigator.unwrap(DynamoDbClient.class)).isSameAs(main.unwrap(DynamoDbClient.class));
        main.setAutoCommit(false);
        assertThat(Sql.update(main, "UPDATE author SET points = 4 WHERE name = 'Ann'"))
                .isEqualTo(1);
        assertThat(Sql.rows(navigator, "SELECT points FROM author WHERE name = 'Ann'"))
                .containsExactly("3");
        main.commit();
        assertThat(Sql.rows(navigator, "SELECT points FROM author WHERE name = 'Ann'"))
                .containsExactly("4");
        main.close();
        assertThat(navigator.isValid(10)).isTrue();
        assertThat(Sql.rows(navigator, "SELECT name FROM author ORDER BY name")).containsExactly("Ann", "Bob");
    }

    private static List<String> labelled(ResultSet rows, String... labels) throws SQLException {
        List<String> result = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (String label : labels) {
                    row.add(rows.getString(label));
                }
                result.add(String.join(" ", row));
            }
        }
        return result;
    }

    /** One schema and no catalog: it shows the tables without a schema and asks for them without one. */
    @Test
    void navigatorTree() throws SQLException {
        DatabaseMetaData metadata = navigator.getMetaData();
        assertThat(labelled(metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
        assertThat(labelled(metadata.getSchemas(), "TABLE_SCHEM")).containsExactly("DBeaverSequencesTest");
        assertThat(navigator.getCatalog()).isNull();
        assertThat(navigator.getSchema()).isEqualTo("DBeaverSequencesTest");
        assertThat(labelled(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
        assertThat(labelled(metadata.getTables(null, null, "%", null), "TABLE_NAME", "TABLE_TYPE"))
                .containsExactly("author TABLE", "book TABLE", "copy TABLE", "reader TABLE", "shelf TABLE");
        assertThat(labelled(
                        metadata.getColumns(null, null, "copy", "%"),
                        "ORDINAL_POSITION",
                        "COLUMN_NAME",
                        "TYPE_NAME",
                        "IS_NULLABLE",
                        "IS_AUTOINCREMENT",
                        "IS_GENERATEDCOLUMN"))
                .containsExactly(
                        "1 book_id VARCHAR NO NO NO",
                        "2 copy_no INTEGER NO NO NO",
                        "3 place VARCHAR YES NO NO",
                        "4 lent BOOLEAN YES NO NO");
        assertThat(labelled(metadata.getPrimaryKeys(null, null, "copy"), "PK_NAME", "KEY_SEQ", "COLUMN_NAME"))
                .containsExactly("primary 1 book_id", "primary 2 copy_no");
        assertThat(labelled(metadata.getImportedKeys(null, null, "copy"), "FK_NAME", "PKTABLE_NAME", "PKCOLUMN_NAME"))
                .containsExactly("copy.book_id book book_id");
        assertThat(labelled(metadata.getExportedKeys(null, null, "author"), "FKTABLE_NAME", "FKCOLUMN_NAME"))
                .containsExactly("book author");
        assertThat(labelled(
                        metadata.getIndexInfo(null, null, "author", false, true),
                        "INDEX_NAME",
                        "NON_UNIQUE",
                        "ORDINAL_POSITION",
                        "COLUMN_NAME",
                        "ASC_OR_DESC"))
                .contains("author.email false 1 email A", "primary false 1 name A");
        assertThat(labelled(metadata.getProcedures(null, null, "%"), "SPECIFIC_NAME"))
                .containsExactly("singletable_backfill", "singletable_repair", "singletable_verify");
        assertThat(labelled(metadata.getFunctions(null, null, "%"), "FUNCTION_NAME"))
                .isEmpty();
    }

    /** Some of its dialogs give a table's name as a pattern without escaping it. */
    @Test
    void tableNamesAsPatterns() throws SQLException {
        SingleTableDataSource twoTables = new SingleTableDataSource();
        twoTables.setUrl("jdbc:singletable:mem:DBeaverSequencesTest");
        twoTables.setMappingJson("""
                { "entities": { "a_b": { "id": "one", "columns": { "one": "string!" } },
                                "axb": { "id": "two", "columns": { "two": "string!" } } } }
                """);
        Map<String, List<String>> expected = Map.of(
                "a_b", List.of("a_b"),
                "a\\_b", List.of("a_b"),
                "axb", List.of("axb"),
                "a%", List.of("a_b", "axb"),
                "%", List.of("a_b", "axb"));
        try (Connection connection = twoTables.getConnection()) {
            DatabaseMetaData metadata = connection.getMetaData();
            for (Map.Entry<String, List<String>> each : expected.entrySet()) {
                String pattern = each.getKey();
                assertThat(labelled(metadata.getTables(null, null, pattern, null), "TABLE_NAME"))
                        .as(pattern)
                        .isEqualTo(each.getValue());
                assertThat(labelled(metadata.getColumns(null, null, pattern, "%"), "TABLE_NAME"))
                        .as(pattern)
                        .isEqualTo(each.getValue());
            }
        }
    }

    /** The type of a column is that of the getTypeInfo row of the same name, whatever the column's own says. */
    @Test
    void dataTypesAreThoseOfTypeInfo() throws SQLException {
        Map<String, Integer> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (ResultSet known = navigator.getMetaData().getTypeInfo()) {
            while (known.next()) {
                assertThat(types.put(known.getString("TYPE_NAME"), known.getInt("DATA_TYPE")))
                        .isNull();
            }
        }

        int columns = 0;
        for (String table : List.of("author", "book", "copy", "reader", "shelf")) {
            try (ResultSet column = navigator.getMetaData().getColumns(null, null, table, "%");
                    Statement statement = main.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                ResultSetMetaData shape = rows.getMetaData();
                while (column.next()) {
                    int position = column.getInt("ORDINAL_POSITION");
                    assertThat(types).containsEntry(column.getString("TYPE_NAME"), column.getInt("DATA_TYPE"));
                    assertThat(types).containsEntry(shape.getColumnTypeName(position), shape.getColumnType(position));
                    assertThat(shape.getColumnName(position)).isEqualTo(column.getString("COLUMN_NAME"));
                    columns++;
                }
            }
        }
        assertThat(columns).isEqualTo(4 + 6 + 4 + 3 + 3);
    }

    /** Page 2 is as many rows again, those of page 1 left out: by absolute() or, as that is refused, one after the other. */
    @Test
    void pages() throws SQLException {
        Sql.update(connection, "INSERT INTO book (book_id, author, title) VALUES ('b1', 'Ann', 'Tea')");
        try (PreparedStatement insert =
                connection.prepareStatement("UPSERT INTO copy (book_id, copy_no) VALUES ('b1', ?)")) {
            for (int i = 1; i <= PAGE + 10; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }

        List<Integer> first = page(0);
        List<Integer> second = page(PAGE);

        assertThat(first).hasSize(PAGE);
        assertThat(second).hasSize(10).doesNotContainAnyElementsOf(first);
        try (Statement statement = main.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM copy")) {
            assertThat(count.next()).isTrue();
            assertThat(count.getObject(1)).isEqualTo(210L);
        }
        // A statement deletes 100 rows at most.
        String deletion = "DELETE FROM copy WHERE book_id = 'b1' AND copy_no BETWEEN ? AND ?";
        for (int number = 1; number <= PAGE + 10; number += 100) {
            assertThat(Sql.update(connection, deletion, number, number + 99)).isPositive();
        }
    }

    private List<Integer> page(int offset) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (Statement statement = main.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setMaxRows(offset + PAGE);
            statement.setFetchSize(PAGE);
            assertThat(statement.execute("SELECT * FROM DBeaverSequencesTest.copy"))
                    .isTrue();
            try (ResultSet rows = statement.getResultSet()) {
                assertThat(rows.getMetaData().getSchemaName(1)).isEqualTo("DBeaverSequencesTest");
                assertThat(rows.getMetaData().getTableName(1)).isEqualTo("copy");
                if (offset > 0) {
                    assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                            .isThrownBy(() -> rows.absolute(offset));
                }
                for (int i = 0; i < offset; i++) {
                    rows.next();
                }
                while (rows.next()) {
                    assertThat((Throwable) rows.getWarnings()).isNull();
                    numbers.add((Integer) rows.getObject(2));
                }
            }
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
        return numbers;
    }

    /** A filter's values stand in the SQL, all but numbers as texts. */
    @Test
    void filtersWithLiterals() throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO book (book_id, author, title, price, published, added) VALUES"
                        + " ('b1', 'Ann', 'O''Neill', 4.50, DATE '2024-01-02', '2026-03-01T12:30:00Z'),"
                        + " ('b2', 'Bob', 'Tea', 3, NULL, NULL)");

        assertThat(filtered("b.title='O''Neill'")).containsExactly("b1");
        assertThat(filtered("b.price=4.5")).containsExactly("b1");
        assertThat(filtered("b.price>1 AND b.title LIKE '%Neil%'")).containsExactly("b1");
        assertThat(filtered("b.published='2024-01-02'")).containsExactly("b1");
        assertThat(filtered("b.added='2026-03-01 12:30:00.000+00'")).containsExactly("b1");
        assertThat(filtered("b.published IS NULL")).containsExactly("b2");
        assertThat(filtered("b.title NOT LIKE 'O%'")).containsExactly("b2");
        assertThat(filtered("b.title IN ('Tea', 'O''Neill')\nORDER BY b.title DESC"))
                .containsExactly("b2", "b1");
    }

    private List<String> filtered(String condition) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = main.createStatement()) {
            statement.setMaxRows(PAGE);
            ResultSet rows = statement.executeQuery("SELECT b.* FROM book b\nWHERE " + condition);
            while (rows.next()) {
                found.add(rows.getString("book_id"));
            }
        }
        return found;
    }

    /** Cells are written by the key that was read; each statement must say that it changed one row. */
    @Test
    void cellsRowsAndDeletes() throws SQLException {
        Sql.update(connection, "INSERT INTO book (book_id, author, title) VALUES ('b1', 'Ann', 'Tea')");
        try (PreparedStatement insert =
                main.prepareStatement("INSERT INTO copy\n(book_id, copy_no, place)\nVALUES(?, ?, ?)")) {
            insert.setString(1, "b1");
            insert.setInt(2, 1);
            insert.setString(3, "hall");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            insert.setString(1, "b1");
            insert.setInt(2, 2);
            insert.setString(3, null);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        try (PreparedStatement update =
                main.prepareStatement("UPDATE copy\n\tSET place=?,lent=?\n\tWHERE book_id=? AND copy_no=?")) {
            update.setString(1, "cellar");
            update.setBoolean(2, true);
            update.setString(3, "b1");
            update.setInt(4, 2);
            assertThat(update.execute()).isFalse();
            assertThat(update.getLargeUpdateCount()).isEqualTo(1);
            update.setNull(1, Types.VARCHAR);
            update.setNull(2, Types.BOOLEAN);
            update.setInt(4, 1);
            assertThat(update.execute()).isFalse();
            assertThat(update.getLargeUpdateCount()).isEqualTo(1);
        }
        assertThat(Sql.rows(connection, COPIES)).containsExactly("b1|1|null|null", "b1|2|cellar|true");

        try (PreparedStatement delete = main.prepareStatement("DELETE FROM copy\n\tWHERE book_id=? AND copy_no=?")) {
            delete.setString(1, "b1");
            delete.setInt(2, 1);
            assertThat(delete.executeUpdate()).isEqualTo(1);
            assertThat(delete.executeUpdate()).as("of a row that is gone").isZero();
        }
        assertThat(Sql.rows(connection, COPIES)).containsExactly("b1|2|cellar|true");
    }

    /** A new row's key is read back where the driver gave it. */
    @Test
    void generatedKeysOfANewRow() throws SQLException {
        try (PreparedStatement insert = main.prepareStatement(
                "INSERT INTO book\n(author, title, price)\nVALUES(?, ?, ?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "Ann");
            insert.setString(2, "Tea");
            insert.setBigDecimal(3, new BigDecimal("4.50"));
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                assertThat(keys.getMetaData().getColumnName(1)).isEqualTo("book_id");
                assertThat(Sql.rows(connection, "SELECT title FROM book WHERE book_id = ?", keys.getObject(1)))
                        .containsExactly("Tea");
            }
        }
    }

    /** Where a virtual key has a NULL, the condition is IS NULL and has no parameter. */
    @Test
    void aKeyThatIsNull() throws SQLException {
        try (PreparedStatement update =
                main.prepareStatement("UPDATE author\n\tSET points=?\n\tWHERE name=? AND email IS NULL")) {
            update.setInt(1, 5);
            update.setString(2, "Bob");
            assertThat(update.executeUpdate()).isEqualTo(1);
            update.setString(2, "Ann");
            assertThat(update.executeUpdate()).isZero();
        }
        try (PreparedStatement delete =
                main.prepareStatement("DELETE FROM author\n\tWHERE email IS NULL AND points=?")) {
            delete.setInt(1, 5);
            assertThat(delete.executeUpdate()).isEqualTo(1);
        }

        assertThat(Sql.rows(connection, "SELECT name, points FROM author")).containsExactly("Ann|3");
    }

    /** At 08xxx it would reconnect and run the statement again. */
    @Test
    void aStatementThatFailsIsNoLostConnection() throws SQLException {
        for (String sql : List.of(
                "SELECT FROM WHERE",
                "SELECT * FROM nothing",
                "SELECT nothing FROM author",
                "SELECT * FROM author WHERE points = 'x'",
                "SELECT points / 0 FROM author",
                "INSERT INTO author (name) VALUES ('Ann')",
                "INSERT INTO author (email) VALUES ('x')",
                "UPDATE author SET points = 99999999999 WHERE name = 'Ann'",
                "UPDATE author SET name = 'Bob' WHERE name = 'Ann'",
                "DROP TABLE author",
                "CREATE TABLE t (a INT)",
                "TRUNCATE TABLE author",
                "ROLLBACK TO nowhere",
                "SET nothing = 1")) {
            try (Statement statement = main.createStatement()) {
                SQLException failure = catchThrowableOfType(SQLException.class, () -> readAll(statement, sql));
                assertThat((Throwable) failure).as(sql).isNotNull();
                assertThat(failure.getSQLState()).as(sql).hasSize(5).doesNotStartWith("08");
                assertThat(main.isValid(10)).isTrue();
                assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
            }
        }
    }

    private static void readAll(Statement statement, String sql) throws SQLException {
        if (statement.execute(sql)) {
            ResultSet rows = statement.getResultSet();
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    @Test
    void aReadOnlyConnectionIsNotLostEither() throws SQLException {
        main.setReadOnly(true);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Sql.update(main, "DELETE FROM author WHERE name = 'Ann'"))
                .extracting(SQLException::getSQLState)
                .isEqualTo("25006");
        main.setReadOnly(false);
        assertThat(Sql.update(main, "DELETE FROM author WHERE name = 'Ann'")).isEqualTo(1);
    }

    /** Cancel comes from another thread, while pages are left to be read. */
    @Test
    void cancelFromAnotherThread() throws Exception {
        for (int i = 0; i < 10; i++) {
            Sql.update(connection, "INSERT INTO book (author, title) VALUES ('Ann', ?)", "Tea " + i);
        }
        try (Statement statement = main.createStatement()) {
            statement.setFetchSize(1);
            ResultSet rows = statement.executeQuery("SELECT * FROM book");
            assertThat(rows.next()).isTrue();
            FutureTask<Void> cancel = new FutureTask<>(() -> {
                statement.cancel();
                return null;
            });
            new Thread(cancel).start();
            cancel.get();

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> {
                        while (rows.next()) {
                            rows.getObject(1);
                        }
                    })
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
        }
    }
}
