package org.singletable.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.exec.ListCursor;
import org.singletable.jdbc.plan.Plan.ResultColumn;

/** Rows of a query, of metadata, of generated keys or of an array: they differ in their cursor only. */
final class SingleTableResultSet
        implements PositionGetters,
                DerivedGetters,
                AbsentGetters,
                LabelResultSet,
                Scrolling,
                PositionUpdates,
                LabelUpdates,
                Updating,
                Unwrappable {
    private final List<ResultColumn> columns;
    private final RowPosition position;
    private final @Nullable StatementBase statement;
    private final String schema;
    private final @Nullable Run run;
    private final @Nullable RowUpdates updates;
    private final LiveWarnings warnings;

    private int fetchSize;
    private boolean wasNull;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param statement the statement that gave the rows, null where none did
     * @param run the execution that gives the rows, null where they are there already
     * @param updates changes its rows, null where they are only read
     */
    SingleTableResultSet(
            List<ResultColumn> columns,
            RowPosition position,
            String schema,
            @Nullable StatementBase statement,
            @Nullable Run run,
            @Nullable RowUpdates updates) {
        this.columns = columns;
        this.position = position;
        this.updates = updates;
        this.schema = schema;
        this.statement = statement;
        this.run = run;
        this.warnings = run == null ? LiveWarnings.none() : run.warnings();
    }

    /** Rows that are there already. */
    static SingleTableResultSet ofRows(
            List<ResultColumn> columns, List<@Nullable Object[]> rows, @Nullable StatementBase statement) {
        return new SingleTableResultSet(columns, new ForwardPosition(new ListCursor(rows)), "", statement, null, null);
    }

    @Override
    public void checkOpen() throws SQLException {
        if (closed.get()) {
            throw SqlExceptions.of(JdbcErrors.closed("result set"));
        }
    }

    private ResultColumn column(int index) throws SQLException {
        if (index < 1 || index > columns.size()) {
            throw SqlExceptions.of(JdbcErrors.columnIndex(index, columns.size()));
        }
        return columns.get(index - 1);
    }

    /** The current row's value, in the value class of its column; every getter comes through here. */
    private @Nullable Object value(int index) throws SQLException {
        checkOpen();
        column(index);
        @Nullable Object value = row()[index - 1];
        wasNull = value == null;
        return value;
    }

    /** The values that getters give: of the current row, or of the insert row. */
    @Nullable
    Object[] row() throws SQLException {
        return updates != null && updates.isInserting() ? updates.rowToInsert() : currentRow();
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type, @Nullable Calendar calendar) throws SQLException {
        Object value = value(index);
        return value == null ? null : Values.toJava(value, column(index).type(), type, calendar);
    }

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        forgetUpdates();
        boolean isOnRow = position.next();
        if (!isOnRow && statement != null) {
            statement.drained(this);
        }
        return isOnRow;
    }

    @Override
    public void close() throws SQLException {
        if (closed.compareAndSet(false, true)) {
            position.close();
            if (statement != null) {
                statement.resultSetClosed(this);
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return wasNull;
    }

    /** The first column with this label, whatever its case. */
    @Override
    public int findColumn(@Nullable String label) throws SQLException {
        checkOpen();
        String wanted = Border.required(label, "findColumn");
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).label().equalsIgnoreCase(wanted)) {
                return i + 1;
            }
        }
        throw SqlExceptions.of(JdbcErrors.columnLabel(
                wanted, columns.stream().map(ResultColumn::label).toList()));
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new SingleTableResultSetMetaData(columns, schema);
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return (int) Math.min(Integer.MAX_VALUE, position.number());
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return position.isBeforeFirst();
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return position.isFirst();
    }

    @Override
    public boolean isLast() throws SQLException {
        checkOpen();
        return position.isLast();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return position.isAfterLast();
    }

    @Override
    public ScrolledPosition scrolled() throws SQLException {
        checkOpen();
        if (position instanceof ScrolledPosition scrolled) {
            forgetUpdates();
            return scrolled;
        }
        throw SqlExceptions.of(JdbcErrors.forwardOnly());
    }

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return position instanceof ScrolledPosition ? TYPE_SCROLL_INSENSITIVE : TYPE_FORWARD_ONLY;
    }

    @Override
    public int getConcurrency() throws SQLException {
        checkOpen();
        return updates == null ? CONCUR_READ_ONLY : CONCUR_UPDATABLE;
    }

    @Override
    public RowUpdates updates() throws SQLException {
        checkOpen();
        if (updates == null) {
            throw SqlExceptions.of(JdbcErrors.readOnlyResultSet());
        }
        return updates;
    }

    @Override
    public RowPosition position() {
        return position;
    }

    private void forgetUpdates() {
        if (updates != null) {
            updates.forget();
        }
    }

    @Override
    public void update(int index, @Nullable Object value) throws SQLException {
        RowUpdates changes = updates();
        column(index);
        if (!changes.isInserting()) {
            currentRow();
        }
        changes.give(index - 1, Values.fromJava(value, null));
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return FETCH_FORWARD;
    }

    /** A hint, which is not taken. */
    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        StatementOptions.checkFetchDirection(direction);
        if (direction != FETCH_FORWARD && getType() == TYPE_FORWARD_ONLY) {
            throw SqlExceptions.of(JdbcErrors.forwardOnly());
        }
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    /** A hint, and pages are asked for by then: it changes nothing for this result set. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        if (rows < 0) {
            throw SqlExceptions.of(JdbcErrors.argument("setFetchSize(rows)", "a number that is not negative"));
        }
        fetchSize = rows;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return HOLD_CURSORS_OVER_COMMIT;
    }

    /** Grows while rows are read: what a Scan has read is told at its end. */
    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    @Override
    public <T> Optional<T> wrapped(Class<T> type) {
        return run == null ? Optional.empty() : run.wrapped(type);
    }
}
