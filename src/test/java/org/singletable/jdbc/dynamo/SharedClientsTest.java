package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.settings.Credentials;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import org.singletable.jdbc.settings.Target;
import org.singletable.jdbc.testing.RecordingProxy;
import org.singletable.jdbc.testing.RecordingProxy.ErrorAnswer;
import org.singletable.jdbc.testing.WireRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SharedClientsTest {
    private final SharedClients clients = new SharedClients();

    private SharedClient<String> open(ClientSettings settings) {
        return clients.acquire(
                ClientConfiguration.of(settings), () -> Optional.of(TestMapping.typical()), String.class, table -> "");
    }

    private static TestSettings memory(String name) {
        return TestSettings.of(new Target.Memory(name), name).withDropOnClose();
    }

    private static Item item() {
        return TestItems.item("{'pk': {'S': 'a'}, 'sk': {'S': 'b'}}");
    }

    private static void write(SharedClient<?> client) {
        Writes.put(client.table().client(), item(), new Condition.All(List.of()), new RequestContext(null));
    }

    private static boolean hasItem(SharedClient<?> client) {
        return client.table()
                .client()
                .getItem(item(), true, new RequestContext(null))
                .isPresent();
    }

    @Test
    void createsTheTableTheMappingDescribes() {
        try (SharedClient<String> client = open(memory("created").build())) {
            assertThat(client.table().schema())
                    .isEqualTo(TestMapping.typical().expectedTable("created").orElseThrow());
            assertThat(client.table().warnings()).isEmpty();
            DynamoDbClient sdk = client.unwrap(DynamoDbClient.class).orElseThrow();
            var described =
                    sdk.describeTable(request -> request.tableName("created")).table();
            assertThat(described.billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
            assertThat(sdk.describeTimeToLive(request -> request.tableName("created"))
                            .timeToLiveDescription()
                            .attributeName())
                    .isEqualTo("expires");
            assertThat(client.unwrap(String.class)).isEmpty();
        }
    }

    @Test
    void provisionedTable() {
        try (SharedClient<String> client =
                open(memory("provisioned").withProvisioned().build())) {
            DynamoDbClient sdk = client.unwrap(DynamoDbClient.class).orElseThrow();
            assertThat(sdk.describeTable(request -> request.tableName("provisioned"))
                            .table()
                            .provisionedThroughput()
                            .readCapacityUnits())
                    .isPositive();
        }
    }

    @Test
    void equalSettingsShareOneClientAndDescribeOnce() {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory();
                RecordingProxy proxy = new RecordingProxy(engine.endpoint())) {
            open(TestSettings.of(engine.endpoint(), "shared")
                            .withLinger(Duration.ZERO)
                            .build())
                    .close();
            AtomicInteger attached = new AtomicInteger();
            List<CompletableFuture<SharedClient<Integer>>> opening = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                opening.add(CompletableFuture.supplyAsync(() -> clients.acquire(
                        ClientConfiguration.of(
                                TestSettings.of(proxy.endpoint(), "shared").build()),
                        () -> Optional.of(TestMapping.typical()),
                        Integer.class,
                        table -> attached.incrementAndGet())));
            }
            List<SharedClient<Integer>> opened =
                    opening.stream().map(CompletableFuture::join).toList();
            assertThat(opened).allSatisfy(client -> {
                assertThat(client.attachment()).isEqualTo(1);
                assertThat(client.table()).isSameAs(opened.get(0).table());
            });
            opened.forEach(SharedClient::close);
            opened.forEach(SharedClient::close);
            clients.acquire(
                            ClientConfiguration.of(
                                    TestSettings.of(proxy.endpoint(), "shared").build()),
                            Optional::empty,
                            Integer.class,
                            table -> attached.incrementAndGet())
                    .close();
            assertThat(attached).hasValue(1);
            assertThat(proxy.requests().stream().map(WireRequest::operation))
                    .containsExactlyInAnyOrder("DescribeTable", "DescribeTimeToLive");
        }
    }

    @Test
    void memoryDatabasesAreApartByName() {
        try (SharedClient<String> one = open(memory("one").build());
                SharedClient<String> other = open(memory("other").build())) {
            write(one);
            assertThat(hasItem(one)).isTrue();
            assertThat(hasItem(other)).isFalse();
        }
    }

    @Test
    void memoryDatabaseOutlivesItsClients() {
        TestSettings settings =
                TestSettings.of(new Target.Memory("kept"), "kept").withLinger(Duration.ZERO);
        try (SharedClient<String> first = open(settings.build())) {
            write(first);
        }
        // Other settings, the same engine.
        try (SharedClient<String> second = open(settings.withRetries(7).build())) {
            assertThat(hasItem(second)).isTrue();
        }
        open(settings.withDropOnClose().build()).close();
    }

    @Test
    void dropOnCloseEndsTheMemoryDatabaseWithItsLastConnection() {
        ClientSettings settings = memory("dropped").build();
        SharedClient<String> first = open(settings);
        SharedClient<String> second = open(settings);
        write(first);
        first.close();
        assertThat(hasItem(second)).isTrue();
        second.close();
        try (SharedClient<String> third = open(settings)) {
            assertThat(hasItem(third)).isFalse();
        }
    }

    @Test
    void clientEndsAfterItsLinger() {
        ClientSettings settings = TestSettings.of(new Target.Memory("lingering"), "lingering")
                .withLinger(Duration.ofMillis(50))
                .build();
        SharedClient<String> first = open(settings);
        first.close();
        OpenTable second = first.table();
        while (second == first.table()) {
            sleep(100);
            try (SharedClient<String> later = open(settings)) {
                second = later.table();
            }
        }
        assertThat(second.schema()).isEqualTo(first.table().schema());
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void folderKeepsTheTableWhenTheEngineEnds(@TempDir Path folder) {
        ClientSettings settings = TestSettings.of(new Target.Folder(folder.resolve("new")), "kept")
                .withLinger(Duration.ZERO)
                .build();
        try (SharedClient<String> first = open(settings)) {
            write(first);
        }
        try (SharedClient<String> second = open(settings)) {
            assertThat(hasItem(second)).isTrue();
        }
        assertThat(folder.resolve("new").resolve("shared-local-instance.db")).exists();
    }

    @Test
    void failedOpenLeavesNothingBehind() {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            TestSettings settings = TestSettings.of(engine.endpoint(), "later").withEnsureTable(false);
            DriverException missing = failure(settings.build());
            assertThat(missing.state().code()).isEqualTo("08001");
            assertThat(missing).hasMessageContaining("later").hasMessageContaining("ensureTable=true");
            open(settings.withEnsureTable(true).withLinger(Duration.ZERO).build())
                    .close();
            open(settings.build()).close();
        }
    }

    @Test
    void anInterruptedOpeningIsTakenOverByWhoWaitsForIt() throws Exception {
        ClientSettings settings = TestSettings.of(new Target.Memory("taken-over"), "taken-over")
                .withDropOnClose()
                .build();
        CountDownLatch opening = new CountDownLatch(1);
        FutureTask<SharedClient<String>> interrupted = new FutureTask<>(() -> clients.acquire(
                ClientConfiguration.of(settings),
                () -> {
                    opening.countDown();
                    throw awaitInterruption();
                },
                String.class,
                table -> ""));
        Thread opener = new Thread(interrupted);
        opener.start();
        opening.await();
        FutureTask<SharedClient<String>> waiting = new FutureTask<>(() -> open(settings));
        Thread waiter = new Thread(waiting);
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        opener.interrupt();

        try (SharedClient<String> client = waiting.get()) {
            assertThat(hasItem(client)).isFalse();
        }
        assertThat(catchThrowableOfType(ExecutionException.class, interrupted::get))
                .hasCauseInstanceOf(DriverException.class);
    }

    private static DriverException awaitInterruption() {
        try {
            new CountDownLatch(1).await();
            return new DriverException(SqlState.INTERNAL, "nobody counts down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WireErrors.interrupted(e);
        }
    }

    @Test
    void tableThatDiffersIsLeftAlone() {
        TableSchema other = new TableSchema("any", new KeyAttribute("id", AttributeType.N), null, List.of(), null);
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            ClientSettings settings = TestSettings.of(engine.endpoint(), "differs")
                    .withLinger(Duration.ZERO)
                    .build();
            clients.acquire(
                            ClientConfiguration.of(settings),
                            () -> Optional.of(new TestMapping(other)),
                            String.class,
                            table -> "")
                    .close();
            DriverException error = failure(settings);
            assertThat(error.state().code()).isEqualTo("08001");
            assertThat(error).hasMessageContaining("hash key").hasMessageContaining("gsi1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateTable", "UpdateTimeToLive"})
    void creationWhoseAnswerIsLostGoesOn(String operation) {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory();
                RecordingProxy proxy = new RecordingProxy(engine.endpoint())) {
            proxy.fail(operation, new RecordingProxy.LostAnswer());
            try (SharedClient<String> client =
                    open(TestSettings.of(proxy.endpoint(), "ambiguous").build())) {
                assertThat(client.table().schema())
                        .isEqualTo(
                                TestMapping.typical().expectedTable("ambiguous").orElseThrow());
            }
            assertThat(proxy.count(operation)).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void twoCreatorsOfOneTable() {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            List<CompletableFuture<Void>> creators = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                // Each as a process of its own.
                SharedClients own = new SharedClients();
                creators.add(CompletableFuture.runAsync(() -> own.acquire(
                                ClientConfiguration.of(TestSettings.of(engine.endpoint(), "contested")
                                        .build()),
                                () -> Optional.of(TestMapping.typical()),
                                String.class,
                                table -> "")
                        .close()));
            }
            assertThat(creators).allSatisfy(creator -> assertThat(creator).succeedsWithin(Duration.ofMinutes(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20})
    void manyThreadsOpenAndClose(long lingerMillis, @TempDir Path folder) {
        TestSettings inFolder =
                TestSettings.of(new Target.Folder(folder), "many").withLinger(Duration.ofMillis(lingerMillis));
        List<ClientSettings> kinds = List.of(
                inFolder.build(),
                inFolder.withRetries(7).build(),
                memory("many").build());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int thread = i;
                running.add(CompletableFuture.runAsync(
                        () -> {
                            for (int round = 0; round < 6; round++) {
                                try (SharedClient<String> client = open(kinds.get((thread + round) % kinds.size()))) {
                                    write(client);
                                    assertThat(hasItem(client)).isTrue();
                                }
                            }
                        },
                        threads));
            }
            assertThat(running).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofMinutes(3)));
        } finally {
            threads.shutdownNow();
        }
        try (SharedClient<String> last = open(kinds.get(0))) {
            assertThat(hasItem(last)).isTrue();
        }
    }

    @Test
    void indexesThatAreNotReadyAreIgnored() {
        var description = software.amazon.awssdk.services.dynamodb.model.TableDescription.builder()
                .tableName("t")
                .attributeDefinitions(
                        definition -> definition.attributeName("a").attributeType("S"))
                .keySchema(key -> key.attributeName("a").keyType("HASH"))
                .globalSecondaryIndexes(List.of("CREATING", "DELETING", "ACTIVE", "UPDATING").stream()
                        .map(status ->
                                software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription.builder()
                                        .indexName(status)
                                        .indexStatus(status)
                                        .keySchema(key -> key.attributeName("a").keyType("HASH"))
                                        .projection(projection -> projection.projectionType("ALL"))
                                        .build())
                        .toList())
                .build();
        List<String> warnings = new ArrayList<>();
        assertThat(TableDescriptions.schema(description, null, warnings).indexes().stream()
                        .map(index -> index.name()))
                .containsExactly("ACTIVE", "UPDATING");
        assertThat(warnings)
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("CREATING").contains("being created"));
    }

    @Test
    void nobodyListens() {
        DriverException error = failure(TestSettings.of(URI.create("http://127.0.0.1:1"), "t")
                .withRetries(0)
                .build());
        assertThat(error.state().code()).isEqualTo("08001");
        assertThat(error).hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void endpointTheSdkDoesNotTake() {
        DriverException error =
                failure(TestSettings.of(URI.create("no-scheme"), "any").build());
        assertThat(error.state().code()).isEqualTo("08001");
        assertThat(error).hasMessageContaining("no-scheme");
    }

    @Test
    void badTableName() {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            DriverException error =
                    failure(TestSettings.of(engine.endpoint(), "no spaces").build());
            assertThat(error.state().code()).isEqualTo("08001");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UnrecognizedClientException", "ExpiredTokenException", "InvalidSignatureException"})
    void badCredentials(String code) {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory();
                RecordingProxy proxy = new RecordingProxy(engine.endpoint())) {
            proxy.fail("DescribeTable", new ErrorAnswer(400, code, "no"));
            assertThat(failure(TestSettings.of(proxy.endpoint(), "t").build())
                            .state()
                            .code())
                    .isEqualTo("28000");
        }
    }

    @Test
    void deniedDescriptionBelievesTheMapping() {
        String code = "AccessDeniedException";
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory();
                RecordingProxy proxy = new RecordingProxy(engine.endpoint())) {
            ClientSettings settings = TestSettings.of(proxy.endpoint(), "believed")
                    .withLinger(Duration.ZERO)
                    .build();
            proxy.fail("DescribeTable", new ErrorAnswer(400, code, "no"));
            try (SharedClient<String> client = open(settings)) {
                assertThat(client.table().schema())
                        .isEqualTo(
                                TestMapping.typical().expectedTable("believed").orElseThrow());
                assertThat(client.table().warnings()).singleElement().asString().contains("believed");
            }
            proxy.fail("DescribeTable", new ErrorAnswer(400, code, "no"));
            DriverException error = catchThrowableOfType(
                    DriverException.class,
                    () -> clients.acquire(
                            ClientConfiguration.of(settings), Optional::empty, String.class, table -> ""));
            assertThat(error.state().code()).isEqualTo("28000");
        }
    }

    @Test
    void unknownProfileHasNoCredentials() {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            DriverException error = failure(TestSettings.of(new Target.Endpoint(engine.endpoint(), "eu-west-1"), "t")
                    .withCredentials(new Credentials.Profile("no-such-profile-anywhere"))
                    .build());
            assertThat(error.state().code()).isEqualTo("28000");
        }
    }

    @Test
    void anyKeysOpenTheEmbeddedTables() {
        try (EmbeddedEngine engine = EmbeddedEngine.inMemory()) {
            TestSettings settings = TestSettings.of(engine.endpoint(), "open").withLinger(Duration.ZERO);
            try (SharedClient<String> first = open(settings.build());
                    SharedClient<String> second = open(settings.withEnsureTable(false)
                            .withCredentials(new Credentials.Keys("AKIAOTHER", "secret", null))
                            .build())) {
                write(first);
                assertThat(hasItem(second)).isTrue();
            }
        }
    }

    @Test
    void noTableName() {
        DriverException error = catchThrowableOfType(
                DriverException.class,
                () -> clients.acquire(
                        ClientConfiguration.of(
                                TestSettings.of(new Target.Memory("x"), null).build()),
                        Optional::empty,
                        String.class,
                        table -> ""));
        assertThat(error.state().code()).isEqualTo("08001");
    }

    @Test
    void indexesOfSeveralAttributesAreIgnored() {
        var description = software.amazon.awssdk.services.dynamodb.model.TableDescription.builder()
                .tableName("t")
                .attributeDefinitions(Map.of("a", "S", "b", "S").entrySet().stream()
                        .map(entry -> software.amazon.awssdk.services.dynamodb.model.AttributeDefinition.builder()
                                .attributeName(entry.getKey())
                                .attributeType(entry.getValue())
                                .build())
                        .toList())
                .keySchema(key -> key.attributeName("a").keyType("HASH"))
                .globalSecondaryIndexes(index -> index.indexName("two")
                        .keySchema(
                                key -> key.attributeName("a").keyType("HASH"),
                                key -> key.attributeName("b").keyType("HASH"))
                        .projection(projection -> projection.projectionType("ALL")))
                .build();
        List<String> warnings = new ArrayList<>();
        assertThat(TableDescriptions.schema(description, null, warnings).indexes())
                .isEmpty();
        assertThat(warnings).singleElement().asString().contains("two");
    }

    private DriverException failure(ClientSettings settings) {
        return catchThrowableOfType(DriverException.class, () -> open(settings));
    }
}
