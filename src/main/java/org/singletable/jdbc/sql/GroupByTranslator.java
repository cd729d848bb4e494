package org.singletable.jdbc.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.GroupByElement;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.SqlErrors;

/** The GROUP BY clause. */
final class GroupByTranslator {
    /** What the parser takes for functions. */
    private static final Set<String> GROUPING = Set.of("rollup", "cube");

    private final ExpressionTranslator expressions;

    GroupByTranslator(ExpressionTranslator expressions) {
        this.expressions = expressions;
    }

    /** The expressions to group by; {@code (a, b)} counts as {@code a, b}. */
    List<Expr> groupBy(@Nullable GroupByElement groupBy) {
        List<Expr> groups = new ArrayList<>();
        if (groupBy != null) {
            QueryRules.GROUP_BY.check(groupBy);
            add(groupBy.getGroupByExpressionList(), groups);
            for (int i = 0; i < groupBy.getGroupByExpressionList().size(); i++) {
                if (groupBy.getGroupBySortDirection(i) != null) {
                    throw SqlErrors.unsupported("ASC or DESC in GROUP BY", "use ORDER BY");
                }
            }
        }
        return groups;
    }

    private void add(ExpressionList<?> list, List<Expr> groups) {
        if (list.isEmpty()) {
            throw SqlErrors.unsupported("GROUP BY ()", "leave it out");
        }
        for (Expression group : list) {
            if (group instanceof ParenthesedExpressionList<?> several) {
                add(several, groups);
            } else {
                if (group instanceof Function call && isGrouping(call)) {
                    throw SqlErrors.unsupported("ROLLUP or CUBE", "run one query for each grouping");
                }
                groups.add(expressions.expression(group));
            }
        }
    }

    private static boolean isGrouping(Function call) {
        return GROUPING.contains(String.valueOf(call.getName()).toLowerCase(Locale.ROOT));
    }
}
