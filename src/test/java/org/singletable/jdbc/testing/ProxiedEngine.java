package org.singletable.jdbc.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.List;

/** An embedded engine of a test's own, behind a proxy that records what crosses the wire. */
public final class ProxiedEngine implements Engine, AutoCloseable {
    private final org.singletable.jdbc.dynamo.EmbeddedEngine engine =
            org.singletable.jdbc.dynamo.EmbeddedEngine.inMemory();
    private final RecordingProxy proxy;

    public ProxiedEngine() {
        this.proxy = new RecordingProxy(engine.endpoint());
    }

    /** @param behaviour of the proxy between driver and engine */
    ProxiedEngine(RecordingProxy.Behaviour behaviour) {
        this.proxy = new RecordingProxy(engine.endpoint(), behaviour);
    }

    @Override
    public String url(String mapping, String table) {
        return url(proxy.endpoint(), mapping, table);
    }

    /** As {@link #url}, past the proxy: nothing is recorded, and nothing goes wrong. */
    public String directUrl(String mapping, String table) {
        return url(engine.endpoint(), mapping, table);
    }

    /** Of a table that exists, past the proxy and without a mapping. */
    public String tableUrl(String table) {
        URI endpoint = engine.endpoint();
        return "jdbc:singletable://%s:%d/%s?linger=0&user=singletable&password=singletable"
                .formatted(endpoint.getHost(), endpoint.getPort(), table);
    }

    private static String url(URI endpoint, String mapping, String table) {
        return "jdbc:singletable://%s:%d/%s?mapping=%s&ensureTable=true&linger=0&user=singletable&password=singletable"
                .formatted(endpoint.getHost(), endpoint.getPort(), table, URLEncoder.encode(mapping, UTF_8));
    }

    public RecordingProxy proxy() {
        return proxy;
    }

    /** The requests since the last {@link RecordingProxy#reset}, in order, a line each; see {@link WireRequest#toString}. */
    public List<String> lines() {
        return proxy.requests().stream().map(WireRequest::toString).toList();
    }

    /** The operations sent since the last {@link RecordingProxy#reset}, in order. */
    public List<String> operations() {
        return proxy.requests().stream().map(WireRequest::operation).toList();
    }

    @Override
    public void close() {
        proxy.close();
        engine.close();
    }
}
