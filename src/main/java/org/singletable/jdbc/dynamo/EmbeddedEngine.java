package org.singletable.jdbc.dynamo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WireErrors;

/**
 * DynamoDB Local inside this process, as an HTTP server on a free port of the loopback address. It takes any
 * credentials and any region: all of them see the same tables. Its threads are daemons, so that it never keeps a
 * program alive.
 *
 * <p>DynamoDB Local is an optional dependency: nothing but {@link LocalServer} touches its classes, and that class is
 * loaded by {@link #inMemory} and {@link #onFolder} only.
 */
public final class EmbeddedEngine implements AutoCloseable {
    /** Region that requests to an embedded engine are signed for. */
    public static final String REGION = "us-east-1";

    /** Access key and secret that requests to an embedded engine are signed with. */
    public static final String CREDENTIAL = "singletable";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String PROBE = "com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler";

    private final LocalServer server;

    private EmbeddedEngine(LocalServer server) {
        this.server = server;
    }

    /**
     * Starts an engine whose tables are lost when it is closed.
     *
     * @throws DriverException 08001 where DynamoDB Local is missing or cannot start
     */
    public static EmbeddedEngine inMemory() {
        checkPresent();
        return new EmbeddedEngine(LocalServer.inMemory(LOOPBACK));
    }

    /**
     * Starts an engine that keeps its tables in a folder, which is made where it does not exist. The file in it is the
     * one that DynamoDB Local itself uses with {@code -dbPath folder -sharedDb}.
     *
     * @throws DriverException 08001 where DynamoDB Local is missing or cannot start, or the folder cannot be used
     */
    public static EmbeddedEngine onFolder(Path folder) {
        checkPresent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw WireErrors.engineFolder(folder, e);
        }
        return new EmbeddedEngine(LocalServer.onFolder(folder, LOOPBACK));
    }

    private static void checkPresent() {
        try {
            Class.forName(PROBE, false, EmbeddedEngine.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw WireErrors.engineMissing(e);
        }
    }

    /** Where it listens, such as {@code http://127.0.0.1:41233}. */
    public URI endpoint() {
        return URI.create("http://" + LOOPBACK + ":" + server.port());
    }

    /** Stops the server; tables in memory are gone, tables in a folder stay. */
    @Override
    public void close() {
        server.close();
    }
}
