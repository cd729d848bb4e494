package org.singletable.jdbc.dynamo;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteQueue;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.WireErrors;

/**
 * DynamoDB Local's SQLite database, worked on by a daemon thread and, in a file, by no other process.
 *
 * <p>The constructor it inherits starts a non-daemon thread, which would keep the program alive, and waits for ever for
 * a file that cannot be opened. So it is given memory only, and the thread is replaced before the first request.
 */
final class LocalDatabase extends SQLiteDBAccess {
    private LocalDatabase() throws InterruptedException {
        super();
        queue.stop(true).join();
    }

    static LocalDatabase inMemory() throws InterruptedException {
        return new LocalDatabase().on(null);
    }

    /** @throws SQLiteException where the file cannot be opened or written, is no database, or is in use */
    static LocalDatabase in(File file) throws InterruptedException, SQLiteException {
        LocalDatabase database = new LocalDatabase();
        SQLiteConnection probe = new SQLiteConnection(file);
        try {
            probe.open(true);
            own(probe);
        } finally {
            probe.dispose();
        }
        return database.on(file);
    }

    private LocalDatabase on(@Nullable File file) {
        queue = new OwningQueue(file);
        queue.start();
        try {
            // Those that the constructor made are gone with its thread.
            createMetadataTables();
        } catch (RuntimeException e) {
            queue.stop(true);
            throw e;
        }
        return this;
    }

    /** Locks the file until the connection ends: SQLite's writers fail at once where another process is writing. */
    private static void own(SQLiteConnection connection) throws SQLiteException {
        connection.exec("PRAGMA locking_mode = EXCLUSIVE");
        connection.exec("BEGIN EXCLUSIVE");
        connection.exec("COMMIT");
    }

    private void createMetadataTables() {
        try {
            Method method = SQLiteDBAccess.class.getDeclaredMethod("initializeMetadataTables");
            method.setAccessible(true);
            method.invoke(this);
        } catch (InvocationTargetException e) {
            throw WireErrors.engineFailed(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw WireErrors.engineVersion(e);
        }
    }

    /** Returns when the file is free for the next engine. */
    @Override
    public void close() {
        super.close();
        try {
            queue.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class OwningQueue extends SQLiteQueue {
        OwningQueue(@Nullable File file) {
            super(file, DaemonThreads.named("database"));
        }

        @Override
        protected void initConnection(SQLiteConnection connection) throws SQLiteException {
            super.initConnection(connection);
            if (getDatabaseFile() != null) {
                own(connection);
            }
        }

        /** A connection that failed would be opened again and again, while whoever waits for it waits for ever. */
        @Override
        protected boolean isReincarnationPossible() {
            return false;
        }
    }
}
