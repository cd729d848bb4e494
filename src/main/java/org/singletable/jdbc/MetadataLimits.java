package org.singletable.jdbc;

import java.sql.DatabaseMetaData;

/** The limits that {@link DatabaseMetaData} asks for; 0 where there is none or it is not known. */
interface MetadataLimits extends DatabaseMetaData {
    /** An item holds 400 KB. */
    @Override
    default int getMaxRowSize() {
        return Values.MAX_LENGTH;
    }

    /** A table's name, which is the schema's, has 255 characters at most. */
    @Override
    default int getMaxSchemaNameLength() {
        return 255;
    }

    @Override
    default int getMaxBinaryLiteralLength() {
        return 0;
    }

    @Override
    default int getMaxCatalogNameLength() {
        return 0;
    }

    @Override
    default int getMaxCharLiteralLength() {
        return 0;
    }

    @Override
    default int getMaxColumnNameLength() {
        return 0;
    }

    @Override
    default int getMaxColumnsInGroupBy() {
        return 0;
    }

    @Override
    default int getMaxColumnsInIndex() {
        return 0;
    }

    @Override
    default int getMaxColumnsInOrderBy() {
        return 0;
    }

    @Override
    default int getMaxColumnsInSelect() {
        return 0;
    }

    @Override
    default int getMaxColumnsInTable() {
        return 0;
    }

    @Override
    default int getMaxConnections() {
        return 0;
    }

    @Override
    default int getMaxCursorNameLength() {
        return 0;
    }

    @Override
    default int getMaxIndexLength() {
        return 0;
    }

    @Override
    default long getMaxLogicalLobSize() {
        return 0;
    }

    @Override
    default int getMaxProcedureNameLength() {
        return 0;
    }

    @Override
    default int getMaxStatementLength() {
        return 0;
    }

    @Override
    default int getMaxStatements() {
        return 0;
    }

    @Override
    default int getMaxTableNameLength() {
        return 0;
    }

    @Override
    default int getMaxUserNameLength() {
        return 0;
    }

    @Override
    default int getMaxTablesInSelect() {
        return 0;
    }
}
