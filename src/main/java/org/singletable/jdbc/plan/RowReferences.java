package org.singletable.jdbc.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;

/** Which columns of the row an expression reads. */
public final class RowReferences {
    private RowReferences() {}

    public static Set<Column> of(BoundExpr expr) {
        Set<Column> columns = new LinkedHashSet<>();
        collect(expr, columns);
        return columns;
    }

    public static Set<Column> of(Collection<BoundExpr> exprs) {
        Set<Column> columns = new LinkedHashSet<>();
        exprs.forEach(expr -> collect(expr, columns));
        return columns;
    }

    private static void collect(BoundExpr expr, Set<Column> into) {
        if (expr instanceof BoundExpr.ColumnValue value) {
            into.add(value.column());
        } else if (expr instanceof BoundExpr.Convert convert) {
            collect(convert.operand(), into);
        } else if (expr instanceof BoundExpr.And and) {
            and.operands().forEach(operand -> collect(operand, into));
        } else if (expr instanceof BoundExpr.Or or) {
            or.operands().forEach(operand -> collect(operand, into));
        } else if (expr instanceof BoundExpr.Not not) {
            collect(not.operand(), into);
        } else if (expr instanceof BoundExpr.Comparison comparison) {
            collect(comparison.left(), into);
            collect(comparison.right(), into);
        } else if (expr instanceof BoundExpr.IsNull isNull) {
            collect(isNull.operand(), into);
        } else if (expr instanceof BoundExpr.In in) {
            collect(in.operand(), into);
            in.list().forEach(element -> collect(element, into));
        } else if (expr instanceof BoundExpr.Like like) {
            collect(like.operand(), into);
            collect(like.pattern(), into);
            BoundExpr escape = like.escape();
            if (escape != null) {
                collect(escape, into);
            }
        } else if (expr instanceof BoundExpr.Call call) {
            call.arguments().forEach(argument -> collect(argument, into));
        } else if (!(expr instanceof BoundExpr.Constant) && !(expr instanceof BoundExpr.Param)) {
            throw new IllegalStateException("unknown expression " + expr);
        }
    }
}
