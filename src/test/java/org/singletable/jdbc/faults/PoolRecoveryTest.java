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

    /** The least that HikariCP takes: while nothing answers, waiting for a connection is in vain. */
    private static final int PATIENCE_MILLIS = 250;

    /** The pool pauses for up to five seconds after failures in a row. */
    private static final int ATTEMPTS = 120;

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
        config.setConnectionTimeout(PATIENCE_MILLIS);
        // It is the login timeout, too, which a first connection may need more than once on a slow machine.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private void breakDown() {
        engine.proxy().failEach(request -> true, new LostRequest());
    }

    /** As an application that tries again. */
    private static Connection borrow(HikariDataSource pool) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (i == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void assertServes(HikariDataSource pool) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < SIZE; i++) {
                all.add(borrow(pool));
                assertThat(Sql.rows(all.get(i), SELECT)).containsExactly("Tea");
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private static void insert(HikariDataSource pool) throws SQLException {
        try (Connection connection = borrow(pool)) {
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
                        assertThat(e.getMessage()).contains("Connection is not available");
                    }
                }
            });
            engine.proxy().forgetFaults();
            assertServes(pool);
        }
    }

    @Test
    void aPoolThatBeganInVainServesWhenItIsAnswered() throws SQLException {
        breakDown();
        try (HikariDataSource pool = new HikariDataSource(config())) {
            assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(pool::getConnection);
            engine.proxy().forgetFaults();
            insert(pool);
            assertServes(pool);
        }
    }
}
