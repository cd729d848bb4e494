package org.singletable.jdbc.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;

/** An expression as parsed: names are not resolved. */
public sealed interface Expr {
    /**
     * A constant.
     *
     * @param value in the value class of its type; null for NULL
     * @param type STRING for NULL
     */
    record Literal(@Nullable Object value, SqlType type) implements Expr {
        public static final Literal NULL = new Literal(null, SqlType.STRING);
    }

    /** A {@code ?}; indexes count from 1. */
    record Parameter(int index) implements Expr {}

    /** A column; {@code qualifier} is the table's name or alias, null where there is none. */
    record ColumnRef(@Nullable String schema, @Nullable String qualifier, String name) implements Expr {}

    /** {@code DEFAULT} as a value in INSERT and UPDATE. */
    record Default() implements Expr {}

    record And(List<Expr> operands) implements Expr {
        public And {
            operands = List.copyOf(operands);
        }
    }

    record Or(List<Expr> operands) implements Expr {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    record Not(Expr operand) implements Expr {}

    /** A comparison of two values. */
    enum Comparator {
        EQ("="),
        NE("<>"),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">=");

        private final String symbol;

        Comparator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /** Whether it is true of two values that compare so. */
        public boolean holds(int comparison) {
            return switch (this) {
                case EQ -> comparison == 0;
                case NE -> comparison != 0;
                case LT -> comparison < 0;
                case LE -> comparison <= 0;
                case GT -> comparison > 0;
                case GE -> comparison >= 0;
            };
        }

        /** The comparator with its operands exchanged. */
        public Comparator mirrored() {
            return switch (this) {
                case EQ -> EQ;
                case NE -> NE;
                case LT -> GT;
                case LE -> GE;
                case GT -> LT;
                case GE -> LE;
            };
        }
    }

    record Comparison(Comparator comparator, Expr left, Expr right) implements Expr {}

    record IsNull(Expr operand, boolean negated) implements Expr {}

    record In(Expr operand, List<Expr> list, boolean negated) implements Expr {
        public In {
            list = List.copyOf(list);
        }
    }

    record Between(Expr operand, Expr low, Expr high, boolean negated) implements Expr {}

    /** LIKE; {@code escape} is the escape character, {@code \} unless the statement says otherwise. */
    record Like(Expr operand, Expr pattern, @Nullable Expr escape, boolean negated) implements Expr {}

    /** {@code now()}, {@code uuid()}, {@code ulid()}, {@code uuidv7()}, CURRENT_DATE ...; the name is in lower case. */
    record Function(String name, List<Expr> arguments) implements Expr {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }
}
