package org.singletable.jdbc.dynamo;

import com.almworks.sqlite4java.SQLiteBusyException;
import com.almworks.sqlite4java.SQLiteException;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.JobsRegister;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WireErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DynamoDB Local's request handler in a Jetty server of our own.
 *
 * <p>Its own server ({@code DynamoDBProxyServer}) listens on every address, runs non-daemon threads and sends telemetry;
 * none of that is in the handlers used here. Its log messages go to Log4j under its own package, for which the
 * configuration file in its jar has no appender: they are silent unless the application configures them. Jetty logs to
 * SLF4J like the driver itself.
 */
final class LocalServer {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);

    /** The name under which the request handler keeps the one database of {@code sharedDb}. */
    private static final String SHARED = "shared-local-instance";

    private static final int BACKGROUND_JOBS = 10;
    private static final int MAX_THREADS = 64;

    private final LocalDynamoDBRequestHandler requests;
    private final ExecutorService jobs = Executors.newFixedThreadPool(BACKGROUND_JOBS, DaemonThreads.named("job"));
    private final Server server;
    private final ServerConnector connector;

    private LocalServer(LocalDynamoDBRequestHandler requests, LocalDatabase database, String address) {
        this.requests = requests;
        openDatabases(requests).put(SHARED, new LocalDBClient(database, new JobsRegister(jobs, false)));
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
        threads.setName(DaemonThreads.PREFIX + "http");
        threads.setDaemon(true);
        server = new Server(threads, new ScheduledExecutorScheduler(DaemonThreads.PREFIX + "timer", true), null);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost(address);
        connector.setPort(0);
        // A connection closed by the server while a write is on its way would make that write's outcome unknown.
        connector.setIdleTimeout(Duration.ofHours(1).toMillis());
        server.addConnector(connector);
        server.setHandler(ActionTables.handler(requests));
    }

    static LocalServer inMemory(String address) {
        return start(() -> new LocalServer(
                new LocalDynamoDBRequestHandler(0, true, null, true, false), LocalDatabase.inMemory(), address));
    }

    static LocalServer onFolder(Path folder, String address) {
        return start(() -> new LocalServer(
                new LocalDynamoDBRequestHandler(0, false, folder.toString(), true, false),
                databaseIn(folder),
                address));
    }

    private static LocalDatabase databaseIn(Path folder) throws InterruptedException {
        try {
            return LocalDatabase.in(folder.resolve(SHARED + ".db").toFile());
        } catch (SQLiteBusyException e) {
            throw WireErrors.engineFolderInUse(folder, e);
        } catch (SQLiteException e) {
            throw WireErrors.engineFolder(folder, e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares Exception; the databases must be closed all the same
            LOG.warn("the embedded engine's HTTP server did not stop cleanly", e);
        }
        requests.shutdown();
        jobs.shutdownNow();
    }

    /** Makes a server, with DynamoDB Local's and Jetty's many kinds of failures turned into one. */
    private static LocalServer start(Maker maker) {
        SqliteLogging.quiet();
        try {
            LocalServer made = maker.make();
            try {
                made.server.start();
            } catch (Exception e) { // Jetty declares Exception
                made.close();
                throw e;
            }
            return made;
        } catch (DriverException e) {
            throw e;
        } catch (Exception | LinkageError e) { // a border: SQLite's native library may fail to load, too
            throw WireErrors.engineFailed(e);
        }
    }

    private interface Maker {
        LocalServer make() throws Exception;
    }

    /**
     * The map in which the request handler keeps its open databases. It has no accessor, and a database that the handler
     * opens itself has non-daemon threads, which would keep the program alive.
     */
    @SuppressWarnings("unchecked")
    private static Map<String, AmazonDynamoDBLocal> openDatabases(LocalDynamoDBRequestHandler requests) {
        try {
            Field field = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
            field.setAccessible(true);
            return (Map<String, AmazonDynamoDBLocal>) field.get(requests);
        } catch (ReflectiveOperationException e) {
            throw WireErrors.engineVersion(e);
        }
    }
}
