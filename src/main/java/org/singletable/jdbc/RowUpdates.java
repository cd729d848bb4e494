package org.singletable.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.Conversions;

/**
 * The changes that an application makes through a result set. Each one is an UPDATE, INSERT or DELETE of one row on the result
 * set's connection, and in its transaction: by the primary key, and the version where the rows have one, so that nobody's change
 * is written over unseen.
 */
final class RowUpdates {
    private final SingleTableConnection connection;
    private final StatementOptions options;
    private final Entity entity;
    private final List<Column> columns;

    /** Values in the driver's classes by the column's position from 0, of the current row or the insert row. */
    private final Map<Integer, @Nullable Object> given = new TreeMap<>();

    private boolean inserting;

    /**
     * @param options of the result set's statement
     * @param columns all of the entity, and all of its primary key among them
     */
    RowUpdates(SingleTableConnection connection, StatementOptions options, Entity entity, List<ResultColumn> columns) {
        this.connection = connection;
        this.options = options;
        this.entity = entity;
        this.columns = columns.stream()
                .map(ResultColumn::column)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** @param value in one of the driver's value classes */
    void give(int column, @Nullable Object value) {
        given.put(column, value);
    }

    /** Nothing is given any more, and it is about the current row. */
    void forget() {
        given.clear();
        inserting = false;
    }

    boolean isInserting() {
        return inserting;
    }

    void beginInsert() {
        given.clear();
        inserting = true;
    }

    /** The insert row as far as it is given, in the value classes of the columns. */
    @Nullable
    Object[] rowToInsert() throws SQLException {
        @Nullable Object[] row = new Object[columns.size()];
        for (Map.Entry<Integer, @Nullable Object> entry : given.entrySet()) {
            @Nullable Object value = entry.getValue();
            row[entry.getKey()] = value == null
                    ? null
                    : Border.cross(() -> Conversions.convert(
                            value, columns.get(entry.getKey()).type()));
        }
        return row;
    }

    /**
     * Changes a row as given.
     *
     * @return the row as it is then; the same where nothing was given, for which nothing is sent
     * @throws SQLException 02000 where it is no more as it was read
     */
    @Nullable
    Object[] update(@Nullable Object[] row) throws SQLException {
        if (given.isEmpty()) {
            return row;
        }
        Sql sql = new Sql("UPDATE " + quoted(entity.name()) + " SET ");
        sql.list(given.keySet().stream().map(i -> quoted(columns.get(i)) + " = ?"), ", ");
        sql.parameters.addAll(given.values());
        @Nullable Object[] changed = one(sql.where(row).returning());
        given.clear();
        return changed;
    }

    /** @throws SQLException 02000 where the row is no more as it was read */
    void delete(@Nullable Object[] row) throws SQLException {
        one(new Sql("DELETE FROM " + quoted(entity.name())).where(row).returning());
        given.clear();
    }

    /** Inserts the row that was given; the insert row is empty then. */
    void insert() throws SQLException {
        if (given.isEmpty()) {
            throw SqlExceptions.of(JdbcErrors.emptyInsertRow());
        }
        Sql sql = new Sql("INSERT INTO " + quoted(entity.name()) + " (");
        sql.list(given.keySet().stream().map(i -> quoted(columns.get(i))), ", ");
        sql.text.append(") VALUES (");
        sql.list(given.keySet().stream().map(i -> "?"), ", ");
        sql.text.append(")");
        sql.parameters.addAll(given.values());
        one(sql.returning());
        given.clear();
    }

    /**
     * The row as it is now.
     *
     * @throws SQLException 02000 where it is no more
     */
    @Nullable
    Object[] refresh(@Nullable Object[] row) throws SQLException {
        given.clear();
        Sql sql = new Sql("SELECT ");
        sql.list(columns.stream().map(RowUpdates::quoted), ", ");
        sql.text.append(" FROM ").append(quoted(entity.name()));
        return one(sql.whereKey(row));
    }

    private @Nullable Object[] one(Sql sql) throws SQLException {
        try (SingleTablePreparedStatement statement =
                connection.prepare(sql.text.toString(), GeneratedKeys.none(), ResultShape.DEFAULT)) {
            statement.options().setQueryTimeout((int) options.queryTimeout().toSeconds());
            for (int i = 0; i < sql.parameters.size(); i++) {
                statement.bind(i + 1, sql.parameters.get(i));
            }
            return statement.onlyRow().orElseThrow(() -> SqlExceptions.of(JdbcErrors.rowChanged(entity.name())));
        }
    }

    private static String quoted(Column column) {
        return quoted(column.name());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A statement that is put together with its parameters. */
    private final class Sql {
        private final StringBuilder text;
        private final List<@Nullable Object> parameters = new ArrayList<>();

        Sql(String text) {
            this.text = new StringBuilder(text);
        }

        void list(Stream<String> parts, String separator) {
            text.append(parts.collect(Collectors.joining(separator)));
        }

        /** The row with its version, where that is known. */
        Sql where(@Nullable Object[] row) {
            whereKey(row);
            entity.version().filter(columns::contains).ifPresent(version -> {
                @Nullable Object value = row[columns.indexOf(version)];
                text.append(" AND ").append(quoted(version)).append(value == null ? " IS NULL" : " = ?");
                if (value != null) {
                    parameters.add(value);
                }
            });
            return this;
        }

        Sql whereKey(@Nullable Object[] row) {
            text.append(" WHERE ");
            list(entity.primaryKey().stream().map(key -> quoted(key) + " = ?"), " AND ");
            entity.primaryKey().forEach(key -> parameters.add(row[columns.indexOf(key)]));
            return this;
        }

        Sql returning() {
            text.append(" RETURNING ");
            list(columns.stream().map(RowUpdates::quoted), ", ");
            return this;
        }
    }
}
