package org.singletable.jdbc.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** An expression with its names resolved and its types known. */
public sealed interface BoundExpr {
    /** The type of its values. */
    SqlType type();

    /** A constant; null is SQL NULL. */
    record Constant(@Nullable Object value, SqlType type) implements BoundExpr {}

    /**
     * A parameter.
     *
     * @param type the type its context asks for. A value for a {@code string} is converted to text, and an instant beside a
     *     {@code date} or {@code timestamp} loses its offset, as it does when it is stored there; any other value stays
     *     what the application gave, so that comparing {@code 1.5} with an {@code int} column does not round it
     */
    record Param(int index, SqlType type) implements BoundExpr {}

    record ColumnValue(Column column) implements BoundExpr {
        @Override
        public SqlType type() {
            return column.type();
        }

        /**
         * Whether a comparison with the other operand is one of values of the column's type. Beside a number or a time the
         * text of a string column is read as such: then {@code '5'} and {@code '05'} are both equal to 5.
         */
        public boolean comparesAsItself(BoundExpr other) {
            return type().kind() != Kind.STRING || other.type().kind() == Kind.STRING;
        }
    }

    /** The operand converted to another type. */
    record Convert(BoundExpr operand, SqlType type) implements BoundExpr {}

    record And(List<BoundExpr> operands) implements Predicate {
        public And {
            operands = List.copyOf(operands);
        }
    }

    record Or(List<BoundExpr> operands) implements Predicate {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    record Not(BoundExpr operand) implements Predicate {}

    record Comparison(Expr.Comparator comparator, BoundExpr left, BoundExpr right) implements Predicate {}

    record IsNull(BoundExpr operand, boolean negated) implements Predicate {}

    record In(BoundExpr operand, List<BoundExpr> list, boolean negated) implements Predicate {
        public In {
            list = List.copyOf(list);
        }
    }

    record Like(
            BoundExpr operand, BoundExpr pattern, @Nullable BoundExpr escape, boolean negated) implements Predicate {}

    /** A function of no or some arguments; {@code name} is one of the functions the executor knows. */
    record Call(String name, List<BoundExpr> arguments, SqlType type) implements BoundExpr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** An expression with a truth value. */
    sealed interface Predicate extends BoundExpr {
        @Override
        default SqlType type() {
            return SqlType.BOOLEAN;
        }
    }
}
