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

    /**
     * LIKE, or ILIKE.
     *
     * @param escape the escape character, {@code \\} where null
     * @param ignoreCase whether it is ILIKE
     */
    record Like(Expr operand, Expr pattern, @Nullable Expr escape, boolean ignoreCase, boolean negated)
            implements Expr {}

    /** {@code IS [NOT] DISTINCT FROM}; negated is IS NOT DISTINCT FROM. */
    record IsDistinct(Expr left, Expr right, boolean negated) implements Expr {}

    /** A row value of two or more fields: {@code (a, b)}. Stands only beside another in a comparison and in IN. */
    record Row(List<Expr> fields) implements Expr {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /** {@code operand IN (SELECT ...)}; the operand may be a {@link Row}. */
    record InQuery(Expr operand, Statement.Query query, boolean negated) implements Expr {}

    record Exists(Statement.Query query) implements Expr {}

    /** A query in the place of a value. */
    record ScalarQuery(Statement.Query query) implements Expr {}

    /**
     * CASE.
     *
     * @param operand what {@code CASE operand WHEN value} compares, null where each WHEN is a condition
     * @param otherwise null where there is no ELSE
     */
    record Case(
            @Nullable Expr operand,
            List<When> branches,
            @Nullable Expr otherwise) implements Expr {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    /** {@code WHEN condition THEN result}. */
    record When(Expr condition, Expr result) {}

    /** {@code CAST(operand AS type)} and {@code operand::type}. */
    record Cast(Expr operand, SqlType type) implements Expr {}

    /**
     * A function of some arguments. Operators are functions under their symbol: {@code + - * / % || -> ->>}; a sign is
     * {@code negate}. EXTRACT is {@code extract} with the field in lower case as its first argument, a string literal; TRIM
     * is {@code trim}, {@code ltrim}, {@code rtrim} with the characters to remove as second argument if given; POSITION is
     * {@code position} of needle and haystack; SUBSTRING is {@code substring}; {@code segment('t', i, n)} is
     * {@code segment}.
     *
     * @param name in lower case
     */
    record Function(String name, List<Expr> arguments) implements Expr {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * An aggregate.
     *
     * @param name {@code count}, {@code sum}, {@code avg}, {@code min} or {@code max}
     * @param argument null for {@code COUNT(*)}
     * @param filter the condition of FILTER (WHERE ...), null where there is none
     */
    record Aggregate(
            String name,
            boolean distinct,
            @Nullable Expr argument,
            @Nullable Expr filter) implements Expr {}
}
