package org.singletable.jdbc.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.function.ScalarFunction;
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

    /**
     * A column of a table in FROM.
     *
     * @param slot its place in the frame of the statement (see {@link Rel}); that of a statement on one table is the
     *     column's ordinal
     */
    record ColumnValue(Column column, int slot) implements BoundExpr {
        /** A column of the only table of a statement. */
        public ColumnValue(Column column) {
            this(column, column.ordinal());
        }

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

    /** LIKE, or ILIKE where the case is ignored. */
    record Like(
            BoundExpr operand, BoundExpr pattern, @Nullable BoundExpr escape, boolean ignoreCase, boolean negated)
            implements Predicate {}

    /** {@code IS [NOT] DISTINCT FROM}; negated is IS NOT DISTINCT FROM. Never UNKNOWN. */
    record IsDistinct(BoundExpr left, BoundExpr right, boolean negated) implements Predicate {}

    /** A comparison of row values, field by field from the left. Both have equally many fields. */
    record RowComparison(Expr.Comparator comparator, List<BoundExpr> left, List<BoundExpr> right) implements Predicate {
        public RowComparison {
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    /** {@code (a, b) IN ((1, 2), (3, 4))}. */
    record RowIn(List<BoundExpr> operand, List<List<BoundExpr>> list, boolean negated) implements Predicate {
        public RowIn {
            operand = List.copyOf(operand);
            list = list.stream().map(List::copyOf).toList();
        }
    }

    /**
     * {@code operand IN (SELECT ...)}.
     *
     * @param operand one expression a column of the query
     * @param query index into {@link Plan.QueryPlan#subqueries()}
     * @param types of the query's columns: no string column is looked up by numbers, since beside them a text is read as one
     */
    record InQuery(List<BoundExpr> operand, int query, boolean negated, List<SqlType> types) implements Predicate {
        public InQuery {
            operand = List.copyOf(operand);
            types = List.copyOf(types);
        }
    }

    /** @param query index into {@link Plan.QueryPlan#subqueries()} */
    record Exists(int query) implements Predicate {}

    /**
     * The value of a query of one column: NULL where it gives no row, an error (21000) where it gives several.
     *
     * @param query index into {@link Plan.QueryPlan#subqueries()}
     */
    record ScalarQuery(int query, SqlType type) implements BoundExpr {}

    /** True of the rows in segment {@code index} of {@code count} of a Scan; only ever asked of the access path. */
    record Segment(BoundExpr index, BoundExpr count) implements Predicate {}

    /** A value in the frame that is no column of an entity: of a derived table, a group, or a projected row. */
    record Slot(int slot, SqlType type) implements BoundExpr {}

    /** CASE: the result of the first branch whose condition is true. All results have the type already. */
    record Case(List<When> branches, @Nullable BoundExpr otherwise, SqlType type) implements BoundExpr {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    record When(BoundExpr condition, BoundExpr result) {}

    /** COALESCE: the first operand that is not NULL; the others are not evaluated. All have the type already. */
    record Coalesce(List<BoundExpr> operands, SqlType type) implements BoundExpr {
        public Coalesce {
            operands = List.copyOf(operands);
        }
    }

    /** An explicit CAST; unlike {@link Convert} it cuts a text that is too long. */
    record Cast(BoundExpr operand, SqlType type) implements BoundExpr {}

    /** A function or operator of the {@code function} room. */
    record Apply(ScalarFunction function, List<BoundExpr> arguments) implements BoundExpr {
        public Apply {
            arguments = List.copyOf(arguments);
        }

        @Override
        public SqlType type() {
            return function.type();
        }
    }

    /**
     * A function of the statement's time or of chance: {@code now current_timestamp current_date uuid uuidv7 ulid}, and the
     * forms of now() that defaults of columns ask for.
     */
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
