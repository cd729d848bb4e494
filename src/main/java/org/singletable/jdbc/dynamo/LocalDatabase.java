package org.singletable.jdbc.dynamo;

import com.almworks.sqlite4java.SQLiteQueue;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import java.io.File;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.WireErrors;

/**
 * DynamoDB Local's SQLite database, worked on by a daemon thread. The constructor it inherits starts a non-daemon thread
 * that would keep the program alive; that one is replaced before the first request.
 */
final class LocalDatabase extends SQLiteDBAccess {
    private LocalDatabase() {
        super();
    }

    private LocalDatabase(File file) {
        super(file);
    }

    static LocalDatabase inMemory() throws InterruptedException {
        LocalDatabase database = new LocalDatabase();
        database.moveToDaemonThread(null);
        // A database in memory is gone with its thread, so the tables that the constructor made are made again.
        database.createMetadataTables();
        return database;
    }

    static LocalDatabase in(File file) throws InterruptedException {
        LocalDatabase database = new LocalDatabase(file);
        database.moveToDaemonThread(file);
        return database;
    }

    private void moveToDaemonThread(@Nullable File file) throws InterruptedException {
        queue.stop(true).join();
        queue = new SQLiteQueue(file, DaemonThreads.named("database")).start();
    }

    private void createMetadataTables() {
        try {
            Method method = SQLiteDBAccess.class.getDeclaredMethod("initializeMetadataTables");
            method.setAccessible(true);
            method.invoke(this);
        } catch (ReflectiveOperationException e) {
            throw WireErrors.engineVersion(e);
        }
    }
}
