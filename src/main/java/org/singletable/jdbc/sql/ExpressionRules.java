package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.HexValue;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.RowConstructor;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Modulo;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NamedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import org.jspecify.annotations.Nullable;

/** The {@link ClauseRule}s of expressions. A class that is not here is refused. */
final class ExpressionRules {
    private static final String LEAVE_OUT = "leave it out";
    private static final String JOIN_ADVICE = "read the tables one by one";
    private static final String PLAIN_CALL = "call it with plain arguments";
    private static final String PLAIN_TYPE = "write a type's name, as in CAST(x AS VARCHAR(10))";
    private static final String NO_WINDOW = "compute it in the application";
    private static final String INDEX = "an array index";
    private static final String WHOLE_VALUE = "read the whole value";

    private static final List<ClauseRule<?>> VALUES = List.of(
            leaf(NullValue.class),
            leaf(JdbcParameter.class, "getIndex", "getParameterCharacter", "isUseFixedIndex"),
            leaf(LongValue.class, "getStringValue", "getValue", "getBigIntegerValue"),
            leaf(DoubleValue.class, "getValue"),
            leaf(HexValue.class, "getValue", "getDigits", "getLong", "getLongValue", "getStringValue", "getBlob"),
            leaf(BooleanValue.class, "getValue"),
            leaf(DateTimeLiteralExpression.class, "getType", "getValue"),
            leaf(TimeKeyExpression.class, "getStringValue"),
            leaf(SignedExpression.class, "getSign", "getExpression"),
            leaf(StringValue.class, "getValue", "getQuoteStr", "getNotExcapedValue")
                    .refuse("getPrefix", StringValue::getPrefix, "a prefix of a string literal", LEAVE_OUT),
            leaf(
                            Column.class,
                            "getColumnName",
                            "getTable",
                            "getTableDelimiter",
                            // Views of these.
                            "getUnquotedColumnName",
                            "getTableName",
                            "getUnquotedTableName",
                            "getSchemaName",
                            "getUnquotedSchemaName",
                            "getCatalogName",
                            "getUnquotedCatalogName",
                            "getFullyQualifiedName",
                            "getUnquotedName")
                    .refuse(
                            "getArrayConstructor",
                            Column::getArrayConstructor,
                            "an array index",
                            "read the whole value")
                    .refuse("getOldOracleJoinSyntax", Column::getOldOracleJoinSyntax, "(+)", JOIN_ADVICE)
                    .refuse("getReturningReferenceType", Column::getReturningReferenceType, "OLD or NEW", LEAVE_OUT)
                    .refuse("getReturningQualifier", Column::getReturningQualifier, "OLD or NEW", LEAVE_OUT)
                    .refuse("getCommentText", Column::getCommentText, "COMMENT", LEAVE_OUT)
                    .refuse("getResolvedTable", Column::getResolvedTable, "a resolved table", LEAVE_OUT),
            function());

    private static final List<ClauseRule<?>> CONDITIONS = List.of(
            binary(AndExpression.class).refuse("isUseOperator", AndExpression::isUseOperator, "&&", "use AND"),
            binary(OrExpression.class),
            leaf(NotExpression.class, "getExpression")
                    .refuse("isExclamationMark", NotExpression::isExclamationMark, "!", "use NOT"),
            comparison(EqualsTo.class),
            comparison(NotEqualsTo.class),
            comparison(GreaterThan.class),
            comparison(GreaterThanEquals.class),
            comparison(MinorThan.class),
            comparison(MinorThanEquals.class),
            oracle(leaf(IsNullExpression.class, "getLeftExpression", "isNot"))
                    .refuse("isUseIsNull", IsNullExpression::isUseIsNull, "ISNULL", "use IS NULL")
                    .refuse("isUseNotNull", IsNullExpression::isUseNotNull, "NOTNULL", "use IS NOT NULL"),
            oracle(leaf(InExpression.class, "getLeftExpression", "getRightExpression", "isNot"))
                    .refuse("isGlobal", InExpression::isGlobal, "GLOBAL IN", "use IN"),
            oracle(leaf(
                            Between.class,
                            "getLeftExpression",
                            "getBetweenExpressionStart",
                            "getBetweenExpressionEnd",
                            "isNot"))
                    .refuse("isUsingSymmetric", Between::isUsingSymmetric, "BETWEEN SYMMETRIC", "order the bounds")
                    .refuse("isUsingAsymmetric", Between::isUsingAsymmetric, "BETWEEN ASYMMETRIC", "use BETWEEN"),
            oracle(binary(LikeExpression.class).with("isNot", "getEscape", "getLikeKeyWord", "isCaseInsensitive"))
                    .refuse("isUseBinary", LikeExpression::isUseBinary, "LIKE BINARY", "use LIKE"),
            oracle(binary(IsDistinctExpression.class).with("isNot")),
            leaf(ExistsExpression.class, "getRightExpression", "isNot", "getStringExpression"),
            list(ExpressionList.class),
            list(ParenthesedExpressionList.class),
            list(RowConstructor.class).with("getName"));

    private static final List<ClauseRule<?>> OPERATIONS = List.of(
            binary(Addition.class),
            binary(Subtraction.class),
            binary(Multiplication.class),
            binary(Division.class),
            binary(Modulo.class),
            binary(Concat.class),
            leaf(CaseExpression.class, "getSwitchExpression", "getWhenClauses", "getElseExpression", "isUsingBrackets"),
            leaf(WhenClause.class, "getWhenExpression", "getThenExpression"),
            leaf(ExtractExpression.class, "getName", "getExpression"),
            leaf(
                    TrimFunction.class,
                    "getTrimSpecification",
                    "getExpression",
                    "getFromExpression",
                    "isUsingFromKeyword"),
            leaf(ArrayExpression.class, "getObjExpression", "getIndexExpression")
                    .refuse("getStartIndexExpression", ArrayExpression::getStartIndexExpression, INDEX, WHOLE_VALUE)
                    .refuse("getStopIndexExpression", ArrayExpression::getStopIndexExpression, INDEX, WHOLE_VALUE),
            list(NamedExpressionList.class).with("getNames"),
            cast(),
            aggregate());

    /** The index after a column. */
    static final ClauseRule<ArrayConstructor> INDEXES = leaf(ArrayConstructor.class, "getExpressions")
            .refuse("isArrayKeyword", ArrayConstructor::isArrayKeyword, "ARRAY[...]", "set it as a parameter")
            .refuse("getDataType", ArrayConstructor::getDataType, "ARRAY<...>[...]", "set it as a parameter");

    /** A type in CAST. */
    static final ClauseRule<ColDataType> TYPE = ClauseRule.of(
                    ColDataType.class,
                    "getDataType",
                    // Views of it.
                    "getPrecision",
                    "getScale")
            .refuse("getArgumentsStringList", ColDataType::getArgumentsStringList, "a list in a type", PLAIN_TYPE)
            .refuse("getCharacterSet", ColDataType::getCharacterSet, "CHARACTER SET", PLAIN_TYPE)
            .refuse("getIntervalQualifier", ColDataType::getIntervalQualifier, "INTERVAL", PLAIN_TYPE)
            .refuse("getArrayData", ColDataType::getArrayData, "an array type", PLAIN_TYPE)
            .refuse("getSignedness", ColDataType::getSignedness, "SIGNED or UNSIGNED", PLAIN_TYPE)
            .refuse("isZerofill", ColDataType::isZerofill, "ZEROFILL", PLAIN_TYPE)
            .refuse("getTypeModifiers", ColDataType::getTypeModifiers, "a modifier of a type", PLAIN_TYPE)
            .refuse("getNationalCharacterType", ColDataType::getNationalCharacterType, "NATIONAL", PLAIN_TYPE)
            .refuse("isNational", ColDataType::isNational, "NATIONAL", PLAIN_TYPE)
            .refuse("getXmlTypeModifier", ColDataType::getXmlTypeModifier, "an XML type", PLAIN_TYPE);

    private static final Map<Class<?>, ClauseRule<?>> BY_CLASS =
            all().stream().collect(Collectors.toUnmodifiableMap(ClauseRule::node, Function.identity()));

    private ExpressionRules() {}

    /** All of them. */
    static List<ClauseRule<?>> all() {
        List<ClauseRule<?>> all = new ArrayList<>(VALUES);
        all.addAll(CONDITIONS);
        all.addAll(OPERATIONS);
        all.add(QueryRules.SUBQUERY);
        return all;
    }

    /** The rule of a class, null where it is refused. */
    static @Nullable ClauseRule<?> of(Class<?> node) {
        return BY_CLASS.get(node);
    }

    private static <T> ClauseRule<T> leaf(Class<T> node, String... used) {
        return ClauseRule.of(node, used).with("getASTNode", "getParent");
    }

    private static <T extends BinaryExpression> ClauseRule<T> binary(Class<T> node) {
        return leaf(node, "getLeftExpression", "getRightExpression", "getStringExpression");
    }

    private static <T extends BinaryExpression & SupportsOldOracleJoinSyntax> ClauseRule<T> comparison(Class<T> node) {
        return oracle(binary(node));
    }

    private static <T extends SupportsOldOracleJoinSyntax> ClauseRule<T> oracle(ClauseRule<T> rule) {
        return rule.refuse("getOldOracleJoinSyntax", T::getOldOracleJoinSyntax, "(+)", JOIN_ADVICE)
                .refuse("getOraclePriorPosition", T::getOraclePriorPosition, "PRIOR", JOIN_ADVICE);
    }

    /** A list is read as the list it is. */
    private static <T> ClauseRule<T> list(Class<T> node) {
        return ClauseRule.of(node, "getExpressions", "isUsingBrackets", "getASTNode", "isEmpty");
    }

    private static ClauseRule<net.sf.jsqlparser.expression.Function> function() {
        return leaf(
                        net.sf.jsqlparser.expression.Function.class,
                        "getMultipartName",
                        "getParameters",
                        "getNamedParameters",
                        "isDistinct",
                        "isAllColumns",
                        // Views of these; isEscaped says that it was written {fn ...}.
                        "getName",
                        "isEscaped",
                        "getAttributeName",
                        "getAttributeColumn")
                .refuse("isUnique", f -> f.isUnique(), "UNIQUE in a function call", PLAIN_CALL)
                .refuse("getNullHandling", f -> f.getNullHandling(), "IGNORE NULLS", PLAIN_CALL)
                .refuse("isIgnoreNullsOutside", f -> f.isIgnoreNullsOutside(), "IGNORE NULLS", PLAIN_CALL)
                .refuse("isIgnoreNulls", f -> f.isIgnoreNulls(), "IGNORE NULLS", PLAIN_CALL)
                .refuse("getLimit", f -> f.getLimit(), "LIMIT in a function call", PLAIN_CALL)
                .refuse("getHavingClause", f -> f.getHavingClause(), "HAVING in a function call", PLAIN_CALL)
                .refuse("getChainedParameters", f -> f.getChainedParameters(), "a chained call", PLAIN_CALL)
                .refuse("getAttribute", f -> f.getAttribute(), "an attribute of a function", PLAIN_CALL)
                .refuse("getKeep", f -> f.getKeep(), "KEEP", PLAIN_CALL)
                .refuse("getExtraKeyword", f -> f.getExtraKeyword(), "TABLE in a function call", PLAIN_CALL)
                .refuse("getKeywordArguments", f -> f.getKeywordArguments(), "a keyword argument", PLAIN_CALL)
                .refuse("getOrderByElements", f -> f.getOrderByElements(), "ORDER BY in a function call", PLAIN_CALL)
                .refuse("getOnOverflowTruncate", f -> f.getOnOverflowTruncate(), "ON OVERFLOW", PLAIN_CALL);
    }

    private static ClauseRule<CastExpression> cast() {
        return leaf(
                        CastExpression.class,
                        "getLeftExpression",
                        "getColDataType",
                        "isImplicitCast",
                        "isUseCastKeyword",
                        // Views of the type.
                        "isTime",
                        "isTimeStamp",
                        "isDate",
                        "isBLOB",
                        "isFloat",
                        "isInteger",
                        "isDecimal",
                        "isText")
                .refuse("getColumnDefinitions", CastExpression::getColumnDefinitions, "CAST to ROW", PLAIN_TYPE)
                .refuse("getFormat", CastExpression::getFormat, "FORMAT in CAST", PLAIN_TYPE);
    }

    private static ClauseRule<AnalyticExpression> aggregate() {
        return leaf(
                        AnalyticExpression.class,
                        "getName",
                        "getExpression",
                        "getType",
                        "getFilterExpression",
                        "isDistinct",
                        "isAllColumns",
                        // Its parts have getters of their own.
                        "getWindowDefinition")
                .refuse("getOffset", AnalyticExpression::getOffset, "FILTER after more than one argument", PLAIN_CALL)
                .refuse(
                        "getDefaultValue",
                        AnalyticExpression::getDefaultValue,
                        "FILTER after three arguments",
                        PLAIN_CALL)
                .refuse("getOrderByElements", AnalyticExpression::getOrderByElements, "OVER (ORDER BY)", NO_WINDOW)
                .refuse(
                        "getPartitionExpressionList",
                        AnalyticExpression::getPartitionExpressionList,
                        "OVER (PARTITION BY)",
                        NO_WINDOW)
                .refuse("isPartitionByBrackets", AnalyticExpression::isPartitionByBrackets, "OVER", NO_WINDOW)
                .refuse("getWindowElement", AnalyticExpression::getWindowElement, "OVER (ROWS)", NO_WINDOW)
                .refuse("getWindowName", AnalyticExpression::getWindowName, "OVER", NO_WINDOW)
                .refuse("getKeep", AnalyticExpression::getKeep, "KEEP", PLAIN_CALL)
                .refuse("isUnique", AnalyticExpression::isUnique, "UNIQUE in a function call", "use DISTINCT")
                .refuse("isIgnoreNulls", AnalyticExpression::isIgnoreNulls, "IGNORE NULLS", PLAIN_CALL)
                .refuse("isIgnoreNullsOutside", AnalyticExpression::isIgnoreNullsOutside, "IGNORE NULLS", PLAIN_CALL)
                .refuse("getNullHandling", AnalyticExpression::getNullHandling, "IGNORE NULLS", PLAIN_CALL)
                .refuse("getHavingClause", AnalyticExpression::getHavingClause, "HAVING in a call", PLAIN_CALL)
                .refuse("getLimit", AnalyticExpression::getLimit, "LIMIT in a call", PLAIN_CALL)
                .refuse(
                        "getKeywordArguments",
                        AnalyticExpression::getKeywordArguments,
                        "a keyword argument",
                        PLAIN_CALL)
                .refuse("getFuncOrderBy", AnalyticExpression::getFuncOrderBy, "ORDER BY in a call", PLAIN_CALL)
                .refuse("getOnOverflowTruncate", AnalyticExpression::getOnOverflowTruncate, "ON OVERFLOW", PLAIN_CALL);
    }
}
