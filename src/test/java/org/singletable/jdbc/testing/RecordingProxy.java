package org.singletable.jdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/** An HTTP proxy in front of an engine that records each request, and lets some of them go wrong. */
public final class RecordingProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection", "expect", "upgrade");

    static {
        // Without it every answer waits 40 ms for the acknowledgement of its headers; the server has no other switch.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final URI engine;
    private final Behaviour behaviour;
    private final HttpServer server;
    private final ExecutorService threads;
    private final HttpClient client;
    private final List<WireRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private final Map<String, FaultScript> faults = new ConcurrentHashMap<>();
    private final List<Chosen> chosen = new CopyOnWriteArrayList<>();
    private final AtomicReference<FaultSource> source = new AtomicReference<>(NO_FAULTS);
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Gate> gate = new AtomicReference<>(new Gate(request -> false));

    /** The engine behind the proxy. */
    public interface Upstream {
        /** The engine's answer to a request of the same operation with another body. */
        Answer send(ObjectNode body) throws IOException, InterruptedException;
    }

    /** An answer of DynamoDB; {@code status} is 200 where all is well. */
    public record Answer(int status, JsonNode body) {
        public static Answer of(JsonNode body) {
            return new Answer(200, body);
        }

        /** As DynamoDB answers with an error. */
        public static Answer error(int status, String code, String message) {
            return new Answer(
                    status,
                    JSON.createObjectNode()
                            .put("__type", "com.amazonaws.dynamodb.v20120810#" + code)
                            .put("message", message));
        }
    }

    /** What becomes of requests on their way to the engine and of its answers on their way back. */
    public interface Behaviour {
        /** @param request may be changed and sent on, or answered without the engine */
        Answer answer(String operation, ObjectNode request, Upstream engine) throws IOException, InterruptedException;
    }

    /** What may go wrong with a request; more in {@link Faults}. */
    public sealed interface Fault {}

    /** The connection is closed before the engine gets the request. */
    public record LostRequest() implements Fault {}

    /** The engine has done it, but its answer is lost. */
    public record LostAnswer() implements Fault {}

    /** No answer comes for as long as the proxy runs, and the engine does not get the request. */
    public record Hang() implements Fault {}

    /** Half of the answer comes, and no more for as long as the proxy runs. */
    public record HalfAnswer() implements Fault {}

    /** DynamoDB answers with an error. */
    public record ErrorAnswer(int status, String code, String message) implements Fault {}

    /** It is answered in another way than the engine would. */
    public record Otherwise(Behaviour behaviour) implements Fault {}

    /**
     * It is answered, and the answer comes otherwise than it was sent; see {@link Damages}.
     *
     * @param behaviour that gives the answer
     */
    public record Damaged(Behaviour behaviour, Damage damage) implements Fault {}

    /** What becomes of the bytes of an answer. */
    public interface Damage {
        Delivery of(byte[] answer);
    }

    /**
     * What the client gets of an answer.
     *
     * @param body the bytes that come before the connection is closed
     * @param length that the header announces, no less than what comes
     * @param checksum that the header announces, a CRC-32
     */
    public record Delivery(byte[] body, int length, long checksum) {}

    /** Decides of each request whether something goes wrong with it. */
    public interface FaultSource {
        /** Empty where all goes well. */
        Optional<Fault> faultOf(WireRequest request);
    }

    private static final FaultSource NO_FAULTS = request -> Optional.empty();

    private record Chosen(Predicate<WireRequest> which, Fault fault) {}

    /** @param engine where requests go, such as {@code http://127.0.0.1:8000} */
    public RecordingProxy(URI engine) {
        this(engine, (operation, request, upstream) -> upstream.send(request));
    }

    /** @param behaviour of all requests that no fault meets */
    public RecordingProxy(URI engine, Behaviour behaviour) {
        this.engine = engine;
        this.behaviour = behaviour;
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
    public List<WireRequest> requests() {
        return List.copyOf(requests);
    }

    /** Waits until so many requests have come. */
    public void awaitRequests(int number) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (requests.size() < number) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited for " + number + " requests, of which came " + requests);
            }
            Thread.sleep(1);
        }
    }

    /** How many requests of an operation there were, {@code count("GetItem")}. */
    public long count(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .count();
    }

    /** How many requests were under way at the same time, at most; those that get no answer are so for ever. */
    public int mostAtOnce() {
        return mostUnderWay.get();
    }

    /** How many sockets the clients have opened for the requests since the start or the last {@link #reset}. */
    public int sockets() {
        return clients.size();
    }

    private long unanswered() {
        return requests.stream().filter(request -> request.response().isEmpty()).count();
    }

    /** Forgets the requests recorded so far. */
    public void reset() {
        requests.clear();
        clients.clear();
        mostUnderWay.set(0);
    }

    /** The next request of an operation goes wrong; called again, the one after it, too. */
    public void fail(String operation, Fault fault) {
        script(operation).add(fault);
    }

    /**
     * A later request of an operation goes wrong, the ones before it well unless they have faults of their own.
     *
     * @param number 1 for the next request from now
     */
    public void fail(String operation, int number, Fault fault) {
        script(operation).add(number, fault);
    }

    private FaultScript script(String operation) {
        return faults.computeIfAbsent(operation, key -> new FaultScript());
    }

    /** All these requests go wrong, until {@link #forgetFaults}. */
    public void failEach(Predicate<WireRequest> which, Fault fault) {
        chosen.add(new Chosen(which, fault));
    }

    /** What goes wrong with all requests that nothing else is said of, until {@link #forgetFaults}. */
    public void failBy(FaultSource faultSource) {
        source.set(faultSource);
    }

    /** What was still to go wrong goes well. */
    public void forgetFaults() {
        faults.clear();
        chosen.clear();
        source.set(NO_FAULTS);
    }

    /** From now on these requests are held until the gate is opened, and then answered; the gate before is opened. */
    public Gate hold(Predicate<WireRequest> held) {
        Gate next = new Gate(held);
        gate.getAndSet(next).open();
        return next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            WireRequest request = new WireRequest(target.substring(target.indexOf('.') + 1), JSON.readTree(bytes));
            requests.add(request);
            clients.add(exchange.getRemoteAddress());
            mostUnderWay.accumulateAndGet((int) unanswered(), Math::max);
            Upstream upstream = body -> forward(exchange, JSON.writeValueAsBytes(body));
            Gate current = gate.get();
            if (current.holds(request)) {
                answerHeld(exchange, request, upstream, current);
                return;
            }
            Fault fault = nextFault(request);
            if (fault instanceof ErrorAnswer error) {
                answer(exchange, request, Answer.error(error.status(), error.code(), error.message()));
            } else if (fault instanceof Hang) {
                closing.await();
            } else if (fault instanceof HalfAnswer) {
                answerHalf(exchange, upstream.send(request.body().deepCopy()).body());
                closing.await();
            } else if (fault instanceof Damaged damaged) {
                answerDamaged(
                        exchange,
                        damaged.behaviour()
                                .answer(request.operation(), request.body().deepCopy(), upstream),
                        damaged.damage());
            } else if (fault instanceof LostAnswer) {
                upstream.send(request.body().deepCopy());
            } else if (!(fault instanceof LostRequest)) {
                Behaviour chosen = fault instanceof Otherwise otherwise ? otherwise.behaviour() : behaviour;
                answer(
                        exchange,
                        request,
                        chosen.answer(request.operation(), request.body().deepCopy(), upstream));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answerHeld(HttpExchange exchange, WireRequest request, Upstream upstream, Gate gate)
            throws IOException, InterruptedException {
        if (gate.pass()) {
            answer(exchange, request, upstream.send(request.body().deepCopy()));
        } else {
            gate.awaitEnd(new OutputStream() {
                private boolean begun;

                @Override
                public void write(int value) throws IOException {
                    if (!begun) {
                        begun = true;
                        exchange.sendResponseHeaders(200, 0);
                    }
                    exchange.getResponseBody().write(value);
                }

                @Override
                public void flush() throws IOException {
                    exchange.getResponseBody().flush();
                }
            });
        }
    }

    private static void answerHalf(HttpExchange exchange, JsonNode answer) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    private static void answerDamaged(HttpExchange exchange, Answer answer, Damage damage) throws IOException {
        Delivery delivery = damage.of(JSON.writeValueAsBytes(answer.body()));
        send(exchange, answer.status(), delivery);
        if (delivery.body().length < delivery.length()) {
            exchange.getResponseBody().flush();
        }
    }

    /** As DynamoDB sends it, with a checksum. */
    private static void send(HttpExchange exchange, int status, Delivery delivery) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().add("x-amz-crc32", String.valueOf(delivery.checksum()));
        // To the server a length of zero is an unknown one, and -1 is none.
        exchange.sendResponseHeaders(status, delivery.length() == 0 ? -1 : delivery.length());
        if (delivery.body().length > 0) {
            exchange.getResponseBody().write(delivery.body());
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private Fault nextFault(WireRequest request) {
        for (Chosen each : chosen) {
            if (each.which().test(request)) {
                return each.fault();
            }
        }
        Fault scripted = script(request.operation()).next();
        return scripted == null ? source.get().faultOf(request).orElse(null) : scripted;
    }

    private Answer forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        engine.resolve(exchange.getRequestURI().getPath()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    /** With a checksum of its own: the engine's would be wrong of a changed body. */
    private static void answer(HttpExchange exchange, WireRequest request, Answer answer) throws IOException {
        request.answered(answer.body());
        byte[] body = JSON.writeValueAsBytes(answer.body());
        send(exchange, answer.status(), new Delivery(body, body.length, checksum(body)));
    }

    @Override
    public void close() {
        closing.countDown();
        gate.get().open();
        server.stop(0);
        threads.shutdownNow();
    }
}
