package org.singletable.jdbc;

import java.sql.Array;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.engine.Database;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.error.TransactionErrors;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.ReadView;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.exec.transaction.Transaction;
import org.singletable.jdbc.exec.write.BatchOutcome;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.settings.Settings.SessionSettings;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection: a session's settings over the database that connections of equal configuration share. */
final class SingleTableConnection implements ConnectionOverloads, TransactionMethods, NoClientInfo, Unwrappable {
    private static final Logger LOG = LoggerFactory.getLogger(SingleTableConnection.class);

    private final Database database;
    private final Catalog catalog;
    private final String url;
    private final String user;

    /** Open statements, for closing them; those that the application dropped may be collected. */
    private final Set<StatementBase> statements =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Session session;
    private final SlowStatementLog slow;
    private volatile Duration networkTimeout = Duration.ZERO;
    private volatile boolean closed;
    private final ConnectionTransaction transaction;
    private @Nullable SQLWarning warnings;

    /**
     * @param url without secrets
     * @param user the access key, empty where there is none
     */
    SingleTableConnection(Database database, SessionSettings session, String url, String user) {
        this.database = database;
        this.catalog = database.catalog();
        this.session = new Session(session);
        this.slow = new SlowStatementLog(catalog, this.session);
        this.transaction = new ConnectionTransaction(database, session.writes().transactions(), slow, this::warn);
        this.url = url;
        this.user = user;
        database.warnings().forEach(this::warn);
    }

    @Override
    public void warn(String message) {
        if (isWarnedOf(message)) {
            return;
        }
        SQLWarning warning = new SQLWarning(message, LiveWarnings.STATE);
        if (warnings == null) {
            warnings = warning;
        } else {
            warnings.setNextWarning(warning);
        }
    }

    /** What is said each time a transaction ends, say, would be more and more where nobody clears it. */
    private boolean isWarnedOf(String message) {
        for (SQLWarning warning = warnings; warning != null; warning = warning.getNextWarning()) {
            if (message.equals(warning.getMessage())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void checkOpen() throws SQLException {
        if (closed) {
            throw SqlExceptions.of(JdbcErrors.connectionClosed());
        }
    }

    @Override
    public ConnectionTransaction transaction() {
        return transaction;
    }

    Catalog catalog() {
        return catalog;
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    String schemaName() {
        return catalog.schemaName();
    }

    /** A new execution: its timeout is for all of it, the network's for each of its requests; zero is none. */
    StatementControl control(Duration queryTimeout) {
        return new StatementControl(
                queryTimeout.isZero() ? null : queryTimeout,
                networkTimeout.isZero() ? null : networkTimeout,
                session.settings().limits().maxReadUnits());
    }

    /** The plan of a statement that runs once, as far as anybody knows. */
    Plan plan(String sql) throws SQLException {
        checkOpen();
        return Border.cross(() -> database.plan(sql, session.settings(), false));
    }

    /**
     * A statement that is planned once.
     *
     * @param strictReads the setting that its plan depends on
     */
    record Prepared(String sql, Plan plan, boolean strictReads) {}

    Prepared prepared(@Nullable String sql) throws SQLException {
        checkOpen();
        String given = Border.required(sql, "a statement's SQL");
        SessionSettings settings = session.settings();
        return Border.cross(() -> new Prepared(given, database.plan(given, settings, true), settings.strictReads()));
    }

    /** The statement under the settings of now: {@code SET} may have changed what its plan depends on. */
    Prepared current(Prepared prepared) throws SQLException {
        return prepared.strictReads() == session.settings().strictReads() ? prepared : prepared(prepared.sql());
    }

    ExecutionPlan explained(Plan plan) {
        return new ExplainedPlan(() -> Database.explain(plan, catalog, session.settings()));
    }

    /** Sees how long a statement takes. */
    Watch watch(Planned statement, StatementControl control) {
        // A commit is watched where it is carried out, whoever asks for it.
        return statement.plan() instanceof Plan.TransactionPlan ? Watch.OFF : slow.watch(statement, control);
    }

    /** Sees how long a batch takes; its entries are filled in until it has ended. */
    Watch watchBatch(List<Planned> entries, StatementControl control) {
        return slow.watchBatch(entries, control);
    }

    /** Memory for an execution. */
    MemoryBudget memory() {
        return new MemoryBudget(session.settings().limits().maxMemoryBytes());
    }

    Result execute(Planned statement, long maxRows, int pageSize, StatementControl control, MemoryBudget memory)
            throws SQLException {
        checkOpen();
        Plan plan = statement.plan();
        if (plan instanceof Plan.SettingPlan setting) {
            Border.act(() -> session.apply(setting));
            return new Result.Count(0, List.of());
        }
        if (plan instanceof Plan.TransactionPlan transactionPlan) {
            transaction.apply(transactionPlan);
            return new Result.Count(0, List.of());
        }
        Execution execution = new Execution(
                plan, statement.parameters(), session.settings(), maxRows, pageSize, control, memory, ReadView.TABLE);
        @Nullable Transaction running = transaction.forStatement().orElse(null);
        return Border.cross(() -> database.execute(execution, running));
    }

    /** Runs the entries of a batch; those that change the session or end a transaction run when all before have ended. */
    List<BatchOutcome> executeBatch(List<Planned> entries, int pageSize, StatementControl control) throws SQLException {
        checkOpen();
        List<BatchOutcome> outcomes = new ArrayList<>();
        List<Execution> together = new ArrayList<>();
        for (Planned entry : entries) {
            if (entry.plan() instanceof Plan.WritePlan) {
                together.add(new Execution(entry.plan(), entry.parameters(), session.settings(), 0, pageSize, control));
            } else {
                runTogether(together, outcomes);
                outcomes.add(alone(entry, pageSize, control));
            }
        }
        runTogether(together, outcomes);
        return outcomes;
    }

    private void runTogether(List<Execution> entries, List<BatchOutcome> outcomes) throws SQLException {
        @Nullable Transaction running = transaction.forStatement().orElse(null);
        outcomes.addAll(Border.cross(() -> database.executeBatch(entries, running)));
        entries.clear();
    }

    private BatchOutcome alone(Planned entry, int pageSize, StatementControl control) {
        try {
            return new BatchOutcome.Done((Result.Count) execute(entry, 0, pageSize, control, memory()));
        } catch (SQLException e) {
            return new BatchOutcome.Failed(e);
        }
    }

    void forget(StatementBase statement) {
        statements.remove(statement);
    }

    @Override
    public Statement createStatement(ResultShape shape) throws SQLException {
        checkOpen();
        return tracked(new SingleTableStatement(this, shape));
    }

    @Override
    public SingleTablePreparedStatement prepare(@Nullable String sql, GeneratedKeys keys, ResultShape shape)
            throws SQLException {
        return tracked(new SingleTablePreparedStatement(this, prepared(sql), keys, shape));
    }

    private <T extends StatementBase> T tracked(T statement) {
        statements.add(statement);
        return statement;
    }

    @Override
    public String nativeSQL(@Nullable String sql) throws SQLException {
        checkOpen();
        return Border.required(sql, "nativeSQL(sql)");
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new SingleTableDatabaseMetaData(this);
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            release();
        }
    }

    /** What is not committed is rolled back. */
    private void release() throws SQLException {
        transaction.rollback();
        try {
            for (StatementBase statement : openStatements()) {
                statement.close();
            }
        } finally {
            Border.act(database::close);
        }
    }

    private List<StatementBase> openStatements() {
        synchronized (statements) {
            return new ArrayList<>(statements);
        }
    }

    /** Closed at once; what runs is stopped, and the rest let go, by the executor. */
    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        Executor given = Border.required(executor, "abort(executor)");
        if (!closed) {
            closed = true;
            Border.act(() -> given.execute(this::releaseAborted));
        }
    }

    private void releaseAborted() {
        try {
            release();
        } catch (SQLException e) {
            // The caller of abort is long gone.
            LOG.warn("closing an aborted connection failed", e);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Costs nothing: there is no session at the other end that could have been lost. */
    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        StatementOptions.notNegative(timeoutSeconds, "isValid(timeout)");
        return !closed;
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return session.settings().readOnly();
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        checkOpen();
        if (readOnly != session.settings().readOnly() && transaction.isActive()) {
            throw SqlExceptions.of(TransactionErrors.inTransaction("setReadOnly"));
        }
        session.setReadOnly(readOnly);
    }

    @Override
    public void setSchema(@Nullable String name) throws SQLException {
        checkOpen();
        if (!schemaName().equals(name)) {
            throw SqlExceptions.of(JdbcErrors.argument(
                    "setSchema(name)", "the one schema of this connection, its table " + schemaName()));
        }
    }

    @Override
    public String getSchema() throws SQLException {
        checkOpen();
        return schemaName();
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return (int) networkTimeout.toMillis();
    }

    @Override
    public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
        checkOpen();
        networkTimeout = Duration.ofMillis(
                StatementOptions.notNegative(milliseconds, "setNetworkTimeout(executor, milliseconds)"));
        transaction.setCallTimeout(networkTimeout);
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings;
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings = null;
    }

    @Override
    public Array createArrayOf(@Nullable String typeName, @Nullable Object @Nullable [] elements) throws SQLException {
        checkOpen();
        SqlType elementType = JdbcTypes.named(Border.required(typeName, "createArrayOf(typeName, elements)"));
        List<@Nullable Object> values = new ArrayList<>();
        for (Object element : Border.required(elements, "createArrayOf(typeName, elements)")) {
            @Nullable Object value = Values.fromJava(element, null);
            values.add(value == null ? null : Border.cross(() -> Conversions.convert(value, elementType)));
        }
        return new SingleTableArray(values, SqlType.list(elementType));
    }

    @Override
    public <T> Optional<T> wrapped(Class<T> type) throws SQLException {
        checkOpen();
        return Border.cross(() -> database.unwrap(type));
    }
}
