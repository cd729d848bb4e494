package org.singletable.jdbc.exec;

import java.util.List;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.Ternary;

/** The truth of predicates. An operand is evaluated only where the ones before it leave the answer open. */
final class Conditions {
    private Conditions() {}

    static Ternary test(BoundExpr.Predicate predicate, Bindings bindings) {
        if (predicate instanceof BoundExpr.Comparison comparison) {
            return compare(comparison.comparator(), comparison.left(), comparison.right(), bindings);
        } else if (predicate instanceof BoundExpr.And and) {
            return and(and.operands(), bindings);
        } else if (predicate instanceof BoundExpr.Or or) {
            return or(or.operands(), bindings);
        } else if (predicate instanceof BoundExpr.Not not) {
            return Evaluator.test(not.operand(), bindings).not();
        } else if (predicate instanceof BoundExpr.IsNull isNull) {
            return Ternary.of((Evaluator.evaluate(isNull.operand(), bindings) == null) != isNull.negated());
        } else if (predicate instanceof BoundExpr.In in) {
            return negatedIf(in.negated(), in(in, bindings));
        } else if (predicate instanceof BoundExpr.Like like) {
            return negatedIf(like.negated(), like(like, bindings));
        } else if (predicate instanceof BoundExpr.IsDistinct distinct) {
            return Ternary.of(isDistinct(distinct.left(), distinct.right(), bindings) != distinct.negated());
        } else if (predicate instanceof BoundExpr.RowComparison rows) {
            return rows.comparator() == Comparator.NE
                    ? rowsEqual(rows.left(), rows.right(), bindings).not()
                    : compareRows(rows, bindings);
        } else if (predicate instanceof BoundExpr.RowIn in) {
            return negatedIf(in.negated(), rowIn(in, bindings));
        } else if (predicate instanceof BoundExpr.InQuery in) {
            return negatedIf(in.negated(), inQuery(in, bindings));
        } else if (predicate instanceof BoundExpr.Exists exists) {
            return Ternary.of(bindings.subqueries().exists(exists.query()));
        } else if (predicate instanceof BoundExpr.Segment) {
            // Nothing in a decoded row tells its segment: the access path reads no other one.
            return Ternary.TRUE;
        }
        throw new IllegalStateException("no truth for " + predicate);
    }

    private static Ternary negatedIf(boolean negated, Ternary truth) {
        return negated ? truth.not() : truth;
    }

    private static Ternary and(List<BoundExpr> operands, Bindings bindings) {
        Ternary truth = Ternary.TRUE;
        for (BoundExpr operand : operands) {
            truth = truth.and(Evaluator.test(operand, bindings));
            if (truth == Ternary.FALSE) {
                return truth;
            }
        }
        return truth;
    }

    private static Ternary or(List<BoundExpr> operands, Bindings bindings) {
        Ternary truth = Ternary.FALSE;
        for (BoundExpr operand : operands) {
            truth = truth.or(Evaluator.test(operand, bindings));
            if (truth == Ternary.TRUE) {
                return truth;
            }
        }
        return truth;
    }

    private static Ternary compare(Comparator comparator, BoundExpr left, BoundExpr right, Bindings bindings) {
        Object a = Evaluator.evaluate(left, bindings);
        Object b = Evaluator.evaluate(right, bindings);
        return a == null || b == null
                ? Ternary.UNKNOWN
                : Ternary.of(comparator.holds(ColumnOperands.compare(left, a, right, b)));
    }

    private static boolean isDistinct(BoundExpr left, BoundExpr right, Bindings bindings) {
        Object a = Evaluator.evaluate(left, bindings);
        Object b = Evaluator.evaluate(right, bindings);
        return a == null || b == null ? a != b : ColumnOperands.compare(left, a, right, b) != 0;
    }

    private static Ternary in(BoundExpr.In in, Bindings bindings) {
        Object operand = Evaluator.evaluate(in.operand(), bindings);
        if (operand == null) {
            return in.list().isEmpty() ? Ternary.FALSE : Ternary.UNKNOWN;
        }
        Ternary found = Ternary.FALSE;
        for (BoundExpr element : in.list()) {
            Object value = Evaluator.evaluate(element, bindings);
            found = found.or(
                    value == null
                            ? Ternary.UNKNOWN
                            : Ternary.of(ColumnOperands.compare(in.operand(), operand, element, value) == 0));
            if (found == Ternary.TRUE) {
                break;
            }
        }
        return found;
    }

    private static Ternary like(BoundExpr.Like like, Bindings bindings) {
        Object operand = Evaluator.evaluate(like.operand(), bindings);
        Object pattern = Evaluator.evaluate(like.pattern(), bindings);
        BoundExpr escapeExpr = like.escape();
        Object escape = escapeExpr == null ? LikePattern.DEFAULT_ESCAPE : Evaluator.evaluate(escapeExpr, bindings);
        if (operand == null || pattern == null || escape == null) {
            return Ternary.UNKNOWN;
        }
        LikePattern compiled = bindings.likePatterns().get(text(pattern), text(escape), like.ignoreCase());
        return Ternary.of(compiled.matches(text(operand)));
    }

    private static String text(Object value) {
        return (String) Conversions.convert(value, SqlType.STRING);
    }

    /** False as soon as a field differs, whatever NULLs there are; unknown where one is NULL and none differs. */
    private static Ternary rowsEqual(List<BoundExpr> left, List<BoundExpr> right, Bindings bindings) {
        Ternary equal = Ternary.TRUE;
        for (int i = 0; i < left.size() && equal != Ternary.FALSE; i++) {
            equal = equal.and(compare(Comparator.EQ, left.get(i), right.get(i), bindings));
        }
        return equal;
    }

    /**
     * {@code (a, b) > (c, d)} is {@code a > c OR (a = c AND b > d)}: the first fields that differ decide, and a NULL before
     * them leaves it unknown.
     */
    private static Ternary compareRows(BoundExpr.RowComparison rows, Bindings bindings) {
        if (rows.comparator() == Comparator.EQ) {
            return rowsEqual(rows.left(), rows.right(), bindings);
        }
        for (int i = 0; i < rows.left().size(); i++) {
            BoundExpr left = rows.left().get(i);
            BoundExpr right = rows.right().get(i);
            Object a = Evaluator.evaluate(left, bindings);
            Object b = Evaluator.evaluate(right, bindings);
            if (a == null || b == null) {
                return Ternary.UNKNOWN;
            }
            int order = ColumnOperands.compare(left, a, right, b);
            if (order != 0) {
                return Ternary.of(rows.comparator().holds(order));
            }
        }
        return Ternary.of(rows.comparator().holds(0));
    }

    private static Ternary rowIn(BoundExpr.RowIn in, Bindings bindings) {
        Ternary found = Ternary.FALSE;
        for (List<BoundExpr> row : in.list()) {
            found = found.or(rowsEqual(in.operand(), row, bindings));
            if (found == Ternary.TRUE) {
                break;
            }
        }
        return found;
    }

    private static Ternary inQuery(BoundExpr.InQuery in, Bindings bindings) {
        List<SqlType> types = in.operand().stream()
                .map(operand -> ColumnOperands.typeOf(operand, bindings))
                .toList();
        return bindings.subqueries().contains(in.query(), Evaluator.evaluateAll(in.operand(), bindings), types);
    }
}
