package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.testing.Race;

/** Money moves between few accounts, all at once: the sum stays, and no account is overdrawn. */
class BankTransferTest {
    private static final int ACCOUNTS = 5;
    private static final int OPENING_BALANCE = 20;
    private static final int THREADS = 8;
    private static final int ROUNDS = 12;
    private static final String ALL = "SELECT balance FROM account";
    private static final String BY_KEYS = ALL + " WHERE id IN (0, 1, 2, 3, 4)";

    private final long seed = Long.getLong("concurrency.seed", System.nanoTime());
    private DataSource dataSource;

    @BeforeEach
    void create() throws SQLException {
        dataSource = Tables.empty(Tables.BANK);
        try (Connection connection = dataSource.getConnection()) {
            for (int i = 0; i < ACCOUNTS; i++) {
                update(connection, "INSERT INTO account (id, balance) VALUES (?, ?)", i, OPENING_BALANCE);
            }
        }
    }

    /** Moves an amount, if it is there. */
    private interface Transfer {
        void move(Connection connection, int from, int to, int amount) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void byConditionsInTheStatements(Isolation isolation) throws Exception {
        run(isolation, (connection, from, to, amount) -> {
            String take = "UPDATE account SET balance = balance - ? WHERE id = ? AND balance >= ?";
            if (update(connection, take, amount, from, amount) == 1) {
                update(connection, "UPDATE account SET balance = balance + ? WHERE id = ?", amount, to);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Isolation.class,
            names = {"REPEATABLE_READ", "SERIALIZABLE"})
    void byWhatWasRead(Isolation isolation) throws Exception {
        run(isolation, (connection, from, to, amount) -> byReading(connection, from, to, amount, ""));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void byWhatWasReadForUpdate(Isolation isolation) throws Exception {
        run(isolation, (connection, from, to, amount) -> byReading(connection, from, to, amount, " FOR UPDATE"));
    }

    private static void byReading(Connection connection, int from, int to, int amount, String clause)
            throws SQLException {
        String read = "SELECT balance FROM account WHERE id = ?" + clause;
        String write = "UPDATE account SET balance = ? WHERE id = ?";
        int balance = number(rows(connection, read, from));
        if (balance >= amount) {
            update(connection, write, balance - amount, from);
            update(connection, write, number(rows(connection, read, to)) + amount, to);
        }
    }

    private void run(Isolation isolation, Transfer transfer) throws Exception {
        Race.run(THREADS, number -> {
            Random random = new Random(seed + number);
            for (int i = 0; i < ROUNDS; i++) {
                int from = random.nextInt(ACCOUNTS);
                int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
                int amount = 1 + random.nextInt(OPENING_BALANCE);
                isolation.transactions(dataSource).run(connection -> transfer.move(connection, from, to, amount));
                if (isolation != Isolation.READ_COMMITTED) {
                    String balances = isolation == Isolation.SERIALIZABLE || i % 2 == 0 ? BY_KEYS : ALL;
                    assertKept(isolation.transactions(dataSource).call(connection -> rows(connection, balances)));
                }
            }
        });

        try (Connection connection = dataSource.getConnection()) {
            assertKept(rows(connection, ALL));
        }
    }

    private void assertKept(List<String> balances) {
        List<Integer> numbers = balances.stream().map(Integer::valueOf).toList();
        assertThat(numbers).as("seed %d", seed).hasSize(ACCOUNTS).allMatch(balance -> balance >= 0);
        assertThat(numbers.stream().mapToInt(Integer::intValue).sum())
                .as("seed %d, the sum of %s", seed, numbers)
                .isEqualTo(ACCOUNTS * OPENING_BALANCE);
    }

    private static int number(List<String> rows) {
        return Integer.parseInt(rows.get(0));
    }
}
