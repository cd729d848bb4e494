package org.singletable.jdbc.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryCheckerTest {
    private static List<String> found(String history) {
        return HistoryChecker.serializable(HistoryText.parse(history)).stream()
                .map(anomaly -> anomaly.phenomenon().toString())
                .toList();
    }

    static Stream<Arguments> anomalies() {
        return Stream.of(
                Arguments.of("a value from nowhere", "unwritten read", """
                        T1: r x=1"""),
                Arguments.of("own write not seen", "own write not seen", """
                        T1: r x=(absent), w x=1, r x=(absent)"""),
                Arguments.of("dirty read of what is rolled back", "G1a", """
                        initially x=0
                        T1 rolled back: w x=1
                        T2: r x=1"""),
                Arguments.of("dirty read of what is overwritten", "G1b", """
                        initially x=0
                        T1: r x=0, w x=1, w x=2
                        T2: r x=1"""),
                Arguments.of("dirty write", "G0", """
                        order x: 1 2
                        order y: 2 1
                        T1: w x=1, w y=1
                        T2: w x=2, w y=2"""),
                Arguments.of("two that read each other's writes", "G1c", """
                        initially x=0 y=0
                        T1: r y=2, w x=1
                        T2: r x=1, w y=2"""),
                Arguments.of("lost update", "lost update", """
                        initially x=0
                        T1: r x=0, w x=1
                        T2: r x=0, w x=2"""),
                Arguments.of("lost update, found by what is left", "lost write", """
                        order x: 2
                        T1: w x=1
                        T2: w x=2"""),
                Arguments.of("lost update, and what came after", "lost update", """
                        initially x=0
                        T1: r x=0, w x=1
                        T2: r x=0, w x=2
                        T3: r x=2, w x=3
                        T4: r x=3, w x=4"""),
                Arguments.of("non-repeatable read", "G-single", """
                        initially x=0
                        T1: r x=0, r x=1
                        T2: r x=0, w x=1"""),
                Arguments.of("read skew", "G-single", """
                        initially x=0 y=0
                        T1: r x=0, r y=1
                        T2: r x=0, r y=0, w x=1, w y=1"""),
                Arguments.of("read skew of a row that is not there yet", "G-single", """
                        T1: r x=(absent), r y=1
                        T2: r x=(absent), r y=(absent), w x=1, w y=1"""),
                Arguments.of("write skew", "G2", """
                        initially x=0 y=0
                        T1: r x=0, r y=0, w x=1
                        T2: r x=0, r y=0, w y=1"""),
                Arguments.of("write skew of rows that are not there yet", "G2", """
                        T1: r x=(absent), r y=(absent), w x=1
                        T2: r x=(absent), r y=(absent), w y=1"""),
                Arguments.of("write skew of three", "G2", """
                        initially x=0 y=0 z=0
                        T1: r x=0, r y=0, w y=1
                        T2: r y=0, r z=0, w z=1
                        T3: r z=0, r x=0, w x=1"""),
                Arguments.of("a reader between the two of a write skew", "G2", """
                        initially x=0 y=0
                        T1: r x=0, r y=0, w x=1
                        T2: r y=0, w y=1
                        T3: r x=0, r y=1"""),
                Arguments.of("readers that do not agree", "G2", """
                        initially x=0 y=0
                        T1: r x=0, w x=1
                        T2: r y=0, w y=1
                        T3: r x=1, r y=0
                        T4: r x=0, r y=1"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("anomalies")
    void findsTheAnomaly(String name, String phenomenon, String history) {
        assertThat(found(history)).as(name).containsExactly(phenomenon);
    }

    static Stream<Arguments> serializable() {
        return Stream.of(
                Arguments.of("nothing", "initially x=0"),
                Arguments.of("updates one after the other", """
                        initially x=0
                        T2: r x=1, w x=2
                        T1: r x=0, w x=1
                        T3: r x=2"""),
                Arguments.of("what is rolled back may have seen anything", """
                        initially x=0 y=0
                        T1: r x=0, r y=0, w x=1
                        T2 rolled back: r x=0, r y=0, r z=7, w y=1"""),
                Arguments.of("own writes", """
                        T1: r x=(absent), w x=1, r x=1, w x=2, r x=2
                        T2: r x=2"""),
                Arguments.of("one write without a read", """
                        initially x=0
                        T1: w x=1
                        T2: r x=1, w x=2
                        T3: r x=0"""),
                Arguments.of("writes in an order that is given", """
                        order x: 2 1 3
                        T1: w x=1
                        T2: w x=2
                        T3: w x=3
                        T4: r x=2"""),
                Arguments.of("a read before and a read after", """
                        initially x=0 y=0
                        T1: r x=0, r y=0
                        T2: r x=0, w x=1, w y=1
                        T3: r x=1, r y=1"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("serializable")
    void findsNothing(String name, String history) {
        assertThat(found(history)).as(name).isEmpty();
    }

    @Test
    void showsTheCycle() {
        assertThat(HistoryChecker.serializable(HistoryText.parse("""
                initially x=0 y=0
                T1: r x=0, r y=0, w x=1
                T2: r x=0, r y=0, w y=1
                T3: r x=1, r y=1""")))
                .singleElement()
                .hasToString("""
                        G2
                          T1 before T2: read y=0, which the other overwrote by y=1
                          T2 before T1: read x=0, which the other overwrote by x=1""");
    }

    @Test
    void showsTheShortestCycleOfTheGravestPhenomenon() {
        assertThat(HistoryChecker.serializable(HistoryText.parse("""
                initially a=0 b=0 x=0 y=0
                T1: r a=0, r b=0, w a=1
                T2: r a=0, r b=0, w b=1
                T3: r x=0, w x=3, r y=0, w y=3
                T4: r x=3, w x=4
                T5: r x=4, r y=0
                T6: r x=3, r y=0""")))
                .singleElement()
                .hasToString("""
                        G-single
                          T6 before T3: read y=0, which the other overwrote by y=3
                          T3 before T6: wrote x=3, which the other read""");
    }

    @Test
    void aStaleReadIsInOrderOnlyWithoutAClock() {
        History history = HistoryText.parse("""
                initially x=0
                T1 from 1 to 2: r x=0, w x=1
                T2 from 3 to 4: r x=0""");

        assertThat(HistoryChecker.serializable(history)).isEmpty();
        assertThat(HistoryChecker.strictlySerializable(history)).singleElement().hasToString("""
                        G-single
                          T2 before T1: read x=0, which the other overwrote by x=1
                          T1 before T2: had ended when the other began""");
    }

    @Test
    void whatRanAtTheSameTimeMayBeInEitherOrder() {
        assertThat(HistoryChecker.strictlySerializable(HistoryText.parse("""
                initially x=0
                T1 from 1 to 3: r x=0, w x=1
                T2 from 2 to 4: r x=0
                T3 from 5 to 6: r x=1"""))).isEmpty();
    }

    @Test
    void anUnknownOrderIsNotGuessed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found("""
                        initially x=0
                        T1: w x=1
                        T2: w x=2"""))
                .withMessageContaining("nothing tells what [x=1, x=2] replaced");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found("""
                        initially x=0
                        T1: r x=0, w x=1
                        T2: w x=2"""))
                .withMessageContaining("nothing tells what [x=2] replaced");
    }

    @Test
    void aValueIsWrittenOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found("""
                        T1: r x=(absent), w x=1
                        T2: r x=1, w x=1"""))
                .withMessage("x=1 is written twice, the second time by T2");
        assertThatIllegalArgumentException().isThrownBy(() -> found("""
                initially x=0
                T1: r x=0, w x=0"""));
    }

    /** Transactions that really run one after the other, in an order that the history does not show. */
    @Test
    void serialRunsAreSerializable() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            History history = serialRun(random, 2 + random.nextInt(30));
            assertThat(HistoryChecker.strictlySerializable(history))
                    .as("seed %d run %d: %s", seed, run, history)
                    .isEmpty();
        }
    }

    /** Small histories at random, most of them wrong: against trying all orders. */
    @Test
    void agreesWithTryingAllOrders() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<Boolean> answers = new HashSet<>();
        for (int run = 0; run < 3_000; run++) {
            History history = randomHistory(random, 2 + random.nextInt(3));
            boolean serializable = anyOrder(history.transactions(), new HashMap<>());
            assertThat(HistoryChecker.serializable(history).isEmpty())
                    .as("seed %d run %d: %s", seed, run, history)
                    .isEqualTo(serializable);
            answers.add(serializable);
        }
        assertThat(answers).containsExactlyInAnyOrder(true, false);
    }

    private static History randomHistory(Random random, int count) {
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Operation> operations = new ArrayList<>();
            for (String key : List.of("x", "y")) {
                for (int reads = random.nextInt(5) / 2; reads > 0; reads--) {
                    int writer = random.nextInt(count + 1);
                    String value = writer == count || writer == i ? History.ABSENT : "v" + writer;
                    operations.add(new Operation.Read(key, value));
                    if (reads == 1 && random.nextBoolean()) {
                        operations.add(new Operation.Write(key, "v" + i));
                    }
                }
            }
            transactions.add(new Transaction("T" + i, true, operations, 0, 0));
        }
        return new History(Map.of(), transactions, Map.of());
    }

    private static boolean anyOrder(List<Transaction> left, Map<String, String> rows) {
        return left.isEmpty()
                || left.stream().anyMatch(first -> {
                    Map<String, String> after = new HashMap<>(rows);
                    List<Transaction> others = new ArrayList<>(left);
                    others.remove(first);
                    return first.operations().stream().allMatch(operation -> fits(operation, after))
                            && anyOrder(others, after);
                });
    }

    private static boolean fits(Operation operation, Map<String, String> rows) {
        if (operation instanceof Operation.Write) {
            rows.put(operation.key(), operation.value());
            return true;
        }
        return rows.getOrDefault(operation.key(), History.ABSENT).equals(operation.value());
    }

    private static History serialRun(Random random, int count) {
        Map<String, String> rows = new HashMap<>();
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Operation> operations = new ArrayList<>();
            for (String key : List.of("x", "y", "z")) {
                if (random.nextBoolean()) {
                    operations.add(new Operation.Read(key, rows.getOrDefault(key, History.ABSENT)));
                    if (random.nextBoolean()) {
                        operations.add(new Operation.Write(key, "v" + i));
                        rows.put(key, "v" + i);
                    }
                }
            }
            if (!operations.isEmpty()) {
                transactions.add(new Transaction("T" + i, true, operations, 2L * i, 2L * i + 1));
            }
        }
        Collections.shuffle(transactions, random);
        return new History(Map.of(), transactions, Map.of());
    }
}
