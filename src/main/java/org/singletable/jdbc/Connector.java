package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.engine.Database;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.settings.ConnectionUrl;
import org.singletable.jdbc.settings.Credentials;
import org.singletable.jdbc.settings.Settings;
import org.singletable.jdbc.settings.SettingsParser;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Opens connections, within the login timeout where there is one. */
final class Connector {
    private Connector() {}

    /**
     * @param otherTimeout the login timeout where the properties give none; zero for none
     * @param metrics is told the SDK's metrics of requests, null for nobody
     */
    static Connection connect(String url, Properties info, Duration otherTimeout, @Nullable MetricPublisher metrics)
            throws SQLException {
        Settings settings = Border.cross(() -> SettingsParser.parse(url, info));
        Duration timeout = settings.loginTimeout().isZero() ? otherTimeout : settings.loginTimeout();
        Database database = timeout.isZero()
                ? Border.cross(() -> Database.open(settings, metrics))
                : openWithin(timeout, settings, metrics);
        return Border.cross(() -> new SingleTableConnection(
                database,
                settings.session(),
                ConnectionUrl.withoutSecrets(url),
                userOf(settings.client().credentials())));
    }

    private static String userOf(Credentials credentials) {
        if (credentials instanceof Credentials.Role role) {
            return userOf(role.base());
        }
        return credentials instanceof Credentials.Keys keys ? keys.accessKey() : "";
    }

    /** Opens in a thread of its own, so that waiting can end; what is opened too late is closed again. */
    private static Database openWithin(Duration timeout, Settings settings, @Nullable MetricPublisher metrics)
            throws SQLException {
        CompletableFuture<Database> opened = new CompletableFuture<>();
        Thread thread = new Thread(() -> open(settings, metrics, opened), "singletable-login");
        thread.setDaemon(true);
        thread.start();
        try {
            return opened.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw abandon(opened, JdbcErrors.loginTimeout(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandon(opened, JdbcErrors.interrupted("connecting", e));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException known
                    ? known
                    : SqlExceptions.of(JdbcErrors.internal(new IllegalStateException(e.getCause())));
        }
    }

    private static void open(Settings settings, @Nullable MetricPublisher metrics, CompletableFuture<Database> opened) {
        try {
            Database database = Border.cross(() -> Database.open(settings, metrics));
            if (!opened.complete(database)) {
                database.close();
            }
        } catch (SQLException | Error e) {
            // The thread that waits throws it.
            opened.completeExceptionally(e);
        }
    }

    /** Other connections may wait for the same opening, so it goes on. */
    private static SQLException abandon(CompletableFuture<Database> opened, DriverException error) throws SQLException {
        if (!opened.cancel(false) && !opened.isCompletedExceptionally()) {
            Border.act(() -> opened.join().close());
        }
        return SqlExceptions.of(error);
    }
}
