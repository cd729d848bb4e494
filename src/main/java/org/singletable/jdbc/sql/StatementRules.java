package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;

/** The {@link ClauseRule}s of statements that write, and of names. */
final class StatementRules {
    private static final String LEAVE_OUT = "leave it out";
    private static final String IN_APPLICATION = "compute it in the application";
    private static final String SELECT_AFTER = "SELECT the row by its key afterwards";
    private static final String IN_WHERE = "put the condition into WHERE";
    private static final String BY_KEYS = "choose the rows by their keys in WHERE";

    static final ClauseRule<Values> VALUES = QueryRules.select(Values.class, "getExpressions")
            .refuse("getAlias", Values::getAlias, "an alias of VALUES", LEAVE_OUT)
            .refuse("getOrderByElements", Values::getOrderByElements, "ORDER BY in INSERT", LEAVE_OUT)
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
            .refuse("getWithItemsList", Insert::getWithItemsList, "WITH", "write the query in its place")
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

    /** All of them. */
    static final List<ClauseRule<?>> ALL = List.of(VALUES, INSERT, UPDATE, ASSIGNMENT, DELETE, TABLE, ALIAS);

    private StatementRules() {}
}
