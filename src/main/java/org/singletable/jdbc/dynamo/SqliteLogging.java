package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The embedded engine's SQLite tells of every database it opens, by java.util.logging and so on standard error. DynamoDB
 * Local turns that off, but late, and the JDK forgets the level of a logger that nobody holds.
 */
final class SqliteLogging {
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("com.almworks.sqlite4java"), Logger.getLogger("com.almworks.sqlite4java.Internal"));

    private SqliteLogging() {}

    /** Only warnings, where the application has not chosen a level itself. */
    static void quiet() {
        LOGGERS.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
