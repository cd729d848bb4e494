package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.exec.rows.KeptRows;
import org.singletable.jdbc.plan.Explain;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.plan.Procedure;
import org.singletable.jdbc.plan.Updatability;

/** What statements and prepared statements share: running a plan, the results of the last run, and the way to stop it. */
abstract class StatementBase implements StatementOptionMethods, Quoting, Unwrappable {
    private final SingleTableConnection connection;
    private final StatementOptions options;
    private final Batch batch = new Batch();
    private final Results results = new Results();

    private GeneratedKeys generatedKeys = GeneratedKeys.none();
    private boolean closeOnCompletion;

    private volatile StatementControl last = new StatementControl(null, null, 0);

    /** The plan that ran last, null before the first one and for a batch. */
    private @Nullable Plan lastPlan;

    private LiveWarnings warnings = LiveWarnings.none();

    StatementBase(SingleTableConnection connection, StatementOptions options) {
        this.connection = connection;
        this.options = options;
    }

    final SingleTableConnection connection() {
        return connection;
    }

    @Override
    public final StatementOptions options() {
        return options;
    }

    @Override
    public final void checkOpen() throws SQLException {
        if (results.isClosed()) {
            throw SqlExceptions.of(JdbcErrors.closed("statement"));
        }
        connection.checkOpen();
    }

    /** The columns of what gives rows; empty for a statement that gives a count. */
    static Optional<List<ResultColumn>> columns(Plan plan) {
        if (plan instanceof Plan.QueryPlan query) {
            return Optional.of(query.columns());
        } else if (plan instanceof Plan.CatalogRows rows) {
            return Optional.of(rows.columns());
        }
        if (plan instanceof Plan.WritePlan write) {
            return Optional.ofNullable(write.returning()).map(Plan.Returning::columns);
        }
        if (plan instanceof Plan.CallPlan) {
            return Optional.of(Procedure.COLUMNS);
        }
        return plan instanceof Plan.ExplainPlan ? Optional.of(Explain.COLUMNS) : Optional.empty();
    }

    private static boolean givesRows(Plan plan) {
        return columns(plan).isPresent();
    }

    /** Runs a plan that gives rows. */
    final SingleTableResultSet runQuery(Planned statement) throws SQLException {
        if (!givesRows(statement.plan())) {
            throw SqlExceptions.of(JdbcErrors.givesNoRows());
        }
        return carryOut(statement, GeneratedKeys.none(), false).orElseThrow();
    }

    /**
     * Runs a plan that gives a count. Rows of RETURNING become the generated keys: jOOQ runs such statements this way, and asks for
     * no keys when it prepares them.
     */
    final long runUpdate(Planned statement, GeneratedKeys keys) throws SQLException {
        boolean rowsAreKeys = givesRows(statement.plan());
        if (rowsAreKeys && !(statement.plan() instanceof Plan.WritePlan)) {
            throw SqlExceptions.of(JdbcErrors.givesRows());
        }
        carryOut(statement, keys, rowsAreKeys);
        return results.updateCount();
    }

    /**
     * Runs a plan; what the statement gave before is closed.
     *
     * @return whether it gives rows
     */
    final boolean run(Planned statement, GeneratedKeys keys) throws SQLException {
        return carryOut(statement, keys, false).isPresent();
    }

    private Optional<SingleTableResultSet> carryOut(Planned statement, GeneratedKeys keys, boolean rowsAreKeys)
            throws SQLException {
        StatementControl control = begin(keys);
        lastPlan = statement.plan();
        Watch watch = connection.watch(statement, control);
        return watch.time(() -> carryOut(statement, keys, rowsAreKeys, control, watch));
    }

    private Optional<SingleTableResultSet> carryOut(
            Planned statement, GeneratedKeys keys, boolean rowsAreKeys, StatementControl control, Watch watch)
            throws SQLException {
        Optional<SingleTableResultSet> given = Optional.empty();
        try {
            if (!rowsAreKeys) {
                keys.check(statement.plan());
            }
            long maxRows = rowsAreKeys ? 0 : options.maxRows();
            MemoryBudget memory = connection.memory();
            Result result = connection.execute(statement, maxRows, options.fetchSize(), control, memory);
            if (result instanceof Result.Rows rows && rowsAreKeys) {
                gave(keys.addReturned(rows), watch);
            } else if (result instanceof Result.Rows rows) {
                Run run = new Run(control, connection.explained(statement.plan()));
                SingleTableResultSet opened = new SingleTableResultSet(
                        rows.columns(),
                        position(watch.over(rows.cursor()), memory),
                        connection.schemaName(),
                        this,
                        run,
                        updates(statement.plan(), rows.columns(), control));
                results.gave(opened);
                given = Optional.of(opened);
            } else if (result instanceof Result.Count count) {
                gave(count.count(), watch);
                keys.add(count);
            }
            return given;
        } finally {
            if (given.isEmpty()) {
                results.ended(control);
            }
        }
    }

    private RowPosition position(RowCursor rows, MemoryBudget memory) {
        return options.shape().scrolls() ? new ScrolledPosition(new KeptRows(rows, memory)) : new ForwardPosition(rows);
    }

    /** How the rows are changed; null where they are only read, of which an application that wanted more is warned. */
    private @Nullable RowUpdates updates(Plan plan, List<ResultColumn> columns, StatementControl control) {
        if (!options.shape().isUpdatable()) {
            return null;
        }
        Updatability updatability = Updatability.of(plan);
        if (updatability instanceof Updatability.Updatable updatable) {
            return new RowUpdates(connection, options, updatable.entity(), columns);
        }
        control.warn("the result set is read-only: " + ((Updatability.ReadOnly) updatability).reason());
        return null;
    }

    private void gave(long count, Watch watch) {
        results.gave(count);
        watch.counted(count);
    }

    private StatementControl begin(GeneratedKeys keys) throws SQLException {
        checkOpen();
        results.closeAll();
        generatedKeys = keys;
        lastPlan = null;
        StatementControl control = connection.control(options.queryTimeout());
        last = control;
        warnings = new LiveWarnings(control::warnings);
        results.begin(control);
        return control;
    }

    /** Adds an entry to the batch. */
    final void addEntry(String sql, Batch.PlanSource plan, List<@Nullable Object> parameters) {
        batch.add(new Batch.Entry(sql, plan, parameters));
    }

    private static void checkEntry(Plan plan) throws SQLException {
        if (givesRows(plan)) {
            throw SqlExceptions.of(JdbcErrors.givesRows());
        }
    }

    /** The keys that entries of a batch are asked for. */
    abstract GeneratedKeys batchKeys();

    @Override
    public final long[] executeLargeBatch() throws SQLException {
        StatementControl control = begin(batchKeys());
        List<Planned> planned = new ArrayList<>();
        Watch watch = connection.watchBatch(planned, control);
        try {
            return watch.time(() -> {
                long[] counts = batch.run(
                        StatementBase::checkEntry,
                        entries -> {
                            planned.addAll(entries);
                            return connection.executeBatch(entries, options.fetchSize(), control);
                        },
                        generatedKeys::add);
                watch.counted(Arrays.stream(counts).sum());
                return counts;
            });
        } finally {
            results.ended(control);
        }
    }

    @Override
    public final int[] executeBatch() throws SQLException {
        return Arrays.stream(executeLargeBatch()).mapToInt(StatementBase::toInt).toArray();
    }

    @Override
    public final void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    /** A count for the methods from before large counts; JDBC has no better answer for what does not fit. */
    static int toInt(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    /** Stops the running execution, from another thread: no lock is taken. Does nothing while none runs. */
    @Override
    public final void cancel() throws SQLException {
        checkOpen();
        results.stop();
    }

    @Override
    public final @Nullable ResultSet getResultSet() throws SQLException {
        checkOpen();
        return results.current().orElse(null);
    }

    @Override
    public final long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return results.updateCount();
    }

    @Override
    public final int getUpdateCount() throws SQLException {
        return toInt(getLargeUpdateCount());
    }

    @Override
    public final boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    /** There are never more: a statement has one result. */
    @Override
    public final boolean getMoreResults(int current) throws SQLException {
        checkOpen();
        switch (current) {
            case CLOSE_CURRENT_RESULT -> results.closeCurrent();
            case CLOSE_ALL_RESULTS -> results.closeAll();
            case KEEP_CURRENT_RESULT -> results.leaveCurrent();
            default ->
                throw SqlExceptions.of(JdbcErrors.argument(
                        "getMoreResults(current)", "CLOSE_CURRENT_RESULT, KEEP_CURRENT_RESULT or CLOSE_ALL_RESULTS"));
        }
        return false;
    }

    @Override
    public final ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        return generatedKeys.toResultSet(this);
    }

    /** A result set has no rows left: nothing runs that could be cancelled. */
    final void drained(SingleTableResultSet ended) {
        results.drained(ended);
    }

    /** A result set was closed by the application, or by this statement, which has forgotten it by then. */
    final void resultSetClosed(SingleTableResultSet ended) throws SQLException {
        if (results.forget(ended) && closeOnCompletion) {
            close();
        }
    }

    @Override
    public final void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public final boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    @Override
    public final void close() throws SQLException {
        if (results.close()) {
            connection.forget(this);
        }
    }

    @Override
    public final boolean isClosed() {
        return results.isClosed();
    }

    @Override
    public final Connection getConnection() throws SQLException {
        checkOpen();
        return connection;
    }

    /** Of the last execution; grows while its rows are read. */
    @Override
    public final @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public final void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    /** The last execution. */
    final StatementControl control() {
        return last;
    }

    /** The plan that {@code unwrap} explains. */
    Optional<Plan> currentPlan() {
        return Optional.ofNullable(lastPlan);
    }

    @Override
    public final <T> Optional<T> wrapped(Class<T> type) throws SQLException {
        checkOpen();
        return new Run(last, currentPlan().map(connection::explained).orElse(null)).wrapped(type);
    }
}
