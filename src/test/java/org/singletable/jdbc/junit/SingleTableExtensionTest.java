package org.singletable.jdbc.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.singletable.jdbc.SingleTableDataSource;

/** Which table and connections the tests of a class get, and what is left of them. */
class SingleTableExtensionTest {
    private static final String MAPPING = "mapping-examples/quickstart.json";
    private static final String INSERT =
            "INSERT INTO product (sku, title, category, price) VALUES ('cup', 'Cup', 'c', 1)";
    private static final String SKUS = "SELECT sku FROM product";

    /** What the class under test was given, until the next one runs. */
    private static final List<Connection> CONNECTIONS = new ArrayList<>();

    private static final List<String> URLS = new ArrayList<>();

    @BeforeEach
    void forget() {
        CONNECTIONS.clear();
        URLS.clear();
    }

    private static TestExecutionSummary run(Class<?> test) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(test))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static void assertPasses(Class<?> test, int tests) {
        TestExecutionSummary summary = run(test);
        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(tests);
    }

    private static String failure(Class<?> test) {
        return run(test).getFailures().get(0).getException().getMessage();
    }

    @SingleTable(MAPPING)
    static class OneTable {
        private final SingleTableDataSource ofConstructor;

        OneTable(SingleTableDataSource dataSource) {
            this.ofConstructor = dataSource;
        }

        @BeforeAll
        static void fill(Connection connection, SingleTableDataSource dataSource) throws SQLException {
            update(connection, INSERT);
            CONNECTIONS.add(connection);
            URLS.add(dataSource.getUrl());
        }

        @Test
        void one(Connection connection, DataSource dataSource) throws SQLException {
            assertThat(dataSource).isSameAs(ofConstructor);
            assertThat(rows(connection, SKUS)).containsExactly("cup");
            CONNECTIONS.add(connection);
        }

        @Test
        void two(Connection connection) throws SQLException {
            assertThat(rows(connection, SKUS)).containsExactly("cup");
            CONNECTIONS.add(connection);
        }

        @Nested
        class Within {
            @Test
            void three(Connection connection, DataSource dataSource) throws SQLException {
                assertThat(dataSource).isSameAs(ofConstructor);
                assertThat(rows(connection, SKUS)).containsExactly("cup");
            }
        }

        @Nested
        @SingleTable(MAPPING)
        class WithItsOwn {
            @Test
            void four(Connection connection, DataSource dataSource) throws SQLException {
                assertThat(dataSource).isNotSameAs(ofConstructor);
                assertThat(rows(connection, SKUS)).isEmpty();
            }
        }

        @AfterAll
        static void look(Connection connection) throws SQLException {
            assertThat(CONNECTIONS.get(0).isClosed()).isFalse();
            for (Connection ofTest : CONNECTIONS.subList(1, 3)) {
                assertThat(ofTest.isClosed()).isTrue();
            }
            CONNECTIONS.add(connection);
        }
    }

    @Test
    void theTestsOfAClassShareATableThatIsGoneAfterThem() throws SQLException {
        assertPasses(OneTable.class, 4);
        for (Connection connection : CONNECTIONS) {
            assertThat(connection.isClosed()).isTrue();
        }
        try (Connection later = DriverManager.getConnection(URLS.get(0))) {
            assertThat(rows(later, SKUS)).isEmpty();
        }
    }

    @SingleTable(value = MAPPING, tableForEachTest = true)
    static class TableForEach {
        @BeforeEach
        void fill(Connection connection) throws SQLException {
            assertThat(rows(connection, SKUS)).isEmpty();
            update(connection, INSERT);
        }

        @Test
        void one(Connection connection) throws SQLException {
            assertThat(rows(connection, SKUS)).containsExactly("cup");
        }

        @Test
        void two(Connection connection) throws SQLException {
            assertThat(rows(connection, SKUS)).containsExactly("cup");
        }
    }

    static class Inherited extends TableForEach {}

    @Test
    void eachTestMayHaveATableOfItsOwn() {
        assertPasses(TableForEach.class, 2);
        assertPasses(Inherited.class, 2);
    }

    @SingleTable(value = MAPPING, tableForEachTest = true)
    static class TooEarly {
        @BeforeAll
        static void fill(Connection connection) throws SQLException {
            connection.close();
        }

        @Test
        void one() {
            throw new AssertionError("not reached");
        }
    }

    @SingleTable(value = MAPPING, properties = "scan")
    static class BadProperty {
        @Test
        void one(Connection connection) throws SQLException {
            connection.close();
        }
    }

    @SingleTable("no-such-file.json")
    static class NoMapping {
        @Test
        void one(Connection connection) throws SQLException {
            connection.close();
        }
    }

    @SingleTable(
            value = MAPPING,
            properties = {"readOnly=true", " bind.except = customer, order ", "bind.sku = a & b"})
    static class Properties {
        @Test
        void one(Connection connection) throws SQLException {
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(rows(connection, "EXPLAIN SELECT title FROM product").toString())
                    .contains("a & b");
        }
    }

    @Test
    void mistakesAreTold() {
        assertThat(failure(TooEarly.class)).contains("tableForEachTest").contains("@BeforeEach");
        assertThat(failure(BadProperty.class)).contains("\"scan\"").contains("name=value");
        assertThat(failure(NoMapping.class)).contains("no-such-file.json");
    }

    @Test
    void propertiesAreTheConnections() {
        assertPasses(Properties.class, 1);
    }
}
