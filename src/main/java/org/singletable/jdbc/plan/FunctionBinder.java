package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.function.Aggregates;
import org.singletable.jdbc.function.CommonTypes;
import org.singletable.jdbc.function.Functions;
import org.singletable.jdbc.function.ScalarFunction;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

/** Binds functions, operators, aggregates, CASE and CAST. */
final class FunctionBinder {
    /** What {@code COUNT(*)} counts. */
    private static final Constant EACH_ROW = new Constant(1, SqlType.INT);

    private final ExpressionBinder binder;
    private final ComparisonBinder comparisons;

    FunctionBinder(ExpressionBinder binder, ComparisonBinder comparisons) {
        this.binder = binder;
        this.comparisons = comparisons;
    }

    BoundExpr function(Expr.Function function) {
        return switch (function.name()) {
            case "now", "current_timestamp" -> call(function, SqlType.TIMESTAMPTZ);
            case "current_date" -> call(function, SqlType.DATE);
            case "uuid", "uuidv7" -> call(function, SqlType.UUID);
            case "ulid" -> call(function, SqlType.STRING);
            case "coalesce" -> coalesce(function);
            case "nullif" -> nullIf(function);
            case "segment" ->
                throw PlanErrors.notBuilt(
                        "segment() other than as a condition of its own in WHERE",
                        "write WHERE segment('table', i, n) AND ...");
            default -> apply(function);
        };
    }

    private static BoundExpr.Call call(Expr.Function function, SqlType type) {
        if (!function.arguments().isEmpty()) {
            throw new DriverException(SqlState.SYNTAX_ERROR, function.name() + "() takes no arguments");
        }
        return new BoundExpr.Call(function.name(), List.of(), type);
    }

    private BoundExpr apply(Expr.Function function) {
        String name = function.name();
        List<Expr> exprs = function.arguments();
        List<@Nullable BoundExpr> bound = new ArrayList<>();
        List<@Nullable SqlType> types = new ArrayList<>();
        for (Expr expr : exprs) {
            BoundExpr argument = ExpressionBinder.isOpen(expr) ? null : binder.bind(expr);
            bound.add(argument);
            types.add(argument == null ? null : argument.type());
        }
        List<BoundExpr> arguments = new ArrayList<>();
        for (int i = 0; i < exprs.size(); i++) {
            BoundExpr argument = bound.get(i);
            if (argument == null) {
                // The function converts what the application gave, and refuses to round it.
                argument = binder.bind(exprs.get(i), Functions.parameterType(name, i, types));
            }
            arguments.add(argument);
        }
        ScalarFunction resolved =
                Functions.resolve(name, arguments.stream().map(BoundExpr::type).toList());
        return folded(resolved, arguments).orElseGet(() -> new BoundExpr.Apply(resolved, arguments));
    }

    /** A function of constants is one: {@code id = 1 + 1} is found by key. */
    private static Optional<BoundExpr> folded(ScalarFunction function, List<BoundExpr> arguments) {
        List<@Nullable Object> values = new ArrayList<>();
        for (BoundExpr argument : arguments) {
            if (!(argument instanceof Constant constant)) {
                return Optional.empty();
            }
            values.add(constant.value());
        }
        try {
            return Optional.of(new Constant(function.apply(values), function.type()));
        } catch (DriverException e) {
            // The value may never be asked for, as in CASE: the error is that of the row that does.
            return Optional.empty();
        }
    }

    private BoundExpr coalesce(Expr.Function function) {
        if (function.arguments().isEmpty()) {
            throw SqlErrors.syntax("COALESCE needs an argument");
        }
        Alternatives operands = ofOneType(function.arguments(), SqlType.STRING);
        return new BoundExpr.Coalesce(operands.values(), operands.type());
    }

    private BoundExpr nullIf(Expr.Function function) {
        if (function.arguments().size() != 2) {
            throw SqlErrors.syntax("NULLIF needs two arguments");
        }
        Expr value = function.arguments().get(0);
        BoundExpr.Comparison equal =
                comparisons.equalTo(value, List.of(function.arguments().get(1))).get(0);
        BoundExpr operand = equal.left();
        SqlType type = operand.type();
        return new BoundExpr.Case(
                List.of(new BoundExpr.When(equal, new Constant(null, type))),
                ImplicitConversion.convert(operand, type),
                type);
    }

    BoundExpr cast(Expr.Cast cast) {
        SqlType type = cast.type();
        BoundExpr operand = binder.bind(cast.operand(), type.withoutLimit());
        if (operand instanceof Constant constant) {
            Object value = constant.value();
            try {
                return new Constant(value == null ? null : Conversions.cast(value, type), type);
            } catch (DriverException e) {
                return new BoundExpr.Cast(operand, type);
            }
        }
        return new BoundExpr.Cast(operand, type);
    }

    /** @param wanted the type where no result has one of its own */
    BoundExpr choice(Expr.Case choice, SqlType wanted) {
        Expr operand = choice.operand();
        List<Expr> values = new ArrayList<>();
        List<Expr> results = new ArrayList<>();
        for (Expr.When branch : choice.branches()) {
            values.add(branch.condition());
            results.add(branch.result());
        }
        List<? extends BoundExpr> conditions =
                operand == null ? binder.bindPredicates(values) : comparisons.equalTo(operand, values);
        Expr otherwise = choice.otherwise();
        if (otherwise != null) {
            results.add(otherwise);
        }
        Alternatives alternatives = ofOneType(results, wanted);
        List<BoundExpr> bound = alternatives.values();
        List<BoundExpr.When> branches = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            branches.add(new BoundExpr.When(conditions.get(i), bound.get(i)));
        }
        return new BoundExpr.Case(
                branches, otherwise == null ? null : bound.get(bound.size() - 1), alternatives.type());
    }

    /**
     * Expressions of which one is the value.
     *
     * @param type holds the values of all; an expression of a narrower type keeps its own
     */
    private record Alternatives(List<BoundExpr> values, SqlType type) {}

    /** The expressions, converted to the type they have together. */
    private Alternatives ofOneType(List<Expr> exprs, SqlType wanted) {
        List<@Nullable BoundExpr> bound = new ArrayList<>();
        for (Expr expr : exprs) {
            bound.add(ExpressionBinder.isOpen(expr) ? null : binder.bind(expr));
        }
        List<SqlType> types =
                bound.stream().filter(Objects::nonNull).map(BoundExpr::type).toList();
        SqlType type = types.isEmpty() ? wanted : CommonTypes.of(types);
        List<BoundExpr> converted = new ArrayList<>();
        for (int i = 0; i < exprs.size(); i++) {
            BoundExpr expr = bound.get(i);
            converted.add(ImplicitConversion.convert(expr == null ? binder.bind(exprs.get(i), type) : expr, type));
        }
        return new Alternatives(converted, type);
    }

    /** @param within binds the argument */
    static Rel.AggregateCall aggregate(Expr.Aggregate aggregate, ExpressionBinder within) {
        Expr expr = aggregate.argument();
        String name = aggregate.name().toLowerCase(Locale.ROOT);
        BoundExpr argument = expr == null ? EACH_ROW : argument(name, expr, within);
        Expr filter = aggregate.filter();
        return new Rel.AggregateCall(
                Aggregates.resolve(name, argument.type()),
                aggregate.distinct(),
                argument,
                filter == null ? null : within.bindPredicate(filter));
    }

    private static BoundExpr argument(String name, Expr expr, ExpressionBinder within) {
        boolean number = name.equals("sum") || name.equals("avg");
        SqlType wanted = number ? SqlType.DECIMAL : SqlType.STRING;
        BoundExpr bound = within.bind(expr, wanted);
        return bound instanceof BoundExpr.Param ? ImplicitConversion.convert(bound, wanted) : bound;
    }
}
