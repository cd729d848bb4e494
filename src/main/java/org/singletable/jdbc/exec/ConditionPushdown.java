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
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.StoredForms;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * Conjuncts of WHERE as conditions of a write, where DynamoDB answers exactly as SQL would (docs/sql.md, Writes), or as the
 * filter of a read, where it may also let through more. Others are evaluated on the row after reading it; what is pushed
 * into a read is evaluated again, too.
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
        // Others can be large: a write has other conditions beside these.
        boolean small = conjunct instanceof BoundExpr.Comparison || conjunct instanceof BoundExpr.IsNull;
        return !small ? Optional.empty() : push(conjunct).filter(Pushed::exact).map(Pushed::condition);
    }

    /**
     * What DynamoDB can be told of a conjunct.
     *
     * @param condition true of every item of which the conjunct is true
     * @param exact whether it is true of no others
     */
    public record Pushed(Condition condition, boolean exact) {
        static Pushed exactly(Condition condition) {
            return new Pushed(condition, true);
        }

        Pushed loosely() {
            return new Pushed(condition, false);
        }
    }

    /** A condition for a conjunct; empty where there is none that says anything. */
    public Optional<Pushed> push(BoundExpr conjunct) {
        if (conjunct instanceof BoundExpr.Comparison comparison) {
            return comparison(comparison, false);
        } else if (conjunct instanceof BoundExpr.IsNull isNull
                && isNull.operand() instanceof BoundExpr.ColumnValue value) {
            return isNull(value.column(), isNull.negated());
        } else if (conjunct instanceof BoundExpr.In in) {
            return in(in, in.negated());
        } else if (conjunct instanceof BoundExpr.Like like) {
            return like(like);
        } else if (conjunct instanceof BoundExpr.Apply apply) {
            return function(apply);
        } else if (conjunct instanceof BoundExpr.ColumnValue value) {
            return truth(value, true);
        } else if (conjunct instanceof BoundExpr.Not not) {
            return negated(not.operand());
        } else if (conjunct instanceof BoundExpr.And and) {
            return all(and.operands());
        }
        return conjunct instanceof BoundExpr.Or or ? any(or.operands()) : Optional.empty();
    }

    /** Of one without a condition of its own the others say enough for a superset. */
    private Optional<Pushed> all(List<BoundExpr> operands) {
        List<Pushed> parts =
                operands.stream().flatMap(operand -> push(operand).stream()).toList();
        boolean exact = parts.size() == operands.size() && parts.stream().allMatch(Pushed::exact);
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pushed(
                        new Condition.All(parts.stream().map(Pushed::condition).toList()), exact));
    }

    private Optional<Pushed> any(List<BoundExpr> operands) {
        List<Pushed> parts =
                operands.stream().flatMap(operand -> push(operand).stream()).toList();
        return parts.size() < operands.size()
                ? Optional.empty()
                : Optional.of(new Pushed(
                        new Condition.Any(parts.stream().map(Pushed::condition).toList()),
                        parts.stream().allMatch(Pushed::exact)));
    }

    /** DynamoDB's own NOT is true of missing attributes, of which SQL's is UNKNOWN. */
    private Optional<Pushed> negated(BoundExpr operand) {
        if (operand instanceof BoundExpr.Comparison comparison) {
            return comparison(comparison, true);
        } else if (operand instanceof BoundExpr.In in) {
            return in(in, !in.negated());
        } else if (operand instanceof BoundExpr.IsNull isNull
                && isNull.operand() instanceof BoundExpr.ColumnValue value) {
            return isNull(value.column(), !isNull.negated());
        } else if (operand instanceof BoundExpr.ColumnValue value) {
            return truth(value, false);
        }
        return operand instanceof BoundExpr.Not not ? push(not.operand()) : Optional.empty();
    }

    private Optional<Pushed> comparison(BoundExpr.Comparison comparison, boolean negated) {
        Comparator comparator = negated ? opposite(comparison.comparator()) : comparison.comparator();
        if (comparison.left() instanceof BoundExpr.ColumnValue column && isRowFree(column, comparison.right())) {
            return compare(column.column(), comparator, comparison.right());
        }
        if (comparison.right() instanceof BoundExpr.ColumnValue column && isRowFree(column, comparison.left())) {
            return compare(column.column(), comparator.mirrored(), comparison.left());
        }
        return Optional.empty();
    }

    /** The comparator that is true just where the other is false. */
    private static Comparator opposite(Comparator comparator) {
        return switch (comparator) {
            case EQ -> Comparator.NE;
            case NE -> Comparator.EQ;
            case LT -> Comparator.GE;
            case LE -> Comparator.GT;
            case GT -> Comparator.LE;
            case GE -> Comparator.LT;
        };
    }

    /** A version that is missing is 0, and what a missing attribute leaves to the key is no NULL. */
    private Optional<Pushed> isNull(Column column, boolean negated) {
        if (column.isVersion() || isReadFromKey(column)) {
            return Optional.empty();
        }
        return topLevel(column).map(path -> Pushed.exactly(negated ? notNull(path) : isNull(path)));
    }

    private Optional<Pushed> truth(BoundExpr.ColumnValue value, boolean wanted) {
        Column column = value.column();
        return column.type().kind() == Kind.BOOLEAN
                ? compare(column, Comparator.EQ, new BoundExpr.Constant(wanted, SqlType.BOOLEAN))
                : Optional.empty();
    }

    private Optional<Pushed> in(BoundExpr.In in, boolean negated) {
        if (!(in.operand() instanceof BoundExpr.ColumnValue value)
                || !in.list().stream().allMatch(element -> isRowFree(value, element))) {
            return Optional.empty();
        }
        Column column = value.column();
        Optional<AttributePath> path = topLevel(column);
        if (path.isEmpty() || !StoredForms.areComparable(column, Comparator.EQ) || column.isVersion()) {
            return Optional.empty();
        }
        List<StoredValue> values = new ArrayList<>();
        for (BoundExpr element : in.list()) {
            Object operand = Evaluator.evaluate(element, bindings);
            if (operand == null && negated) {
                return Optional.of(Pushed.exactly(never(path.get())));
            }
            Optional<Object> exact = operand == null ? Optional.empty() : ColumnOperands.exact(operand, column);
            if (exact.isPresent()) {
                Optional<StoredValue> stored = encode(column, exact.get());
                if (stored.isEmpty()) {
                    return Optional.empty();
                }
                values.add(stored.get());
            }
        }
        return Optional.of(orFromKey(column, path.get(), in(path.get(), values, negated)));
    }

    private static Condition in(AttributePath path, List<StoredValue> values, boolean negated) {
        if (values.isEmpty()) {
            return negated ? notNull(path) : never(path);
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i += Condition.In.MAX) {
            parts.add(new Condition.In(path, values.subList(i, Math.min(values.size(), i + Condition.In.MAX))));
        }
        Condition found = parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
        return negated ? new Condition.All(List.of(notNull(path), new Condition.Not(found))) : found;
    }

    private Optional<Pushed> like(BoundExpr.Like like) {
        BoundExpr escape = like.escape();
        if (!(like.operand() instanceof BoundExpr.ColumnValue value)
                || like.negated()
                || like.ignoreCase()
                || !isPlainText(value.column())
                || !isRowFree(value, like.pattern())
                || escape != null && !isRowFree(value, escape)) {
            return Optional.empty();
        }
        AttributePath path = topLevel(value.column()).orElseThrow();
        Object pattern = Evaluator.evaluate(like.pattern(), bindings);
        Object escapeText = escape == null ? LikePattern.DEFAULT_ESCAPE : Evaluator.evaluate(escape, bindings);
        if (!(pattern instanceof String patternText) || !(escapeText instanceof String character)) {
            return Optional.empty();
        }
        LikePattern compiled = LikePattern.compile(patternText, character);
        String begin = compiled.plainPrefix();
        if (begin.isEmpty()) {
            return Optional.empty();
        }
        Condition condition = compiled.hasWildcards()
                ? new Condition.BeginsWith(path, StoredValue.string(begin))
                : new Condition.Equal(path, StoredValue.string(begin));
        boolean exact = !compiled.hasWildcards() || compiled.isPrefixOnly();
        return Optional.of(orFromKey(value.column(), path, condition)).map(pushed -> exact ? pushed : pushed.loosely());
    }

    /** {@code starts_with(column, text)} and {@code contains(set, element)}. */
    private Optional<Pushed> function(BoundExpr.Apply apply) {
        if (apply.arguments().size() != 2
                || !(apply.arguments().get(0) instanceof BoundExpr.ColumnValue value)
                || !isConstant(apply.arguments().get(1))) {
            return Optional.empty();
        }
        Column column = value.column();
        Object operand = Evaluator.evaluate(apply.arguments().get(1), bindings);
        String name = apply.function().name();
        if (name.equals("starts_with") && isPlainText(column) && operand instanceof String begin && !begin.isEmpty()) {
            AttributePath path = topLevel(column).orElseThrow();
            return Optional.of(orFromKey(column, path, new Condition.BeginsWith(path, StoredValue.string(begin))));
        }
        boolean stringSet = column.type().kind() == Kind.SET
                && column.form() == StoredForm.NATIVE
                && column.type()
                        .elementType()
                        .filter(type -> type.kind() == Kind.STRING)
                        .isPresent();
        if (name.equals("contains") && stringSet && operand instanceof String element) {
            return topLevel(column)
                    .map(path -> Pushed.exactly(new Condition.Contains(path, StoredValue.string(element)))
                            .loosely());
        }
        return Optional.empty();
    }

    private static boolean isPlainText(Column column) {
        return column.type().kind() == Kind.STRING
                && column.form() == StoredForm.NATIVE
                && topLevel(column).isPresent();
    }

    /** Where the attribute is missing the key tells the column's value, which the condition does not see. */
    private Pushed orFromKey(Column column, AttributePath path, Condition condition) {
        return isReadFromKey(column)
                ? new Pushed(new Condition.Any(List.of(isNull(path), condition)), false)
                : Pushed.exactly(condition);
    }

    /** Whether the table key tells the value of the column where its own attribute is missing. */
    private boolean isReadFromKey(Column column) {
        Entity entity = codec.entity();
        return isReadFrom(entity.partitionKey(), column)
                || entity.rangeKey().filter(key -> isReadFrom(key, column)).isPresent();
    }

    private static boolean isReadFrom(KeyTemplate key, Column column) {
        boolean isTheKey = topLevel(column)
                .filter(path -> path.attribute().equals(key.name()))
                .isPresent();
        return !isTheKey && key.template().reversibleColumns().contains(column);
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
        return isConstant(expr) && column.comparesAsItself(expr);
    }

    private static boolean isConstant(BoundExpr expr) {
        return expr instanceof BoundExpr.Constant || expr instanceof BoundExpr.Param;
    }

    private Optional<Pushed> compare(Column column, Comparator comparator, BoundExpr operand) {
        Optional<AttributePath> found = topLevel(column);
        if (found.isEmpty() || !StoredForms.areComparable(column, comparator)) {
            return Optional.empty();
        }
        AttributePath path = found.get();
        Object value = Evaluator.evaluate(operand, bindings);
        if (value == null) {
            return Optional.of(Pushed.exactly(never(path)));
        }
        Optional<Object> exact = ColumnOperands.exact(value, column);
        if (exact.isEmpty()) {
            // 1.5 against an int column: only equality is settled without reading the row.
            return comparator == Comparator.EQ ? Optional.of(Pushed.exactly(never(path))) : Optional.empty();
        }
        return encode(column, exact.get()).map(stored -> {
            Condition condition = compare(path, comparator, stored);
            if (column.isVersion() && comparator.holds(Comparison.compare(0, exact.get()))) {
                return Pushed.exactly(new Condition.Any(List.of(isNull(path), condition)));
            }
            return orFromKey(column, path, condition);
        });
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
}
