package org.singletable.jdbc.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.Sql;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's transactions, with a {@link JdbcTransactionManager}. */
class SpringTransactionsTest extends LibraryTest {
    private static final String SHELVES = "SELECT code, label FROM shelf ORDER BY code";
    private static final String INSERT = "INSERT INTO shelf (code, label) VALUES (?, ?)";

    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
    private final TransactionTemplate transaction = new TransactionTemplate(manager);

    @BeforeEach
    void oneShelf() throws SQLException {
        Sql.update(connection, INSERT, "A1", "tea");
    }

    private String labelOf(String code) {
        return jdbc.queryForObject("SELECT label FROM shelf WHERE code = ?", String.class, code);
    }

    @Test
    void aTransactionIsSeenByOthersWhenItIsCommitted() throws SQLException {
        transaction.executeWithoutResult(status -> {
            jdbc.update("UPDATE shelf SET label = 'coffee' WHERE code = 'A1'");
            jdbc.update(INSERT, "A2", "tea");
            assertThat(jdbc.queryForList("SELECT label FROM shelf ORDER BY code", String.class))
                    .containsExactly("coffee", "tea");
            assertThat(seenByOthers()).containsExactly("A1|tea");
        });

        assertThat(seenByOthers()).containsExactly("A1|coffee", "A2|tea");
    }

    private static List<String> seenByOthers() {
        try {
            return Sql.rows(connection, SHELVES);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anExceptionRollsBack() {
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.update(INSERT, "A2", "coffee");
                    jdbc.update(INSERT, "A1", "coffee");
                }));
        transaction.executeWithoutResult(status -> {
            jdbc.update(INSERT, "A3", "coffee");
            status.setRollbackOnly();
        });

        assertThat(seenByOthers()).containsExactly("A1|tea");
    }

    @Test
    void aLostRaceIsRunAgain() {
        AtomicInteger attempts = new AtomicInteger();
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        String label = again(() -> transaction.execute(status -> {
            String next = labelOf("A1") + "+";
            if (attempts.incrementAndGet() == 1) {
                interfere("UPDATE shelf SET label = 'coffee' WHERE code = 'A1'");
            }
            jdbc.update("UPDATE shelf SET label = ? WHERE code = 'A1'", next);
            return next;
        }));

        assertThat(label).isEqualTo("coffee+");
        assertThat(attempts).hasValue(2);
        assertThat(seenByOthers()).containsExactly("A1|coffee+");
    }

    private static <T> T again(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (ConcurrencyFailureException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    private static void interfere(String sql) {
        try {
            assertThat(Sql.update(connection, sql)).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLostRaceIsAConcurrencyFailure() {
        assertThatExceptionOfType(CannotAcquireLockException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.update("UPDATE shelf SET label = 'mine' WHERE code = 'A1' AND label = 'tea'");
                    interfere("UPDATE shelf SET label = 'theirs' WHERE code = 'A1'");
                }))
                .withMessageContaining("A1");

        assertThat(seenByOthers()).containsExactly("A1|theirs");
    }

    @Test
    void aNestedTransactionIsASavepoint() {
        TransactionTemplate nested = new TransactionTemplate(manager);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);

        transaction.executeWithoutResult(outer -> {
            jdbc.update(INSERT, "A2", "outer");
            nested.executeWithoutResult(inner -> jdbc.update(INSERT, "A3", "inner"));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> nested.executeWithoutResult(inner -> {
                        jdbc.update("UPDATE shelf SET label = 'lost' WHERE code = 'A2'");
                        jdbc.update(INSERT, "A4", "lost");
                        throw new IllegalStateException("inner");
                    }));
            assertThat(labelOf("A2")).isEqualTo("outer");
            assertThat(seenByOthers()).containsExactly("A1|tea");
        });

        assertThat(seenByOthers()).containsExactly("A1|tea", "A2|outer", "A3|inner");
    }

    @Test
    void aTransactionOfItsOwnInsideOfAnother() {
        TransactionTemplate own = new TransactionTemplate(manager);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction.executeWithoutResult(outer -> {
            jdbc.update(INSERT, "A2", "outer");
            own.executeWithoutResult(inner -> jdbc.update(INSERT, "A3", "own"));
            outer.setRollbackOnly();
        });

        assertThat(seenByOthers()).containsExactly("A1|tea", "A3|own");
    }

    @Test
    void aReadOnlyTransactionRefusesWrites() {
        transaction.setReadOnly(true);

        assertThat(transaction.<String>execute(status -> labelOf("A1"))).isEqualTo("tea");
        assertThatExceptionOfType(UncategorizedSQLException.class)
                .isThrownBy(() ->
                        transaction.executeWithoutResult(status -> jdbc.update("DELETE FROM shelf WHERE code = 'A1'")))
                .withMessageContaining("read-only");
        assertThat(seenByOthers()).containsExactly("A1|tea");
    }

    /** What was looked for and not there counts too; what needs more than keys is refused. */
    @Test
    void serializable() {
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);

        assertThatExceptionOfType(ConcurrencyFailureException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> {
                    assertThat(jdbc.queryForList("SELECT label FROM shelf WHERE code = 'A2'"))
                            .isEmpty();
                    jdbc.update(INSERT, "A3", "mine");
                    interfere("INSERT INTO shelf (code, label) VALUES ('A2', 'theirs')");
                }))
                .withMessageContaining("A2");
        assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> jdbc.queryForList(SHELVES)));
        transaction.executeWithoutResult(status -> jdbc.update(INSERT, "A4", labelOf("A1")));

        assertThat(seenByOthers()).containsExactly("A1|tea", "A2|theirs", "A4|tea");
    }
}
