package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.plan.BoundExpr.Apply;
import org.singletable.jdbc.plan.BoundExpr.ColumnValue;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** Recognises {@code n = n + c}, which the server can add up by itself: concurrent ones lose nothing. */
final class Increments {
    private static final Set<Kind> EXACT = Set.of(Kind.INT, Kind.LONG, Kind.DECIMAL);

    private Increments() {}

    /** What is added to the column; empty where its new value is no such sum, or the column no plain number. */
    static Optional<BoundExpr> of(Entity entity, Column column, BoundExpr value) {
        BoundExpr sum = value instanceof BoundExpr.Convert convert ? convert.operand() : value;
        if (!isPlainNumber(entity, column)
                || !(sum instanceof Apply apply)
                || apply.arguments().size() != 2) {
            return Optional.empty();
        }
        BoundExpr left = apply.arguments().get(0);
        BoundExpr right = apply.arguments().get(1);
        String operator = apply.function().name();
        if (operator.equals("+") && isColumn(left, column) && isAmount(right)) {
            return Optional.of(right);
        } else if (operator.equals("+") && isColumn(right, column) && isAmount(left)) {
            return Optional.of(left);
        } else if (operator.equals("-") && isColumn(left, column) && isAmount(right)) {
            // 0 - c, by the same operator: of the type that the sum has.
            return Optional.of(new Apply(apply.function(), List.of(zero(left.type()), right)));
        }
        return Optional.empty();
    }

    private static Constant zero(SqlType type) {
        return new Constant(org.singletable.jdbc.type.Conversions.convert(0, type), type);
    }

    private static boolean isColumn(BoundExpr expr, Column column) {
        BoundExpr operand = expr instanceof BoundExpr.Convert convert ? convert.operand() : expr;
        return operand instanceof ColumnValue value && value.column().equals(column);
    }

    private static boolean isAmount(BoundExpr expr) {
        return EXACT.contains(expr.type().kind())
                && Expressions.isStable(expr)
                && Expressions.slots(expr).isEmpty();
    }

    private static boolean isPlainNumber(Entity entity, Column column) {
        return EXACT.contains(column.type().kind())
                && column.form() == StoredForm.NATIVE
                && !column.isVersion()
                && !(column.inContainer()
                        && entity.in().filter(in -> in.isJsonText()).isPresent())
                && column.storedAt().filter(Increments::hasNoElement).isPresent()
                && !entity.primaryKey().contains(column)
                && entity.derived().stream()
                        .noneMatch(attribute -> attribute.inputs().contains(column));
    }

    private static boolean hasNoElement(AttributePath path) {
        return path.steps().stream().noneMatch(AttributePath.Element.class::isInstance);
    }
}
