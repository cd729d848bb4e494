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
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.plan.Plan;

/** A statement that is planned once; executions bind its parameters. */
final class SingleTablePreparedStatement extends StatementBase implements ParameterSetters, NoSqlText {
    private final Plan plan;
    private final GeneratedKeys keys;
    private final @Nullable Object[] values;
    private final BitSet given;

    SingleTablePreparedStatement(SingleTableConnection connection, Plan plan, GeneratedKeys keys) {
        super(connection, true);
        this.plan = plan;
        this.keys = keys;
        this.values = new Object[plan.parameters().size()];
        this.given = new BitSet(values.length);
    }

    @Override
    public void set(int index, @Nullable Object value, @Nullable Calendar calendar) throws SQLException {
        checkOpen();
        if (index < 1 || index > values.length) {
            throw SqlExceptions.of(JdbcErrors.parameterIndex(index, values.length));
        }
        values[index - 1] = Values.fromJava(value, calendar);
        given.set(index - 1);
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        given.clear();
    }

    /** A copy of the values: later setters do not change an execution or an entry of a batch. */
    private List<@Nullable Object> parameters() throws SQLException {
        checkOpen();
        int missing = given.nextClearBit(0);
        if (missing < values.length) {
            throw SqlExceptions.of(JdbcErrors.parameterMissing(missing + 1));
        }
        List<@Nullable Object> copy = new ArrayList<>(values.length);
        Collections.addAll(copy, values);
        return copy;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return runQuery(plan, parameters());
    }

    @Override
    public boolean execute() throws SQLException {
        return run(plan, parameters(), keys.fresh());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return runUpdate(plan, parameters(), keys.fresh());
    }

    @Override
    public int executeUpdate() throws SQLException {
        return toInt(executeLargeUpdate());
    }

    @Override
    public void addBatch() throws SQLException {
        addEntry(() -> plan, parameters());
    }

    @Override
    GeneratedKeys batchKeys() {
        return keys.fresh();
    }

    /** Null for a statement that gives no rows. */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return plan instanceof Plan.QueryPlan select
                ? new SingleTableResultSetMetaData(
                        select.columns(), connection().schemaName())
                : null;
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new SingleTableParameterMetaData(plan.parameters());
    }
}
