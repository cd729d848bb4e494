package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the connection's mapping and the driver are, for tools. Nothing here sends a request. */
final class SingleTableDatabaseMetaData
        implements DriverIdentity,
                PresentCapabilities,
                AbsentSqlCapabilities,
                AbsentCapabilities,
                MetadataLimits,
                EmptyMetadata,
                Unwrappable {
    private final SingleTableConnection connection;
    private final CatalogMetadata tables;
    private final KeyMetadata keys;
    private final ProcedureMetadata procedures;

    SingleTableDatabaseMetaData(SingleTableConnection connection) {
        this.connection = connection;
        this.tables = new CatalogMetadata(connection.catalog());
        this.keys = new KeyMetadata(connection.catalog());
        this.procedures = new ProcedureMetadata(tables);
    }

    @Override
    public void checkOpen() throws SQLException {
        connection.checkOpen();
    }

    /** Makes the rows of a result set, over the border: templates and catalogs are below it. */
    private ResultSet rows(MetadataShape shape, Border.Call<List<@Nullable Object[]>> rows) throws SQLException {
        checkOpen();
        return shape.of(Border.cross(rows));
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            String @Nullable [] types)
            throws SQLException {
        return rows(MetadataShape.TABLES, () -> tables.tables(catalog, schemaPattern, tablePattern, types));
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        return rows(MetadataShape.COLUMNS, () -> tables.columns(catalog, schemaPattern, tablePattern, columnPattern));
    }

    @Override
    public ResultSet getProcedures(
            @Nullable String catalog, @Nullable String schemaPattern, @Nullable String procedurePattern)
            throws SQLException {
        return rows(MetadataShape.PROCEDURES, () -> procedures.procedures(catalog, schemaPattern, procedurePattern));
    }

    @Override
    public ResultSet getProcedureColumns(
            @Nullable String catalog,
            @Nullable String schemaPattern,
            @Nullable String procedurePattern,
            @Nullable String columnPattern)
            throws SQLException {
        return rows(
                MetadataShape.PROCEDURE_COLUMNS,
                () -> procedures.columns(catalog, schemaPattern, procedurePattern, columnPattern));
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return rows(
                MetadataShape.PRIMARY_KEYS,
                () -> KeyMetadata.isItems(table) && tables.isSchema(catalog, schema)
                        ? keys.primaryKeyOfItems()
                        : keys.primaryKeys(tables.exactly(catalog, schema, table)));
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return rows(
                MetadataShape.INDEX_INFO,
                () -> KeyMetadata.isItems(table) && tables.isSchema(catalog, schema)
                        ? keys.indexesOfItems(unique)
                        : keys.indexes(tables.exactly(catalog, schema, table), unique));
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return rows(
                MetadataShape.FOREIGN_KEYS,
                () -> keys.imported(tables.exactly(null, null, null), tables.exactly(catalog, schema, table)));
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return rows(
                MetadataShape.FOREIGN_KEYS,
                () -> keys.exported(tables.exactly(catalog, schema, table), tables.exactly(null, null, null)));
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignCatalog,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        return rows(
                MetadataShape.FOREIGN_KEYS,
                () -> keys.exported(
                        tables.exactly(parentCatalog, parentSchema, parentTable),
                        tables.exactly(foreignCatalog, foreignSchema, foreignTable)));
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return rows(MetadataShape.BEST_ROW_IDENTIFIER, () -> tables.bestRowIdentifier(catalog, schema, table));
    }

    @Override
    public ResultSet getVersionColumns(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return rows(MetadataShape.VERSION_COLUMNS, () -> tables.versionColumns(catalog, schema, table));
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) throws SQLException {
        return rows(
                MetadataShape.SCHEMAS,
                () -> tables.isSchema(catalog, schemaPattern)
                        ? List.<@Nullable Object[]>of(new @Nullable Object[] {connection.schemaName(), null})
                        : List.of());
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return rows(
                MetadataShape.TABLE_TYPES,
                () -> List.<@Nullable Object[]>of(new @Nullable Object[] {CatalogMetadata.TABLE_TYPE}));
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return rows(MetadataShape.TYPE_INFO, TypeInfoRows::rows);
    }

    @Override
    public Connection getConnection() throws SQLException {
        checkOpen();
        return connection;
    }

    @Override
    public String getURL() throws SQLException {
        checkOpen();
        return connection.url();
    }

    @Override
    public String getUserName() throws SQLException {
        checkOpen();
        return connection.user();
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return connection.isReadOnly();
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) {
        return level == Connection.TRANSACTION_READ_COMMITTED
                || level == Connection.TRANSACTION_REPEATABLE_READ
                || level == Connection.TRANSACTION_SERIALIZABLE;
    }

    /** Not with {@code transactions=off}. */
    @Override
    public boolean supportsTransactions() {
        return connection.transaction().isSupported();
    }

    @Override
    public boolean supportsSavepoints() {
        return supportsTransactions();
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
    }

    @Override
    public boolean ownUpdatesAreVisible(int type) {
        return supportsResultSetType(type);
    }

    @Override
    public boolean ownDeletesAreVisible(int type) {
        return supportsResultSetType(type);
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return supportsResultSetType(type)
                && (concurrency == ResultSet.CONCUR_READ_ONLY || concurrency == ResultSet.CONCUR_UPDATABLE);
    }
}
