package org.singletable.jdbc.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ClientConfiguration;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.SharedClient;
import org.singletable.jdbc.dynamo.SharedClients;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SettingErrors;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.error.TransactionErrors;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.ListCursor;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.exec.maintenance.MaintenanceExecutor;
import org.singletable.jdbc.exec.rows.QueryExecutor;
import org.singletable.jdbc.exec.transaction.Isolation;
import org.singletable.jdbc.exec.transaction.Transaction;
import org.singletable.jdbc.exec.write.BatchExecutor;
import org.singletable.jdbc.exec.write.BatchOutcome;
import org.singletable.jdbc.exec.write.WriteExecutor;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.plan.ColumnDefaults;
import org.singletable.jdbc.plan.KeyedReads;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.PlanCache;
import org.singletable.jdbc.plan.PlanOptions;
import org.singletable.jdbc.plan.Planner;
import org.singletable.jdbc.plan.Procedure;
import org.singletable.jdbc.plan.RowScope;
import org.singletable.jdbc.settings.Settings;
import org.singletable.jdbc.settings.Settings.ClientSettings;
import org.singletable.jdbc.settings.Settings.SessionSettings;
import org.singletable.jdbc.settings.Settings.VisibleRows;
import org.singletable.jdbc.settings.Target;
import org.singletable.jdbc.sql.LoggedText;
import org.singletable.jdbc.sql.SqlParser;
import software.amazon.awssdk.metrics.MetricPublisher;

/** A connection's handle on the shared client of its configuration: the catalog, the plan cache and the table. */
public final class Database implements AutoCloseable {
    private final SharedClient<Shared> client;
    private final Target target;

    private Database(SharedClient<Shared> client, Target target) {
        this.client = client;
        this.target = target;
    }

    /** What the first connection of a configuration makes, and all of them use. */
    private record Shared(Catalog catalog, PlanCache plans, Codecs codecs) {
        static Shared of(OpenTable table, ClientSettings settings) {
            Mapping mapping = table.loadedMapping().orElseThrow(Database::noMapping);
            Catalog catalog = mapping.bind(table.schema());
            ColumnDefaults.check(catalog);
            PlanCache plans = new PlanCache(settings.planCacheSize(), settings.planCacheMaxLength());
            return new Shared(catalog, plans, new Codecs(catalog, ItemCodec::of));
        }
    }

    /**
     * Connects, or joins the connections that already share this configuration.
     *
     * @param metrics is told the SDK's metrics of requests, null for nobody
     * @throws DriverException 08001 cannot connect, bad mapping, a table or a bound column that does not fit it; 28000
     *     access denied
     */
    public static Database open(Settings settings, @Nullable MetricPublisher metrics) {
        return open(settings, metrics, SharedClients.ofProcess());
    }

    /** @param clients the ones among which connections of equal settings share one */
    static Database open(Settings settings, @Nullable MetricPublisher metrics, SharedClients clients) {
        ClientSettings client = settings.client();
        Database database = new Database(
                clients.acquire(
                        new ClientConfiguration(client, metrics),
                        () -> loadMapping(client),
                        Shared.class,
                        table -> Shared.of(table, client)),
                client.target());
        try {
            rows(settings.session()).check(database.catalog());
        } catch (RuntimeException e) { // whatever it is, the client is not held any more
            database.close();
            throw e;
        }
        return database;
    }

    private static Optional<Mapping> loadMapping(ClientSettings settings) {
        String json = settings.mappingJson();
        String location = settings.mapping();
        if (json != null) {
            return Optional.of(MappingLoader.parse(json, "in property mappingJson"));
        }
        if (location == null) {
            throw noMapping();
        }
        return Optional.of(MappingLoader.load(location));
    }

    private static DriverException noMapping() {
        return new DriverException(
                SqlState.CANNOT_CONNECT,
                "there is no mapping; name its file with mapping=..., or give its text with mappingJson");
    }

    public Catalog catalog() {
        return client.attachment().catalog();
    }

    /** What about the mapping and the table is ignored or was believed, and whether others can read what is sent. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(client.table().warnings());
        warnings.addAll(catalog().warnings());
        if (target instanceof Target.Endpoint endpoint && endpoint.isReadable()) {
            warnings.add(SettingErrors.notEncrypted(endpoint.place()));
        }
        return warnings;
    }

    /**
     * The plan of a statement, from the cache where it is there.
     *
     * @param prepared whether the application prepares it, which says that it will come again
     * @throws DriverException 42601, 42703, 42P01, 42501, 22018, HYC00
     */
    public Plan plan(String sql, SessionSettings session, boolean prepared) {
        Shared shared = client.attachment();
        PlanOptions options = new PlanOptions(session.strictReads(), rows(session));
        return shared.plans()
                .get(
                        new PlanCache.Key(sql, options),
                        prepared,
                        () -> new Planner(shared.catalog(), options).plan(SqlParser.parse(sql)));
    }

    private static RowScope rows(SessionSettings session) {
        VisibleRows rows = session.rows();
        return new RowScope(rows.hideExpired(), rows.bound(), rows.boundExcept());
    }

    /**
     * Carries out a plan, of whatever but settings and transaction control: those are the connection's. Rows are read while
     * the cursor is pulled.
     *
     * @param transaction that it is part of, null in autocommit
     * @throws DriverException 25006 for a write on a read-only connection, and whatever the statement meets
     */
    public Result execute(Execution execution, @Nullable Transaction transaction) {
        if (transaction == null) {
            if (execution.plan() instanceof Plan.QueryPlan query && query.forUpdate()) {
                throw TransactionErrors.forUpdateInAutocommit();
            }
            return carryOut(execution, null);
        }
        transaction.requireNotLost();
        if (transaction.isolation() == Isolation.SERIALIZABLE) {
            KeyedReads.firstOther(execution.plan()).ifPresent(what -> {
                throw TransactionErrors.notSerializable(what);
            });
        }
        boolean forUpdate = execution.plan() instanceof Plan.QueryPlan query && query.forUpdate();
        return carryOut(execution.in(transaction.view(forUpdate)), transaction);
    }

    /**
     * Carries out the entries of a batch, all of them whatever becomes of the others.
     *
     * @param transaction that they are part of, null in autocommit
     * @return one outcome an entry
     */
    public List<BatchOutcome> executeBatch(List<Execution> entries, @Nullable Transaction transaction) {
        BatchExecutor batch = new BatchExecutor(
                client.table(), client.attachment().codecs(), catalog(), entries, entry -> execute(entry, transaction));
        boolean readOnly = entries.stream().anyMatch(entry -> entry.session().readOnly());
        return transaction != null || readOnly ? batch.executeOneByOne() : batch.execute();
    }

    /** Writes a transaction, which has ended then; see {@link Transaction#commit}. */
    public void commit(Transaction transaction, StatementControl control) {
        transaction.commit(client.table().client(), control.context());
    }

    private Result carryOut(Execution execution, @Nullable Transaction transaction) {
        Codecs codecs = client.attachment().codecs();
        Plan plan = execution.plan();
        if (plan instanceof Plan.QueryPlan query) {
            return new Result.Rows(
                    query.columns(), new QueryExecutor(client.table(), codecs).execute(query, execution));
        }
        if (plan instanceof Plan.ExplainPlan explain) {
            return new Explainer(catalog().table(), execution.session(), inner -> carryOut(inner, transaction))
                    .execute(explain, execution);
        } else if (plan instanceof Plan.CatalogRows catalogRows) {
            return rows(catalogRows, execution.maxRows());
        } else if (plan instanceof Plan.CallPlan call) {
            return call(call, execution, transaction);
        }
        if (execution.session().readOnly()) {
            throw WriteErrors.readOnlyConnection(verb(plan));
        }
        if (plan instanceof Plan.WritePlan write) {
            return new WriteExecutor(client.table(), codecs).execute(write, execution, transaction);
        }
        throw new IllegalStateException("no executor for " + plan);
    }

    /** A procedure sees and changes what is stored, whatever the transaction has written. */
    private Result call(Plan.CallPlan call, Execution execution, @Nullable Transaction transaction) {
        if (call.procedure().writes()) {
            String what = "CALL " + call.procedure().sqlName();
            if (execution.session().readOnly()) {
                throw WriteErrors.readOnlyConnection(what);
            }
            if (transaction != null) {
                throw TransactionErrors.inTransaction(what);
            }
        }
        return new Result.Rows(
                Procedure.COLUMNS,
                new MaintenanceExecutor(client.table(), client.attachment().codecs()).execute(call, execution));
    }

    private static Result rows(Plan.CatalogRows plan, long maxRows) {
        List<@Nullable Object[]> rows = plan.rows().stream()
                .limit(maxRows == 0 ? Long.MAX_VALUE : maxRows)
                .map(List::toArray)
                .toList();
        return new Result.Rows(plan.columns(), new ListCursor(rows));
    }

    /** What a session with these settings does to carry out a plan, as EXPLAIN tells it. */
    public static String explain(Plan plan, Catalog catalog, SessionSettings session) {
        return String.join("\n", explainedLines(plan, catalog, session, true));
    }

    /**
     * The lines of {@link #explain}.
     *
     * @param showsValues false to have the values hidden that stand in the statement
     */
    public static List<String> explainedLines(
            Plan plan, Catalog catalog, SessionSettings session, boolean showsValues) {
        return Explainer.of(catalog.table(), session, showsValues).lines(plan, Optional.empty());
    }

    /** A statement's text for a log; see {@link LoggedText#of}. */
    public static String loggedText(String sql, boolean showsValues) {
        return LoggedText.of(sql, showsValues);
    }

    private static String verb(Plan plan) {
        return plan instanceof Plan.InsertPlan ? "INSERT" : plan instanceof Plan.UpdatePlan ? "UPDATE" : "DELETE";
    }

    /** The SDK's client and other objects of the rooms below, for {@code Connection.unwrap}. */
    public <T> Optional<T> unwrap(Class<T> type) {
        return client.unwrap(type);
    }

    /** Leaves the shared client, which lingers a while. Closing twice is closing once. */
    @Override
    public void close() {
        client.close();
    }
}
