package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.Offset;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;

/** The {@link ClauseRule}s of statements and their clauses. */
final class StatementRules {
    private static final String LEAVE_OUT = "leave it out";
    private static final String ONE_TABLE = "read the tables one by one";
    private static final String IN_APPLICATION = "compute it in the application";
    private static final String WITHOUT_ORDER = "sort in the application; rows of one partition come in key order";
    private static final String SELECT_AFTER = "SELECT the row by its key afterwards";
    private static final String IN_WHERE = "put the condition into WHERE";
    private static final String BY_KEYS = "choose the rows by their keys in WHERE";

    static final ClauseRule<PlainSelect> SELECT = select(
                    PlainSelect.class, "getFromItem", "getSelectItems", "getWhere", "getLimit", "getOffset", "getFetch")
            .refuse("getDistinct", PlainSelect::getDistinct, "DISTINCT", "remove duplicates in the application")
            .refuse("getJoins", PlainSelect::getJoins, "JOIN", ONE_TABLE)
            .refuse("getGroupBy", PlainSelect::getGroupBy, "GROUP BY", "group in the application")
            .refuse("getHaving", PlainSelect::getHaving, "HAVING", IN_WHERE)
            .refuse("getIntoTables", PlainSelect::getIntoTables, "SELECT INTO", "use INSERT")
            .refuse("getIntoTempTable", PlainSelect::getIntoTempTable, "INTO TEMP", "use INSERT")
            .refuse(
                    "getMySqlSelectIntoClause",
                    PlainSelect::getMySqlSelectIntoClause,
                    "INTO OUTFILE",
                    "write the file in the application")
            .refuse("getPreWhere", PlainSelect::getPreWhere, "PREWHERE", IN_WHERE)
            .refuse("getLateralViews", PlainSelect::getLateralViews, "LATERAL VIEW", ONE_TABLE)
            .refuse("isUsingFinal", PlainSelect::isUsingFinal, "FINAL", LEAVE_OUT)
            .refuse("isUsingOnly", PlainSelect::isUsingOnly, "FROM ONLY", LEAVE_OUT)
            .refuse("isUseWithNoLog", PlainSelect::isUseWithNoLog, "WITH NO LOG", LEAVE_OUT)
            .refuse("getSettings", PlainSelect::getSettings, "SETTINGS", LEAVE_OUT)
            .refuse("getOptimizeFor", PlainSelect::getOptimizeFor, "OPTIMIZE FOR", LEAVE_OUT)
            .refuse("getTop", PlainSelect::getTop, "TOP", "use LIMIT")
            .refuse("getSkip", PlainSelect::getSkip, "SKIP", "use OFFSET")
            .refuse("getFirst", PlainSelect::getFirst, "FIRST", "use LIMIT")
            .refuse("getMySqlHintStraightJoin", PlainSelect::getMySqlHintStraightJoin, "STRAIGHT_JOIN", LEAVE_OUT)
            .refuse("getMySqlSqlCalcFoundRows", PlainSelect::getMySqlSqlCalcFoundRows, "SQL_CALC_FOUND_ROWS", LEAVE_OUT)
            .refuse("getMySqlSqlCacheFlag", PlainSelect::getMySqlSqlCacheFlag, "SQL_CACHE", LEAVE_OUT)
            .refuse("getBigQuerySelectQualifier", PlainSelect::getBigQuerySelectQualifier, "SELECT AS", LEAVE_OUT)
            .refuse("getQualify", PlainSelect::getQualify, "QUALIFY", IN_APPLICATION)
            .refuse("getWindowDefinitions", PlainSelect::getWindowDefinitions, "WINDOW", IN_APPLICATION)
            .refuse("getOracleHierarchical", PlainSelect::getOracleHierarchical, "CONNECT BY", IN_APPLICATION)
            .refuse("getPreferringClause", PlainSelect::getPreferringClause, "PREFERRING", IN_APPLICATION)
            .refuse("getOracleHint", PlainSelect::getOracleHint, "a hint", LEAVE_OUT)
            .refuse("getForXmlPath", PlainSelect::getForXmlPath, "FOR XML PATH", IN_APPLICATION)
            .refuse("getKsqlWindow", PlainSelect::getKsqlWindow, "WINDOW", IN_APPLICATION)
            .refuse(
                    "getEmitMode",
                    s -> s.getEmitMode() == PlainSelect.EmitMode.NONE ? null : s.getEmitMode(),
                    "EMIT",
                    LEAVE_OUT)
            .refuse("isEmitChanges", PlainSelect::isEmitChanges, "EMIT CHANGES", LEAVE_OUT)
            .refuse("isUseBrackets", PlainSelect::isUseBrackets, "SELECT in parentheses", LEAVE_OUT)
            .refuse("getSampleClause", PlainSelect::getSampleClause, "SAMPLE", "use LIMIT");

    static final ClauseRule<Values> VALUES = select(Values.class, "getExpressions")
            .refuse("getLimit", Values::getLimit, "LIMIT in INSERT", LEAVE_OUT)
            .refuse("getOffset", Values::getOffset, "OFFSET in INSERT", LEAVE_OUT)
            .refuse("getFetch", Values::getFetch, "FETCH in INSERT", LEAVE_OUT)
            .refuse("getSampleClause", Values::getSampleClause, "SAMPLE", LEAVE_OUT);

    static final ClauseRule<Insert> INSERT = ClauseRule.of(
                    Insert.class,
                    "getTable",
                    "getColumns",
                    "getSelect",
                    "isOnlyDefaultValues",
                    // Views of getSelect and of the lists below.
                    "getValues",
                    "getPlainSelect",
                    "getSetOperationList",
                    "isUseValues",
                    "isUseSelectBrackets",
                    "isUseDuplicate",
                    "isUseSet",
                    "getFeatures")
            .refuse("getWithItemsList", Insert::getWithItemsList, "WITH", ONE_TABLE)
            .refuse("getSetUpdateSets", Insert::getSetUpdateSets, "INSERT ... SET", "use INSERT ... VALUES")
            .refuse(
                    "getDuplicateUpdateSets",
                    Insert::getDuplicateUpdateSets,
                    "ON DUPLICATE KEY",
                    "INSERT, and UPDATE when it fails with 23505")
            .refuse("getDuplicateAction", Insert::getDuplicateAction, "ON DUPLICATE KEY", "use INSERT, then UPDATE")
            .refuse(
                    "getConflictTarget",
                    Insert::getConflictTarget,
                    "ON CONFLICT",
                    "INSERT, and UPDATE when it fails with 23505")
            .refuse(
                    "getConflictAction",
                    Insert::getConflictAction,
                    "ON CONFLICT",
                    "INSERT, and UPDATE when it fails with 23505")
            .refuse(
                    "getReturningClause",
                    Insert::getReturningClause,
                    "RETURNING",
                    "use getGeneratedKeys, or SELECT the row by its key")
            .refuse("getOutputClause", Insert::getOutputClause, "OUTPUT", SELECT_AFTER)
            .refuse("getModifierPriority", Insert::getModifierPriority, "a priority in INSERT", LEAVE_OUT)
            .refuse("isModifierIgnore", Insert::isModifierIgnore, "INSERT IGNORE", "catch 23505 in the application")
            .refuse("isOverwrite", Insert::isOverwrite, "INSERT OVERWRITE", "DELETE the row first")
            .refuse("isTableKeyword", Insert::isTableKeyword, "INTO TABLE", "leave TABLE out")
            .refuse("getPartitions", Insert::getPartitions, "PARTITION", LEAVE_OUT)
            .refuse(
                    "getOverridingMode",
                    i -> i.getOverridingMode() == Insert.OverridingMode.NONE ? null : i.getOverridingMode(),
                    "OVERRIDING",
                    LEAVE_OUT)
            .refuse("isOverriding", Insert::isOverriding, "OVERRIDING", LEAVE_OUT)
            .refuse("isOracleMultiInsert", Insert::isOracleMultiInsert, "INSERT ALL", "insert the rows one by one")
            .refuse("isOracleMultiInsertFirst", Insert::isOracleMultiInsertFirst, "INSERT FIRST", "use INSERT")
            .refuse("getOracleMultiInsertBranches", Insert::getOracleMultiInsertBranches, "INSERT ALL", "use INSERT")
            .refuse("getRowAlias", Insert::getRowAlias, "an alias of VALUES", LEAVE_OUT)
            .refuse("getOracleHint", Insert::getOracleHint, "a hint", LEAVE_OUT);

    static final ClauseRule<Update> UPDATE = ClauseRule.of(
                    Update.class,
                    "getTable",
                    "getUpdateSets",
                    "getWhere",
                    // Views of getUpdateSets.
                    "getColumns",
                    "getExpressions",
                    "getSelect",
                    "isUseColumnsBrackets",
                    "isUseSelect",
                    "getFeatures")
            .refuse("getWithItemsList", Update::getWithItemsList, "WITH", BY_KEYS)
            .refuse("getFromItem", Update::getFromItem, "UPDATE ... FROM", BY_KEYS)
            .refuse("isFromBeforeSet", Update::isFromBeforeSet, "UPDATE ... FROM", BY_KEYS)
            .refuse("isTargetTableAlias", Update::isTargetTableAlias, "UPDATE of an alias", "name the table")
            .refuse("getJoins", Update::getJoins, "JOIN", BY_KEYS)
            .refuse("getStartJoins", Update::getStartJoins, "UPDATE of more than one table", "update one by one")
            .refuse("getOrderByElements", Update::getOrderByElements, "ORDER BY in UPDATE", BY_KEYS)
            .refuse("getLimit", Update::getLimit, "LIMIT in UPDATE", BY_KEYS)
            .refuse("getReturningClause", Update::getReturningClause, "RETURNING", SELECT_AFTER)
            .refuse("getOutputClause", Update::getOutputClause, "OUTPUT", SELECT_AFTER)
            .refuse("getForPortionClause", Update::getForPortionClause, "FOR PORTION OF", LEAVE_OUT)
            .refuse("getPreferringClause", Update::getPreferringClause, "PREFERRING", IN_WHERE)
            .refuse("getOption", Update::getOption, "OPTION", LEAVE_OUT)
            .refuse("getModifierPriority", Update::getModifierPriority, "LOW_PRIORITY", LEAVE_OUT)
            .refuse("isModifierIgnore", Update::isModifierIgnore, "UPDATE IGNORE", LEAVE_OUT)
            .refuse("getOracleHint", Update::getOracleHint, "a hint", LEAVE_OUT);

    static final ClauseRule<UpdateSet> ASSIGNMENT = ClauseRule.of(UpdateSet.class, "getColumns", "getValues");

    static final ClauseRule<Delete> DELETE = ClauseRule.of(
                    Delete.class, "getTable", "getWhere", "isHasFrom", "getFeatures")
            .refuse("getWithItemsList", Delete::getWithItemsList, "WITH", BY_KEYS)
            .refuse("getTables", Delete::getTables, "DELETE of more than one table", "delete one by one")
            .refuse("getUsingList", Delete::getUsingList, "USING", BY_KEYS)
            .refuse("getUsingFromItemList", Delete::getUsingFromItemList, "USING", BY_KEYS)
            .refuse("getJoins", Delete::getJoins, "JOIN", BY_KEYS)
            .refuse("getOrderByElements", Delete::getOrderByElements, "ORDER BY in DELETE", BY_KEYS)
            .refuse("getLimit", Delete::getLimit, "LIMIT in DELETE", BY_KEYS)
            .refuse("getReturningClause", Delete::getReturningClause, "RETURNING", "SELECT the row before")
            .refuse("getOutputClause", Delete::getOutputClause, "OUTPUT", "SELECT the row before")
            .refuse("getForPortionClause", Delete::getForPortionClause, "FOR PORTION OF", LEAVE_OUT)
            .refuse("getPreferringClause", Delete::getPreferringClause, "PREFERRING", IN_WHERE)
            .refuse("getOption", Delete::getOption, "OPTION", LEAVE_OUT)
            .refuse("getModifierPriority", Delete::getModifierPriority, "LOW_PRIORITY", LEAVE_OUT)
            .refuse("isModifierIgnore", Delete::isModifierIgnore, "DELETE IGNORE", LEAVE_OUT)
            .refuse("isModifierQuick", Delete::isModifierQuick, "DELETE QUICK", LEAVE_OUT)
            .refuse("getOracleHint", Delete::getOracleHint, "a hint", LEAVE_OUT);

    static final ClauseRule<Table> TABLE = ClauseRule.of(
                    Table.class,
                    "getNameParts",
                    "getNamePartDelimiters",
                    "getAlias",
                    // Views of getNameParts; getDBLinkName is what follows an @ in it, which no name may contain.
                    "getCatalogName",
                    "getDatabase",
                    "getDatabaseName",
                    "getUnquotedCatalogName",
                    "getUnquotedDatabaseName",
                    "getSchemaName",
                    "getUnquotedSchemaName",
                    "getName",
                    "getUnquotedName",
                    "getDBLinkName",
                    "getFullyQualifiedName",
                    "isTableVariable",
                    "getASTNode",
                    "getParent")
            .refuse("getTimeTravel", Table::getTimeTravel, "time travel", LEAVE_OUT)
            .refuse("getTimeTravelStrAfterAlias", Table::getTimeTravelStrAfterAlias, "time travel", LEAVE_OUT)
            .refuse("getPivot", Table::getPivot, "PIVOT", IN_APPLICATION)
            .refuse("getUnPivot", Table::getUnPivot, "UNPIVOT", IN_APPLICATION)
            .refuse("getIndexHint", Table::getIndexHint, "an index hint", LEAVE_OUT)
            .refuse("getSqlServerHints", Table::getSqlServerHints, "WITH (hint)", LEAVE_OUT)
            .refuse("getSampleClause", Table::getSampleClause, "TABLESAMPLE", "use LIMIT")
            .refuse("getResolvedTable", Table::getResolvedTable, "a resolved table", LEAVE_OUT);

    static final ClauseRule<Alias> ALIAS = ClauseRule.of(Alias.class, "getName", "getUnquotedName", "isUseAs")
            .refuse("getAliasColumns", Alias::getAliasColumns, "an alias with column names", "name the columns alone");

    @SuppressWarnings("rawtypes")
    static final ClauseRule<SelectItem> SELECT_ITEM = ClauseRule.of(
            SelectItem.class,
            "getExpression",
            "getAlias",
            "getAliasName",
            "getUnquotedAliasName",
            "getASTNode",
            "getParent");

    static final ClauseRule<AllColumns> ALL_COLUMNS = ClauseRule.of(AllColumns.class, "getASTNode", "getParent")
            .refuse("getExceptColumns", AllColumns::getExceptColumns, "EXCEPT after *", "name the columns")
            .refuse("getExceptKeyword", AllColumns::getExceptKeyword, "EXCEPT after *", "name the columns")
            .refuse("getReplaceExpressions", AllColumns::getReplaceExpressions, "REPLACE after *", "name the columns");

    static final ClauseRule<AllTableColumns> ALL_TABLE_COLUMNS = ClauseRule.of(
                    AllTableColumns.class, "getTable", "getASTNode", "getParent")
            .refuse("getExceptColumns", AllTableColumns::getExceptColumns, "EXCEPT after *", "name the columns")
            .refuse("getExceptKeyword", AllTableColumns::getExceptKeyword, "EXCEPT after *", "name the columns")
            .refuse(
                    "getReplaceExpressions",
                    AllTableColumns::getReplaceExpressions,
                    "REPLACE after *",
                    "name the columns")
            .refuse("getReturningReferenceType", AllTableColumns::getReturningReferenceType, "OLD or NEW", LEAVE_OUT)
            .refuse("getReturningQualifier", AllTableColumns::getReturningQualifier, "OLD or NEW", LEAVE_OUT);

    static final ClauseRule<Limit> LIMIT = ClauseRule.of(Limit.class, "getRowCount", "getASTNode", "getParent")
            .refuse("getOffset", Limit::getOffset, "LIMIT offset, count", "write LIMIT count OFFSET offset")
            .refuse("getByExpressions", Limit::getByExpressions, "LIMIT BY", "use LIMIT")
            .refuse("isLimitAll", Limit::isLimitAll, "LIMIT ALL", LEAVE_OUT)
            .refuse("isLimitNull", Limit::isLimitNull, "LIMIT NULL", LEAVE_OUT);

    static final ClauseRule<Offset> OFFSET = ClauseRule.of(Offset.class, "getOffset", "getOffsetParam");

    static final ClauseRule<Fetch> FETCH = ClauseRule.of(
            Fetch.class,
            "getExpression",
            "getFetchParameters",
            "isFetchParamFirst",
            // Views of getExpression and getFetchParameters.
            "getRowCount",
            "getFetchJdbcParameter",
            "getFetchParam");

    /** All of them. */
    static final List<ClauseRule<?>> ALL = List.of(
            SELECT,
            VALUES,
            INSERT,
            UPDATE,
            ASSIGNMENT,
            DELETE,
            TABLE,
            ALIAS,
            SELECT_ITEM,
            ALL_COLUMNS,
            ALL_TABLE_COLUMNS,
            LIMIT,
            OFFSET,
            FETCH);

    private StatementRules() {}

    /** What SELECT and VALUES have in common. */
    private static <T extends Select> ClauseRule<T> select(Class<T> node, String... used) {
        return ClauseRule.of(node, used)
                .with(
                        "getFeatures",
                        "getSelectBody",
                        "getValues",
                        "getPlainSelect",
                        "getSetOperationList",
                        "getASTNode",
                        "getParent")
                .refuse("getWithItemsList", T::getWithItemsList, "WITH", ONE_TABLE)
                .refuse("getOrderByElements", T::getOrderByElements, "ORDER BY", WITHOUT_ORDER)
                .refuse("isOracleSiblings", T::isOracleSiblings, "ORDER SIBLINGS BY", WITHOUT_ORDER)
                .refuse("getInterpolate", T::getInterpolate, "INTERPOLATE", IN_APPLICATION)
                .refuse("getLimitBy", T::getLimitBy, "LIMIT BY", "use LIMIT")
                .refuse("getForMode", T::getForMode, "FOR UPDATE", "condition the UPDATE on what was read")
                .refuse("getForUpdate", T::getForUpdate, "FOR UPDATE", LEAVE_OUT)
                .refuse("getForUpdateTable", T::getForUpdateTable, "FOR UPDATE OF", LEAVE_OUT)
                .refuse("getForUpdateTables", T::getForUpdateTables, "FOR UPDATE OF", LEAVE_OUT)
                .refuse("isForUpdateBeforeOrderBy", T::isForUpdateBeforeOrderBy, "FOR UPDATE", LEAVE_OUT)
                .refuse("isNoWait", T::isNoWait, "NOWAIT", LEAVE_OUT)
                .refuse("isSkipLocked", T::isSkipLocked, "SKIP LOCKED", LEAVE_OUT)
                .refuse("getWait", T::getWait, "WAIT", LEAVE_OUT)
                .refuse("getForClause", T::getForClause, "FOR", LEAVE_OUT)
                .refuse("getOption", T::getOption, "OPTION", LEAVE_OUT)
                .refuse("getIsolation", T::getIsolation, "WITH isolation", "use Connection.setTransactionIsolation")
                .refuse("getMySqlProcedureAnalyse", T::getMySqlProcedureAnalyse, "PROCEDURE ANALYSE", LEAVE_OUT)
                .refuse("getAlias", T::getAlias, "an alias of a query", ONE_TABLE)
                .refuse("getPivot", T::getPivot, "PIVOT", IN_APPLICATION)
                .refuse("getUnPivot", T::getUnPivot, "UNPIVOT", IN_APPLICATION);
    }
}
