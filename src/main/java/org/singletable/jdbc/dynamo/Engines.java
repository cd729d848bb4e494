package org.singletable.jdbc.dynamo;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import org.singletable.jdbc.settings.Target;

/**
 * The embedded engines of this process: one for each name of a memory database and one for each folder, whatever else
 * the configurations say. An engine on a folder ends with its last client; one in memory lives until the process ends,
 * unless its last client was to drop it.
 */
final class Engines {
    private final Map<Target, Running> running = new HashMap<>();

    private static final class Running {
        private final EmbeddedEngine engine;
        private int clients;

        Running(EmbeddedEngine engine) {
            this.engine = engine;
        }
    }

    /**
     * A client's hold on its engine.
     *
     * @param endpoint null where the target is no embedded engine
     */
    record Lease(@Nullable URI endpoint, Runnable release) {
        void close() {
            release.run();
        }
    }

    /** @throws org.singletable.jdbc.error.DriverException 08001 where the engine is missing or cannot start */
    synchronized Lease lease(ClientSettings settings) {
        Target target = settings.target();
        Running engine = running.get(target);
        if (engine == null) {
            if (target instanceof Target.Memory) {
                engine = new Running(EmbeddedEngine.inMemory());
            } else if (target instanceof Target.Folder folder) {
                engine = new Running(EmbeddedEngine.onFolder(folder.folder()));
            } else {
                return new Lease(null, () -> {});
            }
            running.put(target, engine);
        }
        Running leased = engine;
        leased.clients++;
        boolean ends = target instanceof Target.Folder || settings.dropOnClose();
        return new Lease(leased.engine.endpoint(), () -> release(target, leased, ends));
    }

    private synchronized void release(Target target, Running engine, boolean ends) {
        engine.clients--;
        if (engine.clients == 0 && ends) {
            running.remove(target);
            engine.engine.close();
        }
    }
}
