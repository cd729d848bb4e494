package org.singletable.jdbc.shell;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A table that rows are loaded into: its columns, and the statements for them. */
final class TargetTable {
    /** SQLState class of names and syntax: the column does not exist. */
    private static final String UNKNOWN_NAME = "42";

    private final String name;
    private final String verb;
    /** Columns that identify a row; empty where the driver does not tell. */
    private final Set<String> primaryKey = new HashSet<>();
    /** Columns that the driver fills in and takes no value for. */
    private final Set<String> generated = new HashSet<>();

    private TargetTable(String name, String verb) {
        this.name = name;
        this.verb = verb;
    }

    /**
     * The table of a name.
     *
     * @param upsert whether rows replace those that are there
     * @throws SQLException there is no such table
     */
    static TargetTable of(Connection connection, String name, boolean upsert) throws SQLException {
        TargetTable table = new TargetTable(exactName(connection, name), upsert ? "UPSERT" : "INSERT");
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet key = metaData.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), table.name);
                ResultSet versions =
                        metaData.getVersionColumns(connection.getCatalog(), connection.getSchema(), table.name)) {
            while (key.next()) {
                table.primaryKey.add(key.getString("COLUMN_NAME"));
            }
            while (versions.next()) {
                table.generated.add(versions.getString("COLUMN_NAME"));
            }
        }
        return table;
    }

    /** Names are taken in any letter case; metadata asks for the exact one. */
    private static String exactName(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(noRows("*", name));
                ResultSet rows = statement.executeQuery()) {
            String exact = rows.getMetaData().getTableName(1);
            return exact.isEmpty() ? name : exact;
        }
    }

    /** A query that tells what its columns are, and sends no request. */
    private static String noRows(String columns, String table) {
        return "SELECT " + columns + " FROM " + SqlNames.quoted(table) + " WHERE 1 = 0";
    }

    String name() {
        return name;
    }

    /**
     * Finds the columns of a file.
     *
     * @param leftOut gets the names of those that no value can be given for, as the driver fills them in
     * @throws UsageException a name is none of a column, or none is left
     */
    FileColumns columns(Connection connection, List<String> names, List<String> leftOut)
            throws SQLException, UsageException {
        Map<String, TargetColumn> targets = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String wanted : names) {
            Optional<ResultSetMetaData> found = column(connection, wanted);
            if (found.isEmpty()) {
                unknown.add(SqlNames.quoted(wanted));
                continue;
            }
            TargetColumn column = column(found.get());
            if (generated.contains(column.name()) || found.get().isReadOnly(1)) {
                leftOut.add(column.name());
            } else {
                targets.put(wanted, column);
            }
        }
        if (!unknown.isEmpty()) {
            throw new UsageException(
                    "The table " + SqlNames.quoted(name) + " has no column " + String.join(", ", unknown));
        }
        if (targets.isEmpty()) {
            throw new UsageException("The file has no column that could be written");
        }
        return new FileColumns(targets);
    }

    /** Asks for the column by a query, as hidden ones are in no metadata; empty where there is none. */
    private Optional<ResultSetMetaData> column(Connection connection, String wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(noRows(SqlNames.quoted(wanted), name))) {
            return Optional.of(statement.getMetaData());
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(UNKNOWN_NAME)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static TargetColumn column(ResultSetMetaData metaData) throws SQLException {
        boolean rounds = metaData.getColumnType(1) == Types.DECIMAL && metaData.getPrecision(1) > 0;
        String parameter =
                rounds ? "CAST(? AS DECIMAL(" + metaData.getPrecision(1) + ", " + metaData.getScale(1) + "))" : "?";
        return new TargetColumn(
                metaData.getColumnName(1), ResultColumn.of(metaData, 1).kind(), parameter);
    }

    /** Writes a row, whose values are the parameters. */
    String write(List<TargetColumn> columns) {
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        return verb + " INTO " + SqlNames.quoted(name) + " (" + names(columns) + ") VALUES (" + marks + ")";
    }

    private static String names(List<TargetColumn> columns) {
        return columns.stream().map(TargetColumn::sql).collect(Collectors.joining(", "));
    }

    /**
     * Gives a row where one is stored that has the values of these columns, which are the parameters. Empty where they do not
     * identify a row.
     */
    Optional<String> find(List<TargetColumn> columns) {
        Set<String> given = columns.stream().map(TargetColumn::name).collect(Collectors.toSet());
        if (primaryKey.isEmpty() || !given.containsAll(primaryKey)) {
            return Optional.empty();
        }
        return Optional.of("SELECT 1 FROM " + SqlNames.quoted(name) + " WHERE "
                + columns.stream().map(this::condition).collect(Collectors.joining(" AND ")));
    }

    private String condition(TargetColumn column) {
        String operator = primaryKey.contains(column.name()) ? " = " : " IS NOT DISTINCT FROM ";
        return "(" + column.sql() + operator + column.parameter() + ")";
    }
}
