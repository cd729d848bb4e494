package org.singletable.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The result sets of {@link DatabaseMetaData} about what does not exist here: properly shaped, without rows. */
interface EmptyMetadata extends DatabaseMetaData {
    /** Throws 08003 where the connection is closed. */
    void checkOpen() throws SQLException;

    private ResultSet empty(MetadataShape shape) throws SQLException {
        checkOpen();
        return shape.empty();
    }

    /** There are no catalogs: DynamoDB's tables are schemas. */
    @Override
    default ResultSet getCatalogs() throws SQLException {
        return empty(MetadataShape.CATALOGS);
    }

    @Override
    default ResultSet getFunctions(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String functionPattern)
            throws SQLException {
        return empty(MetadataShape.FUNCTIONS);
    }

    @Override
    default ResultSet getFunctionColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String functionPattern,
            @Nullable String columnPattern)
            throws SQLException {
        return empty(MetadataShape.FUNCTION_COLUMNS);
    }

    @Override
    default ResultSet getTablePrivileges(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
            throws SQLException {
        return empty(MetadataShape.TABLE_PRIVILEGES);
    }

    @Override
    default ResultSet getColumnPrivileges(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, @Nullable String columnPattern)
            throws SQLException {
        return empty(MetadataShape.COLUMN_PRIVILEGES);
    }

    @Override
    default ResultSet getUDTs(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typePattern,
            int @Nullable [] types)
            throws SQLException {
        return empty(MetadataShape.UDTS);
    }

    @Override
    default ResultSet getAttributes(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String typePattern,
            @Nullable String attributePattern)
            throws SQLException {
        return empty(MetadataShape.ATTRIBUTES);
    }

    @Override
    default ResultSet getSuperTypes(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typePattern)
            throws SQLException {
        return empty(MetadataShape.SUPER_TYPES);
    }

    @Override
    default ResultSet getSuperTables(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
            throws SQLException {
        return empty(MetadataShape.SUPER_TABLES);
    }

    @Override
    default ResultSet getPseudoColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        return empty(MetadataShape.PSEUDO_COLUMNS);
    }

    @Override
    default ResultSet getClientInfoProperties() throws SQLException {
        return empty(MetadataShape.CLIENT_INFO_PROPERTIES);
    }
}
