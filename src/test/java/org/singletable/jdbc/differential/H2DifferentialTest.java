package org.singletable.jdbc.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.ExecutionCost;
import org.singletable.jdbc.dynamo.DerivedAttributeChecker;
import org.singletable.jdbc.mapping.MappingLoader;

/**
 * Random tables and statements on this driver and on H2: rows, counts and failures must be the same (docs/testing.md says how
 * to run more of them).
 */
class H2DifferentialTest {
    private static final int STATEMENTS = Integer.getInteger("differential.statements", 1200);
    private static final int STATEMENTS_PER_SCHEMA = 400;

    @Test
    void answersAsH2Does() throws SQLException {
        long seed = Long.getLong("differential.seed", System.nanoTime());
        for (int done = 0; done < STATEMENTS; done += STATEMENTS_PER_SCHEMA, seed++) {
            try (Run run = new Run(seed)) {
                run.compare(STATEMENTS_PER_SCHEMA);
            }
        }
    }

    /** One schema on both databases. */
    private static final class Run implements AutoCloseable {
        private final long seed;
        private final Random random;
        private final RandomSchema schema;
        private final Connection driver;
        private final Connection h2;

        Run(long seed) throws SQLException {
            this.seed = seed;
            this.random = new Random(seed);
            this.schema = RandomSchema.of(random);
            Properties properties = new Properties();
            properties.setProperty("mappingJson", schema.mapping());
            properties.setProperty("drop", "onClose");
            properties.setProperty("linger", "0");
            this.driver =
                    DriverManager.getConnection("jdbc:singletable:mem:differential" + System.nanoTime(), properties);
            this.h2 = DriverManager.getConnection("jdbc:h2:mem:");
            try (Statement statement = h2.createStatement()) {
                for (RandomSchema.Table table : schema.tables()) {
                    statement.execute(table.ddl());
                }
            }
        }

        void compare(int statements) throws SQLException {
            DerivedAttributeChecker checker =
                    DerivedAttributeChecker.of(driver, MappingLoader.parse(schema.mapping(), "differential"));
            for (int i = 0; i < statements; i++) {
                compare(RandomStatement.of(schema, random));
            }
            for (RandomSchema.Table table : schema.tables()) {
                compare(new RandomStatement.Text(
                        "SELECT * FROM " + table.name(),
                        List.of(),
                        table.columns().stream()
                                .map(RandomSchema.Column::domain)
                                .toList(),
                        false,
                        1));
            }
            checker.check();
        }

        private void compare(RandomStatement.Text text) {
            Answer expected = answer(h2, text);
            Answer actual = answer(driver, text);
            if (!actual.agreesWith(expected, text)) {
                fail(
                        "seed %d%n%s%nparameters %s%nH2: %s%ndriver: %s%nmapping %s",
                        seed,
                        text.sql(),
                        text.parameters().stream().map(H2DifferentialTest::show).toList(),
                        expected,
                        actual,
                        schema.mapping());
            }
        }

        private static Answer answer(Connection connection, RandomStatement.Text text) {
            try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
                for (int i = 0; i < text.parameters().size(); i++) {
                    statement.setObject(i + 1, text.parameters().get(i));
                }
                List<String> rows = text.results().isEmpty()
                        ? List.of(statement.executeUpdate() + " rows")
                        : rows(statement, text.results());
                if (statement.isWrapperFor(ExecutionCost.class)) {
                    int requests = statement.unwrap(ExecutionCost.class).requests().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
                    assertThat(requests).as(text.sql()).isLessThanOrEqualTo(text.maxRequests());
                }
                return new Answer(rows, "", "");
            } catch (SQLException e) {
                return new Answer(List.of(), String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
            }
        }

        private static List<String> rows(PreparedStatement statement, List<Domain> domains) throws SQLException {
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 0; i < domains.size(); i++) {
                        row.append('|').append(domains.get(i).read(result, i + 1));
                    }
                    rows.add(row.toString());
                }
            }
            return rows.stream().sorted().toList();
        }

        @Override
        public void close() throws SQLException {
            driver.close();
            h2.close();
        }
    }

    /** @param state empty where the statement did not fail */
    private record Answer(List<String> rows, String state, String message) {
        private static final Set<String> UNFIT = Set.of("22001", "22003");

        boolean agreesWith(Answer h2, RandomStatement.Text text) {
            if (!state.isEmpty() || !h2.state.isEmpty()) {
                // H2 assigns when it has found a row; a value that cannot be assigned is refused here without looking
                // for one.
                boolean nothingToAssignTo =
                        text.sql().startsWith("UPDATE") && UNFIT.contains(state) && h2.rows.equals(List.of("0 rows"));
                return !state.isEmpty() && !h2.state.isEmpty() && !state.startsWith("XX") || nothingToAssignTo;
            }
            return text.limited() ? rows.size() == h2.rows.size() : rows.equals(h2.rows);
        }
    }

    private static String show(Object value) {
        return value == null ? "NULL" : value.getClass().getSimpleName() + " " + Domain.literal(value);
    }
}
