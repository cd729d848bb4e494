package org.singletable.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.Program;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;

/** The driver in a HikariCP pool. */
class HikariTest {
    private static final String MAPPING = "mapping-examples/quickstart.json";
    private static final String INSERT = "INSERT INTO product (sku, title, category, price) VALUES (?, ?, 'tea', 1.50)";
    private static final int SIZE = 8;
    private static final int ROUNDS = 50;

    private static HikariConfig config(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        return config;
    }

    @Test
    void eightThreadsShareAPoolOfEight() throws Exception {
        try (HikariDataSource pool =
                new HikariDataSource(config(new EmbeddedEngine().url(MAPPING, "hikari-8"), SIZE))) {
            Set<Connection> physical = ConcurrentHashMap.newKeySet();
            ExecutorService threads = Executors.newFixedThreadPool(SIZE);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < SIZE; thread++) {
                    String prefix = "p" + thread + "-";
                    all.add(threads.submit(() -> {
                        work(pool, prefix, physical);
                        return null;
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(Sql.rows(connection, "SELECT sku FROM product")).hasSize(SIZE * ROUNDS);
            }
            assertThat(physical).as("connections that the pool made").hasSizeLessThanOrEqualTo(SIZE);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(SIZE);
        }
    }

    private static void work(HikariDataSource pool, String prefix, Set<Connection> physical) throws SQLException {
        for (int i = 0; i < ROUNDS; i++) {
            String sku = prefix + i;
            try (Connection connection = pool.getConnection()) {
                physical.add(connection.unwrap(Connection.class));
                assertThat(Sql.update(connection, INSERT, sku, "t")).isEqualTo(1);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(Sql.rows(connection, "SELECT title FROM product WHERE sku = ?", sku))
                        .containsExactly("t");
            }
        }
    }

    @Test
    void failingStatementsDoNotCostTheConnection() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource(config(new EmbeddedEngine().url(MAPPING, "hikari-bad"), 1))) {
            Connection before = physical(pool);
            try (Connection connection = pool.getConnection()) {
                Sql.update(connection, INSERT, "tea-1", "Tea");
                assertThatExceptionOfType(SQLIntegrityConstraintViolationException.class)
                        .isThrownBy(() -> Sql.update(connection, INSERT, "tea-1", "Tea"));
                assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                        .isThrownBy(() -> Sql.update(connection, "DROP TABLE product"));
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> Sql.rows(connection, "SELECT nothing FROM product"));
                assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.setSchema("other"));
                assertThat(Sql.rows(connection, "SELECT title FROM product WHERE sku = 'tea-1'"))
                        .containsExactly("Tea");
            }
            assertThat(physical(pool)).isSameAs(before);
        }
    }

    /** What the pool wraps: the driver's own connection. */
    private static Connection physical(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.unwrap(Connection.class);
        }
    }

    @Test
    void borrowingAndChecksCostNoRequest() throws SQLException {
        try (ProxiedEngine engine = new ProxiedEngine();
                HikariDataSource pool = new HikariDataSource(config(engine.url(MAPPING, "hikari-free"), SIZE))) {
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                all.add(pool.getConnection());
            }
            assertThat(engine.operations()).containsOnlyOnce("CreateTable").startsWith("DescribeTable");
            engine.proxy().reset();

            // The client ends with its last connection, so one of them stays open.
            Connection kept = all.remove(0);
            for (Connection connection : all) {
                assertThat(connection.isValid(1)).isTrue();
                connection.close();
            }
            for (int i = 0; i < 100; i++) {
                pool.getHikariPoolMXBean().softEvictConnections();
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.isValid(1)).isTrue();
                }
            }

            assertThat(engine.operations()).isEmpty();
            kept.close();
        }
    }

    @Test
    void aReadOnlyPoolRefusesWrites() throws SQLException {
        String url = new EmbeddedEngine().url(MAPPING, "hikari-read");
        HikariConfig config = config(url, 1);
        config.setReadOnly(true);
        try (HikariDataSource writing = new HikariDataSource(config(url, 1));
                HikariDataSource reading = new HikariDataSource(config)) {
            try (Connection connection = writing.getConnection()) {
                Sql.update(connection, INSERT, "tea-1", "Tea");
            }
            try (Connection connection = reading.getConnection()) {
                assertThat(connection.isReadOnly()).isTrue();
                assertThat(Sql.rows(connection, "SELECT title FROM product")).containsExactly("Tea");
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> Sql.update(connection, INSERT, "tea-2", "Tea"))
                        .withMessageContaining("read-only")
                        .extracting(SQLException::getSQLState)
                        .isEqualTo("25006");
            }
        }
    }

    @Test
    void whatABorrowerSetsIsGoneForTheNext() throws SQLException {
        try (HikariDataSource pool =
                new HikariDataSource(config(new EmbeddedEngine().url(MAPPING, "hikari-reset"), 1))) {
            try (Connection connection = pool.getConnection()) {
                connection.setReadOnly(true);
                connection.setNetworkTimeout(Runnable::run, 1_234);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getNetworkTimeout()).isZero();
            }
        }
    }

    @Test
    void aDataSourceIsMadeByItsBeanProperties() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName(SingleTableDataSource.class.getName());
        config.addDataSourceProperty("url", "jdbc:singletable:mem:hikari-bean?readOnly=false");
        config.addDataSourceProperty("mapping", MAPPING);
        config.setSchema("hikari-bean");
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(Sql.update(connection, INSERT, "tea-1", "Tea")).isEqualTo(1);
            assertThat(connection.getSchema()).isEqualTo("hikari-bean");
        }
    }

    @Test
    void credentialsOfThePoolReachTheRequests() throws SQLException {
        try (ProxiedEngine engine = new ProxiedEngine()) {
            HikariConfig config =
                    config(engine.url(MAPPING, "hikari-user").replace("&user=singletable&password=singletable", ""), 1);
            config.setUsername("AKIAPOOL");
            config.setPassword("s3cret");
            try (HikariDataSource pool = new HikariDataSource(config);
                    Connection connection = pool.getConnection()) {
                assertThat(connection.getMetaData().getUserName()).isEqualTo("AKIAPOOL");
                assertThat(connection.getMetaData().getURL()).doesNotContain("s3cret");
            }
        }
    }

    @Test
    void aClosedPoolLeavesNoThreads() {
        List<String> classPath = new ArrayList<>(Program.quietClassPath(Churn.class));
        classPath.add(Program.locationOf(HikariDataSource.class));

        Program.Run run =
                Program.run(classPath, Churn.class, "jdbc:singletable:mem:churn?drop=onClose&mapping=" + MAPPING);

        assertThat(run).isEqualTo(new Program.Run(0, "rows 200\nthreads []\n", ""));
    }

    /** Opens a pool, uses and closes it, and shows what threads it leaves. */
    static final class Churn {
        public static void main(String[] arguments) throws Exception {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            // The table is dropped with its last connection.
            try (Connection kept = DriverManager.getConnection(arguments[0]);
                    HikariDataSource pool = new HikariDataSource(config(arguments[0], 4))) {
                for (int i = 0; i < 200; i++) {
                    try (Connection connection = pool.getConnection()) {
                        Sql.update(connection, INSERT, "p" + i, "t");
                    }
                    pool.getHikariPoolMXBean().softEvictConnections();
                }
                System.out.println(
                        "rows " + Sql.rows(kept, "SELECT sku FROM product").size());
            }
            Set<String> left = left(before);
            for (int i = 0; i < 300 && !left.isEmpty(); i++) {
                Thread.sleep(100);
                left = left(before);
            }
            System.out.println("threads " + left);
        }

        private static Set<String> left(Set<Thread> before) {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .map(Thread::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
