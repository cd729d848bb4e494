package org.singletable.jdbc.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Race;
import org.singletable.jdbc.testing.Sql;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Connections to one table cost no sockets and no threads of their own. */
class ManyConnectionsTest {
    private static final int CONNECTIONS = 1_000;
    private static final int MAX_CONNECTIONS = 10;
    private static final int APPLICATION_THREADS = 32;
    private static final String SELECT = "SELECT title FROM product WHERE sku = 'tea'";

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("singletable-request"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> threadsSince(Set<Thread> before) {
        Set<Thread> now = threads();
        now.removeAll(before);
        return now;
    }

    @Test
    void aThousandShareOneClient() throws Exception {
        Set<Thread> before = threads();
        List<Connection> all = new ArrayList<>();
        try (ProxiedEngine engine = new ProxiedEngine()) {
            String url = engine.url("mapping-examples/quickstart.json", "many-connections") + "&maxConnections="
                    + MAX_CONNECTIONS + "&pageSize=1";
            all.add(DriverManager.getConnection(url));
            Sql.update(all.get(0), "INSERT INTO product (sku, title, category, price) VALUES ('tea', 'Tea', 'hot', 1)");
            Sql.update(all.get(0), "INSERT INTO product (sku, title, category, price) VALUES ('rum', 'Rum', 'hot', 2)");
            engine.proxy().reset();

            while (all.size() < CONNECTIONS) {
                all.add(DriverManager.getConnection(url));
            }
            // Only the first one has asked for anything.
            assertThat(engine.operations()).isEmpty();

            Race.run(APPLICATION_THREADS, number -> {
                for (int i = number; i < CONNECTIONS; i += APPLICATION_THREADS) {
                    assertThat(Sql.rows(all.get(i), SELECT)).containsExactly("Tea");
                }
                // Pages are read ahead, in threads of the client.
                assertThat(Sql.rows(all.get(number), "SELECT sku FROM product WHERE category = 'hot'"))
                        .containsExactly("tea", "rum");
            });

            Set<DynamoDbClient> clients = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Connection connection : all) {
                clients.add(connection.unwrap(DynamoDbClient.class));
            }
            assertThat(clients).hasSize(1);
            assertThat(engine.proxy().count("GetItem")).isEqualTo(CONNECTIONS);
            assertThat(engine.proxy().sockets()).isBetween(1, MAX_CONNECTIONS);
            assertThat(threadsSince(before)).hasSizeBetween(1, MAX_CONNECTIONS / 2);
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
        // They end with the client: nobody keeps them waiting.
        for (Thread thread : threadsSince(before)) {
            thread.join();
        }
        assertThat(threadsSince(before)).isEmpty();
    }
}
