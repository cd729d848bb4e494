package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.dynamo.StatementCost.Operation;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.RecordingProxy.Fault;
import org.singletable.jdbc.testing.RecordingProxy.Hang;
import org.singletable.jdbc.testing.RecordingProxy.LostAnswer;
import org.singletable.jdbc.testing.RecordingProxy.LostRequest;

class DynamoTableClientTest {
    /** On a machine of two cores the common pool may have one thread only, and the first task to hang would hold it. */
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    private static final Condition NONE = new Condition.All(List.of());
    private static EmbeddedEngine engine;
    private static RecordingProxy proxy;

    private final SharedClients clients = new SharedClients();
    private final RequestContext context = new RequestContext(null);
    private SharedClient<String> shared;
    private TableClient client;

    @BeforeAll
    static void startEngine() {
        engine = EmbeddedEngine.inMemory();
        proxy = new RecordingProxy(engine.endpoint());
    }

    @AfterAll
    static void stopEngine() {
        proxy.close();
        engine.close();
    }

    @BeforeEach
    void connect() {
        connect(Duration.ofSeconds(30));
        proxy.reset();
    }

    private void connect(Duration socketTimeout) {
        shared = clients.acquire(
                ClientConfiguration.of(TestSettings.of(proxy.endpoint(), "requests")
                        .withLinger(Duration.ZERO)
                        .withSocketTimeout(socketTimeout)
                        .build()),
                () -> Optional.of(TestMapping.typical()),
                String.class,
                table -> "");
        client = shared.table().client();
    }

    @AfterEach
    void clear() {
        for (String sk : List.of("a", "b", "c")) {
            Writes.delete(client, key(sk), NONE, new RequestContext(null));
        }
        shared.close();
    }

    private static Item key(String sk) {
        return item(Map.of("pk", StoredValue.string("p"), "sk", StoredValue.string(sk)));
    }

    private static Item item(Map<String, StoredValue> attributes) {
        return new Item(attributes);
    }

    private static Item row(String sk, String name, int number) {
        return item(Map.of(
                "pk", StoredValue.string("p"),
                "sk", StoredValue.string(sk),
                "name", StoredValue.string(name),
                "num", StoredValue.number(BigDecimal.valueOf(number))));
    }

    private static AttributePath path(String attribute) {
        return new AttributePath(attribute, List.of());
    }

    @Test
    void putThenGet() {
        assertThat(Writes.put(client, row("a", "Ann", 1), NONE, context)).isEqualTo(new WriteOutcome.Applied(null));
        assertThat(client.getItem(key("a"), true, context)).contains(row("a", "Ann", 1));
        assertThat(client.getItem(key("b"), false, context)).isEmpty();

        assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.PUT_ITEM, 1, Operation.GET_ITEM, 2));
        assertThat(context.cost().itemsRead()).isEqualTo(1);
        assertThat(context.cost().readUnits()).isEqualTo(1.5);
        assertThat(context.cost().writeUnits()).isGreaterThanOrEqualTo(1);
        assertThat(proxy.requests().get(1).body().get("ConsistentRead").asBoolean())
                .isTrue();
    }

    @Test
    void failedConditionGivesTheStoredItem() {
        Writes.put(client, row("a", "Ann", 1), NONE, context);

        WriteOutcome outcome = Writes.put(client, row("a", "Bob", 2), new Condition.NotExists(path("pk")), context);

        assertThat(outcome).isEqualTo(new WriteOutcome.Refused(row("a", "Ann", 1)));
        assertThat(Writes.update(
                        client,
                        key("c"),
                        List.of(new UpdateAction.Put(path("name"), StoredValue.string("x"))),
                        new Condition.Exists(path("pk")),
                        context))
                .isEqualTo(new WriteOutcome.Refused(null));
        assertThat(proxy.count("PutItem")).isEqualTo(2);
        assertThat(proxy.count("UpdateItem")).isEqualTo(1);
    }

    @Test
    void updateSetsRemovesAndCounts() {
        Writes.put(client, row("a", "Ann", 1), NONE, context);

        assertThat(Writes.update(
                                client,
                                key("a"),
                                List.of(
                                        new UpdateAction.Put(path("size"), StoredValue.string("XL")),
                                        new UpdateAction.Remove(path("name")),
                                        new UpdateAction.CountUp(path("num")),
                                        new UpdateAction.CountUp(path("version"))),
                                new Condition.All(List.of(
                                        new Condition.Exists(path("pk")),
                                        new Condition.Any(List.of(
                                                new Condition.NotExists(path("name")),
                                                new Condition.Equal(path("name"), StoredValue.string("Ann")))))),
                                context)
                        .applied())
                .isTrue();

        assertThat(client.getItem(key("a"), true, context))
                .contains(item(Map.of(
                        "pk", StoredValue.string("p"),
                        "sk", StoredValue.string("a"),
                        "size", StoredValue.string("XL"),
                        "num", StoredValue.number(BigDecimal.valueOf(2)),
                        "version", StoredValue.number(BigDecimal.ONE))));
        var body = proxy.requests().get(1).body();
        assertThat(body.get("UpdateExpression").asText())
                .isEqualTo("SET #a0 = :v0, #a2 = if_not_exists(#a2, :v1) + :v2,"
                        + " #a3 = if_not_exists(#a3, :v3) + :v4 REMOVE #a1");
        assertThat(body.get("ConditionExpression").asText())
                .isEqualTo("(attribute_exists(#a4)) AND ((attribute_not_exists(#a1)) OR (#a1 = :v5))");
    }

    @Test
    void deleteIsConditional() {
        Writes.put(client, row("a", "Ann", 1), NONE, context);
        Condition isBob = new Condition.Equal(path("name"), StoredValue.string("Bob"));
        assertThat(Writes.delete(client, key("a"), isBob, context).applied()).isFalse();
        Condition isAnn = new Condition.Equal(path("name"), StoredValue.string("Ann"));
        assertThat(Writes.delete(client, key("a"), isAnn, context).applied()).isTrue();
        assertThat(client.getItem(key("a"), true, context)).isEmpty();
    }

    @Test
    void queryPagesInBothDirections() {
        Writes.put(client, row("a", "Ann", 1), NONE, context);
        Writes.put(client, row("b", "Bob", 2), NONE, context);
        Writes.put(client, row("c", "Cid", 3), NONE, context);
        QuerySpec query =
                new QuerySpec(null, false, "pk", StoredValue.string("p"), null, true, false, 2, Reading.WHOLE);

        Page first = client.query(query, null, context);
        assertThat(first.items()).containsExactly(row("c", "Cid", 3), row("b", "Bob", 2));
        Page second = client.query(query, first.next(), context);
        assertThat(second.items()).containsExactly(row("a", "Ann", 1));
        assertThat(second.next()).isNull();
        assertThat(context.cost().itemsRead()).isEqualTo(3);
    }

    @Test
    void queryBySortKeyPrefixAndValue() {
        Writes.put(client, row("a", "Ann", 1), NONE, context);
        Writes.put(client, row("b", "Bob", 2), NONE, context);
        QuerySpec prefix = new QuerySpec(
                null,
                false,
                "pk",
                StoredValue.string("p"),
                new QuerySpec.SortBeginsWith("sk", "b"),
                true,
                true,
                0,
                Reading.WHOLE);
        assertThat(client.query(prefix, null, context).items()).containsExactly(row("b", "Bob", 2));
        QuerySpec equal = new QuerySpec(
                null,
                false,
                "pk",
                StoredValue.string("p"),
                new QuerySpec.SortEquals("sk", StoredValue.string("a")),
                true,
                true,
                0,
                Reading.WHOLE);
        assertThat(client.query(equal, null, context).items()).containsExactly(row("a", "Ann", 1));
        assertThat(proxy.requests().get(2).body().has("Limit")).isFalse();
    }

    @Test
    void localIndexFetchesWholeItems() {
        Writes.put(client, row("a", "Ann", 7), NONE, context);
        QuerySpec query = new QuerySpec(
                "lsi1",
                true,
                "pk",
                StoredValue.string("p"),
                new QuerySpec.SortEquals("num", StoredValue.number(BigDecimal.valueOf(7))),
                true,
                true,
                0,
                Reading.WHOLE);
        assertThat(client.query(query, null, context).items()).containsExactly(row("a", "Ann", 7));
        assertThat(proxy.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException",
        "400, RequestLimitExceeded",
        "400, ThrottlingException",
        "400, TransactionConflictException"
    })
    void throttledWritesAreSentAgain(int status, String code) {
        proxy.fail("PutItem", new ErrorAnswer(status, code, "slow down"));
        proxy.fail("PutItem", new ErrorAnswer(status, code, "slow down"));
        assertThat(Writes.put(client, row("a", "Ann", 1), NONE, context).applied())
                .isTrue();
        assertThat(proxy.count("PutItem")).isEqualTo(3);
        assertThat(context.cost().requests()).isEqualTo(Map.of(Operation.PUT_ITEM, 3));
    }

    @Test
    void throttledPastAllRetries() {
        for (int i = 0; i < 3; i++) {
            proxy.fail("GetItem", new ErrorAnswer(400, "ThrottlingException", "slow down"));
        }
        DriverException error = failure(() -> client.getItem(key("a"), true, context));
        assertThat(error.state().code()).isEqualTo("53400");
        assertThat(proxy.count("GetItem")).isEqualTo(3);
    }

    @Test
    void failedReadsAreSentAgain() {
        Writes.put(client, row("a", "Ann", 1), NONE, context);
        for (Fault fault : List.of(
                new ErrorAnswer(500, "InternalServerError", "oops"),
                new ErrorAnswer(503, "ServiceUnavailable", "oops"),
                new LostRequest(),
                new LostAnswer())) {
            proxy.reset();
            proxy.fail("GetItem", fault);
            assertThat(client.getItem(key("a"), true, context)).contains(row("a", "Ann", 1));
            assertThat(proxy.count("GetItem")).as("%s", fault).isEqualTo(2);
        }
    }

    @Test
    void lostReadIs08006() {
        for (int i = 0; i < 3; i++) {
            proxy.fail("Query", new LostAnswer());
        }
        QuerySpec query = new QuerySpec(null, false, "pk", StoredValue.string("p"), null, true, true, 0, Reading.WHOLE);
        DriverException error = failure(() -> client.query(query, null, context));
        assertThat(error.state().code()).isEqualTo("08006");
        assertThat(proxy.count("Query")).isEqualTo(3);
    }

    @Test
    void ambiguousWritesAreNotSentAgain() {
        for (Fault fault :
                List.of(new ErrorAnswer(500, "InternalServerError", "oops"), new LostRequest(), new LostAnswer())) {
            proxy.reset();
            proxy.fail("UpdateItem", fault);
            DriverException error = failure(() ->
                    Writes.update(client, key("a"), List.of(new UpdateAction.CountUp(path("num"))), NONE, context));
            assertThat(error.state().code()).as("%s", fault).isEqualTo("58030");
            assertThat(error.getSuppressed()).hasSize(1);
            assertThat(error).doesNotHave(causeOfKind(IOException.class));
            assertThat(proxy.count("UpdateItem")).isEqualTo(1);
        }
    }

    private static org.assertj.core.api.Condition<Throwable> causeOfKind(Class<? extends Throwable> type) {
        return new org.assertj.core.api.Condition<>(
                error -> {
                    for (Throwable t = error.getCause(); t != null; t = t.getCause()) {
                        if (type.isInstance(t) || t instanceof SocketException) {
                            return true;
                        }
                    }
                    return false;
                },
                "a cause of kind %s",
                type);
    }

    @Test
    void writeThatTimesOutOnTheSocketHasUnknownOutcome() {
        shared.close();
        connect(Duration.ofMillis(300));
        proxy.fail("PutItem", new Hang());
        DriverException error = failure(() -> Writes.put(client, row("a", "Ann", 1), NONE, context));
        assertThat(error.state().code()).isEqualTo("58030");
    }

    @Test
    void deadlineEndsARead() {
        proxy.fail("GetItem", new Hang());
        RequestContext limited = new RequestContext(Duration.ofMillis(300));
        DriverException error = failure(() -> client.getItem(key("a"), true, limited));
        assertThat(error.state().code()).isEqualTo("HYT00");
        DriverException next = failure(() -> client.getItem(key("a"), true, limited));
        assertThat(next.state().code()).isEqualTo("HYT00");
        assertThat(proxy.count("GetItem")).isEqualTo(1);
    }

    @Test
    void deadlineOfAWriteOnItsWaySaysSo() {
        proxy.fail("PutItem", new Hang());
        RequestContext limited = new RequestContext(Duration.ofMillis(300));
        DriverException error = failure(() -> Writes.put(client, row("a", "Ann", 1), NONE, limited));
        assertThat(error.state().code()).isEqualTo("HYT00");
        assertThat(error).hasMessageContaining("outcome is unknown");
    }

    @Test
    void cancelStopsTheRequestInFlight() {
        proxy.fail("GetItem", new Hang());
        CompletableFuture<DriverException> failed =
                CompletableFuture.supplyAsync(() -> failure(() -> client.getItem(key("a"), true, context)));
        while (proxy.count("GetItem") == 0) {
            Thread.onSpinWait();
        }
        context.cancel();
        assertThat(failed.join().state().code()).isEqualTo("57014");
        assertThat(failure(() -> client.getItem(key("a"), true, context))
                        .state()
                        .code())
                .isEqualTo("57014");
        assertThat(proxy.count("GetItem")).isEqualTo(1);
        assertThat(client.getItem(key("a"), true, new RequestContext(null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException, 28000",
        "400, UnrecognizedClientException, 28000",
        "400, InvalidSignatureException, 28000",
        "400, ExpiredTokenException, 28000",
        "400, ResourceNotFoundException, 42P01",
        "400, ValidationException, 22023",
        "400, ItemCollectionSizeLimitExceededException, 54000",
    })
    void answersBecomeStates(int status, String code, String state) {
        proxy.fail("PutItem", new ErrorAnswer(status, code, "what DynamoDB says"));
        DriverException error = failure(() -> Writes.put(client, row("a", "Ann", 1), NONE, context));
        assertThat(error.state().code()).isEqualTo(state);
        assertThat(proxy.count("PutItem")).isEqualTo(1);
    }

    /** Each operation that the client sends. */
    private enum Sent {
        GET_ITEM("GetItem"),
        QUERY("Query"),
        PUT_ITEM("PutItem"),
        UPDATE_ITEM("UpdateItem"),
        DELETE_ITEM("DeleteItem");

        private final String operation;

        Sent(String operation) {
            this.operation = operation;
        }

        void by(TableClient client, RequestContext context) {
            switch (this) {
                case GET_ITEM -> client.getItem(key("a"), true, context);
                case QUERY ->
                    client.query(
                            new QuerySpec(
                                    null, false, "pk", StoredValue.string("p"), null, true, true, 0, Reading.WHOLE),
                            null,
                            context);
                case PUT_ITEM -> Writes.put(client, row("a", "Ann", 1), new Condition.NotExists(path("pk")), context);
                case UPDATE_ITEM ->
                    Writes.update(client, key("a"), List.of(new UpdateAction.CountUp(path("num"))), NONE, context);
                case DELETE_ITEM -> Writes.delete(client, key("a"), NONE, context);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void costIsWhatCrossedTheWire(Sent sent) {
        ErrorAnswer throttling = new ErrorAnswer(400, "ThrottlingException", "slow down");
        ErrorAnswer internal = new ErrorAnswer(500, "InternalServerError", "oops");
        List<List<Fault>> sequences = List.of(
                List.of(),
                List.of(throttling, throttling, throttling),
                List.of(throttling, internal, internal),
                List.of(new ErrorAnswer(400, "ValidationException", "no")),
                List.of(internal, new LostAnswer(), new LostRequest()),
                List.of(new LostAnswer(), throttling),
                List.of(new Hang()));
        for (List<Fault> faults : sequences) {
            proxy.reset();
            faults.forEach(fault -> proxy.fail(sent.operation, fault));
            boolean hangs = faults.contains(new Hang());
            RequestContext own = new RequestContext(hangs ? Duration.ofMillis(300) : null);
            DriverException error = failure(() -> sent.by(client, own));
            assertThat(own.cost().requests().values().stream().mapToLong(n -> n).sum())
                    .as("%s", faults)
                    .isEqualTo(proxy.requests().size());
            assertThat(proxy.count(sent.operation)).isEqualTo(proxy.requests().size());
            if (error != null) {
                assertThat(error).doesNotHave(socketExceptionOfAWrite(sent));
            }
            proxy.forgetFaults();
        }
    }

    private static org.assertj.core.api.Condition<Throwable> socketExceptionOfAWrite(Sent sent) {
        boolean write = sent != Sent.GET_ITEM && sent != Sent.QUERY;
        return new org.assertj.core.api.Condition<>(
                error -> write && causeOfKind(SocketException.class).matches(error), "a SocketException of a write");
    }

    @ParameterizedTest
    @EnumSource
    void whatReachesNobodyChangedAndCostNothing(Sent sent) {
        RecordingProxy gone = new RecordingProxy(engine.endpoint());
        SharedClient<String> lost = clients.acquire(
                ClientConfiguration.of(TestSettings.of(gone.endpoint(), "requests")
                        .withLinger(Duration.ZERO)
                        .build()),
                () -> Optional.of(TestMapping.typical()),
                String.class,
                table -> "");
        try {
            gone.close();
            // The connection that opening left in the pool is found to be closed; what finds it may be on its way.
            failure(() -> lost.table().client().getItem(key("a"), true, new RequestContext(null)));
            DriverException error = failure(() -> sent.by(lost.table().client(), context));
            assertThat(error.state().code()).isEqualTo("08006");
            assertThat(context.cost().requests()).isEmpty();
            assertThat(error).doesNotHave(socketExceptionOfAWrite(sent));
            RequestContext limited = new RequestContext(Duration.ofMillis(1));
            DriverException late = failure(() -> sent.by(lost.table().client(), limited));
            assertThat(late.state().code()).isEqualTo("HYT00");
            assertThat(late).doesNotHave(socketExceptionOfAWrite(sent));
        } finally {
            lost.close();
        }
    }

    /** One that waits for a connection of the pool was not sent, and its end does not say that it may have been. */
    @Test
    void writeThatWaitsForAConnectionIsNotSent() throws Exception {
        SharedClient<String> narrow = clients.acquire(
                ClientConfiguration.of(TestSettings.of(proxy.endpoint(), "requests")
                        .withLinger(Duration.ZERO)
                        .withMaxConnections(1)
                        .build()),
                () -> Optional.of(TestMapping.typical()),
                String.class,
                table -> "");
        try {
            proxy.reset();
            proxy.fail("GetItem", new Hang());
            CompletableFuture<DriverException> hanging = CompletableFuture.supplyAsync(
                    () -> failure(() -> narrow.table().client().getItem(key("a"), true, context)), OWN_THREAD);
            while (proxy.count("GetItem") == 0) {
                Thread.onSpinWait();
            }
            RequestContext limited = new RequestContext(Duration.ofMillis(200));
            DriverException late =
                    failure(() -> Writes.put(narrow.table().client(), row("a", "Ann", 1), NONE, limited));
            assertThat(late.state().code()).isEqualTo("HYT00");
            assertThat(late.getMessage()).doesNotContain("unknown");
            assertThat(limited.cost().requests()).isEmpty();

            RequestContext cancelled = new RequestContext(null);
            CompletableFuture<DriverException> waiting = CompletableFuture.supplyAsync(
                    () -> failure(() -> Writes.put(narrow.table().client(), row("a", "Ann", 1), NONE, cancelled)),
                    OWN_THREAD);
            Thread.sleep(100);
            cancelled.cancel();
            assertThat(waiting.join().state().code()).isEqualTo("57014");
            assertThat(waiting.join().getMessage()).doesNotContain("unknown");
            assertThat(cancelled.cost().requests()).isEmpty();
            context.cancel();
            hanging.join();
            assertThat(proxy.requests()).hasSize(1);
        } finally {
            narrow.close();
        }
    }

    @Test
    void expressionsBeyondTheLimits() {
        List<UpdateAction> changes = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            changes.add(new UpdateAction.Put(path("attribute" + i), StoredValue.string("x")));
            conditions.add(new Condition.NotExists(path("other" + i)));
        }
        DriverException size = failure(() -> Writes.update(client, key("a"), changes, NONE, context));
        assertThat(size.state().code()).isEqualTo("54000");
        DriverException condition = failure(
                () -> Writes.update(client, key("a"), changes.subList(0, 1), new Condition.All(conditions), context));
        assertThat(condition.state().code()).isEqualTo("54000");
        List<Condition> operators = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            operators.add(new Condition.Equal(path("a"), StoredValue.string("x")));
        }
        DriverException operator =
                failure(() -> Writes.delete(client, key("a"), new Condition.All(operators), context));
        assertThat(operator.state().code()).isEqualTo("54000");
        assertThat(client.getItem(key("a"), true, context)).isEmpty();
    }

    @Test
    void namesThatMeanSomethingInExpressions() {
        List<String> names = List.of("a.b", "a b", "#a0", ":v0", "a[0]", "SET", "size", "a#b", "\u00e4", "'\"`", "-");
        List<UpdateAction> changes = new ArrayList<>();
        List<Condition> absent = new ArrayList<>();
        List<Condition> present = new ArrayList<>();
        for (String name : names) {
            changes.add(new UpdateAction.Put(path(name), StoredValue.string(name)));
            absent.add(new Condition.NotExists(path(name)));
            present.add(new Condition.Equal(path(name), StoredValue.string(name)));
        }
        assertThat(Writes.update(client, key("a"), changes, new Condition.All(absent), context)
                        .applied())
                .isTrue();
        assertThat(client.getItem(key("a"), true, context)
                        .orElseThrow()
                        .attributes()
                        .keySet())
                .containsAll(names);
        assertThat(Writes.delete(client, key("a"), new Condition.All(present), context)
                        .applied())
                .isTrue();
    }

    @Test
    void itemThatIsTooLarge() {
        DriverException error = failure(() -> Writes.put(client, row("a", "x".repeat(410_000), 1), NONE, context));
        assertThat(error.state().code()).isEqualTo("22001");
        DriverException grown = failure(() -> Writes.update(
                client,
                key("a"),
                List.of(new UpdateAction.Put(path("name"), StoredValue.string("x".repeat(410_000)))),
                NONE,
                context));
        assertThat(grown.state().code()).isEqualTo("22001");
    }

    @Test
    void otherMistakesKeepDynamoDbsMessage() {
        DriverException error =
                failure(() -> Writes.put(client, item(Map.of("pk", StoredValue.string("p"))), NONE, context));
        assertThat(error.state().code()).isEqualTo("22023");
        assertThat(error).hasMessageContaining("required keys");
    }

    private static DriverException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(DriverException.class, call);
    }
}
