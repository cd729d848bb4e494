package org.singletable.jdbc.dynamo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import org.singletable.jdbc.settings.Target;

/**
 * The clients of this process: one for each configuration, counted by connection, kept for a while ({@code linger})
 * after the last one. The first connection of a configuration describes the table; the others cost nothing.
 */
public final class SharedClients {
    /** The cache of shared clients is, with the driver's registration, the only static state of the driver. */
    private static final SharedClients PROCESS = new SharedClients();

    private final Transport transport;
    private final Map<ClientConfiguration, Entry> entries = new HashMap<>();
    private final Engines engines = new Engines();
    private final ScheduledThreadPoolExecutor reaper =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("linger"));

    SharedClients() {
        this(new ApacheTransport());
    }

    /** Clients whose requests go another way than over the network: benchmarks answer them from memory. */
    SharedClients(Transport transport) {
        this.transport = transport;
        reaper.setRemoveOnCancelPolicy(true);
        reaper.setKeepAliveTime(10, TimeUnit.SECONDS);
        reaper.allowCoreThreadTimeOut(true);
    }

    /** The clients of this process. */
    public static SharedClients ofProcess() {
        return PROCESS;
    }

    /**
     * Joins the client of a configuration, or opens it. Connections that come while it is being opened wait for it. A
     * failure leaves nothing behind: the next connection tries anew.
     *
     * @param mapping loads the mapping; called by the first connection only
     * @param type the class of the attachment
     * @param attach makes of the table what all connections of the configuration share; called by the first one only
     * @throws DriverException 08001 cannot connect, or the table is missing or differs from the mapping; 28000 access
     *     denied; what {@code mapping} and {@code attach} throw
     */
    public <T> SharedClient<T> acquire(
            ClientConfiguration configuration,
            Supplier<Optional<Mapping>> mapping,
            Class<T> type,
            Function<OpenTable, T> attach) {
        Entry entry = join(configuration, mapping, attach::apply);
        try {
            Opened opened = entry.await();
            return new SharedClient<>(
                    opened.table(), opened.clients().dynamo(), type.cast(opened.attachment()), () -> leave(entry));
        } catch (RuntimeException | Error e) {
            if (!entry.failed()) {
                leave(entry);
                throw e;
            }
            forget(entry);
            if (isInterruption(e) && !Thread.currentThread().isInterrupted()) {
                // Another thread was opening it, and that one was interrupted.
                return acquire(configuration, mapping, type, attach);
            }
            throw e;
        }
    }

    private static boolean isInterruption(Throwable e) {
        return e instanceof DriverException known && known.state() == SqlState.CANCELLED;
    }

    private synchronized Entry join(
            ClientConfiguration configuration,
            Supplier<Optional<Mapping>> mapping,
            Function<OpenTable, Object> attach) {
        Entry entry = entries.computeIfAbsent(
                configuration, key -> new Entry(key, new Opening(key, mapping, attach, engines, transport)));
        entry.users++;
        if (entry.end != null) {
            entry.end.cancel(false);
            entry.end = null;
        }
        return entry;
    }

    private synchronized void leave(Entry entry) {
        entry.users--;
        if (entry.users > 0) {
            return;
        }
        if (drops(entry.settings()) || entry.settings().linger().isZero()) {
            end(entry);
        } else {
            entry.end = reaper.schedule(
                    () -> endIfUnused(entry), entry.settings().linger().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private static boolean drops(ClientSettings settings) {
        return settings.dropOnClose() && settings.target() instanceof Target.Memory;
    }

    private synchronized void endIfUnused(Entry entry) {
        if (entry.users == 0) {
            end(entry);
        }
    }

    /** A failed opening: it has cleaned up behind itself. */
    private synchronized void forget(Entry entry) {
        entries.remove(entry.configuration, entry);
    }

    private void end(Entry entry) {
        if (entries.remove(entry.configuration, entry)) {
            entry.await().close();
        }
    }

    /** An open client with all that belongs to it. */
    record Opened(OpenTable table, ClientFactory.Clients clients, Object attachment, Runnable releaseEngine) {
        void close() {
            try {
                clients.close();
            } finally {
                releaseEngine.run();
            }
        }
    }

    private static final class Entry {
        private final ClientConfiguration configuration;
        private final FutureTask<Opened> opening;
        private volatile boolean failed;
        private int users;
        private @Nullable Future<?> end;

        Entry(ClientConfiguration configuration, Opening opening) {
            this.configuration = configuration;
            this.opening = new FutureTask<>(opening::open);
        }

        ClientSettings settings() {
            return configuration.settings();
        }

        boolean failed() {
            return failed;
        }

        /** Opens it, in the first thread that asks; the others wait. */
        Opened await() {
            opening.run();
            try {
                return opening.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw WireErrors.interrupted(e);
            } catch (ExecutionException e) {
                failed = true;
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof Error failure) {
                    throw failure;
                }
                throw WireErrors.openFailed(e);
            }
        }
    }
}
