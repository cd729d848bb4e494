package org.singletable.jdbc.dynamo;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.settings.Credentials;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import org.singletable.jdbc.settings.Target;

/** Client settings with the defaults of the properties, for tests below the URL parser. */
record TestSettings(
        Target target,
        Credentials credentials,
        @Nullable String table,
        boolean ensureTable,
        boolean provisioned,
        Duration socketTimeout,
        int retries,
        Duration linger,
        boolean dropOnClose,
        int maxConnections) {

    static TestSettings of(Target target, @Nullable String table) {
        return new TestSettings(
                target,
                new Credentials.DefaultChain(),
                table,
                true,
                false,
                Duration.ofSeconds(30),
                2,
                Duration.ofSeconds(60),
                false,
                50);
    }

    static TestSettings of(URI endpoint, String table) {
        return of(new Target.Endpoint(endpoint, null), table);
    }

    TestSettings withCredentials(Credentials other) {
        return new TestSettings(
                target,
                other,
                table,
                ensureTable,
                provisioned,
                socketTimeout,
                retries,
                linger,
                dropOnClose,
                maxConnections);
    }

    TestSettings withEnsureTable(boolean ensure) {
        return new TestSettings(
                target,
                credentials,
                table,
                ensure,
                provisioned,
                socketTimeout,
                retries,
                linger,
                dropOnClose,
                maxConnections);
    }

    TestSettings withProvisioned() {
        return new TestSettings(
                target,
                credentials,
                table,
                ensureTable,
                true,
                socketTimeout,
                retries,
                linger,
                dropOnClose,
                maxConnections);
    }

    TestSettings withSocketTimeout(Duration timeout) {
        return new TestSettings(
                target,
                credentials,
                table,
                ensureTable,
                provisioned,
                timeout,
                retries,
                linger,
                dropOnClose,
                maxConnections);
    }

    TestSettings withRetries(int number) {
        return new TestSettings(
                target,
                credentials,
                table,
                ensureTable,
                provisioned,
                socketTimeout,
                number,
                linger,
                dropOnClose,
                maxConnections);
    }

    TestSettings withLinger(Duration time) {
        return new TestSettings(
                target,
                credentials,
                table,
                ensureTable,
                provisioned,
                socketTimeout,
                retries,
                time,
                dropOnClose,
                maxConnections);
    }

    TestSettings withDropOnClose() {
        return new TestSettings(
                target,
                credentials,
                table,
                ensureTable,
                provisioned,
                socketTimeout,
                retries,
                linger,
                true,
                maxConnections);
    }

    TestSettings withMaxConnections(int number) {
        return new TestSettings(
                target,
                credentials,
                table,
                ensureTable,
                provisioned,
                socketTimeout,
                retries,
                linger,
                dropOnClose,
                number);
    }

    ClientSettings build() {
        return new ClientSettings(
                target,
                credentials,
                table,
                null,
                null,
                ensureTable,
                provisioned,
                Duration.ofSeconds(5),
                socketTimeout,
                maxConnections,
                retries,
                256,
                10_000,
                linger,
                dropOnClose);
    }
}
