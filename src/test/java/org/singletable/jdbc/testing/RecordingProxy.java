package org.singletable.jdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy in front of an engine that records each request, and lets some of them go wrong. */
public final class RecordingProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection", "expect", "upgrade");

    static {
        // Without it every answer waits 40 ms for the acknowledgement of its headers; the server has no other switch.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final URI engine;
    private final HttpServer server;
    private final ExecutorService threads;
    private final HttpClient client;
    private final List<Recorded> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** A request as it was on the wire; {@code operation} is {@code GetItem}, {@code Query} ... */
    public record Recorded(String operation, JsonNode body) {}

    /** What may go wrong with a request. */
    public sealed interface Fault {}

    /** The connection is closed before the engine gets the request. */
    public record LostRequest() implements Fault {}

    /** The engine has done it, but its answer is lost. */
    public record LostAnswer() implements Fault {}

    /** No answer comes for as long as the proxy runs, and the engine does not get the request. */
    public record Hang() implements Fault {}

    /** DynamoDB answers with an error. */
    public record ErrorAnswer(int status, String code, String message) implements Fault {}

    /** @param engine where requests go, such as {@code http://127.0.0.1:8000} */
    public RecordingProxy(URI engine) {
        this.engine = engine;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "recording-proxy");
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where clients connect. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The requests since the start or the last {@link #reset}, in the order they came. */
    public List<Recorded> requests() {
        return List.copyOf(requests);
    }

    /** How many requests of an operation there were, {@code count("GetItem")}. */
    public long count(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .count();
    }

    /** Forgets the requests recorded so far. */
    public void reset() {
        requests.clear();
    }

    /** The next request of an operation goes wrong; called again, the one after it, too. */
    public void fail(String operation, Fault fault) {
        Queue<Fault> queue = faults.computeIfAbsent(operation, key -> new ArrayDeque<>());
        synchronized (queue) {
            queue.add(fault);
        }
    }

    /** What was still to go wrong goes well. */
    public void forgetFaults() {
        faults.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target.substring(target.indexOf('.') + 1);
            requests.add(new Recorded(operation, JSON.readTree(body)));
            Fault fault = nextFault(operation);
            if (fault instanceof ErrorAnswer error) {
                answer(exchange, error);
            } else if (fault instanceof Hang) {
                closing.await();
            } else if (!(fault instanceof LostRequest)) {
                HttpResponse<byte[]> response = forward(exchange, body);
                if (fault == null) {
                    answer(exchange, response);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Fault nextFault(String operation) {
        Queue<Fault> queue = faults.computeIfAbsent(operation, key -> new ArrayDeque<>());
        synchronized (queue) {
            return queue.poll();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        engine.resolve(exchange.getRequestURI().getPath()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (name.startsWith("x-amz") || name.equalsIgnoreCase("content-type")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        write(exchange, response.statusCode(), response.body());
    }

    private static void answer(HttpExchange exchange, ErrorAnswer error) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        String text = JSON.createObjectNode()
                .put("__type", "com.amazonaws.dynamodb.v20120810#" + error.code())
                .put("message", error.message())
                .toString();
        write(exchange, error.status(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
