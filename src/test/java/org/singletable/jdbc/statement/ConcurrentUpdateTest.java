package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.dynamo.DerivedAttributeChecker;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.testing.EmbeddedEngine;

/** Writers of different columns of one row at the same time: an index key that is made of both must not keep an old one. */
class ConcurrentUpdateTest {
    private static final String MAPPING = "classpath:mappings/concurrent.json";
    private static final int ROUNDS = 25;

    @Test
    void indexKeysAreMadeOfTheLastValues() throws Exception {
        race("plain");
    }

    @Test
    void noFieldOfAJsonContainerIsLost() throws Exception {
        race("in_json");
    }

    @Test
    void everyWriteCounts() throws Exception {
        String url = race("versioned");
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(rows(connection, "SELECT v FROM versioned WHERE id = 'x'"))
                    .containsExactly(String.valueOf(1 + 4 * ROUNDS));
        }
    }

    /** Four writers, each of a column of its own; all their last values must be there, and the keys made of them. */
    private static String race(String table) throws Exception {
        String url = new EmbeddedEngine().url(MAPPING, "race" + System.nanoTime());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Connection connection = DriverManager.getConnection(url)) {
            DerivedAttributeChecker checker = DerivedAttributeChecker.of(connection, MappingLoader.load(MAPPING));
            update(connection, "INSERT INTO " + table + " (id) VALUES ('x')");
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> writers = new ArrayList<>();
            for (String set : List.of("a = ?", "b = ?", "n = ?", "c = ?, a = a")) {
                writers.add(threads.submit(() -> {
                    start.await();
                    try (Connection own = DriverManager.getConnection(url)) {
                        for (int i = 1; i <= ROUNDS; i++) {
                            assertThat(update(own, "UPDATE " + table + " SET " + set + " WHERE id = 'x'", i))
                                    .isEqualTo(1);
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(rows(connection, "SELECT a, b, n, c FROM " + table + " WHERE id = 'x'"))
                    .containsExactly("%1$s|%1$s|%1$s|%1$s".formatted(ROUNDS));
            assertThat(checker.check()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        return url;
    }
}
