package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.testing.RecordingProxy;

/** A client of a table of {@link TestMapping#typical}, whose requests cross a proxy to an engine of its own. */
final class ProxiedTable implements AutoCloseable {
    private final EmbeddedEngine engine = EmbeddedEngine.inMemory();
    private final RecordingProxy proxy = new RecordingProxy(engine.endpoint());
    private final SharedClient<String> shared;

    ProxiedTable() {
        this(50);
    }

    ProxiedTable(int maxConnections) {
        this(settings -> settings.withMaxConnections(maxConnections));
    }

    ProxiedTable(UnaryOperator<TestSettings> change) {
        TestSettings settings = TestSettings.of(proxy.endpoint(), "requests").withLinger(Duration.ZERO);
        shared = new SharedClients()
                .acquire(
                        ClientConfiguration.of(change.apply(settings).build()),
                        () -> Optional.of(TestMapping.typical()),
                        String.class,
                        table -> "");
        proxy.reset();
    }

    RecordingProxy proxy() {
        return proxy;
    }

    TableClient client() {
        return shared.table().client();
    }

    RequestPool pool() {
        return shared.table().pool();
    }

    /** Ends the client; the engine stays. */
    void disconnect() {
        shared.close();
    }

    /** The requests since the last {@link RecordingProxy#reset}, a line each. */
    List<String> lines() {
        return proxy.requests().stream().map(Object::toString).toList();
    }

    void put(Item item) {
        Writes.put(client(), item, new Condition.All(List.of()), new RequestContext(null));
        proxy.reset();
    }

    static AttributePath path(String attribute) {
        return new AttributePath(attribute, List.of());
    }

    static Item key(String pk, String sk) {
        return new Item(Map.of("pk", StoredValue.string(pk), "sk", StoredValue.string(sk)));
    }

    /** @param attributes names and values in turn; values are strings or ints */
    static Item item(String pk, String sk, Object... attributes) {
        Map<String, StoredValue> all = new HashMap<>(key(pk, sk).attributes());
        for (int i = 0; i < attributes.length; i += 2) {
            all.put((String) attributes[i], value(attributes[i + 1]));
        }
        return new Item(all);
    }

    static StoredValue value(Object value) {
        return value instanceof Integer number
                ? StoredValue.number(BigDecimal.valueOf(number))
                : StoredValue.string((String) value);
    }

    @Override
    public void close() {
        shared.close();
        proxy.close();
        engine.close();
    }
}
