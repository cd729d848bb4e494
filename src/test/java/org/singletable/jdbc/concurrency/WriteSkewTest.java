package org.singletable.jdbc.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.history.Anomaly;
import org.singletable.jdbc.history.History;
import org.singletable.jdbc.history.HistoryChecker;
import org.singletable.jdbc.history.HistoryRecorder;
import org.singletable.jdbc.history.Phenomenon;
import org.singletable.jdbc.testing.Race;

/**
 * Two transactions read the same two rows, and each changes the one that the other does not: what each decided by is gone when the
 * second commits.
 */
class WriteSkewTest {
    private final DataSource dataSource = Tables.empty(Tables.BANK);
    private final HistoryRecorder recorder = new HistoryRecorder();
    private final CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    private final AtomicInteger attempts = new AtomicInteger();

    /** Two threads, and what speaks against a serial order of what they did. */
    private List<Anomaly> race(Isolation isolation, List<RecordedTransactions.Work> both, Map<String, String> initial)
            throws Exception {
        RecordedTransactions transactions = new RecordedTransactions(isolation, dataSource, recorder);
        Race.run(2, number -> transactions.run("T" + number, both.get(number)));
        return HistoryChecker.strictlySerializable(recorder.history(initial, Map.of()));
    }

    /** First attempts both read before either writes. */
    private void pause(int attempt) throws Exception {
        attempts.incrementAndGet();
        if (attempt == 1) {
            bothHaveRead.await();
        }
    }

    /** A doctor goes off call if another one stays. */
    private RecordedTransactions.Work leaves(String name) {
        return (connection, recording, attempt) -> {
            int onCall = 0;
            for (String doctor : List.of("ann", "bob")) {
                String value = rows(connection, "SELECT on_call FROM doctor WHERE name = ?", doctor)
                        .get(0);
                recording.read(doctor, value);
                onCall += value.equals("true") ? 1 : 0;
            }
            pause(attempt);
            if (onCall == 2) {
                update(connection, "UPDATE doctor SET on_call = FALSE WHERE name = ?", name);
                recording.write(name, "false");
            }
        };
    }

    private List<Anomaly> bothDoctorsLeave(Isolation isolation) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            update(connection, "INSERT INTO doctor (name, on_call) VALUES ('ann', TRUE)");
            update(connection, "INSERT INTO doctor (name, on_call) VALUES ('bob', TRUE)");
        }
        return race(isolation, List.of(leaves("ann"), leaves("bob")), Map.of("ann", "true", "bob", "true"));
    }

    private List<String> onCall() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return rows(connection, "SELECT name FROM doctor WHERE on_call");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "READ_COMMITTED")
    void readCommittedAllowsIt(Isolation isolation) throws Exception {
        assertThat(bothDoctorsLeave(isolation)).extracting(Anomaly::phenomenon).containsExactly(Phenomenon.G2);

        assertThat(onCall()).isEmpty();
        assertThat(attempts).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "READ_COMMITTED", mode = EnumSource.Mode.EXCLUDE)
    void theOthersRefuseIt(Isolation isolation) throws Exception {
        assertThat(bothDoctorsLeave(isolation)).isEmpty();

        assertThat(onCall()).hasSize(1);
        assertThat(attempts).hasValueGreaterThanOrEqualTo(3);
    }

    /** A counter is made unless the other one is there. */
    private RecordedTransactions.Work makes(String id, String other) {
        return (connection, recording, attempt) -> {
            for (String each : List.of(id, other)) {
                List<String> found = rows(connection, "SELECT n FROM counter WHERE id = ?", each);
                recording.read(each, found.isEmpty() ? History.ABSENT : found.get(0));
            }
            List<String> others = rows(connection, "SELECT n FROM counter WHERE id = ?", other);
            pause(attempt);
            if (others.isEmpty()) {
                update(connection, "INSERT INTO counter (id, n) VALUES (?, 1)", id);
                recording.write(id, "1");
            }
        };
    }

    private List<Anomaly> bothCountersAreMade(Isolation isolation) throws Exception {
        return race(isolation, List.of(makes("a", "b"), makes("b", "a")), Map.of());
    }

    private List<String> counters() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return rows(connection, "SELECT id FROM counter");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "SERIALIZABLE", mode = EnumSource.Mode.EXCLUDE)
    void onlySerializableChecksWhatIsNotThere(Isolation isolation) throws Exception {
        assertThat(bothCountersAreMade(isolation))
                .extracting(Anomaly::phenomenon)
                .containsExactly(Phenomenon.G2);

        assertThat(counters()).containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @EnumSource(value = Isolation.class, names = "SERIALIZABLE")
    void serializableRefusesItForRowsThatAreNotThere(Isolation isolation) throws Exception {
        assertThat(bothCountersAreMade(isolation)).isEmpty();

        assertThat(counters()).hasSize(1);
    }
}
