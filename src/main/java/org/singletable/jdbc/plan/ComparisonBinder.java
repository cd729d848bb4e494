package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * Binds comparisons of all kinds. Text and parameters take the other side's type: {@code uid = 'ABC...'} compares UUIDs.
 */
final class ComparisonBinder {
    private final ExpressionBinder binder;

    ComparisonBinder(ExpressionBinder binder) {
        this.binder = binder;
    }

    /** An operand with what it is compared with. */
    private record Matched(BoundExpr operand, List<BoundExpr> others) {
        BoundExpr other() {
            return others.get(0);
        }
    }

    BoundExpr compare(Expr.Comparator comparator, Expr left, Expr right) {
        if (left instanceof Expr.Row || right instanceof Expr.Row) {
            return compareRows(comparator, left, right);
        }
        Matched pair = match(left, List.of(right));
        return new BoundExpr.Comparison(comparator, pair.operand(), pair.other());
    }

    private BoundExpr compareRows(Expr.Comparator comparator, Expr left, Expr right) {
        List<Expr> leftFields = fields(left);
        List<Expr> rightFields = fields(right);
        requireSameWidth(leftFields.size(), rightFields.size());
        List<BoundExpr> boundLeft = new ArrayList<>();
        List<BoundExpr> boundRight = new ArrayList<>();
        for (int i = 0; i < leftFields.size(); i++) {
            Matched pair = match(leftFields.get(i), List.of(rightFields.get(i)));
            boundLeft.add(pair.operand());
            boundRight.add(pair.other());
        }
        return new BoundExpr.RowComparison(comparator, boundLeft, boundRight);
    }

    /** The comparisons {@code operand = other} with each of several others. */
    List<BoundExpr.Comparison> equalTo(Expr operand, List<Expr> others) {
        Matched matched = match(operand, others);
        return matched.others().stream()
                .map(other -> new BoundExpr.Comparison(Expr.Comparator.EQ, matched.operand(), other))
                .toList();
    }

    BoundExpr isDistinct(Expr.IsDistinct distinct) {
        Matched pair = match(distinct.left(), List.of(distinct.right()));
        return new BoundExpr.IsDistinct(pair.operand(), pair.other(), distinct.negated());
    }

    BoundExpr between(Expr.Between between) {
        BoundExpr inside;
        if (between.operand() instanceof Expr.Row) {
            inside = new BoundExpr.And(List.of(
                    compareRows(Expr.Comparator.GE, between.operand(), between.low()),
                    compareRows(Expr.Comparator.LE, between.operand(), between.high())));
        } else {
            Matched matched = match(between.operand(), List.of(between.low(), between.high()));
            inside = new BoundExpr.And(List.of(
                    new BoundExpr.Comparison(
                            Expr.Comparator.GE,
                            matched.operand(),
                            matched.others().get(0)),
                    new BoundExpr.Comparison(
                            Expr.Comparator.LE,
                            matched.operand(),
                            matched.others().get(1))));
        }
        return between.negated() ? new BoundExpr.Not(inside) : inside;
    }

    BoundExpr in(Expr.In in) {
        if (!(in.operand() instanceof Expr.Row row)) {
            Matched matched = match(in.operand(), in.list());
            return new BoundExpr.In(matched.operand(), matched.others(), in.negated());
        }
        List<List<BoundExpr>> rows = new ArrayList<>();
        for (Expr element : in.list()) {
            requireSameWidth(row.fields().size(), fields(element).size());
            rows.add(new ArrayList<>());
        }
        List<BoundExpr> operand = new ArrayList<>();
        for (int i = 0; i < row.fields().size(); i++) {
            int field = i;
            List<Expr> others = in.list().stream()
                    .map(element -> fields(element).get(field))
                    .toList();
            Matched matched = match(row.fields().get(i), others);
            operand.add(matched.operand());
            for (int j = 0; j < rows.size(); j++) {
                rows.get(j).add(matched.others().get(j));
            }
        }
        return new BoundExpr.RowIn(operand, rows, in.negated());
    }

    private static List<Expr> fields(Expr expr) {
        return expr instanceof Expr.Row row ? row.fields() : List.of(expr);
    }

    private static void requireSameWidth(int left, int right) {
        if (left != right) {
            throw PlanErrors.columnCounts(
                    "a row value of " + left + " fields is compared: the other side", left, right);
        }
    }

    BoundExpr inQuery(Expr.InQuery in) {
        PlannedQuery query = binder.plan(in.query());
        List<Expr> operands = fields(in.operand());
        if (query.columns().size() != operands.size()) {
            throw PlanErrors.columnCounts(
                    "the query of IN", operands.size(), query.columns().size());
        }
        List<BoundExpr> bound = new ArrayList<>();
        List<BoundExpr> outputs = new ArrayList<>();
        List<SqlType> types = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            SqlType type = query.columns().get(i).type();
            BoundExpr column = new BoundExpr.Slot(i, type);
            BoundExpr operand = matched(binder.bind(operands.get(i), type.withoutLimit()), column);
            SqlType common = Comparison.common(operand.type(), type);
            BoundExpr output = comparesAs(common, column);
            bound.add(comparesAs(common, operand));
            outputs.add(output);
            types.add(output.type());
        }
        boolean converts = outputs.stream().anyMatch(output -> !(output instanceof BoundExpr.Slot));
        Rel rel = converts ? new Rel.Project(query.rel(), outputs) : query.rel();
        return new BoundExpr.InQuery(bound, binder.add(rel), in.negated(), types);
    }

    /** Text is looked up among other values as a value of their type; all else compares as it is. */
    private static BoundExpr comparesAs(SqlType common, BoundExpr expr) {
        boolean text = expr.type().kind() == Kind.STRING && common.kind() != Kind.STRING;
        return text ? ImplicitConversion.convert(expr, common) : expr;
    }

    /** Binds an operand and what it is compared with; those without a type of their own take that of the other side. */
    private Matched match(Expr operand, List<Expr> others) {
        Optional<Expr> typed =
                others.stream().filter(other -> !ExpressionBinder.isOpen(other)).findFirst();
        BoundExpr boundTyped = null;
        BoundExpr bound;
        if (ExpressionBinder.isOpen(operand) && typed.isPresent()) {
            boundTyped = binder.bind(typed.get());
            bound = binder.bind(operand, boundTyped.type().withoutLimit());
        } else {
            bound = binder.bind(operand);
        }
        SqlType wanted = bound.type().withoutLimit();
        List<BoundExpr> boundOthers = new ArrayList<>(others.size());
        for (Expr other : others) {
            boolean isBound = boundTyped != null && typed.isPresent() && other == typed.get();
            boundOthers.add(isBound ? boundTyped : binder.bind(other, wanted));
        }
        if (!boundOthers.isEmpty()) {
            bound = matched(bound, boundOthers.get(0));
        }
        for (int i = 0; i < boundOthers.size(); i++) {
            BoundExpr other = matched(boundOthers.get(i), bound);
            Comparison.common(bound.type(), other.type());
            boundOthers.set(i, other);
        }
        return new Matched(bound, boundOthers);
    }

    /** The operand beside another: text becomes a value of the other's type. */
    private static BoundExpr matched(BoundExpr expr, BoundExpr other) {
        SqlType wanted = other.type().withoutLimit();
        if (wanted.kind() == Kind.STRING || !(expr instanceof Constant constant)) {
            return expr;
        }
        if (!(constant.value() instanceof String) || constant.type().kind() != Kind.STRING) {
            return expr;
        }
        try {
            return new Constant(Conversions.convert(constant.value(), wanted), wanted);
        } catch (DriverException e) {
            throw other instanceof BoundExpr.ColumnValue column
                    ? DataErrors.comparedWith(column.column().name(), e)
                    : e;
        }
    }
}
