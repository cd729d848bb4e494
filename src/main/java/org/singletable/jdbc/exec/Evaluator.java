package org.singletable.jdbc.exec;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.Ternary;

/** Evaluates expressions with SQL's three-valued logic. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * The value of an expression; null is SQL NULL, and UNKNOWN of a condition.
     *
     * @throws org.singletable.jdbc.error.DriverException 22001, 22003, 22018 where a value cannot be converted, 21000 for a
     *     query with several rows in the place of a value, what a function or a query within the expression meets
     */
    public static @Nullable Object evaluate(BoundExpr expr, Bindings bindings) {
        if (expr instanceof BoundExpr.Constant constant) {
            return constant.value();
        } else if (expr instanceof BoundExpr.Param param) {
            return parameter(bindings.parameter(param.index()), param.type().kind());
        } else if (expr instanceof BoundExpr.ColumnValue column) {
            return bindings.slot(column.slot());
        } else if (expr instanceof BoundExpr.Slot slot) {
            return bindings.slot(slot.slot());
        } else if (expr instanceof BoundExpr.Convert convert) {
            Object value = evaluate(convert.operand(), bindings);
            return value == null ? null : Conversions.convert(value, convert.type());
        } else if (expr instanceof BoundExpr.Cast cast) {
            Object value = evaluate(cast.operand(), bindings);
            return value == null ? null : Conversions.cast(value, cast.type());
        } else if (expr instanceof BoundExpr.Apply apply) {
            return apply.function().apply(evaluateAll(apply.arguments(), bindings));
        } else if (expr instanceof BoundExpr.Case choice) {
            return choose(choice, bindings);
        } else if (expr instanceof BoundExpr.Coalesce coalesce) {
            return firstNotNull(coalesce, bindings);
        } else if (expr instanceof BoundExpr.ScalarQuery query) {
            return bindings.subqueries().scalar(query.query());
        } else if (expr instanceof BoundExpr.Call call) {
            return call(call.name(), bindings);
        }
        Ternary truth = Conditions.test((BoundExpr.Predicate) expr, bindings);
        return truth == Ternary.UNKNOWN ? null : truth == Ternary.TRUE;
    }

    /** The values of several expressions, in their order. */
    public static List<@Nullable Object> evaluateAll(List<BoundExpr> exprs, Bindings bindings) {
        return Arrays.asList(evaluateRow(exprs, bindings));
    }

    /** As {@link #evaluateAll}, as a row. */
    public static @Nullable Object[] evaluateRow(List<BoundExpr> exprs, Bindings bindings) {
        @Nullable Object[] values = new Object[exprs.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = evaluate(exprs.get(i), bindings);
        }
        return values;
    }

    /** The truth of a condition. */
    public static Ternary test(BoundExpr expr, Bindings bindings) {
        if (expr instanceof BoundExpr.Predicate predicate) {
            return Conditions.test(predicate, bindings);
        }
        Object value = evaluate(expr, bindings);
        return value == null ? Ternary.UNKNOWN : Ternary.of((Boolean) Conversions.convert(value, SqlType.BOOLEAN));
    }

    /** Whether all conjuncts are true; those after one that is not are not evaluated. */
    public static boolean holds(List<BoundExpr> conjuncts, Bindings bindings) {
        for (BoundExpr conjunct : conjuncts) {
            if (test(conjunct, bindings) != Ternary.TRUE) {
                return false;
            }
        }
        return true;
    }

    /** See {@link BoundExpr.Param}. */
    private static @Nullable Object parameter(@Nullable Object value, Kind wanted) {
        if (value != null && wanted == Kind.STRING) {
            return Conversions.convert(value, SqlType.STRING);
        }
        boolean local = wanted == Kind.DATE || wanted == Kind.TIMESTAMP;
        return local && value instanceof OffsetDateTime instant ? instant.toLocalDateTime() : value;
    }

    private static @Nullable Object choose(BoundExpr.Case choice, Bindings bindings) {
        for (BoundExpr.When branch : choice.branches()) {
            if (test(branch.condition(), bindings) == Ternary.TRUE) {
                return evaluate(branch.result(), bindings);
            }
        }
        BoundExpr otherwise = choice.otherwise();
        return otherwise == null ? null : evaluate(otherwise, bindings);
    }

    private static @Nullable Object firstNotNull(BoundExpr.Coalesce coalesce, Bindings bindings) {
        for (BoundExpr operand : coalesce.operands()) {
            Object value = evaluate(operand, bindings);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static Object call(String name, Bindings bindings) {
        return switch (name) {
            case "now", "current_timestamp" -> bindings.timestamp();
            case "now_seconds" -> bindings.timestamp().truncatedTo(ChronoUnit.SECONDS);
            case "epoch_millis" -> bindings.now().toEpochMilli();
            case "current_date" -> LocalDate.ofInstant(bindings.now(), ZoneId.systemDefault());
            case "uuid" -> GeneratedIds.uuid();
            case "uuidv7" -> GeneratedIds.uuidv7(bindings.now());
            case "ulid" -> GeneratedIds.ulid(bindings.now());
            default -> throw new IllegalStateException("unknown function " + name);
        };
    }
}
