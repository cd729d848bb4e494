package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.statement.create.table.Index.ColumnParams;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictAction;
import net.sf.jsqlparser.statement.insert.InsertConflictTarget;
import net.sf.jsqlparser.statement.select.Values;

/** The {@link ClauseRule}s of INSERT and its clauses. */
final class InsertRules {
    private static final String LEAVE_OUT = "leave it out";
    private static final String USE_CONFLICT = "use ON CONFLICT (...) DO UPDATE SET";
    private static final String PLAIN_COLUMNS = "name the columns alone: ON CONFLICT (a, b)";

    static final ClauseRule<Values> VALUES = QueryRules.unlocked(Values.class, "getExpressions")
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
                    "getConflictTarget",
                    "getConflictAction",
                    "getReturningClause",
                    // Views of getSelect and of lists.
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
            .refuse("getDuplicateUpdateSets", Insert::getDuplicateUpdateSets, "ON DUPLICATE KEY", USE_CONFLICT)
            .refuse("getDuplicateAction", Insert::getDuplicateAction, "ON DUPLICATE KEY", USE_CONFLICT)
            .refuse("getOutputClause", Insert::getOutputClause, "OUTPUT", "use RETURNING")
            .refuse("getModifierPriority", Insert::getModifierPriority, "a priority in INSERT", LEAVE_OUT)
            .refuse("isModifierIgnore", Insert::isModifierIgnore, "INSERT IGNORE", "use ON CONFLICT DO NOTHING")
            .refuse("isOverwrite", Insert::isOverwrite, "INSERT OVERWRITE", "use UPSERT INTO")
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
            .refuse("getOracleHint", Insert::getOracleHint, "a hint after INSERT", "write it after SELECT");

    static final ClauseRule<InsertConflictTarget> CONFLICT_TARGET = ClauseRule.of(
                    InsertConflictTarget.class,
                    "getIndexElements",
                    // Views of it.
                    "getIndexColumnNames",
                    "getIndexColumnName",
                    "getIndexExpression")
            .refuse(
                    "getConstraintName",
                    InsertConflictTarget::getConstraintName,
                    "ON CONFLICT ON CONSTRAINT",
                    PLAIN_COLUMNS)
            .refuse(
                    "getWhereExpression",
                    InsertConflictTarget::getWhereExpression,
                    "ON CONFLICT (...) WHERE",
                    PLAIN_COLUMNS);

    static final ClauseRule<ColumnParams> CONFLICT_COLUMN = ClauseRule.of(
                    ColumnParams.class, "getColumnName", "isExpressionParenthesized")
            .refuse("getExpression", ColumnParams::getExpression, "ON CONFLICT (expression)", PLAIN_COLUMNS)
            .refuse("isExpression", ColumnParams::isExpression, "ON CONFLICT (expression)", PLAIN_COLUMNS)
            .refuse("getCollation", ColumnParams::getCollation, "ON CONFLICT (... COLLATE)", PLAIN_COLUMNS)
            .refuse(
                    "getOperatorClass",
                    ColumnParams::getOperatorClass,
                    "a word after a column in ON CONFLICT",
                    PLAIN_COLUMNS)
            .refuse(
                    "getOperatorClassParameters",
                    ColumnParams::getOperatorClassParameters,
                    "a word after a column in ON CONFLICT",
                    PLAIN_COLUMNS)
            .refuse("getParams", ColumnParams::getParams, "a word after a column in ON CONFLICT", PLAIN_COLUMNS)
            .refuse("getExclusionOperator", ColumnParams::getExclusionOperator, "WITH in ON CONFLICT", PLAIN_COLUMNS)
            .refuse("getSortOrder", ColumnParams::getSortOrder, "ASC or DESC in ON CONFLICT", PLAIN_COLUMNS)
            .refuse("getNullOrdering", ColumnParams::getNullOrdering, "NULLS in ON CONFLICT", PLAIN_COLUMNS);

    static final ClauseRule<InsertConflictAction> CONFLICT_ACTION =
            ClauseRule.of(InsertConflictAction.class, "getConflictActionType", "getUpdateSets", "getWhereExpression");

    /** All of them. */
    static final List<ClauseRule<?>> ALL = List.of(VALUES, INSERT, CONFLICT_TARGET, CONFLICT_COLUMN, CONFLICT_ACTION);

    private InsertRules() {}
}
