package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** Resolves the names of expressions and gives their parameters a type. */
final class ExpressionBinder {
    private final Scope scope;
    private final Parameters parameters;

    ExpressionBinder(Scope scope, Parameters parameters) {
        this.scope = scope;
        this.parameters = parameters;
    }

    /** A value; a bare {@code ?} is a string. */
    BoundExpr bind(Expr expr) {
        return bind(expr, SqlType.STRING);
    }

    /** A condition of WHERE. */
    BoundExpr bindPredicate(Expr expr) {
        BoundExpr bound = bind(expr, SqlType.BOOLEAN);
        if (bound instanceof Constant constant && constant.value() == null) {
            return new Constant(null, SqlType.BOOLEAN);
        }
        if (bound.type().kind() != Kind.BOOLEAN) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR,
                    "WHERE needs a condition, not a value of type "
                            + bound.type().kind().sqlName());
        }
        return bound;
    }

    /** A value that is stored in a column: converted to its type, within its limits. */
    BoundExpr bindAssignment(Expr expr, Column column) {
        SqlType type = column.type();
        if (expr instanceof Expr.Parameter parameter) {
            return new BoundExpr.Convert(parameters.use(parameter.index(), type, !column.notNull()), type);
        }
        BoundExpr bound = bind(expr, type);
        if (bound instanceof Constant constant) {
            return new Constant(constant.value() == null ? null : Conversions.convert(constant.value(), type), type);
        }
        return bound.type().equals(type) ? bound : new BoundExpr.Convert(bound, type);
    }

    private BoundExpr bind(Expr expr, SqlType wanted) {
        if (expr instanceof Expr.Literal literal) {
            return new Constant(literal.value(), literal.type());
        } else if (expr instanceof Expr.Parameter parameter) {
            return parameters.use(parameter.index(), wanted, true);
        } else if (expr instanceof Expr.ColumnRef ref) {
            return new BoundExpr.ColumnValue(scope.resolve(ref));
        } else if (expr instanceof Expr.And and) {
            return new BoundExpr.And(
                    and.operands().stream().map(this::bindPredicate).toList());
        } else if (expr instanceof Expr.Or or) {
            return new BoundExpr.Or(
                    or.operands().stream().map(this::bindPredicate).toList());
        } else if (expr instanceof Expr.Not not) {
            return new BoundExpr.Not(bindPredicate(not.operand()));
        } else if (expr instanceof Expr.Comparison comparison) {
            return compare(comparison.comparator(), comparison.left(), comparison.right());
        } else if (expr instanceof Expr.IsNull isNull) {
            return new BoundExpr.IsNull(bind(isNull.operand()), isNull.negated());
        } else if (expr instanceof Expr.In in) {
            return in(in);
        } else if (expr instanceof Expr.Between between) {
            BoundExpr inside = new BoundExpr.And(List.of(
                    compare(Expr.Comparator.GE, between.operand(), between.low()),
                    compare(Expr.Comparator.LE, between.operand(), between.high())));
            return between.negated() ? new BoundExpr.Not(inside) : inside;
        } else if (expr instanceof Expr.Like like) {
            Expr escape = like.escape();
            return new BoundExpr.Like(
                    bind(like.operand()),
                    bind(like.pattern()),
                    escape == null ? null : bind(escape),
                    like.ignoreCase(),
                    like.negated());
        } else if (expr instanceof Expr.Function function) {
            return call(function);
        } else if (expr instanceof Expr.Default) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR, "DEFAULT stands alone as the value of a column in INSERT or UPDATE");
        }
        throw new IllegalStateException("unknown expression " + expr);
    }

    private BoundExpr compare(Expr.Comparator comparator, Expr left, Expr right) {
        SqlType typeOfLeft = typeOf(left);
        SqlType typeOfRight = typeOf(right);
        BoundExpr boundLeft = bindOperand(left, typeOfRight, right);
        BoundExpr boundRight = bindOperand(right, typeOfLeft, left);
        if (typeOfLeft != null && typeOfRight != null) {
            Comparison.common(boundLeft.type(), boundRight.type());
        }
        return new BoundExpr.Comparison(comparator, boundLeft, boundRight);
    }

    private BoundExpr in(Expr.In in) {
        SqlType operandType = typeOf(in.operand());
        BoundExpr operand = bindOperand(
                in.operand(), in.list().isEmpty() ? null : typeOf(in.list().get(0)), in.operand());
        List<BoundExpr> list = new ArrayList<>();
        for (Expr element : in.list()) {
            list.add(bindOperand(element, operandType, in.operand()));
        }
        return new BoundExpr.In(operand, list, in.negated());
    }

    /**
     * An operand of a comparison. Text and parameters take the other side's type: {@code uid = 'ABC...'} compares UUIDs.
     *
     * @param other the other side's type, null where it has none of its own
     * @param otherSide what an error names if it is a column
     */
    private BoundExpr bindOperand(Expr expr, @Nullable SqlType other, Expr otherSide) {
        SqlType wanted = other == null ? SqlType.STRING : other.withoutLimit();
        BoundExpr bound = bind(expr, wanted);
        if (bound instanceof Constant constant) {
            Object value = constant.value();
            if (value == null) {
                return new Constant(null, wanted);
            }
            if (value instanceof String && wanted.kind() != Kind.STRING) {
                return new Constant(comparable(value, wanted, otherSide), wanted);
            }
        }
        return bound;
    }

    private Object comparable(Object value, SqlType wanted, Expr otherSide) {
        try {
            return Conversions.convert(value, wanted);
        } catch (DriverException e) {
            throw otherSide instanceof Expr.ColumnRef ref
                    ? DataErrors.comparedWith(scope.resolve(ref).name(), e)
                    : e;
        }
    }

    /** The expression's own type; null for a parameter or NULL, which take the type of their context. */
    private @Nullable SqlType typeOf(Expr expr) {
        if (expr instanceof Expr.Parameter || expr instanceof Expr.Literal literal && literal.value() == null) {
            return null;
        } else if (expr instanceof Expr.Literal literal) {
            return literal.type();
        } else if (expr instanceof Expr.ColumnRef ref) {
            return scope.resolve(ref).type();
        } else if (expr instanceof Expr.Function function) {
            return call(function).type();
        }
        return SqlType.BOOLEAN;
    }

    private static BoundExpr.Call call(Expr.Function function) {
        SqlType type = switch (function.name()) {
            case "now", "current_timestamp" -> SqlType.TIMESTAMPTZ;
            case "current_date" -> SqlType.DATE;
            case "uuid", "uuidv7" -> SqlType.UUID;
            case "ulid" -> SqlType.STRING;
            default ->
                throw PlanErrors.notBuilt(
                        "the function " + function.name(),
                        "available are now(), current_timestamp, current_date, uuid(), uuidv7(), ulid()");
        };
        if (!function.arguments().isEmpty()) {
            throw new DriverException(SqlState.SYNTAX_ERROR, function.name() + "() takes no arguments");
        }
        return new BoundExpr.Call(function.name(), List.of(), type);
    }
}
