package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.plan.Explain;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Plan.ResultColumn;

/** What statements and prepared statements share: running a plan, the results of the last run, and the way to stop it. */
abstract class StatementBase implements StatementOptionMethods, Quoting, Unwrappable {
    private static final long NO_COUNT = -1;

    private final SingleTableConnection connection;
    private final StatementOptions options;
    private final Batch batch = new Batch();

    private @Nullable SingleTableResultSet resultSet;
    private long updateCount = NO_COUNT;
    private GeneratedKeys generatedKeys = GeneratedKeys.none();
    private boolean closeOnCompletion;

    /** The execution that {@link #cancel} stops, from another thread; null while there is none. */
    private volatile @Nullable StatementControl running;

    private volatile StatementControl last = new StatementControl(null, null, 0);
    private volatile boolean closed;

    /** The plan that ran last, null before the first one and for a batch. */
    private @Nullable Plan lastPlan;

    private LiveWarnings warnings = LiveWarnings.none();

    StatementBase(SingleTableConnection connection, boolean poolable) {
        this.connection = connection;
        this.options = new StatementOptions(poolable);
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
        if (closed) {
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
        return plan instanceof Plan.ExplainPlan ? Optional.of(Explain.COLUMNS) : Optional.empty();
    }

    private static boolean givesRows(Plan plan) {
        return columns(plan).isPresent();
    }

    /** Runs a plan that gives rows. */
    final ResultSet runQuery(Plan plan, List<@Nullable Object> parameters) throws SQLException {
        if (!givesRows(plan)) {
            throw SqlExceptions.of(JdbcErrors.givesNoRows());
        }
        run(plan, parameters, GeneratedKeys.none());
        return Border.required(resultSet, "executeQuery");
    }

    /** Runs a plan that gives a count. */
    final long runUpdate(Plan plan, List<@Nullable Object> parameters, GeneratedKeys keys) throws SQLException {
        if (givesRows(plan)) {
            throw SqlExceptions.of(JdbcErrors.givesRows());
        }
        run(plan, parameters, keys);
        return updateCount;
    }

    /**
     * Runs a plan; what the statement gave before is closed.
     *
     * @return whether it gives rows
     */
    final boolean run(Plan plan, List<@Nullable Object> parameters, GeneratedKeys keys) throws SQLException {
        begin(keys);
        lastPlan = plan;
        try {
            keys.check(plan);
            Result result = execute(plan, parameters, options.maxRows());
            if (result instanceof Result.Rows rows) {
                resultSet = new SingleTableResultSet(
                        rows.columns(), rows.cursor(), connection.schemaName(), this, run(plan));
            } else if (result instanceof Result.Count count) {
                updateCount = count.count();
                keys.add(count);
            }
            return resultSet != null;
        } finally {
            if (resultSet == null) {
                running = null;
            }
        }
    }

    private Run run(Plan plan) {
        return new Run(last, connection.explained(plan));
    }

    private void begin(GeneratedKeys keys) throws SQLException {
        checkOpen();
        closeResults();
        generatedKeys = keys;
        lastPlan = null;
        last = connection.control(options.queryTimeout());
        warnings = new LiveWarnings(last::warnings);
        running = last;
    }

    private Result execute(Plan plan, List<@Nullable Object> parameters, long maxRows) throws SQLException {
        return connection.execute(plan, parameters, maxRows, options.fetchSize(), last);
    }

    /** Adds an entry to the batch. */
    final void addEntry(Batch.PlanSource plan, List<@Nullable Object> parameters) {
        batch.add(new Batch.Entry(plan, parameters));
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
        begin(batchKeys());
        try {
            return batch.run(
                    StatementBase::checkEntry,
                    entries -> connection.executeBatch(entries, options.fetchSize(), last),
                    generatedKeys::add);
        } finally {
            running = null;
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
        stop();
    }

    final void stop() {
        StatementControl current = running;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public final @Nullable ResultSet getResultSet() throws SQLException {
        checkOpen();
        return resultSet;
    }

    @Override
    public final long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return updateCount;
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
            case CLOSE_CURRENT_RESULT, CLOSE_ALL_RESULTS -> closeResults();
            case KEEP_CURRENT_RESULT -> {
                resultSet = null;
                updateCount = NO_COUNT;
            }
            default ->
                throw SqlExceptions.of(JdbcErrors.argument(
                        "getMoreResults(current)", "CLOSE_CURRENT_RESULT, KEEP_CURRENT_RESULT or CLOSE_ALL_RESULTS"));
        }
        return false;
    }

    private void closeResults() throws SQLException {
        SingleTableResultSet open = resultSet;
        resultSet = null;
        updateCount = NO_COUNT;
        running = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public final ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        return generatedKeys.toResultSet(this);
    }

    /** A result set has no rows left: nothing runs that could be cancelled. */
    final void drained(SingleTableResultSet ended) {
        if (ended == resultSet) {
            running = null;
        }
    }

    /** A result set was closed by the application, or by this statement, which has forgotten it by then. */
    final void resultSetClosed(SingleTableResultSet ended) throws SQLException {
        drained(ended);
        if (closeOnCompletion && ended == resultSet) {
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
        if (!closed) {
            closed = true;
            // Another thread may be waiting for the first answer.
            stop();
            connection.forget(this);
            closeResults();
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
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
