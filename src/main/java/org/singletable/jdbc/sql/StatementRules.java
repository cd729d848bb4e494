package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.execute.Execute;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;

/** The {@link ClauseRule}s of UPDATE, DELETE and CALL, and of names. */
final class StatementRules {
    private static final String LEAVE_OUT = "leave it out";
    private static final String IN_APPLICATION = "compute it in the application";
    private static final String USE_RETURNING = "use RETURNING";
    private static final String IN_WHERE = "put the condition into WHERE";
    private static final String BY_KEYS = "choose the rows by their keys in WHERE";

    static final ClauseRule<Update> UPDATE = ClauseRule.of(
                    Update.class,
                    "getTable",
                    "getUpdateSets",
                    "getWhere",
                    "getReturningClause",
                    "getOracleHint",
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
            .refuse("getOutputClause", Update::getOutputClause, "OUTPUT", USE_RETURNING)
            .refuse("getForPortionClause", Update::getForPortionClause, "FOR PORTION OF", LEAVE_OUT)
            .refuse("getPreferringClause", Update::getPreferringClause, "PREFERRING", IN_WHERE)
            .refuse("getOption", Update::getOption, "OPTION", LEAVE_OUT)
            .refuse("getModifierPriority", Update::getModifierPriority, "LOW_PRIORITY", LEAVE_OUT)
            .refuse("isModifierIgnore", Update::isModifierIgnore, "UPDATE IGNORE", LEAVE_OUT);

    static final ClauseRule<UpdateSet> ASSIGNMENT = ClauseRule.of(UpdateSet.class, "getColumns", "getValues");

    static final ClauseRule<Delete> DELETE = ClauseRule.of(
                    Delete.class,
                    "getTable",
                    "getWhere",
                    "getReturningClause",
                    "getOracleHint",
                    "isHasFrom",
                    "getFeatures")
            .refuse("getWithItemsList", Delete::getWithItemsList, "WITH", BY_KEYS)
            .refuse("getTables", Delete::getTables, "DELETE of more than one table", "delete one by one")
            .refuse("getUsingList", Delete::getUsingList, "USING", BY_KEYS)
            .refuse("getUsingFromItemList", Delete::getUsingFromItemList, "USING", BY_KEYS)
            .refuse("getJoins", Delete::getJoins, "JOIN", BY_KEYS)
            .refuse("getOrderByElements", Delete::getOrderByElements, "ORDER BY in DELETE", BY_KEYS)
            .refuse("getLimit", Delete::getLimit, "LIMIT in DELETE", BY_KEYS)
            .refuse("getOutputClause", Delete::getOutputClause, "OUTPUT", USE_RETURNING)
            .refuse("getForPortionClause", Delete::getForPortionClause, "FOR PORTION OF", LEAVE_OUT)
            .refuse("getPreferringClause", Delete::getPreferringClause, "PREFERRING", IN_WHERE)
            .refuse("getOption", Delete::getOption, "OPTION", LEAVE_OUT)
            .refuse("getModifierPriority", Delete::getModifierPriority, "LOW_PRIORITY", LEAVE_OUT)
            .refuse("isModifierIgnore", Delete::isModifierIgnore, "DELETE IGNORE", LEAVE_OUT)
            .refuse("isModifierQuick", Delete::isModifierQuick, "DELETE QUICK", LEAVE_OUT);

    static final ClauseRule<ReturningClause> RETURNING = ClauseRule.of(ReturningClause.class, "getKeyword", "isEmpty")
            .refuse("getDataItems", ReturningClause::getDataItems, "RETURNING ... INTO", "read the result set")
            .refuse("getOutputAliases", ReturningClause::getOutputAliases, "RETURNING WITH", LEAVE_OUT);

    static final ClauseRule<Execute> CALL =
            ClauseRule.of(Execute.class, "getName", "getExprList", "getExecType", "isParenthesis", "getFeatures");

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

    /** The alias of a query in FROM: {@code AS x (a, b)}. */
    static final ClauseRule<Alias> QUERY_ALIAS =
            ClauseRule.of(Alias.class, "getName", "getUnquotedName", "isUseAs", "getAliasColumns");

    /** All of them. */
    static final List<ClauseRule<?>> ALL =
            List.of(UPDATE, ASSIGNMENT, DELETE, RETURNING, CALL, TABLE, ALIAS, QUERY_ALIAS);

    private StatementRules() {}
}
