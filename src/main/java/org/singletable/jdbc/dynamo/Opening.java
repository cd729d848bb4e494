package org.singletable.jdbc.dynamo;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.SharedClients.Opened;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.settings.Settings.ClientSettings;

/** What the first connection of a configuration does. */
record Opening(
        ClientConfiguration configuration,
        Supplier<Optional<Mapping>> loadMapping,
        Function<OpenTable, Object> attach,
        Engines engines,
        Transport transport) {

    private ClientSettings settings() {
        return configuration.settings();
    }

    Opened open() {
        // Before the engine is started, so that a faulty mapping costs no time.
        @Nullable Mapping mapping = loadMapping.get().orElse(null);
        String table = tableName(mapping);
        Engines.Lease engine = engines.lease(settings());
        try {
            ClientFactory.Clients clients = new ClientFactory(configuration, engine.endpoint(), transport).create();
            try {
                OpenTable open = open(mapping, table, clients);
                return new Opened(open, clients, attach.apply(open), engine::close);
            } catch (RuntimeException | Error e) {
                clients.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    private String tableName(@Nullable Mapping mapping) {
        String given = settings().table();
        if (given != null) {
            return given;
        }
        return Optional.ofNullable(mapping)
                .flatMap(Mapping::tableName)
                .or(settings()::fallbackTable)
                .orElseThrow(WireErrors::noTable);
    }

    private OpenTable open(@Nullable Mapping mapping, String table, ClientFactory.Clients clients) {
        TableSchema expected =
                mapping == null ? null : mapping.expectedTable(table).orElse(null);
        RetryPolicy policy = new RetryPolicy(settings().retries());
        TableAdmin.Described described = describe(
                table,
                expected,
                clients,
                new RequestSender(clients.http(), policy.unreachedFor(settings().connectTimeout()), table));
        RequestSender sender = new RequestSender(clients.http(), policy, table);
        return new OpenTable(
                mapping,
                new DynamoTableClient(clients.dynamo(), sender, described.schema()),
                clients.pool(),
                described.schema(),
                described.warnings());
    }

    private TableAdmin.Described describe(
            String table, @Nullable TableSchema expected, ClientFactory.Clients clients, RequestSender sender) {
        try {
            return new TableAdmin(clients.dynamo(), sender, new RequestContext(null))
                    .open(table, expected, settings().ensureTable(), settings().provisioned());
        } catch (DriverException e) {
            // No connection that could be lost was there yet, nor a statement whose values could be bad.
            boolean failed = e.state() == SqlState.CONNECTION_LOST || e.state() == SqlState.INVALID_VALUE;
            throw failed ? WireErrors.notConnected(settings().target().place(), e) : e;
        }
    }
}
