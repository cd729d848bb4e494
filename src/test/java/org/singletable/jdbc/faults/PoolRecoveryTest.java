package org.singletable.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Race;
import org.singletable.jdbc.testing.RecordingProxy.LostRequest;
import org.singletable.jdbc.testing.Sql;

/** A HikariCP pool, while nothing answers and after it: nobody has to restart anything. */
class PoolRecoveryTest {
    private static final int SIZE = 4;
    private static final String SELECT = "SELECT title FROM product WHERE sku = 'tea'";

    private final ProxiedEngine engine = new ProxiedEngine();

    @AfterEach
    void stop() {
        engine.close();
    }

    private HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(engine.url("mapping-examples/quickstart.json", "recovery") + "&retries=1");
        config.setMaximumPoolSize(SIZE);
        return config;
    }

    private void breakDown() {
        engine.proxy().failEach(request -> true, new LostRequest());
    }

    private static void assertServes(HikariDataSource pool) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < SIZE; i++) {
                all.add(pool.getConnection());
                assertThat(Sql.rows(all.get(i), SELECT)).containsExactly("Tea");
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private static void insert(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Sql.update(connection, "INSERT INTO product (sku, title, category, price) VALUES ('tea', 'Tea', 'hot', 1)");
        }
    }

    /** The pool drops connections on errors of class 08, and makes new ones. */
    @Test
    void aPoolAtWorkGoesOnWhenItIsAnsweredAgain() throws Exception {
        try (HikariDataSource pool = new HikariDataSource(config())) {
            insert(pool);
            assertServes(pool);
            breakDown();
            Race.run(2 * SIZE, number -> {
                for (int i = 0; i < 3; i++) {
                    try (Connection connection = pool.getConnection()) {
                        assertThatExceptionOfType(SQLException.class)
                                .isThrownBy(() -> Sql.rows(connection, SELECT))
                                .extracting(SQLException::getSQLState)
                                .isEqualTo("08006");
                    } catch (SQLTransientConnectionException e) {
                        // With all connections the client has ended, and no new one can be made.
                        assertThat(e.getCause()).hasMessageContaining("cannot connect to");
                    }
                }
            });
            engine.proxy().forgetFaults();
            assertServes(pool);
        }
    }

    @Test
    void aPoolThatBeganInVainServesWhenItIsAnswered() throws SQLException {
        HikariConfig config = config();
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(500);
        breakDown();
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(pool::getConnection);
            engine.proxy().forgetFaults();
            pool.setConnectionTimeout(30_000);
            insert(pool);
            assertServes(pool);
        }
    }
}
