package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.singletable.jdbc.plan.BoundExpr.Predicate;
import org.singletable.jdbc.type.SqlLiteral;

/**
 * Expressions as SQL, for people: EXPLAIN. Conversions that nobody wrote are left out.
 *
 * @param names what the slots of the frame are called
 * @param showsValues false to have constants hidden
 */
record ExprText(Map<Integer, String> names, boolean showsValues) {
    private static final String HIDDEN = "?";

    ExprText {
        names = Map.copyOf(names);
    }

    /** For expressions on the columns of the only table of a statement. */
    static ExprText ofOnlyTable(boolean showsValues) {
        return new ExprText(Map.of(), showsValues);
    }

    /** Conjuncts as one condition. */
    String all(List<BoundExpr> conjuncts) {
        return conjuncts.size() == 1 ? of(conjuncts.get(0)) : joinedConditions(conjuncts, " AND ");
    }

    String list(List<BoundExpr> exprs) {
        return exprs.stream().map(this::of).collect(Collectors.joining(", "));
    }

    String key(SortKey key) {
        // NULL is the lowest value: only where it comes elsewhere is that said.
        boolean isDefault = key.nullsFirst() != key.descending();
        return of(key.expr())
                + (key.descending() ? " DESC" : "")
                + (isDefault ? "" : key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }

    String aggregate(Rel.AggregateCall call) {
        boolean countsRows = call.argument() instanceof BoundExpr.Constant && !call.distinct();
        String argument = countsRows ? "*" : (call.distinct() ? "DISTINCT " : "") + of(call.argument());
        BoundExpr filter = call.filter();
        return call.function().name().toUpperCase(Locale.ROOT) + "(" + argument + ")"
                + (filter == null ? "" : " FILTER (WHERE " + of(filter) + ")");
    }

    String of(BoundExpr expr) {
        return expr instanceof Predicate predicate ? predicate(predicate) : value(expr);
    }

    private String predicate(Predicate predicate) {
        if (predicate instanceof BoundExpr.And and) {
            return joinedConditions(and.operands(), " AND ");
        } else if (predicate instanceof BoundExpr.Or or) {
            return joinedConditions(or.operands(), " OR ");
        } else if (predicate instanceof BoundExpr.Not not) {
            return "NOT " + operand(not.operand());
        } else if (predicate instanceof BoundExpr.Comparison comparison) {
            return operand(comparison.left()) + " " + comparison.comparator().symbol() + " "
                    + operand(comparison.right());
        } else if (predicate instanceof BoundExpr.RowComparison rows) {
            return row(rows.left()) + " " + rows.comparator().symbol() + " " + row(rows.right());
        } else if (predicate instanceof BoundExpr.IsNull isNull) {
            return operand(isNull.operand()) + (isNull.negated() ? " IS NOT NULL" : " IS NULL");
        } else if (predicate instanceof BoundExpr.IsDistinct distinct) {
            return operand(distinct.left())
                    + (distinct.negated() ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ")
                    + operand(distinct.right());
        } else if (predicate instanceof BoundExpr.Like like) {
            return like(like);
        } else if (predicate instanceof BoundExpr.Segment segment) {
            return "segment(" + of(segment.index()) + ", " + of(segment.count()) + ")";
        }
        return membership(predicate);
    }

    private String membership(Predicate predicate) {
        if (predicate instanceof BoundExpr.In in) {
            return operand(in.operand()) + in(in.negated()) + "(" + list(in.list()) + ")";
        } else if (predicate instanceof BoundExpr.RowIn in) {
            return row(in.operand())
                    + in(in.negated())
                    + in.list().stream().map(this::row).collect(Collectors.joining(", ", "(", ")"));
        } else if (predicate instanceof BoundExpr.InQuery in) {
            String operand = in.operand().size() == 1 ? operand(in.operand().get(0)) : row(in.operand());
            return operand + in(in.negated()) + query(in.query());
        } else if (predicate instanceof BoundExpr.Exists exists) {
            return "EXISTS " + query(exists.query());
        }
        throw new IllegalStateException("no text for " + predicate);
    }

    /** A query within an expression, by the number that it is explained under. */
    static String query(int index) {
        return "(subquery " + (index + 1) + ")";
    }

    private static String in(boolean negated) {
        return negated ? " NOT IN " : " IN ";
    }

    private String like(BoundExpr.Like like) {
        BoundExpr escape = like.escape();
        return operand(like.operand())
                + (like.negated() ? " NOT" : "")
                + (like.ignoreCase() ? " ILIKE " : " LIKE ")
                + operand(like.pattern())
                + (escape == null ? "" : " ESCAPE " + operand(escape));
    }

    private String row(List<BoundExpr> fields) {
        return "(" + list(fields) + ")";
    }

    private String joinedConditions(List<BoundExpr> conditions, String word) {
        return conditions.stream()
                .map(condition -> condition instanceof BoundExpr.And || condition instanceof BoundExpr.Or
                        ? "(" + of(condition) + ")"
                        : of(condition))
                .collect(Collectors.joining(word));
    }

    private String joined(List<BoundExpr> operands, String word) {
        return operands.stream().map(this::operand).collect(Collectors.joining(word));
    }

    /** An expression inside another one: in parentheses where it would else be read differently. */
    private String operand(BoundExpr expr) {
        if (expr instanceof BoundExpr.Convert convert) {
            return operand(convert.operand());
        }
        boolean isCompound = expr instanceof BoundExpr.Apply apply
                ? isOperator(apply)
                : expr instanceof Predicate && !(expr instanceof BoundExpr.Exists);
        return isCompound ? "(" + of(expr) + ")" : of(expr);
    }

    private String value(BoundExpr expr) {
        if (expr instanceof BoundExpr.Constant constant) {
            return showsValues ? SqlLiteral.of(constant.value()) : HIDDEN;
        } else if (expr instanceof BoundExpr.Param param) {
            return "?" + param.index();
        } else if (expr instanceof BoundExpr.ColumnValue column) {
            return names.getOrDefault(column.slot(), column.column().name());
        } else if (expr instanceof BoundExpr.Slot slot) {
            return names.getOrDefault(slot.slot(), "#" + (slot.slot() + 1));
        } else if (expr instanceof BoundExpr.Convert convert) {
            return of(convert.operand());
        } else if (expr instanceof BoundExpr.ScalarQuery query) {
            return query(query.query());
        }
        return computed(expr);
    }

    private String computed(BoundExpr expr) {
        if (expr instanceof BoundExpr.Cast cast) {
            return "CAST(" + of(cast.operand()) + " AS " + cast.type() + ")";
        } else if (expr instanceof BoundExpr.Coalesce coalesce) {
            return "COALESCE(" + list(coalesce.operands()) + ")";
        } else if (expr instanceof BoundExpr.Case cases) {
            String branches = cases.branches().stream()
                    .map(when -> " WHEN " + of(when.condition()) + " THEN " + of(when.result()))
                    .collect(Collectors.joining());
            BoundExpr otherwise = cases.otherwise();
            return "CASE" + branches + (otherwise == null ? "" : " ELSE " + of(otherwise)) + " END";
        } else if (expr instanceof BoundExpr.Apply apply) {
            return apply(apply);
        } else if (expr instanceof BoundExpr.Call call) {
            return call.name().startsWith("current_") ? call.name() : call.name() + "(" + list(call.arguments()) + ")";
        }
        throw new IllegalStateException("no text for " + expr);
    }

    private static boolean isOperator(BoundExpr.Apply apply) {
        String name = apply.function().name();
        return name.equals("negate") || !Character.isJavaIdentifierStart(name.charAt(0));
    }

    private String apply(BoundExpr.Apply apply) {
        String name = apply.function().name();
        List<BoundExpr> arguments = apply.arguments();
        if (!isOperator(apply)) {
            return name + "(" + list(arguments) + ")";
        }
        return arguments.size() == 1
                ? (name.equals("negate") ? "-" : name) + operand(arguments.get(0))
                : joined(arguments, " " + name + " ");
    }
}
