package org.singletable.jdbc.plan;

import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.SqlType;

/** Two expressions of which a conjunct says that they are equal, in values of one type. */
record JoinEquality(BoundExpr left, BoundExpr right) {
    static Optional<JoinEquality> of(BoundExpr conjunct) {
        return conjunct instanceof BoundExpr.Comparison comparison
                        && comparison.comparator() == Comparator.EQ
                        && areAlike(comparison.left().type(), comparison.right().type())
                        && Expressions.isStable(conjunct)
                ? Optional.of(new JoinEquality(comparison.left(), comparison.right()))
                : Optional.empty();
    }

    /** Whether values of the two types are equal as they are, without being converted. */
    private static boolean areAlike(SqlType left, SqlType right) {
        return left.kind() == right.kind() && !left.kind().isArray()
                || left.kind().isNumeric() && right.kind().isNumeric();
    }

    /** The equality with its left side on the first slots and its right side on the second; empty where it is not so. */
    Optional<JoinEquality> between(Set<Integer> first, Set<Integer> second) {
        if (isOn(left, first) && isOn(right, second)) {
            return Optional.of(this);
        }
        return isOn(right, first) && isOn(left, second) ? Optional.of(new JoinEquality(right, left)) : Optional.empty();
    }

    private static boolean isOn(BoundExpr expr, Set<Integer> slots) {
        Set<Integer> read = Expressions.slots(expr);
        return !read.isEmpty() && slots.containsAll(read);
    }
}
