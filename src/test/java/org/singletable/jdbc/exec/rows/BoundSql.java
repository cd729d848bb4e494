package org.singletable.jdbc.exec.rows;

import java.util.List;
import java.util.stream.Collectors;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.sql.Expr.Comparator;

/** Bound expressions as SQL text. */
final class BoundSql {
    private final List<String> columns;
    private final List<String> queries;

    /**
     * @param columns the name of each slot
     * @param queries the text of each query within the expressions; may grow
     */
    BoundSql(List<String> columns, List<String> queries) {
        this.columns = columns;
        this.queries = queries;
    }

    String of(BoundExpr expr) {
        if (expr instanceof BoundExpr.Slot slot) {
            return columns.get(slot.slot());
        } else if (expr instanceof BoundExpr.Constant constant) {
            return literal(constant);
        } else if (expr instanceof BoundExpr.And and) {
            return joined(and.operands(), " AND ");
        } else if (expr instanceof BoundExpr.Or or) {
            return joined(or.operands(), " OR ");
        } else if (expr instanceof BoundExpr.Not not) {
            return "(NOT " + of(not.operand()) + ")";
        } else if (expr instanceof BoundExpr.Comparison comparison) {
            return "(" + of(comparison.left()) + symbol(comparison.comparator()) + of(comparison.right()) + ")";
        } else if (expr instanceof BoundExpr.IsNull isNull) {
            return "(" + of(isNull.operand()) + " IS " + not(isNull.negated()) + "NULL)";
        } else if (expr instanceof BoundExpr.In in) {
            return "(" + of(in.operand()) + " " + not(in.negated()) + "IN " + joined(in.list(), ", ") + ")";
        } else if (expr instanceof BoundExpr.Like like) {
            return "(" + of(like.operand()) + " " + not(like.negated()) + (like.ignoreCase() ? "ILIKE " : "LIKE ")
                    + of(like.pattern()) + ")";
        } else if (expr instanceof BoundExpr.IsDistinct distinct) {
            return "(" + of(distinct.left()) + " IS " + not(distinct.negated()) + "DISTINCT FROM "
                    + of(distinct.right()) + ")";
        } else if (expr instanceof BoundExpr.RowComparison rows) {
            return "(" + joined(rows.left(), ", ") + symbol(rows.comparator()) + joined(rows.right(), ", ") + ")";
        } else if (expr instanceof BoundExpr.RowIn in) {
            return "(" + joined(in.operand(), ", ") + " " + not(in.negated()) + "IN ("
                    + in.list().stream().map(row -> joined(row, ", ")).collect(Collectors.joining(", ")) + "))";
        } else if (expr instanceof BoundExpr.InQuery in) {
            return "(" + joined(in.operand(), ", ") + " " + not(in.negated()) + "IN " + queries.get(in.query()) + ")";
        } else if (expr instanceof BoundExpr.Exists exists) {
            return "EXISTS " + queries.get(exists.query());
        } else if (expr instanceof BoundExpr.ScalarQuery scalar) {
            return queries.get(scalar.query());
        } else if (expr instanceof BoundExpr.Coalesce coalesce) {
            return "COALESCE" + joined(coalesce.operands(), ", ");
        } else if (expr instanceof BoundExpr.Case choice) {
            return "CASE "
                    + choice.branches().stream()
                            .map(when -> "WHEN " + of(when.condition()) + " THEN " + of(when.result()) + " ")
                            .collect(Collectors.joining())
                    + (choice.otherwise() == null ? "" : "ELSE " + of(choice.otherwise())) + " END";
        }
        throw new IllegalArgumentException("no SQL for " + expr);
    }

    private static String literal(BoundExpr.Constant constant) {
        if (constant.value() == null) {
            return "CAST(NULL AS " + constant.type().kind().sqlName() + ")";
        }
        return constant.value() instanceof String text
                ? "'" + text + "'"
                : constant.value().toString();
    }

    private static String not(boolean negated) {
        return negated ? "NOT " : "";
    }

    private static String symbol(Comparator comparator) {
        return switch (comparator) {
            case EQ -> " = ";
            case NE -> " <> ";
            case LT -> " < ";
            case LE -> " <= ";
            case GT -> " > ";
            case GE -> " >= ";
        };
    }

    private String joined(List<BoundExpr> exprs, String separator) {
        return exprs.stream().map(this::of).collect(Collectors.joining(separator, "(", ")"));
    }
}
