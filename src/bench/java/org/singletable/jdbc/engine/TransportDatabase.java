package org.singletable.jdbc.engine;

import org.singletable.jdbc.dynamo.SharedClients;
import org.singletable.jdbc.settings.Settings;

/** A database over other clients than those of the process. */
public final class TransportDatabase {
    private TransportDatabase() {}

    /** See {@link Database#open}. */
    public static Database open(Settings settings, SharedClients clients) {
        return Database.open(settings, null, clients);
    }
}
