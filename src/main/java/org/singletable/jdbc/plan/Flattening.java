package org.singletable.jdbc.plan;

import java.util.Optional;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;

/** Which derived tables can be made part of the SELECT around them. */
final class Flattening {
    private Flattening() {}

    /**
     * The query of a derived table, if it gives the rows of its FROM and WHERE, one for one, and no more than columns and
     * constants of them: {@code SELECT a, b FROM t WHERE ...}. Functions are left out, since one as {@code uuid()} must not be
     * computed anew where its column is named twice.
     */
    static Optional<Statement.Select> plain(Statement.Query query) {
        if (!(query instanceof Statement.Select select)
                || select.source().isEmpty()
                || select.distinct()
                || !select.groupBy().isEmpty()
                || select.having() != null
                || !select.orderBy().isEmpty()
                || select.limit() != null
                || select.offset() != null
                || SegmentCondition.isIn(select.where())) {
            return Optional.empty();
        }
        boolean plain = select.items().stream().allMatch(item -> isColumn(item) || isConstant(item));
        return plain ? Optional.of(select) : Optional.empty();
    }

    /** Whether all outputs are NULL where the rows are missing, as on the right of a LEFT JOIN. */
    static boolean onlyColumns(Statement.Select select) {
        return select.items().stream().allMatch(Flattening::isColumn);
    }

    private static boolean isColumn(Statement.SelectItem item) {
        return item instanceof Statement.AllColumns
                || item instanceof Statement.ExprItem expr && expr.expr() instanceof Expr.ColumnRef;
    }

    private static boolean isConstant(Statement.SelectItem item) {
        return item instanceof Statement.ExprItem expr
                && (expr.expr() instanceof Expr.Literal || expr.expr() instanceof Expr.Parameter);
    }
}
