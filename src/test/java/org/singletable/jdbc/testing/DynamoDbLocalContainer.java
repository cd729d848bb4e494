package org.singletable.jdbc.testing;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.PullPolicy;

/**
 * DynamoDB Local in a container, in memory, on a free port of the Docker host. A test class annotated with
 * {@link RequiresDocker} takes it as a parameter of its constructor or methods; all share one, which ends with the test run.
 */
public final class DynamoDbLocalContainer implements Engine, AutoCloseable {
    /** The access key and the secret of tests: any do, but DynamoDB Local wants letters and digits only. */
    public static final String DUMMY_KEY = "singletable";

    private static final int PORT = 8000;

    /** What it answers to a GET without credentials, as soon as it serves. */
    private static final int BAD_REQUEST = 400;

    private final GenericContainer<?> container;

    private DynamoDbLocalContainer(GenericContainer<?> container) {
        this.container = container;
    }

    /** Starts a container and waits until it answers. The caller closes it. */
    static DynamoDbLocalContainer start() {
        GenericContainer<?> container = new GenericContainer<>(DynamoDbLocalImage.name())
                .withImagePullPolicy(PullPolicy.defaultPolicy())
                // The tables do not depend on the region and access key a test happens to use.
                .withCommand("-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb", "-disableTelemetry")
                .withExposedPorts(PORT)
                // Not by listening port: that check runs a shell in the container, and the image may have none.
                .waitingFor(Wait.forHttp("/").forPort(PORT).forStatusCode(BAD_REQUEST));
        container.start();
        return new DynamoDbLocalContainer(container);
    }

    /** Host and port of the published endpoint, such as {@code localhost:49153}. */
    public String endpoint() {
        return container.getHost() + ":" + container.getMappedPort(PORT);
    }

    /** The endpoint for an AWS SDK client. */
    public URI uri() {
        return URI.create("http://" + endpoint());
    }

    @Override
    public String url(String mapping, String table) {
        return "jdbc:singletable://%s/%s?mapping=%s&ensureTable=true&user=%s&password=%s"
                .formatted(endpoint(), table, Engine.encoded(mapping), DUMMY_KEY, DUMMY_KEY);
    }

    @Override
    public void close() {
        container.stop();
    }
}
