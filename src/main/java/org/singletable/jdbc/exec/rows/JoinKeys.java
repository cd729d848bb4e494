package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.ColumnOperands;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.SqlType;

/** The keys of an equality join, in a form in which values that SQL calls equal are equal objects. */
final class JoinKeys {
    private final List<BoundExpr> left;
    private final List<BoundExpr> right;
    private final List<EqualForm> forms;
    private final Bindings bindings;

    private JoinKeys(List<BoundExpr> left, List<BoundExpr> right, List<EqualForm> forms, Bindings bindings) {
        this.left = left;
        this.right = right;
        this.forms = forms;
        this.bindings = bindings;
    }

    /** @throws DriverException 22018 where two keys cannot be compared */
    static JoinKeys of(List<BoundExpr> left, List<BoundExpr> right, Bindings bindings) {
        List<EqualForm> forms = new ArrayList<>(left.size());
        for (int i = 0; i < left.size(); i++) {
            SqlType leftType = ColumnOperands.typeOf(left.get(i), bindings);
            forms.add(EqualForm.of(leftType, ColumnOperands.typeOf(right.get(i), bindings)));
        }
        return new JoinKeys(left, right, forms, bindings);
    }

    /** The key of a left frame; null where it equals none, as a part of it is NULL. */
    @Nullable
    List<Object> ofLeft(@Nullable Object[] frame) {
        return key(left, frame);
    }

    /** The key of a right frame; null where it equals none. */
    @Nullable
    List<Object> ofRight(@Nullable Object[] frame) {
        return key(right, frame);
    }

    private @Nullable List<Object> key(List<BoundExpr> exprs, @Nullable Object[] frame) {
        Bindings row = bindings.withRow(frame);
        List<Object> key = new ArrayList<>(exprs.size());
        for (int i = 0; i < exprs.size(); i++) {
            Object value = Evaluator.evaluate(exprs.get(i), row);
            if (value == null) {
                return null;
            }
            key.add(part(exprs.get(i), value, forms.get(i)));
        }
        return key;
    }

    private static Object part(BoundExpr expr, Object value, EqualForm form) {
        try {
            return form.of(value);
        } catch (DriverException e) {
            throw expr instanceof BoundExpr.ColumnValue column
                    ? DataErrors.comparedWith(column.column().name(), e)
                    : e;
        }
    }
}
