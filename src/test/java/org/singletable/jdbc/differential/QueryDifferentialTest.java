package org.singletable.jdbc.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.dynamo.EmbeddedEngine;
import org.singletable.jdbc.testing.AwsLikeEngine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Random queries over the whole dialect, on this driver in several layouts and on H2: rows, types of the columns and failures
 * must be the same (docs/testing.md says how to run more of them).
 */
class QueryDifferentialTest {
    private static final int STATEMENTS = Integer.getInteger("differential.queries", 5000);
    /** On an engine whose answers come in many small parts, so that each takes many requests. */
    private static final int STATEMENTS_IN_PARTS = Integer.getInteger("differential.queries.aws", 500);

    private static final int STATEMENTS_PER_SCHEMA = 500;
    private static final int STATEMENTS_A_LINE = 10_000;
    private static final int THREADS = 2;
    private static final int PARENTS = 8;
    private static final int CHILDREN = 25;

    @Test
    void answersAsH2Does() throws InterruptedException, ExecutionException {
        // One engine for all schemas; each layout of each is a table of its own.
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            compare(STATEMENTS, engine.endpoint());
        }
    }

    /** The same with small and empty pages, unprocessed keys and throttling. */
    @Test
    void answersAsH2DoesWhereDynamoDbAnswersInParts() throws InterruptedException, ExecutionException {
        long engineSeed = Long.getLong("differential.seed", System.nanoTime());
        System.out.println("the engine has seed " + engineSeed);
        try (AwsLikeEngine engine = new AwsLikeEngine(engineSeed)) {
            compare(STATEMENTS_IN_PARTS, engine.endpoint());
        }
    }

    private static void compare(int statements, URI engine) throws InterruptedException, ExecutionException {
        long seed = Long.getLong("differential.seed", System.nanoTime());
        System.out.println("QueryDifferentialTest begins with seed " + seed);
        Mismatches mismatches = new Mismatches();
        AtomicInteger compared = new AtomicInteger();
        AtomicInteger failedAlike = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int done = 0; done < statements; done += STATEMENTS_PER_SCHEMA) {
                long next = seed + runs.size();
                runs.add(threads.submit(() -> {
                    if (!mismatches.enough()) {
                        try (Run run = new Run(next, engine)) {
                            for (int i = 0; i < STATEMENTS_PER_SCHEMA && !mismatches.enough(); i++) {
                                run.compare(mismatches);
                            }
                            failedAlike.addAndGet(run.failedAlike);
                            progress(compared.addAndGet(run.compared));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("QueryDifferentialTest compared " + compared + " statements, of which " + failedAlike
                + " failed on both sides; mismatches: " + mismatches.count());
        mismatches.failIfAny();
        assertThat(failedAlike.get()).as("most statements are ones that work").isLessThanOrEqualTo(compared.get() / 5);
    }

    private static void progress(int compared) {
        if (compared % STATEMENTS_A_LINE == 0) {
            System.out.println("QueryDifferentialTest: " + compared + " statements so far");
        }
    }

    /** One schema on both databases, and on this driver in each layout. */
    private static final class Run implements AutoCloseable {
        private final long seed;
        private final Random random;
        private final RandomSchema schema;
        private final Map<RandomSchema.Layout, Connection> layouts = new EnumMap<>(RandomSchema.Layout.class);
        private final Connection h2;
        private int compared;
        private int failedAlike;

        Run(long seed, URI engine) throws SQLException {
            this.seed = seed;
            this.random = new Random(seed);
            this.schema = RandomSchema.of(random);
            this.h2 = DriverManager.getConnection("jdbc:h2:mem:");
            try (Statement statement = h2.createStatement()) {
                for (RandomSchema.Table table : schema.tables()) {
                    statement.execute(table.ddl());
                }
            }
            for (RandomSchema.Layout layout : RandomSchema.Layout.values()) {
                Properties properties = new Properties();
                properties.setProperty("mappingJson", schema.mapping(layout));
                properties.setProperty("scan", "allow");
                properties.setProperty("ensureTable", "true");
                properties.setProperty("linger", "0");
                String url = "jdbc:singletable://%s:%d/query_%d_%s?user=singletable&password=singletable"
                        .formatted(engine.getHost(), engine.getPort(), seed, layout);
                layouts.put(layout, DriverManager.getConnection(url, properties));
            }
            fill(schema.tables().get(0), PARENTS);
            fill(schema.tables().get(1), CHILDREN);
        }

        /** Rows that all take: what does not fit, or is there already, is left out everywhere. */
        private void fill(RandomSchema.Table table, int rows) throws SQLException {
            String sql = "INSERT INTO " + table.name() + " VALUES ("
                    + table.columns().stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
            for (int i = 0; i < rows; i++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (RandomSchema.Column column : table.columns()) {
                    boolean isKey = table.key().contains(column);
                    boolean isNull = !column.notNull() && random.nextInt(4) == 0;
                    values.add(
                            isKey
                                    ? column.keys()
                                            .get(random.nextInt(column.keys().size()))
                                    : isNull ? null : column.domain().ofType(random));
                }
                String state = insert(h2, sql, values);
                for (Connection connection : layouts.values()) {
                    String other = insert(connection, sql, values);
                    assertThat(other.isEmpty())
                            .as("seed %d: INSERT of %s: H2 %s, driver %s", seed, values, state, other)
                            .isEqualTo(state.isEmpty());
                }
            }
        }

        private static String insert(Connection connection, String sql, List<@Nullable Object> values) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                statement.executeUpdate();
                return "";
            } catch (SQLException e) {
                return e.getSQLState() + " " + e.getMessage();
            }
        }

        void compare(Mismatches mismatches) {
            RandomQuery.Text text = RandomQuery.of(schema, random);
            Answer expected = Answer.of(h2, text);
            compared++;
            if (expected.failed()) {
                failedAlike++;
            }
            RandomSchema.Layout layout =
                    RandomSchema.Layout.values()[random.nextInt(RandomSchema.Layout.values().length)];
            Answer actual = Answer.of(Objects.requireNonNull(layouts.get(layout)), text);
            if (!actual.agreesWith(expected)) {
                mismatches.add(
                        actual.differenceFrom(expected, text.sql()),
                        "seed %d, layout %s%n%s%nparameters %s%nH2: %s%ndriver: %s%nmapping %s"
                                .formatted(
                                        seed,
                                        layout,
                                        text.sql(),
                                        text.parameters().stream()
                                                .map(QueryDifferentialTest::show)
                                                .toList(),
                                        expected,
                                        actual,
                                        schema.mapping(layout)));
            }
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : layouts.values()) {
                String table = connection.getSchema();
                connection.unwrap(DynamoDbClient.class).deleteTable(request -> request.tableName(table));
                connection.close();
            }
            h2.close();
        }
    }

    private static String show(@Nullable Object value) {
        return value == null ? "NULL" : value.getClass().getSimpleName() + " " + Domain.literal(value);
    }
}
