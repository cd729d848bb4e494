package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.dynamo.ProxiedTable.item;
import static org.singletable.jdbc.dynamo.ProxiedTable.key;
import static org.singletable.jdbc.dynamo.ProxiedTable.path;
import static org.singletable.jdbc.dynamo.ProxiedTable.value;

import java.net.SocketException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.testing.Damages;
import org.singletable.jdbc.testing.Faults;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Fault;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;
import org.singletable.jdbc.testing.RecordingProxy.LostRequest;

/** Every kind of write with every fault: what the client says of it, compared with what the table then holds. */
class WriteFaultsTest {
    /** As many attempts the client makes. */
    private static final int ATTEMPTS = 3;

    private static final Condition PRESENT = new Condition.Exists(path("pk"));
    private static final Condition ABSENT = new Condition.NotExists(path("pk"));
    private static final List<UpdateAction> INCREMENT = List.of(new UpdateAction.Add(path("num"), value(1)));

    private static ProxiedTable table;

    @BeforeAll
    static void open() {
        table = new ProxiedTable();
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @AfterEach
    void forget() {
        table.proxy().forgetFaults();
    }

    /** A kind of write, which meets the items it needs and changes each of them. */
    private enum Kind {
        INSERT("PutItem", true, Map.of()) {
            @Override
            String by(TableClient client, RequestContext context) {
                Item row = item("p", "a", "num", 1);
                return said(client.write(
                        new ItemWrite.Put(key("p", "a"), row, ABSENT), Image.NONE, Resend.IF_ABSENT, context));
            }
        },
        WHOLE_ROW("PutItem", true, Map.of("a", 1)) {
            @Override
            String by(TableClient client, RequestContext context) {
                Item row = item("p", "a", "num", 7);
                return said(client.write(
                        new ItemWrite.Put(key("p", "a"), row, Condition.none()), Image.NONE, Resend.ALWAYS, context));
            }
        },
        UPDATE("UpdateItem", false, Map.of("a", 1)) {
            @Override
            String by(TableClient client, RequestContext context) {
                List<UpdateAction> actions = List.of(new UpdateAction.Put(path("num"), value(5)));
                Condition one = new Condition.Equal(path("num"), value(1));
                return said(client.write(
                        new ItemWrite.Update(key("p", "a"), actions, one), Image.NEW, Resend.NEVER, context));
            }
        },
        INCREMENT_BY_ONE("UpdateItem", false, Map.of("a", 1)) {
            @Override
            String by(TableClient client, RequestContext context) {
                return said(client.write(
                        new ItemWrite.Update(key("p", "a"), INCREMENT, PRESENT), Image.NEW, Resend.NEVER, context));
            }
        },
        DELETE("DeleteItem", false, Map.of("a", 1)) {
            @Override
            String by(TableClient client, RequestContext context) {
                return said(
                        client.write(new ItemWrite.Delete(key("p", "a"), PRESENT), Image.OLD, Resend.NEVER, context));
            }
        },
        TRANSACTION("TransactWriteItems", true, Map.of("a", 1, "b", 1, "d", 1)) {
            @Override
            String by(TableClient client, RequestContext context) {
                TransactOutcome outcome = client.transact(
                        List.of(
                                new ItemWrite.Update(key("p", "a"), INCREMENT, PRESENT),
                                new ItemWrite.Delete(key("p", "b"), PRESENT),
                                new ItemWrite.Put(key("p", "c"), item("p", "c", "num", 1), ABSENT),
                                new ItemWrite.Check(key("p", "d"), PRESENT)),
                        context);
                return outcome instanceof TransactOutcome.Unknown unknown
                        ? said(unknown.error())
                        : outcome.getClass().getSimpleName();
            }
        },
        BATCH("BatchWriteItem", true, Map.of("a", 1)) {
            @Override
            String by(TableClient client, RequestContext context) {
                return client
                        .batchPut(
                                List.of(item("p", "a", "num", 2), item("p", "b", "num", 3), item("p", "c", "num", 4)),
                                context)
                        .stream()
                        .map(error -> error.map(WriteFaultsTest::said).orElse("Applied"))
                        .distinct()
                        .collect(Collectors.joining(", "));
            }
        };

        private final String operation;
        private final boolean repeatable;
        private final Map<String, Integer> before;

        Kind(String operation, boolean repeatable, Map<String, Integer> before) {
            this.operation = operation;
            this.repeatable = repeatable;
            this.before = before;
        }

        /** {@code Applied}, {@code Refused} or a SQLState. */
        abstract String by(TableClient client, RequestContext context);

        /** What the table holds when it was applied once. */
        Map<String, Integer> after() {
            return switch (this) {
                case INSERT -> Map.of("a", 1);
                case WHOLE_ROW -> Map.of("a", 7);
                case UPDATE -> Map.of("a", 5);
                case INCREMENT_BY_ONE -> Map.of("a", 2);
                case DELETE -> Map.of();
                case TRANSACTION -> Map.of("a", 2, "c", 1, "d", 1);
                case BATCH -> Map.of("a", 2, "b", 3, "c", 4);
            };
        }

        boolean isSingle() {
            return this != TRANSACTION && this != BATCH;
        }
    }

    /** What a fault means to whoever sent the request. */
    private enum Meaning {
        NOT_APPLIED,
        /** It may have been applied, and was not. */
        DOUBT_UNAPPLIED,
        /** It may have been applied, and was. */
        DOUBT_APPLIED;

        boolean isDoubt() {
            return this != NOT_APPLIED;
        }
    }

    private record Mishap(String name, Fault fault, Meaning meaning, String stateWhenLasting) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Mishap THROTTLED = new Mishap("throttled", Faults.throttled(), Meaning.NOT_APPLIED, "53400");

    private static final List<Mishap> FOR_ALL = List.of(
            new Mishap("lost request", new LostRequest(), Meaning.DOUBT_UNAPPLIED, "58030"),
            new Mishap("lost answer", new LostAnswer(), Meaning.DOUBT_APPLIED, "58030"),
            new Mishap("500 instead", Faults.internalError(), Meaning.DOUBT_UNAPPLIED, "58030"),
            new Mishap("500 afterwards", Faults.internalErrorAfterwards(), Meaning.DOUBT_APPLIED, "58030"),
            new Mishap("cut answer", Damages.CUT.fault(), Meaning.DOUBT_APPLIED, "58030"),
            new Mishap("changed answer", Damages.CHARACTER.fault(), Meaning.DOUBT_APPLIED, "58030"),
            new Mishap("empty answer", Damages.NOTHING_CHECKED.fault(), Meaning.DOUBT_APPLIED, "58030"),
            new Mishap("other answer", Damages.PAGE_CHECKED.fault(), Meaning.DOUBT_APPLIED, "58030"),
            new Mishap("503", new ErrorAnswer(503, "ServiceUnavailable", "later"), Meaning.DOUBT_UNAPPLIED, "58030"),
            THROTTLED,
            new Mishap(
                    "request limit",
                    new ErrorAnswer(400, "RequestLimitExceeded", "slow down"),
                    Meaning.NOT_APPLIED,
                    "53400"));

    private static final List<Mishap> FOR_SINGLE = List.of(
            new Mishap("conflict", Faults.conflict(), Meaning.NOT_APPLIED, "40001"),
            new Mishap(
                    "replication",
                    new ErrorAnswer(400, "ReplicatedWriteConflictException", "retry"),
                    Meaning.NOT_APPLIED,
                    "40001"));

    private static final List<Mishap> FOR_TRANSACTIONS = List.of(
            new Mishap(
                    "conflict of a write",
                    Faults.cancelled("None", "TransactionConflict", "None", "None"),
                    Meaning.NOT_APPLIED,
                    "40001"),
            new Mishap(
                    "throttled write",
                    Faults.cancelled("ThrottlingError", "None", "None", "None"),
                    Meaning.NOT_APPLIED,
                    "53400"),
            new Mishap(
                    "no capacity for a write",
                    Faults.cancelled("None", "None", "ProvisionedThroughputExceeded", "None"),
                    Meaning.NOT_APPLIED,
                    "53400"),
            new Mishap("in progress", Faults.inProgress(), Meaning.DOUBT_UNAPPLIED, "58030"));

    private static final List<Mishap> FOR_BATCHES =
            List.of(new Mishap("all unprocessed", Faults.unprocessed(0), Meaning.NOT_APPLIED, "53400"));

    private static List<Mishap> mishaps(Kind kind) {
        List<Mishap> own = kind.isSingle() ? FOR_SINGLE : kind == Kind.BATCH ? FOR_BATCHES : FOR_TRANSACTIONS;
        return Stream.concat(FOR_ALL.stream(), own.stream()).toList();
    }

    static Stream<Arguments> single() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> mishaps(kind).stream().map(mishap -> Arguments.of(kind, mishap)));
    }

    /** Two of those that differ in what they mean and how they are found. */
    static Stream<Arguments> pairs() {
        List<String> names = List.of("lost request", "lost answer", "500 afterwards", "throttled", "conflict");
        List<Mishap> differing = Stream.of(FOR_ALL, FOR_SINGLE)
                .flatMap(List::stream)
                .filter(mishap -> names.contains(mishap.name()))
                .toList();
        return Arrays.stream(Kind.values())
                .flatMap(kind -> differing.stream()
                        .flatMap(first -> differing.stream().map(second -> Arguments.of(kind, first, second))));
    }

    static Stream<Arguments> doubts() {
        return single().filter(arguments -> ((Kind) arguments.get()[0]).repeatable
                && ((Mishap) arguments.get()[1]).meaning().isDoubt());
    }

    /** One fault: what may be sent again ends well. */
    @ParameterizedTest
    @MethodSource("single")
    void once(Kind kind, Mishap mishap) {
        boolean again = kind.repeatable || !mishap.meaning().isDoubt();
        expect(kind, List.of(mishap), again ? "Applied" : "58030", again ? 2 : 1);
    }

    /** A fault after another. */
    @ParameterizedTest
    @MethodSource("pairs")
    void twice(Kind kind, Mishap first, Mishap second) {
        int attempts = kind.repeatable
                ? 3
                : first.meaning().isDoubt() ? 1 : second.meaning().isDoubt() ? 2 : 3;
        expect(kind, List.of(first, second), attempts == 3 ? "Applied" : "58030", attempts);
    }

    /** The fault lasts longer than all retries. */
    @ParameterizedTest
    @MethodSource("single")
    void forEver(Kind kind, Mishap mishap) {
        boolean again = kind.repeatable || !mishap.meaning().isDoubt();
        expect(kind, List.of(mishap, mishap, mishap), mishap.stateWhenLasting(), again ? ATTEMPTS : 1);
    }

    /** After an attempt in doubt the others are throttled: still nobody knows. */
    @ParameterizedTest
    @MethodSource("doubts")
    void inDoubtAndThenThrottled(Kind kind, Mishap mishap) {
        expect(kind, List.of(mishap, THROTTLED, THROTTLED), "58030", ATTEMPTS);
    }

    private void expect(Kind kind, List<Mishap> mishaps, String expected, int attempts) {
        hold(kind.before);
        table.proxy().reset();
        mishaps.forEach(mishap -> table.proxy().fail(kind.operation, mishap.fault()));
        RequestContext context = new RequestContext(null);

        String said;
        try {
            said = kind.by(table.client(), context);
        } catch (DriverException e) {
            said = said(e);
        }

        List<Mishap> met = mishaps.subList(0, Math.min(attempts, mishaps.size()));
        boolean applied =
                attempts > mishaps.size() || met.stream().anyMatch(mishap -> mishap.meaning() == Meaning.DOUBT_APPLIED);
        assertThat(said).isEqualTo(expected);
        assertThat(table.proxy().count(kind.operation)).isEqualTo(attempts);
        assertThat(context.cost().requests().values()).containsExactly(attempts);
        table.proxy().forgetFaults();
        assertThat(held()).isEqualTo(applied ? kind.after() : kind.before);
        // Who is told something definite is told the truth.
        if (said.equals("Applied")) {
            assertThat(applied).isTrue();
        } else if (!said.equals("58030")) {
            assertThat(applied).isFalse();
        }
        if (kind == Kind.TRANSACTION) {
            assertThat(table.proxy().requests().stream()
                            .filter(request -> request.operation().equals("TransactWriteItems"))
                            .map(request -> request.body().get("ClientRequestToken"))
                            .collect(Collectors.toSet()))
                    .hasSize(1)
                    .doesNotContainNull();
        }
    }

    private static String said(WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Unknown unknown
                ? said(unknown.error())
                : outcome.getClass().getSimpleName();
    }

    /** No error of a write makes a tool execute the statement once more. */
    private static String said(DriverException error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            assertThat(cause).isNotInstanceOf(SocketException.class);
        }
        return error.state().code();
    }

    /** Puts the numbers of the rows a to d, and deletes the others. */
    private static void hold(Map<String, Integer> numbers) {
        for (String sk : Set.of("a", "b", "c", "d")) {
            RequestContext context = new RequestContext(null);
            if (numbers.containsKey(sk)) {
                Writes.put(table.client(), item("p", sk, "num", numbers.get(sk)), Condition.none(), context);
            } else {
                Writes.delete(table.client(), key("p", sk), Condition.none(), context);
            }
        }
    }

    private static Map<String, Integer> held() {
        Map<String, Integer> numbers = new HashMap<>();
        for (String sk : Set.of("a", "b", "c", "d")) {
            table.client()
                    .getItem(key("p", sk), true, new RequestContext(null))
                    .flatMap(item -> item.get("num"))
                    .flatMap(StoredValue::scalar)
                    .ifPresent(number -> numbers.put(sk, ((Number) number).intValue()));
        }
        return numbers;
    }
}
