package org.singletable.jdbc.exec;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
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
     * @throws org.singletable.jdbc.error.DriverException 22001, 22003, 22018 where a value cannot be converted
     */
    public static @Nullable Object evaluate(BoundExpr expr, Bindings bindings) {
        if (expr instanceof BoundExpr.Constant constant) {
            return constant.value();
        } else if (expr instanceof BoundExpr.Param param) {
            return parameter(bindings.parameter(param.index()), param.type().kind());
        } else if (expr instanceof BoundExpr.ColumnValue column) {
            return bindings.slot(column.slot());
        } else if (expr instanceof BoundExpr.Convert convert) {
            Object value = evaluate(convert.operand(), bindings);
            return value == null ? null : Conversions.convert(value, convert.type());
        } else if (expr instanceof BoundExpr.Call call) {
            return call(call.name(), bindings);
        } else if (expr instanceof BoundExpr.Predicate predicate) {
            Ternary truth = test(predicate, bindings);
            return truth == Ternary.UNKNOWN ? null : truth == Ternary.TRUE;
        }
        throw new IllegalStateException("no value for " + expr);
    }

    /** See {@link BoundExpr.Param}. */
    private static @Nullable Object parameter(@Nullable Object value, Kind wanted) {
        if (value != null && wanted == Kind.STRING) {
            return Conversions.convert(value, SqlType.STRING);
        }
        boolean local = wanted == Kind.DATE || wanted == Kind.TIMESTAMP;
        return local && value instanceof OffsetDateTime instant ? instant.toLocalDateTime() : value;
    }

    /** The truth of a condition. */
    public static Ternary test(BoundExpr expr, Bindings bindings) {
        if (expr instanceof BoundExpr.And and) {
            Ternary truth = Ternary.TRUE;
            for (BoundExpr operand : and.operands()) {
                truth = truth.and(test(operand, bindings));
                if (truth == Ternary.FALSE) {
                    return truth;
                }
            }
            return truth;
        } else if (expr instanceof BoundExpr.Or or) {
            Ternary truth = Ternary.FALSE;
            for (BoundExpr operand : or.operands()) {
                truth = truth.or(test(operand, bindings));
                if (truth == Ternary.TRUE) {
                    return truth;
                }
            }
            return truth;
        } else if (expr instanceof BoundExpr.Not not) {
            return test(not.operand(), bindings).not();
        } else if (expr instanceof BoundExpr.Comparison comparison) {
            return compare(comparison, bindings);
        } else if (expr instanceof BoundExpr.IsNull isNull) {
            return Ternary.of((evaluate(isNull.operand(), bindings) == null) != isNull.negated());
        } else if (expr instanceof BoundExpr.In in) {
            return in(in, bindings);
        } else if (expr instanceof BoundExpr.Like like) {
            return like(like, bindings);
        }
        Object value = evaluate(expr, bindings);
        return value == null ? Ternary.UNKNOWN : Ternary.of((Boolean) Conversions.convert(value, SqlType.BOOLEAN));
    }

    private static Ternary compare(BoundExpr.Comparison comparison, Bindings bindings) {
        Object left = evaluate(comparison.left(), bindings);
        Object right = evaluate(comparison.right(), bindings);
        if (left == null || right == null) {
            return Ternary.UNKNOWN;
        }
        int order = ColumnOperands.compare(comparison.left(), left, comparison.right(), right);
        return Ternary.of(comparison.comparator().holds(order));
    }

    private static Ternary in(BoundExpr.In in, Bindings bindings) {
        Object operand = evaluate(in.operand(), bindings);
        if (operand == null) {
            return Ternary.UNKNOWN;
        }
        Ternary found = Ternary.FALSE;
        for (BoundExpr element : in.list()) {
            Object value = evaluate(element, bindings);
            found = found.or(
                    value == null
                            ? Ternary.UNKNOWN
                            : Ternary.of(ColumnOperands.compare(in.operand(), operand, element, value) == 0));
            if (found == Ternary.TRUE) {
                break;
            }
        }
        return in.negated() ? found.not() : found;
    }

    private static Ternary like(BoundExpr.Like like, Bindings bindings) {
        Object operand = evaluate(like.operand(), bindings);
        Object pattern = evaluate(like.pattern(), bindings);
        BoundExpr escapeExpr = like.escape();
        Object escape = escapeExpr == null ? LikePattern.DEFAULT_ESCAPE : evaluate(escapeExpr, bindings);
        if (operand == null || pattern == null || escape == null) {
            return Ternary.UNKNOWN;
        }
        boolean matches = LikePattern.compile(text(pattern), text(escape)).matches(text(operand));
        return Ternary.of(matches != like.negated());
    }

    private static String text(Object value) {
        return (String) Conversions.convert(value, SqlType.STRING);
    }

    private static Object call(String name, Bindings bindings) {
        return switch (name) {
            case "now", "current_timestamp" -> bindings.timestamp();
            case "now_seconds" -> bindings.timestamp().truncatedTo(ChronoUnit.SECONDS);
            case "epoch_millis" -> bindings.now().toEpochMilli();
            case "current_date" -> LocalDate.ofInstant(bindings.now(), java.time.ZoneId.systemDefault());
            case "uuid" -> GeneratedIds.uuid();
            case "uuidv7" -> GeneratedIds.uuidv7(bindings.now());
            case "ulid" -> GeneratedIds.ulid(bindings.now());
            default -> throw new IllegalStateException("unknown function " + name);
        };
    }
}
