package org.singletable.jdbc.sql;

import java.util.List;
import net.sf.jsqlparser.expression.OracleHint;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Distinct;
import net.sf.jsqlparser.statement.select.Fetch;
import net.sf.jsqlparser.statement.select.ForUpdateClause;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.Offset;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.UnionOp;

/** The {@link ClauseRule}s of queries and their clauses. */
final class QueryRules {
    private static final String LEAVE_OUT = "leave it out";
    private static final String IN_APPLICATION = "compute it in the application";
    private static final String IN_WHERE = "put the condition into WHERE";
    private static final String DERIVED = "write the query in FROM: FROM (SELECT ...) AS x";
    private static final String INNER_OR_LEFT = "use JOIN ... ON or LEFT JOIN ... ON";
    private static final String NAME_COLUMNS = "name the columns";
    static final String AT_END = "use it at the end of a SELECT without UNION ALL";
    private static final String LOCK_ALL = "leave it out: FOR UPDATE locks the rows of all tables and does not wait";
    private static final String ONE_BY_ONE = "run one query for each grouping";

    static final ClauseRule<PlainSelect> SELECT = select(
                    PlainSelect.class,
                    "getDistinct",
                    "getSelectItems",
                    "getFromItem",
                    "getJoins",
                    "getWhere",
                    "getGroupBy",
                    "getHaving",
                    "getOracleHint",
                    "getOrderByElements",
                    "getLimit",
                    "getOffset",
                    "getFetch",
                    "getForUpdate",
                    // A view of it.
                    "getForMode")
            .refuse("getAlias", PlainSelect::getAlias, "an alias of a query", DERIVED)
            .refuse("getIntoTables", PlainSelect::getIntoTables, "SELECT INTO", "use INSERT")
            .refuse("getIntoTempTable", PlainSelect::getIntoTempTable, "INTO TEMP", "use INSERT")
            .refuse(
                    "getMySqlSelectIntoClause",
                    PlainSelect::getMySqlSelectIntoClause,
                    "INTO OUTFILE",
                    "write the file in the application")
            .refuse("getPreWhere", PlainSelect::getPreWhere, "PREWHERE", IN_WHERE)
            .refuse("getLateralViews", PlainSelect::getLateralViews, "LATERAL VIEW", INNER_OR_LEFT)
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

    static final ClauseRule<SetOperationList> SET_OPERATIONS = unlocked(
                    SetOperationList.class,
                    "getSelects",
                    "getOperations",
                    "getOrderByElements",
                    "getLimit",
                    "getOffset",
                    "getFetch")
            .refuse("getAlias", SetOperationList::getAlias, "an alias of a query", DERIVED)
            .refuse("getSampleClause", SetOperationList::getSampleClause, "SAMPLE", "use LIMIT");

    static final ClauseRule<ForUpdateClause> FOR_UPDATE = ClauseRule.of(
                    ForUpdateClause.class,
                    "getMode",
                    // Views of it.
                    "isForUpdate",
                    "isForShare")
            .refuse("getTables", ForUpdateClause::getTables, "FOR UPDATE OF", LOCK_ALL)
            .refuse("getFirstTable", ForUpdateClause::getFirstTable, "FOR UPDATE OF", LOCK_ALL)
            .refuse("isNoWait", ForUpdateClause::isNoWait, "NOWAIT", LOCK_ALL)
            .refuse("isSkipLocked", ForUpdateClause::isSkipLocked, "SKIP LOCKED", LOCK_ALL)
            .refuse("getWait", ForUpdateClause::getWait, "WAIT", LOCK_ALL);

    static final ClauseRule<UnionOp> UNION =
            ClauseRule.of(UnionOp.class, "getModifier", "isAll", "isDistinct", "getASTNode", "getParent");

    static final ClauseRule<ParenthesedSelect> SUBQUERY = unlocked(
                    ParenthesedSelect.class,
                    "getSelect",
                    "getAlias",
                    "getOrderByElements",
                    "getLimit",
                    "getOffset",
                    "getFetch")
            .refuse("getSampleClause", ParenthesedSelect::getSampleClause, "TABLESAMPLE", "use LIMIT");

    static final ClauseRule<ParenthesedFromItem> JOIN_IN_PARENTHESES = ClauseRule.of(
                    ParenthesedFromItem.class, "getFromItem", "getJoins", "getASTNode", "getParent")
            .refuse("getAlias", ParenthesedFromItem::getAlias, "an alias of FROM (...)", "name each table")
            .refuse("getPivot", ParenthesedFromItem::getPivot, "PIVOT", IN_APPLICATION)
            .refuse("getUnPivot", ParenthesedFromItem::getUnPivot, "UNPIVOT", IN_APPLICATION)
            .refuse("getSampleClause", ParenthesedFromItem::getSampleClause, "TABLESAMPLE", "use LIMIT");

    static final ClauseRule<Join> JOIN = ClauseRule.of(
                    Join.class,
                    "getFromItem",
                    "getOnExpressions",
                    "isInner",
                    "isLeft",
                    "isOuter",
                    // Views of these.
                    "getRightItem",
                    "getOnExpression",
                    "isInnerJoin",
                    "getASTNode",
                    "getParent")
            .refuse("isSimple", Join::isSimple, "a comma in FROM", INNER_OR_LEFT)
            .refuse("isNatural", Join::isNatural, "NATURAL JOIN", INNER_OR_LEFT)
            .refuse("isRight", Join::isRight, "RIGHT JOIN", "exchange the tables and use LEFT JOIN")
            .refuse("isFull", Join::isFull, "FULL JOIN", INNER_OR_LEFT)
            .refuse("isApply", Join::isApply, "APPLY", INNER_OR_LEFT)
            .refuse("isCross", Join::isCross, "CROSS JOIN", INNER_OR_LEFT)
            .refuse("getUsingColumns", Join::getUsingColumns, "USING", "use ON a.x = b.x")
            .refuse("isAsOf", Join::isAsOf, "ASOF JOIN", INNER_OR_LEFT)
            .refuse("isStraight", Join::isStraight, "STRAIGHT_JOIN", INNER_OR_LEFT)
            .refuse("isFetch", Join::isFetch, "JOIN FETCH", INNER_OR_LEFT)
            .refuse("isSemi", Join::isSemi, "SEMI JOIN", "use EXISTS or IN")
            .refuse("isAny", Join::isAny, "ANY JOIN", INNER_OR_LEFT)
            .refuse("isAll", Join::isAll, "ALL JOIN", INNER_OR_LEFT)
            .refuse("isGlobal", Join::isGlobal, "GLOBAL JOIN", INNER_OR_LEFT)
            .refuse("isArray", Join::isArray, "ARRAY JOIN", INNER_OR_LEFT)
            .refuse("isWindowJoin", Join::isWindowJoin, "WITHIN", INNER_OR_LEFT)
            .refuse("getJoinWindow", Join::getJoinWindow, "WITHIN", INNER_OR_LEFT)
            .refuse("getJoinHint", Join::getJoinHint, "a join hint", LEAVE_OUT);

    static final ClauseRule<Distinct> DISTINCT = ClauseRule.of(Distinct.class)
            .refuse("getOnSelectItems", Distinct::getOnSelectItems, "DISTINCT ON", "use GROUP BY")
            .refuse("isUseUnique", Distinct::isUseUnique, "SELECT UNIQUE", "use SELECT DISTINCT")
            .refuse("isUseDistinctRow", Distinct::isUseDistinctRow, "DISTINCTROW", "use SELECT DISTINCT");

    static final ClauseRule<OracleHint> HINT = ClauseRule.of(OracleHint.class, "getValue", "getASTNode", "getParent")
            .refuse("isSingleLine", OracleHint::isSingleLine, "the hint --+", "write /*+ ... */");

    static final ClauseRule<GroupByElement> GROUP_BY = ClauseRule.of(
                    GroupByElement.class, "getGroupByExpressionList", "getGroupByExpressions", "isUsingBrackets")
            .refuse("getGroupingSets", GroupByElement::getGroupingSets, "GROUPING SETS", ONE_BY_ONE)
            .refuse("isMysqlWithRollup", GroupByElement::isMysqlWithRollup, "WITH ROLLUP", ONE_BY_ONE);

    static final ClauseRule<OrderByElement> ORDER_ITEM = ClauseRule.of(
                    OrderByElement.class, "getExpression", "isAsc", "isAscDescPresent", "getNullOrdering")
            .refuse("getWithFill", OrderByElement::getWithFill, "WITH FILL", LEAVE_OUT)
            .refuse("isMysqlWithRollup", OrderByElement::isMysqlWithRollup, "WITH ROLLUP", ONE_BY_ONE);

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
            .refuse("getExceptColumns", AllColumns::getExceptColumns, "EXCEPT after *", NAME_COLUMNS)
            .refuse("getExceptKeyword", AllColumns::getExceptKeyword, "EXCEPT after *", NAME_COLUMNS)
            .refuse("getReplaceExpressions", AllColumns::getReplaceExpressions, "REPLACE after *", NAME_COLUMNS);

    static final ClauseRule<AllTableColumns> ALL_TABLE_COLUMNS = ClauseRule.of(
                    AllTableColumns.class, "getTable", "getASTNode", "getParent")
            .refuse("getExceptColumns", AllTableColumns::getExceptColumns, "EXCEPT after *", NAME_COLUMNS)
            .refuse("getExceptKeyword", AllTableColumns::getExceptKeyword, "EXCEPT after *", NAME_COLUMNS)
            .refuse("getReplaceExpressions", AllTableColumns::getReplaceExpressions, "REPLACE after *", NAME_COLUMNS)
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
            SET_OPERATIONS,
            FOR_UPDATE,
            UNION,
            SUBQUERY,
            JOIN_IN_PARENTHESES,
            JOIN,
            DISTINCT,
            HINT,
            GROUP_BY,
            ORDER_ITEM,
            SELECT_ITEM,
            ALL_COLUMNS,
            ALL_TABLE_COLUMNS,
            LIMIT,
            OFFSET,
            FETCH);

    private QueryRules() {}

    /** What queries other than a plain SELECT, and VALUES, have in common. */
    static <T extends Select> ClauseRule<T> unlocked(Class<T> node, String... used) {
        return select(node, used)
                .refuse("getForMode", T::getForMode, "FOR UPDATE", AT_END)
                .refuse("getForUpdate", T::getForUpdate, "FOR UPDATE", AT_END);
    }

    /** What all queries and VALUES have in common. */
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
                .refuse("getWithItemsList", T::getWithItemsList, "WITH", DERIVED)
                .refuse("isOracleSiblings", T::isOracleSiblings, "ORDER SIBLINGS BY", "use ORDER BY")
                .refuse("getInterpolate", T::getInterpolate, "INTERPOLATE", IN_APPLICATION)
                .refuse("getLimitBy", T::getLimitBy, "LIMIT BY", "use LIMIT")
                .refuse("getForUpdateTable", T::getForUpdateTable, "FOR UPDATE OF", LOCK_ALL)
                .refuse("getForUpdateTables", T::getForUpdateTables, "FOR UPDATE OF", LOCK_ALL)
                .refuse(
                        "isForUpdateBeforeOrderBy",
                        T::isForUpdateBeforeOrderBy,
                        "FOR UPDATE before ORDER BY",
                        "write it at the end")
                .refuse("isNoWait", T::isNoWait, "NOWAIT", LOCK_ALL)
                .refuse("isSkipLocked", T::isSkipLocked, "SKIP LOCKED", LOCK_ALL)
                .refuse("getWait", T::getWait, "WAIT", LOCK_ALL)
                .refuse("getForClause", T::getForClause, "FOR", LEAVE_OUT)
                .refuse("getOption", T::getOption, "OPTION", LEAVE_OUT)
                .refuse("getIsolation", T::getIsolation, "WITH isolation", "use Connection.setTransactionIsolation")
                .refuse("getMySqlProcedureAnalyse", T::getMySqlProcedureAnalyse, "PROCEDURE ANALYSE", LEAVE_OUT)
                .refuse("getPivot", T::getPivot, "PIVOT", IN_APPLICATION)
                .refuse("getUnPivot", T::getUnPivot, "UNPIVOT", IN_APPLICATION);
    }
}
