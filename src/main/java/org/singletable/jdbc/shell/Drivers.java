package org.singletable.jdbc.shell;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects through every driver on the class path of the shell. */
final class Drivers {
    private static final Logger LOG = LoggerFactory.getLogger(Drivers.class);

    private Drivers() {}

    static Connection connect(String url) throws SQLException {
        register();
        return DriverManager.getConnection(url);
    }

    /**
     * Loads the drivers of this class loader, which registers them. DriverManager does so once per JVM, with the loader of its first caller; inside Maven
     * that may have been another plugin's.
     */
    static void register() {
        Iterator<Driver> drivers =
                ServiceLoader.load(Driver.class, Drivers.class.getClassLoader()).iterator();
        boolean more = true;
        while (more) {
            try {
                more = drivers.hasNext();
                if (more) {
                    LOG.debug("JDBC driver {}", drivers.next().getClass().getName());
                }
            } catch (ServiceConfigurationError e) {
                // Another vendor's broken driver must not keep the wanted one from working.
                LOG.debug("A JDBC driver on the class path cannot be loaded", e);
            }
        }
    }
}
