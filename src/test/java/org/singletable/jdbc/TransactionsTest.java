package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.EmbeddedEngine;

class TransactionsTest {
    private static final String READ = "SELECT stock FROM product WHERE sku = 'tea'";
    private static final String WRITE = "UPDATE product SET stock = ? WHERE sku = 'tea'";

    /** Gives out one connection again and again, as a pool does that resets nothing. */
    private static final class OneConnection extends SingleTableDataSource {
        private static final long serialVersionUID = 1L;

        private transient Connection real;
        private transient int givenOut;

        @Override
        public Connection getConnection() throws SQLException {
            if (real == null) {
                real = super.getConnection();
            }
            assertThat(++givenOut).as("connections given out at a time").isEqualTo(1);
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, this::invoke);
        }

        private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                givenOut--;
                return null;
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private final OneConnection dataSource = new OneConnection();
    private final Transactions transactions =
            Transactions.of(dataSource).isolation(Connection.TRANSACTION_SERIALIZABLE);
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        dataSource.setUrl(new EmbeddedEngine().temporaryUrl("mapping-examples/quickstart.json", "transactions"));
        other = DriverManager.getConnection(dataSource.getUrl());
        update(other, "INSERT INTO product (sku, title, category, price, stock) VALUES ('tea', 'Tea', 'food', 4, 10)");
    }

    @AfterEach
    void everyConnectionIsGivenBackAsItCame() throws SQLException {
        other.close();
        assertThat(dataSource.givenOut).as("connections not given back").isZero();
        if (dataSource.real != null) {
            assertThat(dataSource.real.getAutoCommit()).isTrue();
            assertThat(dataSource.real.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            dataSource.real.close();
        }
    }

    private void assertStock(int stock) throws SQLException {
        assertThat(rows(other, READ)).containsExactly(String.valueOf(stock));
    }

    private static int stock(Connection connection) throws SQLException {
        return Integer.parseInt(rows(connection, READ).get(0));
    }

    @Test
    void commitsAndReturnsTheResult() throws SQLException {
        int before = transactions.call(connection -> {
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            int stock = stock(connection);
            update(connection, WRITE, stock - 1);
            assertStock(10);
            return stock;
        });

        assertThat(before).isEqualTo(10);
        assertStock(9);
    }

    @Test
    void theIsolationIsThatOfTheConnectionUnlessGiven() throws SQLException {
        Transactions.of(dataSource)
                .run(connection -> assertThat(connection.getTransactionIsolation())
                        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED));
    }

    @Test
    void runsAgainWhenAnotherOneWasFaster() throws SQLException {
        AtomicInteger runs = new AtomicInteger();

        int left = transactions.call(connection -> {
            int stock = stock(connection);
            if (runs.incrementAndGet() <= 2) {
                update(other, "UPDATE product SET stock = stock + 100 WHERE sku = 'tea'");
            }
            update(connection, WRITE, stock - 1);
            return stock - 1;
        });

        assertThat(runs).hasValue(3);
        assertThat(left).isEqualTo(209);
        assertStock(209);
    }

    @Test
    void givesUpAfterTheLastAttempt() throws SQLException {
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(SQLTransactionRollbackException.class)
                .isThrownBy(() -> transactions.attempts(3).run(connection -> {
                    runs.incrementAndGet();
                    int stock = stock(connection);
                    update(other, "UPDATE product SET stock = stock + 1 WHERE sku = 'tea'");
                    update(connection, WRITE, stock - 10);
                }))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("40001"));

        assertThat(runs).hasValue(3);
        assertStock(13);
    }

    @Test
    void otherErrorsOfTheDatabaseEndIt() throws SQLException {
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(SQLIntegrityConstraintViolationException.class)
                .isThrownBy(() -> transactions.run(connection -> {
                    runs.incrementAndGet();
                    update(connection, WRITE, 0);
                    update(
                            connection,
                            "INSERT INTO product (sku, title, category, price) VALUES ('tea', 'Tea', 'food', 4)");
                }));

        assertThat(runs).hasValue(1);
        assertStock(10);
    }

    @Test
    void exceptionsOfTheWorkRollBackAndComeThrough() throws SQLException {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> transactions.run(connection -> {
                    update(connection, WRITE, 0);
                    throw new IOException("no receipt");
                }))
                .withMessage("no receipt")
                .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(connection -> {
                    update(connection, WRITE, 0);
                    throw new IllegalStateException("sold out");
                }))
                .withMessage("sold out");

        assertStock(10);
    }

    @Test
    void anInterruptEndsTheWaitForTheNextAttempt() {
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> transactions.run(connection -> {
                    runs.incrementAndGet();
                    Thread.currentThread().interrupt();
                    throw new SQLTransactionRollbackException("lost", "40001");
                }))
                .withMessage("the thread was interrupted while waiting to run a transaction again")
                .satisfies(e -> {
                    assertThat(e.getSQLState()).isEqualTo("57014");
                    assertThat(e.getSuppressed()).singleElement().isInstanceOf(SQLTransactionRollbackException.class);
                });

        assertThat(Thread.interrupted()).as("interrupted").isTrue();
        assertThat(runs).hasValue(1);
    }

    @Test
    void whatCannotBeRolledBackIsReportedBesideItsReason() {
        SingleTableDataSource closing = new SingleTableDataSource();
        closing.setUrl(dataSource.getUrl());

        assertThatIllegalStateException()
                .isThrownBy(() -> Transactions.of(closing).run(connection -> {
                    connection.close();
                    throw new IllegalStateException("sold out");
                }))
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                failure -> assertThat(failure.getSQLState()).isEqualTo("08003")));
    }

    @Test
    void attemptsAreAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transactions.attempts(0))
                .withMessage("a unit of work runs at least once, not 0 times");
    }
}
