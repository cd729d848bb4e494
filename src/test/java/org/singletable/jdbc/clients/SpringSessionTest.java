package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.SingleTableDataSource;
import org.singletable.jdbc.testing.EmbeddedEngine;
import org.singletable.jdbc.testing.Sql;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Session's repository, with its own SQL but for what it leaves to ON DELETE CASCADE. */
class SpringSessionTest {
    private static final String PRINCIPAL = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String SESSIONS =
            "SELECT session_id, principal_name, max_inactive_interval FROM spring_session";
    private static final String ATTRIBUTES =
            "SELECT attribute_name FROM spring_session_attributes ORDER BY attribute_name";

    private static SingleTableDataSource dataSource;
    private static Connection connection;
    private static Sessions sessions;

    /** Deletes a session's attributes with it, which Spring Session leaves to a foreign key of the database. */
    private static final class Sessions extends JdbcIndexedSessionRepository {
        private final JdbcOperations jdbc;
        private final TransactionOperations transaction;

        Sessions(JdbcOperations jdbc, TransactionOperations transaction) {
            super(jdbc, transaction);
            this.jdbc = jdbc;
            this.transaction = transaction;
        }

        @Override
        public void deleteById(String id) {
            transaction.executeWithoutResult(status -> {
                jdbc.update(
                        "DELETE FROM spring_session_attributes WHERE session_primary_id ="
                                + " (SELECT primary_id FROM spring_session WHERE session_id = ?)",
                        id);
                jdbc.update("DELETE FROM spring_session WHERE session_id = ?", id);
            });
        }

        @Override
        public void cleanUpExpiredSessions() {
            jdbc.queryForList(
                            "SELECT session_id FROM spring_session WHERE expiry_time < ?",
                            String.class,
                            System.currentTimeMillis())
                    .forEach(this::deleteById);
        }
    }

    @BeforeAll
    static void connect() throws SQLException {
        dataSource = new SingleTableDataSource();
        dataSource.setUrl(new EmbeddedEngine().url("classpath:mappings/sessions.json", "SpringSessionTest"));
        connection = dataSource.getConnection();
        // As Spring Session itself makes it: a session is saved whatever becomes of the request's transaction.
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        sessions = new Sessions(new JdbcTemplate(dataSource), transaction);
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @BeforeEach
    void noSessions() throws SQLException {
        Sql.update(connection, "DELETE FROM spring_session");
        Sql.update(connection, "DELETE FROM spring_session_attributes");
    }

    /** The class of the repository's sessions has no name outside of its package. */
    private static <S extends Session> String created(SessionRepository<S> repository, Consumer<Session> content) {
        S session = repository.createSession();
        content.accept(session);
        repository.save(session);
        return session.getId();
    }

    private static <S extends Session> void changed(
            SessionRepository<S> repository, String id, Consumer<Session> change) {
        S session = repository.findById(id);
        change.accept(session);
        repository.save(session);
    }

    private static Session found(String id) {
        return sessions.findById(id);
    }

    @Test
    void aSessionIsFoundById() throws SQLException {
        String id = created(sessions, session -> {
            session.setMaxInactiveInterval(Duration.ofHours(1));
            session.setAttribute("cart", List.of("tea", "milk"));
            session.setAttribute("seen", Instant.parse("2026-03-01T12:00:00Z"));
        });

        Session session = found(id);
        assertThat(session.getAttributeNames()).containsExactlyInAnyOrder("cart", "seen");
        assertThat(session.<List<String>>getAttribute("cart")).containsExactly("tea", "milk");
        assertThat(session.<Instant>getAttribute("seen")).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(session.getMaxInactiveInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(session.isExpired()).isFalse();
        assertThat(found("nobody's")).isNull();
        assertThat(Sql.rows(connection, SESSIONS)).containsExactly(id + "|null|3600");
    }

    @Test
    void aSessionWithoutAttributesIsFoundById() {
        String id = created(sessions, session -> {});

        assertThat(found(id).getAttributeNames()).isEmpty();
    }

    @Test
    void attributesAreAddedChangedAndRemoved() throws SQLException {
        String id = created(sessions, session -> {
            session.setAttribute("cart", "tea");
            session.setAttribute("theme", "dark");
            session.setAttribute("seen", 1);
        });

        changed(sessions, id, session -> {
            session.setAttribute("cart", "milk");
            session.setAttribute("theme", "light");
            session.removeAttribute("seen");
            session.setAttribute("language", "pt");
            session.setLastAccessedTime(Instant.now());
        });

        Session session = found(id);
        assertThat(session.<String>getAttribute("cart")).isEqualTo("milk");
        assertThat(session.<String>getAttribute("theme")).isEqualTo("light");
        assertThat(session.<String>getAttribute("language")).isEqualTo("pt");
        assertThat(Sql.rows(connection, ATTRIBUTES)).containsExactly("cart", "language", "theme");
    }

    @Test
    void sessionsAreFoundByThePrincipal() {
        String first = created(sessions, session -> session.setAttribute(PRINCIPAL, "ann"));
        String second = created(sessions, session -> {
            session.setAttribute(PRINCIPAL, "ann");
            session.setAttribute("cart", "tea");
        });
        created(sessions, session -> session.setAttribute(PRINCIPAL, "bob"));

        Map<String, ? extends Session> found = sessions.findByPrincipalName("ann");
        assertThat(found).containsOnlyKeys(first, second);
        assertThat(found.get(second).<String>getAttribute("cart")).isEqualTo("tea");
        assertThat(sessions.findByPrincipalName("nobody")).isEmpty();
    }

    /** As it is done when somebody logs in. */
    @Test
    void aSessionGetsAnotherId() throws SQLException {
        String id = created(sessions, session -> session.setAttribute("cart", "tea"));

        changed(sessions, id, session -> {
            session.changeSessionId();
            session.setAttribute(PRINCIPAL, "ann");
        });

        assertThat(found(id)).isNull();
        String next = sessions.findByPrincipalName("ann").keySet().iterator().next();
        assertThat(found(next).<String>getAttribute("cart")).isEqualTo("tea");
        assertThat(Sql.rows(connection, SESSIONS)).containsExactly(next + "|ann|1800");
    }

    @Test
    void twoRequestsOfASessionKeepEachOthersAttributes() {
        String id = created(sessions, session -> session.setAttribute("cart", "tea"));

        changed(sessions, id, first -> {
            first.setAttribute("theme", "dark");
            changed(sessions, id, second -> second.setAttribute("language", "pt"));
        });

        assertThat(found(id).getAttributeNames()).containsExactlyInAnyOrder("cart", "theme", "language");
    }

    @Test
    void aDeletedSessionTakesItsAttributesAlong() throws SQLException {
        String id = created(sessions, session -> session.setAttribute("cart", "tea"));
        String other = created(sessions, session -> session.setAttribute("theme", "dark"));

        sessions.deleteById(id);

        assertThat(found(id)).isNull();
        assertThat(found(other)).isNotNull();
        assertThat(Sql.rows(connection, ATTRIBUTES)).containsExactly("theme");
    }

    @Test
    void anExpiredSessionIsNotFoundAndThenGone() throws SQLException {
        String id = created(sessions, SpringSessionTest::expire);

        assertThat(found(id)).isNull();

        assertThat(Sql.rows(connection, SESSIONS)).isEmpty();
        assertThat(Sql.rows(connection, ATTRIBUTES)).isEmpty();
    }

    private static void expire(Session session) {
        session.setAttribute("cart", "tea");
        session.setLastAccessedTime(Instant.now().minus(Duration.ofHours(2)));
    }

    @Test
    void expiredSessionsAreCleanedUp() throws SQLException {
        String id = created(sessions, session -> session.setAttribute("theme", "dark"));
        created(sessions, SpringSessionTest::expire);
        created(sessions, SpringSessionTest::expire);

        sessions.cleanUpExpiredSessions();

        assertThat(Sql.rows(connection, SESSIONS)).containsExactly(id + "|null|1800");
        assertThat(Sql.rows(connection, ATTRIBUTES)).containsExactly("theme");
    }

    /** Up to 100 sessions, that is what a transaction holds; their attributes stay. */
    @Test
    void springSessionsOwnStatementsDelete() throws SQLException {
        JdbcIndexedSessionRepository plain = new JdbcIndexedSessionRepository(
                new JdbcTemplate(dataSource), new TransactionTemplate(new JdbcTransactionManager(dataSource)));
        String deleted = created(plain, session -> session.setAttribute("cart", "tea"));
        created(plain, SpringSessionTest::expire);
        String kept = created(plain, session -> session.setAttribute("theme", "dark"));

        plain.deleteById(deleted);
        plain.cleanUpExpiredSessions();

        assertThat(Sql.rows(connection, SESSIONS)).containsExactly(kept + "|null|1800");
        assertThat(Sql.rows(connection, ATTRIBUTES)).containsExactly("cart", "cart", "theme");
    }
}
