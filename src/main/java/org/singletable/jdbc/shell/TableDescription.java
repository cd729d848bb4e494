package org.singletable.jdbc.shell;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code !describe} prints: the columns of a table, from the metadata of any driver. */
final class TableDescription {
    static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("COLUMN", 1, ResultColumn.Kind.TEXT),
            new ResultColumn("TYPE", 2, ResultColumn.Kind.TEXT),
            new ResultColumn("KEY", 3, ResultColumn.Kind.NUMBER),
            new ResultColumn("NULLABLE", 4, ResultColumn.Kind.TEXT),
            new ResultColumn("DEFAULT", 5, ResultColumn.Kind.TEXT),
            new ResultColumn("REMARKS", 6, ResultColumn.Kind.TEXT));

    private final DatabaseMetaData metaData;
    private final @Nullable String catalog;
    private final @Nullable String schema;
    private final String table;

    /** @param table its exact name */
    TableDescription(Connection connection, String table) throws SQLException {
        this.metaData = connection.getMetaData();
        this.catalog = connection.getCatalog();
        this.schema = connection.getSchema();
        this.table = table;
    }

    /** A row for each column. What there is not is empty: a key position, a default, remarks. */
    List<List<@Nullable String>> rows() throws SQLException {
        Map<String, Integer> largest = largestSizes();
        Map<String, String> key = keyPositions();
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (ResultSet columns = metaData.getColumns(catalog, schema, escaped(table), "%")) {
            while (columns.next()) {
                String name = columns.getString("COLUMN_NAME");
                rows.add(List.of(
                        name,
                        type(columns, largest),
                        key.getOrDefault(name, ""),
                        text(columns, "IS_NULLABLE"),
                        text(columns, "COLUMN_DEF"),
                        text(columns, "REMARKS")));
            }
        }
        return rows;
    }

    /** The type with its size, where that is less than the type allows anyway. */
    private static String type(ResultSet columns, Map<String, Integer> largest) throws SQLException {
        String type = columns.getString("TYPE_NAME");
        int size = columns.getInt("COLUMN_SIZE");
        if (columns.wasNull() || size >= largest.getOrDefault(type, Integer.MAX_VALUE)) {
            return type;
        }
        int digits = columns.getInt("DECIMAL_DIGITS");
        return type + "(" + size + (columns.wasNull() || digits == 0 ? "" : "," + digits) + ")";
    }

    private Map<String, Integer> largestSizes() throws SQLException {
        Map<String, Integer> sizes = new HashMap<>();
        try (ResultSet types = metaData.getTypeInfo()) {
            while (types.next()) {
                sizes.merge(types.getString("TYPE_NAME"), types.getInt("PRECISION"), Math::max);
            }
        }
        return sizes;
    }

    private Map<String, String> keyPositions() throws SQLException {
        Map<String, String> positions = new HashMap<>();
        try (ResultSet key = metaData.getPrimaryKeys(catalog, schema, table)) {
            while (key.next()) {
                positions.put(key.getString("COLUMN_NAME"), key.getString("KEY_SEQ"));
            }
        }
        return positions;
    }

    private static String text(ResultSet columns, String label) throws SQLException {
        String text = columns.getString(label);
        return text == null ? "" : text;
    }

    /** The name as a pattern that matches it alone. */
    private String escaped(String name) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}
