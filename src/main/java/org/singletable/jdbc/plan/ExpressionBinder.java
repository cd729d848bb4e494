package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** Resolves the names of expressions and gives their parameters a type. */
final class ExpressionBinder {
    /** Whoever evaluates or compares what was bound descends as deep: this fits the stack of any thread. */
    private static final int MAX_DEPTH = 250;

    private final Scope scope;
    private final Parameters parameters;
    private final InnerQueries queries;
    private final @Nullable Aggregations aggregations;
    private final String place;
    private final ComparisonBinder comparisons;
    private final FunctionBinder functions;
    private int depth;

    /** Binds expressions without aggregates and queries. */
    ExpressionBinder(Scope scope, Parameters parameters) {
        this(scope, parameters, InnerQueries.NONE, null, "this statement");
    }

    /**
     * @param aggregations where aggregates go, null where they cannot stand
     * @param place the clause, for messages
     */
    ExpressionBinder(
            Scope scope,
            Parameters parameters,
            InnerQueries queries,
            @Nullable Aggregations aggregations,
            String place) {
        this.scope = scope;
        this.parameters = parameters;
        this.queries = queries;
        this.aggregations = aggregations;
        this.place = place;
        this.comparisons = new ComparisonBinder(this);
        this.functions = new FunctionBinder(this, comparisons);
    }

    /** A value; a bare {@code ?} is a string. */
    BoundExpr bind(Expr expr) {
        return bind(expr, SqlType.STRING);
    }

    /** A condition. */
    BoundExpr bindPredicate(Expr expr) {
        BoundExpr bound = bind(expr, SqlType.BOOLEAN);
        Kind kind = bound.type().kind();
        if (kind.isNumeric()) {
            return ImplicitConversion.convert(bound, SqlType.BOOLEAN);
        }
        if (kind != Kind.BOOLEAN) {
            throw PlanErrors.notACondition(place, kind.sqlName());
        }
        return bound;
    }

    /** The conjuncts of a condition; none where there is no condition. */
    List<BoundExpr> bindConjuncts(@Nullable Expr condition) {
        List<BoundExpr> conjuncts = new ArrayList<>();
        if (condition instanceof Expr.And and) {
            for (Expr operand : and.operands()) {
                conjuncts.addAll(bindConjuncts(operand));
            }
        } else if (condition != null) {
            addConjuncts(bindPredicate(condition), conjuncts);
        }
        return conjuncts;
    }

    private static void addConjuncts(BoundExpr condition, List<BoundExpr> into) {
        if (condition instanceof BoundExpr.And and) {
            and.operands().forEach(operand -> addConjuncts(operand, into));
        } else {
            into.add(condition);
        }
    }

    /** A value that is stored in a column: converted to its type, within its limits. */
    BoundExpr bindAssignment(Expr expr, Column column) {
        SqlType type = column.type();
        if (expr instanceof Expr.Parameter parameter) {
            return new BoundExpr.Convert(parameters.use(parameter.index(), type, !column.notNull()), type);
        }
        BoundExpr bound = bind(expr, type);
        if (bound instanceof Constant constant) {
            return constantFor(type, constant);
        }
        return bound.type().equals(type) ? bound : new BoundExpr.Convert(bound, type);
    }

    /** One that cannot be converted is an error where it is given to a row, not before. */
    private static BoundExpr constantFor(SqlType type, Constant constant) {
        try {
            return new Constant(constant.value() == null ? null : Conversions.convert(constant.value(), type), type);
        } catch (DriverException e) {
            return new BoundExpr.Convert(constant, type);
        }
    }

    /** Whether it takes the type of what it stands beside. */
    static boolean isOpen(Expr expr) {
        return expr instanceof Expr.Parameter || expr instanceof Expr.Literal literal && literal.value() == null;
    }

    /** @param wanted the type of a {@code ?} or NULL; all else has its own */
    BoundExpr bind(Expr expr, SqlType wanted) {
        if (depth == MAX_DEPTH) {
            throw SqlErrors.tooDeep("at most " + MAX_DEPTH + " operators may be within each other", null);
        }
        depth++;
        try {
            return bindNode(expr, wanted);
        } finally {
            depth--;
        }
    }

    private BoundExpr bindNode(Expr expr, SqlType wanted) {
        if (expr instanceof Expr.Literal literal) {
            return new Constant(literal.value(), literal.value() == null ? wanted : literal.type());
        } else if (expr instanceof Expr.Parameter parameter) {
            return parameters.use(parameter.index(), wanted, true);
        } else if (expr instanceof Expr.ColumnRef ref) {
            return scope.find(ref).value();
        } else if (expr instanceof Expr.And and) {
            return new BoundExpr.And(bindPredicates(and.operands()));
        } else if (expr instanceof Expr.Or or) {
            return new BoundExpr.Or(bindPredicates(or.operands()));
        } else if (expr instanceof Expr.Not not) {
            return new BoundExpr.Not(bindPredicate(not.operand()));
        } else if (expr instanceof Expr.Comparison comparison) {
            return comparisons.compare(comparison.comparator(), comparison.left(), comparison.right());
        } else if (expr instanceof Expr.IsNull isNull) {
            return new BoundExpr.IsNull(bind(isNull.operand()), isNull.negated());
        } else if (expr instanceof Expr.IsDistinct distinct) {
            return comparisons.isDistinct(distinct);
        } else if (expr instanceof Expr.In in) {
            return comparisons.in(in);
        } else if (expr instanceof Expr.Between between) {
            return comparisons.between(between);
        } else if (expr instanceof Expr.InQuery in) {
            return comparisons.inQuery(in);
        } else if (expr instanceof Expr.Exists exists) {
            return new BoundExpr.Exists(queries.add(plan(exists.query()).rel()));
        } else if (expr instanceof Expr.ScalarQuery scalar) {
            return scalarQuery(scalar);
        } else if (expr instanceof Expr.Like like) {
            return like(like);
        } else if (expr instanceof Expr.Function function) {
            return functions.function(function);
        } else if (expr instanceof Expr.Case choice) {
            return functions.choice(choice, wanted);
        } else if (expr instanceof Expr.Cast cast) {
            return functions.cast(cast);
        } else if (expr instanceof Expr.Aggregate aggregate) {
            return aggregate(aggregate);
        } else if (expr instanceof Expr.Row) {
            throw SqlErrors.syntax("a row value stands only beside another in a comparison and in IN");
        } else if (expr instanceof Expr.Default) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR, "DEFAULT stands alone as the value of a column in INSERT or UPDATE");
        }
        throw new IllegalStateException("unknown expression " + expr);
    }

    List<BoundExpr> bindPredicates(List<Expr> conditions) {
        List<BoundExpr> bound = new ArrayList<>(conditions.size());
        for (Expr condition : conditions) {
            bound.add(bindPredicate(condition));
        }
        return bound;
    }

    private BoundExpr like(Expr.Like like) {
        Expr escape = like.escape();
        return new BoundExpr.Like(
                bind(like.operand()),
                bind(like.pattern()),
                escape == null ? null : bind(escape),
                like.ignoreCase(),
                like.negated());
    }

    private BoundExpr scalarQuery(Expr.ScalarQuery scalar) {
        PlannedQuery query = plan(scalar.query());
        if (query.columns().size() != 1) {
            throw PlanErrors.columnCounts(
                    "a query in the place of a value", 1, query.columns().size());
        }
        return new BoundExpr.ScalarQuery(
                queries.add(query.rel()), query.columns().get(0).type());
    }

    private BoundExpr aggregate(Expr.Aggregate aggregate) {
        if (aggregations == null) {
            throw PlanErrors.aggregateNotAllowed(aggregate.name(), place);
        }
        ExpressionBinder within = new ExpressionBinder(scope, parameters, queries, null, "an aggregate");
        return aggregations.value(FunctionBinder.aggregate(aggregate, within));
    }

    /** A query within the expression. */
    PlannedQuery plan(Statement.Query query) {
        return queries.plan(query, scope);
    }

    /** See {@link InnerQueries#add}. */
    int add(Rel query) {
        return queries.add(query);
    }
}
