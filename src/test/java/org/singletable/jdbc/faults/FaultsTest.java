package org.singletable.jdbc.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.singletable.jdbc.dynamo.DerivedAttributeChecker;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.testing.AwsLike;
import org.singletable.jdbc.testing.AwsLikeEngine;
import org.singletable.jdbc.testing.Race;

/**
 * Mixed statements in several threads while a fifth of all requests goes wrong: what the driver says of each is compared with
 * what it says of those behind it, and at the end with the table. Each group of rows is written by one thread, which so knows
 * which {@link World}s there can be; counters are written by all.
 *
 * <p>{@code -Dfaults.operations} is the number of operations, {@code -Dfaults.seed} repeats the statements and faults of a
 * run, though not its timing unless {@code -Dfaults.threads=1}.
 */
class FaultsTest {
    private static final int OPERATIONS = Integer.getInteger("faults.operations", 500);
    private static final int THREADS = Integer.getInteger("faults.threads", 4);
    private static final long SEED = Long.getLong("faults.seed", new Random().nextInt(1_000_000));

    private static final double SHARE = 0.2;
    private static final int GROUPS_OF_THREAD = 6;
    private static final int OPERATIONS_BETWEEN_RESETS = 100;

    /** Fewer attempts than by default, so that some requests do fail. */
    private static final String PROPERTIES = "&retries=3&scan=allow&consistentRead=true";

    /** Pages of a few items, some empty; keys left over. Throttling is among the faults. */
    private static final AwsLike.Settings PAGES = new AwsLike.Settings(10, 0.2, 0.2, 0);

    private final String run =
            "-Dfaults.seed=" + SEED + " -Dfaults.operations=" + OPERATIONS + " -Dfaults.threads=" + THREADS;

    @TempDir
    private Path folder;

    @Test
    void whatIsAcknowledgedIsThereOnceAndNothingElse() throws Exception {
        Path mapping = Files.write(folder.resolve("mapping.json"), Kind.MAPPING.getBytes(UTF_8));
        Tally tally = new Tally();
        RandomFaults faults = new RandomFaults(SEED, SHARE);
        try (AwsLikeEngine engine = new AwsLikeEngine(SEED, PAGES);
                Connection kept = DriverManager.getConnection(engine.url(mapping.toString(), "faults") + PROPERTIES);
                HikariDataSource pool = pool(engine.url(mapping.toString(), "faults") + PROPERTIES)) {
            List<List<Group>> groups = groups(pool, tally);
            createBoxes(kept);
            SharedCounters.create(kept);
            SharedCounters counters = new SharedCounters(pool, tally);
            engine.lag("gsi2", 3);
            AtomicInteger operations = new AtomicInteger();

            engine.proxy().failBy(faults);
            Race.run(THREADS, number -> {
                Random random = new Random(SEED * 31 + number);
                while (operations.incrementAndGet() <= OPERATIONS) {
                    if (random.nextInt(8) == 0) {
                        counters.act(random);
                    } else {
                        groups.get(number).get(random.nextInt(GROUPS_OF_THREAD)).act();
                    }
                    if (operations.get() % OPERATIONS_BETWEEN_RESETS == 0) {
                        engine.proxy().reset();
                    }
                }
            });
            engine.proxy().forgetFaults();
            engine.catchUp();

            for (List<Group> ofThread : groups) {
                for (Group group : ofThread) {
                    group.settle(kept);
                }
            }
            counters.settle(kept, run);
            assertThat(DerivedAttributeChecker.of(kept, MappingLoader.parse(Kind.MAPPING, "mapping"))
                            .check())
                    .as(run)
                    .isPositive();
            assertRecovered(pool);
            System.out.println(run + "\n  statements " + tally + "\n  faults " + faults.happened() + "\n  counters"
                    + counters.said());
        } catch (AssertionError e) {
            throw new AssertionError(run + ": " + e.getMessage(), e);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(THREADS);
        return new HikariDataSource(config);
    }

    private static List<List<Group>> groups(DataSource pool, Tally tally) {
        List<List<Group>> groups = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Group> ofThread = new ArrayList<>();
            for (int i = 0; i < GROUPS_OF_THREAD; i++) {
                Kind kind = Kind.values()[i % Kind.values().length];
                Random random = new Random(SEED * 1009 + thread * 101L + i);
                ofThread.add(new Group(kind, box(thread, i), pool, random, tally));
            }
            groups.add(ofThread);
        }
        return groups;
    }

    private static String box(int thread, int number) {
        return "b" + thread + "." + number;
    }

    private static void createBoxes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int thread = 0; thread < THREADS; thread++) {
                for (int i = 0; i < GROUPS_OF_THREAD; i++) {
                    statement.addBatch("INSERT INTO box (id, label) VALUES ('%s', 'box')".formatted(box(thread, i)));
                }
            }
            statement.executeBatch();
        }
    }

    /** Nobody has done anything about the pool: all of its connections serve. */
    private void assertRecovered(HikariDataSource pool) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS; i++) {
                Connection connection = pool.getConnection();
                all.add(connection);
                try (Statement statement = connection.createStatement()) {
                    assertThat(statement.executeUpdate("UPDATE counter SET n = n + 0 WHERE id = 'c0'"))
                            .as(run)
                            .isEqualTo(1);
                }
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }
}
