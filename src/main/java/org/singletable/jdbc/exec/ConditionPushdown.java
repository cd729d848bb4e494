package org.singletable.jdbc.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Kind;

/**
 * Conjuncts of WHERE as conditions of a write, where DynamoDB answers exactly as SQL would (docs/sql.md, Writes). Others
 * are evaluated on the row after reading it.
 */
public final class ConditionPushdown {
    /** As many fit DynamoDB's 4 KB and 300 operators of an expression, with room for the conditions on the row itself. */
    private static final int MAX_CONJUNCTS = 30;

    /** Matches no item: its operand contradicts itself. */
    private static Condition never(AttributePath path) {
        return new Condition.All(List.of(new Condition.Exists(path), new Condition.NotExists(path)));
    }

    private static final Set<SqlState> UNSTORABLE =
            Set.of(SqlState.NUMERIC_OUT_OF_RANGE, SqlState.INVALID_VALUE, SqlState.STRING_TOO_LONG);

    private final ItemCodec codec;
    private final Bindings bindings;

    public ConditionPushdown(ItemCodec codec, Bindings bindings) {
        this.codec = codec;
        this.bindings = bindings;
    }

    /** Conditions that are true of exactly the rows that all conjuncts are; empty where there are none that fit a request. */
    public Optional<List<Condition>> exact(List<BoundExpr> conjuncts) {
        if (conjuncts.size() > MAX_CONJUNCTS) {
            return Optional.empty();
        }
        List<Condition> conditions = new ArrayList<>();
        for (BoundExpr conjunct : conjuncts) {
            Optional<Condition> condition = exact(conjunct);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(condition.get());
        }
        return Optional.of(conditions);
    }

    private Optional<Condition> exact(BoundExpr conjunct) {
        if (conjunct instanceof BoundExpr.Comparison comparison) {
            if (comparison.left() instanceof BoundExpr.ColumnValue column && isRowFree(column, comparison.right())) {
                return compare(column.column(), comparison.comparator(), comparison.right());
            }
            if (comparison.right() instanceof BoundExpr.ColumnValue column && isRowFree(column, comparison.left())) {
                return compare(column.column(), comparison.comparator().mirrored(), comparison.left());
            }
        } else if (conjunct instanceof BoundExpr.IsNull isNull
                && isNull.operand() instanceof BoundExpr.ColumnValue value) {
            return topLevel(value.column()).map(path -> isNull.negated() ? notNull(path) : isNull(path));
        }
        return Optional.empty();
    }

    /** A column and the one value it can have. */
    public record Equality(Column column, Object value) {}

    /** What an exact conjunct says of a column's value; empty where it is no equality. */
    public Optional<Equality> equality(BoundExpr conjunct) {
        if (conjunct instanceof BoundExpr.Comparison comparison && comparison.comparator() == Comparator.EQ) {
            boolean columnFirst = comparison.left() instanceof BoundExpr.ColumnValue;
            BoundExpr operand = columnFirst ? comparison.right() : comparison.left();
            if ((columnFirst ? comparison.left() : comparison.right()) instanceof BoundExpr.ColumnValue column
                    && isRowFree(column, operand)) {
                return Optional.ofNullable(Evaluator.evaluate(operand, bindings))
                        .flatMap(value -> ColumnOperands.exact(value, column.column()))
                        .map(value -> KeyValues.asStored(column.column(), value))
                        .map(value -> new Equality(column.column(), value));
            }
        }
        return Optional.empty();
    }

    private static boolean isRowFree(BoundExpr.ColumnValue column, BoundExpr expr) {
        return (expr instanceof BoundExpr.Constant || expr instanceof BoundExpr.Param) && column.comparesAsItself(expr);
    }

    private Optional<Condition> compare(Column column, Comparator comparator, BoundExpr operand) {
        Optional<AttributePath> path = topLevel(column);
        if (path.isEmpty() || !hasOneStoredForm(column, comparator)) {
            return Optional.empty();
        }
        Object value = Evaluator.evaluate(operand, bindings);
        if (value == null) {
            return Optional.of(never(path.get()));
        }
        Optional<Object> exact = ColumnOperands.exact(value, column);
        if (exact.isEmpty()) {
            // 1.5 against an int column: only equality is settled without reading the row.
            return comparator == Comparator.EQ ? Optional.of(never(path.get())) : Optional.empty();
        }
        return encode(column, exact.get()).map(stored -> compare(path.get(), comparator, stored));
    }

    /** Empty where the column cannot hold the value, such as a fraction of a second in an epoch or '' in an index key. */
    private Optional<StoredValue> encode(Column column, Object value) {
        try {
            return Optional.of(codec.encode(column, value));
        } catch (DriverException e) {
            if (UNSTORABLE.contains(e.state())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Condition compare(AttributePath path, Comparator comparator, StoredValue value) {
        return switch (comparator) {
            case EQ -> new Condition.Equal(path, value);
            case NE ->
                new Condition.All(List.of(notNull(path), new Condition.Compare(path, Condition.Comparator.NE, value)));
            case LT -> new Condition.Compare(path, Condition.Comparator.LT, value);
            case LE -> new Condition.Compare(path, Condition.Comparator.LE, value);
            case GT -> new Condition.Compare(path, Condition.Comparator.GT, value);
            case GE -> new Condition.Compare(path, Condition.Comparator.GE, value);
        };
    }

    public static Condition isNull(AttributePath path) {
        return new Condition.Any(List.of(new Condition.NotExists(path), new Condition.IsNull(path)));
    }

    private static Condition notNull(AttributePath path) {
        return new Condition.All(List.of(new Condition.Exists(path), new Condition.Not(new Condition.IsNull(path))));
    }

    private static Optional<AttributePath> topLevel(Column column) {
        return column.inContainer() ? Optional.empty() : column.storedAt().filter(AttributePath::isTopLevel);
    }

    /**
     * Whether each value of the column has one stored form, ordered as the values are: not instants as text, whose offset
     * may differ, nor numbers as text, nor UUIDs, which another program may have written in upper case.
     */
    public static boolean hasOneStoredForm(Column column, Comparator comparator) {
        Kind kind = column.type().kind();
        return switch (column.form()) {
            case NATIVE ->
                switch (kind) {
                    case STRING, INT, LONG, DECIMAL, DATE, BINARY -> true;
                    case BOOLEAN -> comparator == Comparator.EQ || comparator == Comparator.NE;
                    case DOUBLE, UUID, TIME, TIMESTAMP, TIMESTAMPTZ, JSON, SET, LIST -> false;
                };
            case EPOCH, EPOCH_MS -> true;
            case BASE64, BASE64URL, JSON_TEXT, ISO, STRING -> column.form() == StoredForm.ISO && kind == Kind.DATE;
        };
    }
}
