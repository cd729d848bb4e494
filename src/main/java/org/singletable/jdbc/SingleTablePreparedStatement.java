package org.singletable.jdbc;

import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.plan.Plan;

/** A statement that is planned once; executions bind its parameters. */
final class SingleTablePreparedStatement extends StatementBase implements ParameterSetters, NoSqlText {
    private SingleTableConnection.Prepared prepared;
    private final GeneratedKeys keys;
    private final @Nullable Object[] values;
    private final BitSet given;

    SingleTablePreparedStatement(
            SingleTableConnection connection,
            SingleTableConnection.Prepared prepared,
            GeneratedKeys keys,
            ResultShape shape) {
        super(connection, new StatementOptions(shape, true));
        this.prepared = prepared;
        this.keys = keys;
        this.values = new Object[prepared.plan().parameters().size()];
        this.given = new BitSet(values.length);
    }

    @Override
    public void set(int index, @Nullable Object value, @Nullable Calendar calendar) throws SQLException {
        checkOpen();
        if (index < 1 || index > values.length) {
            throw SqlExceptions.of(JdbcErrors.parameterIndex(index, values.length));
        }
        bind(index, Values.fromJava(value, calendar));
    }

    /** @param value in one of the driver's value classes, null for NULL */
    void bind(int index, @Nullable Object value) {
        values[index - 1] = value;
        given.set(index - 1);
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        given.clear();
    }

    private Plan plan() throws SQLException {
        checkOpen();
        prepared = connection().current(prepared);
        return prepared.plan();
    }

    private Planned planned() throws SQLException {
        return new Planned(prepared.sql(), plan(), parameters());
    }

    /** A copy of the values: later setters do not change an execution or an entry of a batch. */
    private List<@Nullable Object> parameters() throws SQLException {
        checkOpen();
        int missing = given.nextClearBit(0);
        if (missing < values.length && !needsNoValues(prepared.plan())) {
            throw SqlExceptions.of(JdbcErrors.parameterMissing(missing + 1));
        }
        List<@Nullable Object> copy = new ArrayList<>(values.length);
        Collections.addAll(copy, values);
        return copy;
    }

    private static boolean needsNoValues(Plan plan) {
        return plan instanceof Plan.ExplainPlan explain && !explain.analyze();
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return runQuery(planned());
    }

    /** The only row of a statement that gives one at most. */
    Optional<@Nullable Object[]> onlyRow() throws SQLException {
        SingleTableResultSet rows = runQuery(planned());
        return rows.next() ? Optional.of(rows.row()) : Optional.empty();
    }

    @Override
    public boolean execute() throws SQLException {
        return run(planned(), keys.fresh());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return runUpdate(planned(), keys.fresh());
    }

    @Override
    public int executeUpdate() throws SQLException {
        return toInt(executeLargeUpdate());
    }

    @Override
    public void addBatch() throws SQLException {
        addEntry(prepared.sql(), this::plan, parameters());
    }

    @Override
    GeneratedKeys batchKeys() {
        return keys.fresh();
    }

    /** Null for a statement that gives no rows. */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return columns(prepared.plan())
                .map(columns ->
                        new SingleTableResultSetMetaData(columns, connection().schemaName()))
                .orElse(null);
    }

    @Override
    Optional<Plan> currentPlan() {
        return Optional.of(prepared.plan());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new SingleTableParameterMetaData(prepared.plan().parameters());
    }
}
