package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbc.JdbcLockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.Race;
import org.singletable.jdbc.testing.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** ShedLock's two providers of JDBC. The time is what a test says, so nothing waits for a lock to expire. */
class ShedLockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static SingleTableDataSource dataSource;
    private static Connection connection;

    enum Provider {
        JDBC_TEMPLATE {
            @Override
            LockProvider on(DataSource dataSource, String node) {
                return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(new JdbcTemplate(dataSource))
                        .withTransactionManager(new JdbcTransactionManager(dataSource))
                        .withLockedByValue(node)
                        .build());
            }
        },
        JDBC {
            @Override
            LockProvider on(DataSource dataSource, String node) {
                return new JdbcLockProvider(dataSource);
            }
        };

        /** @param node the name of who locks, where the provider takes one */
        abstract LockProvider on(DataSource dataSource, String node);
    }

    @BeforeAll
    static void connect() throws SQLException {
        dataSource = new SingleTableDataSource();
        dataSource.setUrl(new EmbeddedEngine().url("classpath:mappings/shedlock.json", "ShedLockTest"));
        connection = dataSource.getConnection();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @BeforeEach
    void noLocksAtNoon() throws SQLException {
        Sql.update(connection, "DELETE FROM shedlock WHERE name IN ('report', 'mail')");
        timeIs(NOON);
    }

    @AfterEach
    void realTime() {
        ClockProvider.setClock(Clock.systemUTC());
    }

    private static void timeIs(Instant time) {
        ClockProvider.setClock(Clock.fixed(time, ZoneOffset.UTC));
    }

    private static Optional<SimpleLock> lock(LockProvider provider, String name) {
        return provider.lock(new LockConfiguration(ClockProvider.now(), name, TEN_MINUTES, Duration.ZERO));
    }

    private static List<String> locks() throws SQLException {
        return Sql.rows(
                connection,
                "SELECT name, lock_until, locked_at FROM shedlock WHERE name IN ('mail', 'report') ORDER BY name");
    }

    @ParameterizedTest
    @EnumSource
    void onlyOneHasTheLock(Provider provider) throws SQLException {
        LockProvider ann = provider.on(dataSource, "ann");
        LockProvider bob = provider.on(dataSource, "bob");

        assertThat(lock(ann, "report")).isPresent();
        assertThat(lock(bob, "report")).isEmpty();
        assertThat(lock(ann, "report")).isEmpty();
        assertThat(lock(bob, "mail")).isPresent();

        assertThat(locks())
                .containsExactly(
                        "mail|2026-03-01T12:10:00Z|2026-03-01T12:00:00Z",
                        "report|2026-03-01T12:10:00Z|2026-03-01T12:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void unlocking(Provider provider) throws SQLException {
        LockProvider ann = provider.on(dataSource, "ann");
        LockProvider bob = provider.on(dataSource, "bob");
        SimpleLock lock = lock(ann, "report").orElseThrow();

        timeIs(NOON.plusSeconds(5));
        lock.unlock();
        assertThat(locks()).containsExactly("report|2026-03-01T12:00:05Z|2026-03-01T12:00:00Z");
        assertThat(lock(bob, "report")).isPresent();
        assertThat(locks()).containsExactly("report|2026-03-01T12:10:05Z|2026-03-01T12:00:05Z");
        assertThat(lock(ann, "report")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLockIsKeptForAsLongAsItIsToBeAtLeast(Provider provider) {
        LockProvider ann = provider.on(dataSource, "ann");
        LockProvider bob = provider.on(dataSource, "bob");
        ann.lock(new LockConfiguration(NOON, "report", TEN_MINUTES, Duration.ofMinutes(1)))
                .orElseThrow()
                .unlock();

        assertThat(lock(bob, "report")).isEmpty();
        timeIs(NOON.plusSeconds(60));
        assertThat(lock(bob, "report")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void extending(Provider provider) throws SQLException {
        LockProvider ann = provider.on(dataSource, "ann");
        LockProvider bob = provider.on(dataSource, "bob");
        SimpleLock lock = lock(ann, "report").orElseThrow();

        timeIs(NOON.plus(Duration.ofMinutes(9)));
        SimpleLock longer = lock.extend(TEN_MINUTES, Duration.ZERO).orElseThrow();
        assertThat(locks()).containsExactly("report|2026-03-01T12:19:00Z|2026-03-01T12:00:00Z");

        timeIs(NOON.plus(Duration.ofMinutes(18)));
        assertThat(lock(bob, "report")).isEmpty();
        longer.unlock();
        assertThat(lock(bob, "report")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredLockIsTakenByAnother(Provider provider) {
        LockProvider ann = provider.on(dataSource, "ann");
        LockProvider bob = provider.on(dataSource, "bob");
        SimpleLock lock = lock(ann, "report").orElseThrow();

        timeIs(NOON.plus(TEN_MINUTES).minusMillis(1));
        assertThat(lock(bob, "report")).isEmpty();
        timeIs(NOON.plus(TEN_MINUTES));
        assertThat(lock.extend(TEN_MINUTES, Duration.ZERO)).isEmpty();
        assertThat(lock(bob, "report")).isPresent();
    }

    /** Only JdbcTemplate's provider takes a name: JdbcLockProvider writes the host's. */
    @Test
    void aLockIsExtendedByItsOwnerOnly() throws SQLException {
        LockProvider ann = Provider.JDBC_TEMPLATE.on(dataSource, "ann");
        LockProvider bob = Provider.JDBC_TEMPLATE.on(dataSource, "bob");
        SimpleLock expired = lock(ann, "report").orElseThrow();
        timeIs(NOON.plus(TEN_MINUTES));
        assertThat(lock(bob, "report")).isPresent();

        assertThat(expired.extend(TEN_MINUTES, Duration.ZERO)).isEmpty();
        assertThat(Sql.rows(connection, "SELECT locked_by FROM shedlock WHERE name = 'report'"))
                .containsExactly("bob");
    }

    /** Once for a lock that nobody ever had, once for one that has expired. */
    @ParameterizedTest
    @EnumSource
    void oneOfTwoThreadsGetsTheLock(Provider provider) throws Exception {
        for (Instant time : List.of(NOON, NOON.plus(TEN_MINUTES))) {
            timeIs(time);
            List<Boolean> locked = Race.results(2, number -> {
                LockProvider node = provider.on(dataSource, "node " + number);
                return lock(node, "report").isPresent();
            });

            assertThat(locked).containsExactlyInAnyOrder(true, false);
        }
    }
}
