package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.HexValue;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** The {@link ClauseRule}s of expressions. A class that is not here is refused. */
final class ExpressionRules {
    private static final String LEAVE_OUT = "leave it out";
    private static final String JOIN_ADVICE = "read the tables one by one";
    private static final String PLAIN_CALL = "call it with plain arguments";

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
            list(ExpressionList.class),
            list(ParenthesedExpressionList.class));

    private static final Map<Class<?>, ClauseRule<?>> BY_CLASS =
            all().stream().collect(Collectors.toUnmodifiableMap(ClauseRule::node, Function.identity()));

    private ExpressionRules() {}

    /** All of them. */
    static List<ClauseRule<?>> all() {
        List<ClauseRule<?>> all = new ArrayList<>(VALUES);
        all.addAll(CONDITIONS);
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
                        // Views of these; isEscaped says that it was written {fn ...}.
                        "getName",
                        "isEscaped",
                        "getAttributeName",
                        "getAttributeColumn")
                .refuse("isAllColumns", f -> f.isAllColumns(), "ALL in a function call", PLAIN_CALL)
                .refuse("isDistinct", f -> f.isDistinct(), "DISTINCT in a function call", PLAIN_CALL)
                .refuse("isUnique", f -> f.isUnique(), "UNIQUE in a function call", PLAIN_CALL)
                .refuse("getNullHandling", f -> f.getNullHandling(), "IGNORE NULLS", PLAIN_CALL)
                .refuse("isIgnoreNullsOutside", f -> f.isIgnoreNullsOutside(), "IGNORE NULLS", PLAIN_CALL)
                .refuse("isIgnoreNulls", f -> f.isIgnoreNulls(), "IGNORE NULLS", PLAIN_CALL)
                .refuse("getLimit", f -> f.getLimit(), "LIMIT in a function call", PLAIN_CALL)
                .refuse("getHavingClause", f -> f.getHavingClause(), "HAVING in a function call", PLAIN_CALL)
                .refuse("getChainedParameters", f -> f.getChainedParameters(), "a chained call", PLAIN_CALL)
                .refuse("getNamedParameters", f -> f.getNamedParameters(), "FROM in a function call", PLAIN_CALL)
                .refuse("getAttribute", f -> f.getAttribute(), "an attribute of a function", PLAIN_CALL)
                .refuse("getKeep", f -> f.getKeep(), "KEEP", PLAIN_CALL)
                .refuse("getExtraKeyword", f -> f.getExtraKeyword(), "TABLE in a function call", PLAIN_CALL)
                .refuse("getKeywordArguments", f -> f.getKeywordArguments(), "a keyword argument", PLAIN_CALL)
                .refuse("getOrderByElements", f -> f.getOrderByElements(), "ORDER BY in a function call", PLAIN_CALL)
                .refuse("getOnOverflowTruncate", f -> f.getOnOverflowTruncate(), "ON OVERFLOW", PLAIN_CALL);
    }
}
