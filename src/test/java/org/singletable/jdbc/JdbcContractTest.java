package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.MarkdownBlock;
import org.singletable.jdbc.testing.Sql;

/** Calls every method of every JDBC object, open and closed: what goes wrong is a SQLException with a state. */
class JdbcContractTest {
    /** What may be asked of a closed object: it says that it is closed, or its answer depends on the argument only. */
    private static final Set<String> ALLOWED_ON_CLOSED = Set.of(
            "close",
            "isClosed",
            "isValid",
            "abort",
            "unwrap",
            "isWrapperFor",
            "enquoteLiteral",
            "enquoteNCharLiteral",
            "enquoteIdentifier",
            "isSimpleIdentifier",
            "beginRequest",
            "endRequest");

    private static final String URL =
            "jdbc:singletable:mem:contract?mapping=mapping-examples/quickstart.json&drop=onClose";

    /** Keeps the engine while connections come and go. */
    private static Connection keeper;

    private Connection connection;

    @BeforeAll
    static void startEngine() throws SQLException {
        keeper = DriverManager.getConnection(URL);
        Sql.update(keeper, "INSERT INTO customer (username, email) VALUES ('ann', 'a')");
    }

    @AfterAll
    static void stopEngine() throws SQLException {
        keeper.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(URL);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    /** Makes an object of the interface under test from a connection. */
    private interface Source {
        Object from(Connection connection) throws SQLException;
    }

    private static Arguments of(Class<?> type, Source source) {
        return Arguments.of(type, source);
    }

    private static PreparedStatement prepared(Connection connection) throws SQLException {
        return connection.prepareStatement("SELECT username, email FROM customer WHERE username = ?");
    }

    private static ResultSet onRow(Connection connection) throws SQLException {
        ResultSet rows = connection.getMetaData().getTables(null, null, "customer", null);
        rows.next();
        return rows;
    }

    private static ResultSet onCustomer(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT joined, username FROM customer WHERE username = 'ann'");
        rows.next();
        return rows;
    }

    private static ResultSet updatable(Connection connection) throws SQLException {
        Sql.update(connection, "UPSERT INTO customer (username, email) VALUES ('bob', 'b')");
        ResultSet rows = connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                .executeQuery("SELECT username, city, email FROM customer WHERE username = 'bob'");
        rows.next();
        return rows;
    }

    static Stream<Arguments> closeable() {
        return Stream.of(
                of(Connection.class, connection -> connection),
                of(Statement.class, Connection::createStatement),
                of(PreparedStatement.class, JdbcContractTest::prepared),
                of(ResultSet.class, JdbcContractTest::onRow),
                of(ResultSet.class, JdbcContractTest::updatable));
    }

    static Stream<Arguments> all() {
        return Stream.concat(
                closeable(),
                Stream.of(
                        of(DatabaseMetaData.class, Connection::getMetaData),
                        of(
                                ResultSetMetaData.class,
                                connection -> onRow(connection).getMetaData()),
                        of(
                                ParameterMetaData.class,
                                connection -> prepared(connection).getParameterMetaData()),
                        of(ResultSet.class, JdbcContractTest::onCustomer),
                        of(
                                PreparedStatement.class,
                                connection -> connection.prepareStatement(
                                        "UPDATE customer SET city = ? WHERE username = 'ann'")),
                        of(Array.class, connection -> connection.createArrayOf("VARCHAR", new Object[] {"a", null})),
                        of(DataSource.class, connection -> new SingleTableDataSource()),
                        of(Driver.class, connection -> new SingleTableDriver())));
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    private static Object[] nulls(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, false))
                .toArray();
    }

    private static Object[] values(Method method) {
        if (method.getName().equals("createArrayOf")) {
            return new Object[] {"VARCHAR", new Object[] {"a"}};
        }
        return Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, true))
                .toArray();
    }

    private static @Nullable Object argument(Class<?> type, boolean meaningful) {
        if (type == boolean.class) {
            return meaningful;
        }
        if (type.isPrimitive()) {
            Object zeros = java.lang.reflect.Array.newInstance(type, 1);
            if (meaningful) {
                java.lang.reflect.Array.setByte(zeros, 0, (byte) 1);
            }
            return java.lang.reflect.Array.get(zeros, 0);
        }
        if (!meaningful) {
            return null;
        }
        if (type == String.class || type == Object.class) {
            return "username";
        }
        if (type == SQLType.class) {
            return JDBCType.VARCHAR;
        }
        return type == Class.class ? String.class : null;
    }

    /** Arguments at the edges of what their types allow. */
    private static Object[] extremes(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(JdbcContractTest::extreme)
                .toArray();
    }

    private static @Nullable Object extreme(Class<?> type) {
        if (type.isArray()) {
            return java.lang.reflect.Array.newInstance(type.getComponentType(), 1);
        }
        if (type == int.class) {
            return Integer.MIN_VALUE;
        }
        if (type == long.class) {
            return Long.MAX_VALUE;
        }
        if (type == String.class || type == Object.class) {
            return "\\'\"%_?{[\uD800";
        }
        if (type == Class.class) {
            return int.class;
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == SQLType.class) {
            return JDBCType.STRUCT;
        }
        return argument(type, true);
    }

    /** The exception of a call; anything but a SQLException with a state fails the test. */
    private static @Nullable SQLException call(Object object, Method method, Object[] arguments) {
        try {
            method.invoke(object, arguments);
            return null;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException known) {
                assertThat(known.getSQLState())
                        .as(method + ": " + known.getMessage())
                        .hasSize(5)
                        .isNotEqualTo("XX000");
                return known;
            }
            return fail(method + " threw " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            return fail(method + " is not accessible", e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void openObjectsThrowNothingButSqlExceptions(Class<?> type, Source source) throws SQLException {
        for (Method method : methods(type).toList()) {
            for (Object[] arguments : new Object[][] {nulls(method), values(method), extremes(method)}) {
                if (!connection.isClosed()) {
                    connection.close();
                }
                connect();
                call(source.from(connection), method, arguments);
            }
        }
    }

    /** Methods that no arguments make work are those that the documentation names. */
    @Test
    void onlyWhatTheDocumentationNamesIsRefused() throws Exception {
        Map<String, Set<String>> refused = new LinkedHashMap<>();
        Map<Class<?>, List<Source>> sources = all().collect(Collectors.groupingBy(
                arguments -> (Class<?>) arguments.get()[0],
                LinkedHashMap::new,
                Collectors.mapping(arguments -> (Source) arguments.get()[1], Collectors.toList())));
        for (Map.Entry<Class<?>, List<Source>> entry : sources.entrySet()) {
            Set<String> ofType = refused.computeIfAbsent(entry.getKey().getSimpleName(), name -> new TreeSet<>());
            for (Method method : methods(entry.getKey()).toList()) {
                boolean ofAll = true;
                for (Source source : entry.getValue()) {
                    ofAll = ofAll && isRefused(source, method);
                }
                if (ofAll) {
                    ofType.add(method.getName());
                }
            }
        }
        refused.values().removeIf(Set::isEmpty);
        assertThat(refused).isEqualTo(documentedRefusals());
    }

    private boolean isRefused(Source source, Method method) throws SQLException {
        boolean refused = false;
        for (Object[] arguments : new Object[][] {nulls(method), values(method), extremes(method)}) {
            connection.close();
            connect();
            SQLException failure = call(source.from(connection), method, arguments);
            if (failure == null) {
                return false;
            }
            refused |= failure.getSQLState().equals("HYC00");
        }
        return refused;
    }

    private static Map<String, Set<String>> documentedRefusals() throws IOException {
        MarkdownBlock list = MarkdownBlock.in(Path.of("docs", "jdbc.md")).stream()
                .filter(block -> block.language().equals("refused"))
                .findFirst()
                .orElseThrow();
        Map<String, Set<String>> refused = new LinkedHashMap<>();
        for (String line : list.text().lines().toList()) {
            String[] parts = line.split(": ");
            refused.put(parts[0], new TreeSet<>(List.of(parts[1].split(", "))));
        }
        return refused;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closeable")
    void closedObjectsAnswerNothing(Class<?> type, Source source) throws Exception {
        Object object = source.from(connection);
        ((AutoCloseable) object).close();

        for (Method method : methods(type).toList()) {
            SQLException failure = call(object, method, values(method));
            if (!ALLOWED_ON_CLOSED.contains(method.getName())) {
                assertThat((Throwable) failure).as(method.toString()).isNotNull();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closeable")
    void whatBelongsToAClosedConnectionAnswersNothing(Class<?> type, Source source) throws SQLException {
        Object object = source.from(connection);
        connection.close();

        methods(type).forEach(method -> {
            SQLException failure = call(object, method, values(method));
            // Rows of metadata are there already and outlive their connection.
            if (type != ResultSet.class && !ALLOWED_ON_CLOSED.contains(method.getName())) {
                assertThat((Throwable) failure).as(method.toString()).isNotNull();
            }
        });
    }

    @Test
    void metadataOfAnOpenConnectionNeverThrows() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();

        methods(DatabaseMetaData.class)
                .filter(method -> method.getDeclaringClass() == DatabaseMetaData.class)
                .forEach(method -> {
                    assertThat((Throwable) call(metadata, method, nulls(method)))
                            .as(method.toString())
                            .isNull();
                    assertThat((Throwable) call(metadata, method, values(method)))
                            .as(method.toString())
                            .isNull();
                    assertThat((Throwable) call(metadata, method, extremes(method)))
                            .as(method.toString())
                            .isNull();
                });
    }
}
