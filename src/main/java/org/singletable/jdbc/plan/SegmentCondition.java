package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.type.SqlType;

/** {@code segment('t', i, n)} in WHERE: true of the rows in segment i of n of a Scan of the table. */
final class SegmentCondition {
    private static final int ARGUMENTS = 3;

    private SegmentCondition() {}

    /** Whether a conjunct of the condition is one. */
    static boolean isIn(@Nullable Expr where) {
        return conjuncts(where).stream().anyMatch(SegmentCondition::isSegment);
    }

    /** The conjuncts of a condition as they were written. */
    static List<Expr> conjuncts(@Nullable Expr where) {
        List<Expr> conjuncts = new ArrayList<>();
        if (where instanceof Expr.And and) {
            and.operands().forEach(operand -> conjuncts.addAll(conjuncts(operand)));
        } else if (where != null) {
            conjuncts.add(where);
        }
        return conjuncts;
    }

    static boolean isSegment(Expr conjunct) {
        return conjunct instanceof Expr.Function function && function.name().equals("segment");
    }

    /**
     * @param from what is read
     * @param values binds the numbers, which no row is known for
     */
    static BoundExpr bind(Expr.Function segment, FromBlock.Node from, Scope scope, ExpressionBinder values) {
        if (segment.arguments().size() != ARGUMENTS
                || !(segment.arguments().get(0) instanceof Expr.Literal table)
                || !(table.value() instanceof String name)) {
            throw SqlErrors.syntax("write segment('table', i, n): a table's name and two whole numbers");
        }
        scope.table(name);
        if (!(from instanceof FromBlock.Table || from instanceof FromBlock.Items)) {
            throw PlanErrors.notBuilt("segment() in a query of more than one table", "read the table's segments alone");
        }
        return new BoundExpr.Segment(
                number(segment.arguments().get(1), values),
                number(segment.arguments().get(2), values));
    }

    private static BoundExpr number(Expr expr, ExpressionBinder values) {
        return ImplicitConversion.convert(values.bind(expr, SqlType.INT), SqlType.INT);
    }
}
