package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.testing.Race;

/** Two writers of one row whose columns all live in one text of JSON: neither takes the other's field back. */
class JsonContainerTest {
    private static final int ROUNDS = 25;
    private static final List<String> COLUMNS = List.of("a", "n");

    private final DataSource dataSource = Tables.empty(Tables.CONCURRENT);

    @BeforeEach
    void create() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            update(connection, "INSERT INTO in_json (id, a, b, n) VALUES ('x', 0, 'kept', 0)");
        }
    }

    private static void write(Connection connection, int writer, int value) throws SQLException {
        String column = COLUMNS.get(writer);
        String seen = rows(connection, "SELECT " + column + " FROM in_json WHERE id = 'x'")
                .get(0);
        assertThat(seen).as("the last value of " + column).isEqualTo(String.valueOf(value - 1));
        assertThat(update(connection, "UPDATE in_json SET " + column + " = ? WHERE id = 'x'", value))
                .isEqualTo(1);
    }

    private void assertNothingLost() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(rows(connection, "SELECT a, b, n FROM in_json WHERE id = 'x'"))
                    .containsExactly(ROUNDS + "|kept|" + ROUNDS);
        }
    }

    @Test
    void inAutocommit() throws Exception {
        Race.run(COLUMNS.size(), writer -> {
            try (Connection connection = dataSource.getConnection()) {
                for (int i = 1; i <= ROUNDS; i++) {
                    write(connection, writer, i);
                }
            }
        });

        assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void inTransactions(Isolation isolation) throws Exception {
        Race.run(COLUMNS.size(), writer -> {
            for (int i = 1; i <= ROUNDS; i++) {
                int value = i;
                isolation.transactions(dataSource).run(connection -> write(connection, writer, value));
            }
        });

        assertNothingLost();
    }
}
