package org.singletable.jdbc;

import java.sql.Connection;
import java.util.Properties;
import org.singletable.jdbc.dynamo.SharedClients;
import org.singletable.jdbc.engine.TransportDatabase;
import org.singletable.jdbc.settings.Settings;
import org.singletable.jdbc.settings.SettingsParser;

/** Connections whose requests go over clients of the caller's, not over those of the process. */
public final class TransportConnections {
    private TransportConnections() {}

    /** A connection like one of {@code DriverManager}. */
    public static Connection open(String url, Properties properties, SharedClients clients) {
        Settings settings = SettingsParser.parse(url, properties);
        return new SingleTableConnection(TransportDatabase.open(settings, clients), settings.session(), url, "");
    }
}
