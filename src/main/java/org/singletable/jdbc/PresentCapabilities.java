package org.singletable.jdbc;

import java.sql.DatabaseMetaData;

/** What {@link DatabaseMetaData} asks for and the driver has. */
interface PresentCapabilities extends DatabaseMetaData {
    @Override
    default boolean allTablesAreSelectable() {
        return true;
    }

    @Override
    default boolean doesMaxRowSizeIncludeBlobs() {
        return true;
    }

    @Override
    default boolean nullPlusNonNullIsNull() {
        return true;
    }

    @Override
    default boolean nullsAreSortedLow() {
        return true;
    }

    @Override
    default boolean storesMixedCaseIdentifiers() {
        return true;
    }

    @Override
    default boolean storesMixedCaseQuotedIdentifiers() {
        return true;
    }

    @Override
    default boolean supportsDataManipulationTransactionsOnly() {
        return true;
    }

    @Override
    default boolean supportsMultipleTransactions() {
        return true;
    }

    @Override
    default boolean supportsSelectForUpdate() {
        return true;
    }

    @Override
    default boolean supportsBatchUpdates() {
        return true;
    }

    @Override
    default boolean supportsColumnAliasing() {
        return true;
    }

    @Override
    default boolean supportsExpressionsInOrderBy() {
        return true;
    }

    @Override
    default boolean supportsGetGeneratedKeys() {
        return true;
    }

    @Override
    default boolean supportsGroupBy() {
        return true;
    }

    @Override
    default boolean supportsGroupByBeyondSelect() {
        return true;
    }

    @Override
    default boolean supportsGroupByUnrelated() {
        return true;
    }

    @Override
    default boolean supportsLikeEscapeClause() {
        return true;
    }

    @Override
    default boolean supportsLimitedOuterJoins() {
        return true;
    }

    @Override
    default boolean supportsMixedCaseQuotedIdentifiers() {
        return true;
    }

    @Override
    default boolean supportsNonNullableColumns() {
        return true;
    }

    @Override
    default boolean supportsOpenCursorsAcrossCommit() {
        return true;
    }

    @Override
    default boolean supportsOpenStatementsAcrossCommit() {
        return true;
    }

    @Override
    default boolean supportsOpenStatementsAcrossRollback() {
        return true;
    }

    @Override
    default boolean supportsOrderByUnrelated() {
        return true;
    }

    @Override
    default boolean supportsOuterJoins() {
        return true;
    }

    @Override
    default boolean supportsSchemasInDataManipulation() {
        return true;
    }

    /** Tables are not defined by SQL, but tools ask this to learn whether tables have schemas at all. */
    @Override
    default boolean supportsSchemasInTableDefinitions() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInComparisons() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInExists() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInIns() {
        return true;
    }

    @Override
    default boolean supportsTableCorrelationNames() {
        return true;
    }

    @Override
    default boolean supportsUnionAll() {
        return true;
    }
}
