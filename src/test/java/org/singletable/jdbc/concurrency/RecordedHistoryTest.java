package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.history.Anomaly;
import org.singletable.jdbc.history.History;
import org.singletable.jdbc.history.HistoryChecker;
import org.singletable.jdbc.history.HistoryRecorder;
import org.singletable.jdbc.history.HistoryRecorder.Recording;
import org.singletable.jdbc.history.Phenomenon;
import org.singletable.jdbc.testing.Race;

/**
 * Random transactions and single reads of several threads are written down, and the history is checked for a serial order.
 *
 * <p>A write appends its own name to the text of a row, so that the texts at the end tell in which order the writes of each row
 * came, whether or not they were read.
 */
class RecordedHistoryTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 20;
    private static final List<String> ROWS = List.of("a", "b", "c");
    private static final List<String> LATER_ROWS = List.of("d", "e", "f", "g");
    private static final String START = "start";

    private final long seed = Long.getLong("concurrency.seed", System.nanoTime());
    private final DataSource dataSource = Tables.empty(Tables.BANK);
    private final HistoryRecorder recorder = new HistoryRecorder();

    /** Also of rows that are not there yet. */
    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "SERIALIZABLE")
    void serializableIsSerializable(Isolation isolation) throws Exception {
        List<String> all = new ArrayList<>(ROWS);
        all.addAll(LATER_ROWS);

        assertThat(HistoryChecker.strictlySerializable(run(isolation, all)))
                .as("seed %d", seed)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "REPEATABLE_READ")
    void repeatableReadIsSerializableForRowsThatAreThere(Isolation isolation) throws Exception {
        assertThat(HistoryChecker.strictlySerializable(run(isolation, ROWS)))
                .as("seed %d", seed)
                .isEmpty();
    }

    /** What is read may be overwritten before the commit, but no write is lost, and nothing is read that is not committed. */
    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "READ_COMMITTED")
    void readCommittedOnlyMissesWrites(Isolation isolation) throws Exception {
        assertThat(HistoryChecker.serializable(run(isolation, ROWS)))
                .as("seed %d", seed)
                .extracting(Anomaly::phenomenon)
                .isSubsetOf(Phenomenon.G_SINGLE, Phenomenon.G2);
    }

    private History run(Isolation isolation, List<String> keys) throws Exception {
        System.out.println("RecordedHistoryTest with " + isolation + " has seed " + seed);
        try (Connection connection = dataSource.getConnection()) {
            for (String key : ROWS) {
                update(connection, "INSERT INTO chain (id, log) VALUES (?, ?)", key, START);
            }
        }
        RecordedTransactions transactions = new RecordedTransactions(isolation, dataSource, recorder);
        Race.run(THREADS, number -> {
            Random random = new Random(seed + number);
            for (int i = 0; i < ROUNDS; i++) {
                String name = "T" + number + "." + i;
                if (random.nextInt(4) == 0) {
                    readAlone(name, keys.get(random.nextInt(keys.size())));
                } else {
                    long choices = random.nextLong();
                    transactions.run(
                            name,
                            (connection, recording, attempt) ->
                                    new Unit(connection, recording, new Random(choices)).run(keys));
                }
            }
        });
        return history(keys);
    }

    /** A read in autocommit. */
    private void readAlone(String name, String key) throws SQLException {
        Recording recording = recorder.begin(name);
        try (Connection connection = dataSource.getConnection()) {
            read(connection, recording, key);
        }
        recording.committed();
    }

    private static String read(Connection connection, Recording recording, String key) throws SQLException {
        List<String> found = rows(connection, "SELECT log FROM chain WHERE id = ?", key);
        String value = found.isEmpty() ? History.ABSENT : last(found.get(0));
        recording.read(key, value);
        return value;
    }

    private static String last(String log) {
        return log.substring(log.lastIndexOf(' ') + 1);
    }

    /** The random statements of a transaction; the same ones again when it has to try again, as far as it sees the same. */
    private record Unit(Connection connection, Recording recording, Random random) {
        void run(List<String> keys) throws SQLException {
            int count = 2 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                step(keys.get(random.nextInt(keys.size())), i);
            }
            if (random.nextInt(3) == 0) {
                List<String> two = new ArrayList<>(keys);
                Collections.shuffle(two, random);
                readTwo(two.get(0), two.get(1));
            }
        }

        private void step(String key, int number) throws SQLException {
            String value = recording.name() + "/" + number;
            switch (random.nextInt(4)) {
                case 0 -> read(connection, recording, key);
                case 1 -> append(key, value);
                default -> {
                    if (read(connection, recording, key).equals(History.ABSENT)) {
                        update(connection, "INSERT INTO chain (id, log) VALUES (?, ?)", key, value);
                        recording.write(key, value);
                    } else {
                        append(key, value);
                    }
                }
            }
        }

        private void append(String key, String value) throws SQLException {
            if (update(connection, "UPDATE chain SET log = log || ? WHERE id = ?", " " + value, key) == 0) {
                recording.read(key, History.ABSENT);
            } else {
                recording.write(key, value);
            }
        }

        private void readTwo(String one, String other) throws SQLException {
            Map<String, String> found = new HashMap<>(Map.of(one, History.ABSENT, other, History.ABSENT));
            for (String row : rows(connection, "SELECT id, log FROM chain WHERE id IN (?, ?)", one, other)) {
                String[] columns = row.split("\\|");
                found.put(columns[0], last(columns[1]));
            }
            found.forEach(recording::read);
        }
    }

    private History history(List<String> keys) throws SQLException {
        Map<String, String> initial = new HashMap<>();
        ROWS.forEach(key -> initial.put(key, START));
        Map<String, List<String>> orders = new HashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            for (String key : keys) {
                List<String> found = rows(connection, "SELECT log FROM chain WHERE id = ?", key);
                List<String> order =
                        found.isEmpty() ? List.of() : List.of(found.get(0).split(" "));
                orders.put(key, ROWS.contains(key) ? order.subList(1, order.size()) : order);
            }
        }
        return recorder.history(initial, orders);
    }
}
