package org.singletable.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** What the columns of a result are. */
final class SingleTableResultSetMetaData implements ResultSetMetaData, Unwrappable {
    private final List<ResultColumn> columns;
    private final String schema;

    /** @param schema of the columns that come from a table */
    SingleTableResultSetMetaData(List<ResultColumn> columns, String schema) {
        this.columns = columns;
        this.schema = schema;
    }

    private ResultColumn column(int index) throws SQLException {
        if (index < 1 || index > columns.size()) {
            throw SqlExceptions.of(JdbcErrors.columnIndex(index, columns.size()));
        }
        return columns.get(index - 1);
    }

    private SqlType type(int index) throws SQLException {
        return column(index).type();
    }

    private Kind kind(int index) throws SQLException {
        return type(index).kind();
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public String getColumnLabel(int index) throws SQLException {
        return column(index).label();
    }

    @Override
    public String getColumnName(int index) throws SQLException {
        return column(index).name();
    }

    @Override
    public String getTableName(int index) throws SQLException {
        @Nullable Entity entity = column(index).entity();
        return entity == null ? "" : entity.name();
    }

    @Override
    public String getSchemaName(int index) throws SQLException {
        return column(index).entity() == null ? "" : schema;
    }

    @Override
    public String getCatalogName(int index) throws SQLException {
        column(index);
        return "";
    }

    @Override
    public int getColumnType(int index) throws SQLException {
        return kind(index).jdbcType();
    }

    @Override
    public String getColumnTypeName(int index) throws SQLException {
        return type(index).typeName();
    }

    @Override
    public String getColumnClassName(int index) throws SQLException {
        return kind(index).objectClass().getName();
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        return type(index).precision();
    }

    @Override
    public int getScale(int index) throws SQLException {
        return type(index).fractionDigits();
    }

    @Override
    public int getColumnDisplaySize(int index) throws SQLException {
        return type(index).displaySize();
    }

    /** Unknown for most expressions, as in other drivers. */
    @Override
    public int isNullable(int index) throws SQLException {
        ResultColumn column = column(index);
        if (!column.nullable()) {
            return columnNoNulls;
        }
        return column.column() == null ? columnNullableUnknown : columnNullable;
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        return kind(index).info().signed();
    }

    @Override
    public boolean isCaseSensitive(int index) throws SQLException {
        return kind(index).info().caseSensitive();
    }

    @Override
    public boolean isSearchable(int index) throws SQLException {
        return !kind(index).isArray();
    }

    @Override
    public boolean isCurrency(int index) throws SQLException {
        column(index);
        return false;
    }

    /** False even for columns with a default such as {@code uuid()}: no column counts up by itself. */
    @Override
    public boolean isAutoIncrement(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public boolean isReadOnly(int index) throws SQLException {
        return column(index).readOnly();
    }

    @Override
    public boolean isWritable(int index) throws SQLException {
        return !isReadOnly(index);
    }

    /** False: a write to any column can fail, by its condition or a constraint. */
    @Override
    public boolean isDefinitelyWritable(int index) throws SQLException {
        column(index);
        return false;
    }
}
