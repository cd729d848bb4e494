package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.dynamo.DerivedAttributeChecker;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.testing.Race;

/**
 * Writers of different columns of one row at the same time: no column is lost, every write counts where there is a version, and
 * an index key that is made of several columns is made of their last values.
 */
class ConcurrentUpdateTest {
    private static final List<String> WRITERS = List.of("a = ?", "b = ?", "n = ?", "c = ?, a = a");

    private final DataSource dataSource = Tables.empty(Tables.CONCURRENT);

    /** Sets a row's columns to the number of a round. */
    private interface Writer {
        void write(String statement, int round) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "in_json", "versioned"})
    void inAutocommit(String table) throws Exception {
        race(table, 25, (statement, round) -> {
            try (Connection connection = dataSource.getConnection()) {
                assertThat(update(connection, statement, round)).isEqualTo(1);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "plain, READ_COMMITTED", "in_json, READ_COMMITTED", "versioned, READ_COMMITTED",
        "plain, REPEATABLE_READ", "in_json, REPEATABLE_READ", "versioned, REPEATABLE_READ",
        "plain, SERIALIZABLE", "in_json, SERIALIZABLE", "versioned, SERIALIZABLE"
    })
    void inTransactions(String table, Isolation isolation) throws Exception {
        race(
                table,
                8,
                (statement, round) -> isolation
                        .transactions(dataSource)
                        .run(connection ->
                                assertThat(update(connection, statement, round)).isEqualTo(1)));
    }

    private void race(String table, int rounds, Writer writer) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            DerivedAttributeChecker checker =
                    DerivedAttributeChecker.of(connection, MappingLoader.load(Tables.CONCURRENT));
            update(connection, "INSERT INTO " + table + " (id) VALUES ('x')");

            Race.run(WRITERS.size(), number -> {
                for (int i = 1; i <= rounds; i++) {
                    writer.write("UPDATE " + table + " SET " + WRITERS.get(number) + " WHERE id = 'x'", i);
                }
            });

            assertThat(rows(connection, "SELECT a, b, n, c FROM " + table + " WHERE id = 'x'"))
                    .containsExactly("%1$s|%1$s|%1$s|%1$s".formatted(rounds));
            if (table.equals("versioned")) {
                assertThat(rows(connection, "SELECT v FROM versioned WHERE id = 'x'"))
                        .containsExactly(String.valueOf(1 + WRITERS.size() * rounds));
            }
            assertThat(checker.check()).isEqualTo(1);
        }
    }
}
