package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans and bound expressions as short text, so that tests can say what they expect on one line. */
final class PlanText {
    private PlanText() {}

    /** The operators, the outermost first: {@code project[username] limit[3] read[customer]}. */
    static String of(Rel rel) {
        if (rel instanceof Rel.Count count) {
            return "count " + of(count.read());
        }
        String inputs = rel instanceof Rel.UnionAll
                ? rel.inputs().stream().map(PlanText::of).collect(Collectors.joining(", ", "(", ")"))
                : rel.inputs().stream().map(PlanText::of).collect(Collectors.joining(" "));
        return (operator(rel) + " " + inputs).strip();
    }

    private static String operator(Rel rel) {
        if (rel instanceof Rel.OneRow) {
            return "row";
        } else if (rel instanceof Rel.Read read) {
            String name = read.source().name();
            return "read[" + (read.residual().isEmpty() ? name : name + " where " + all(read.residual())) + "]";
        } else if (rel instanceof Rel.Filter filter) {
            return "filter[" + all(filter.conjuncts()) + "]";
        } else if (rel instanceof Rel.Aggregate group) {
            return "group[" + all(group.keys()) + "; "
                    + group.aggregates().stream().map(PlanText::of).collect(Collectors.joining(", ")) + "]";
        } else if (rel instanceof Rel.Project project) {
            return "project[" + all(project.outputs()) + "]";
        } else if (rel instanceof Rel.Distinct) {
            return "distinct";
        } else if (rel instanceof Rel.Sort sort) {
            return "sort[" + sort.keys().stream().map(PlanText::of).collect(Collectors.joining(", ")) + "]";
        } else if (rel instanceof Rel.Limit limit) {
            return "limit[" + of(limit.limit()) + (limit.offset() == null ? "" : " offset " + of(limit.offset())) + "]";
        } else if (rel instanceof Rel.UnionAll) {
            return "union";
        }
        throw new IllegalStateException("no text for " + rel);
    }

    private static String of(Rel.AggregateCall call) {
        return call.function().name() + "(" + (call.distinct() ? "distinct " : "") + of(call.argument()) + ")"
                + (call.filter() == null ? "" : " filter " + of(call.filter()));
    }

    private static String of(SortKey key) {
        return of(key.expr()) + (key.descending() ? " desc" : "") + (key.nullsFirst() ? " nulls first" : " nulls last");
    }

    /** FROM: {@code (customer@0 left join order@6 on ...)} with the slot at which each table begins. */
    static String of(FromBlock.Node node) {
        if (node instanceof FromBlock.Table table) {
            return table.source().entity().name() + "@" + table.source().offset();
        } else if (node instanceof FromBlock.Items items) {
            return "_items@" + items.offset();
        } else if (node instanceof FromBlock.Derived derived) {
            return "{" + of(derived.query()) + "}@" + derived.offset();
        } else if (node instanceof FromBlock.Join join) {
            return "(" + of(join.left()) + (join.outer() ? " left join " : " join ") + of(join.right()) + " on "
                    + all(join.on()) + ")";
        }
        throw new IllegalStateException("no text for " + node);
    }

    static String all(List<BoundExpr> exprs) {
        return exprs.stream().map(PlanText::of).collect(Collectors.joining(", "));
    }

    /** A column by its name and slot {@code username@0}, a slot {@code @3}, a parameter with its type {@code ?int}. */
    static String of(@Nullable BoundExpr expr) {
        if (expr == null) {
            return "all";
        } else if (expr instanceof BoundExpr.Constant constant) {
            Object value = constant.value();
            return value instanceof String ? "'" + value + "'" : value + "";
        } else if (expr instanceof BoundExpr.Param param) {
            return "?" + param.type();
        } else if (expr instanceof BoundExpr.ColumnValue column) {
            return column.column().name() + "@" + column.slot();
        } else if (expr instanceof BoundExpr.Slot slot) {
            return "@" + slot.slot();
        } else if (expr instanceof BoundExpr.Convert convert) {
            return call("convert", convert.operand()) + ":" + convert.type();
        } else if (expr instanceof BoundExpr.Cast cast) {
            return call("cast", cast.operand()) + ":" + cast.type();
        } else if (expr instanceof BoundExpr.Call call) {
            return call.name() + "()";
        } else if (expr instanceof BoundExpr.Apply apply) {
            return apply.function().name() + "(" + all(apply.arguments()) + ")";
        } else if (expr instanceof BoundExpr.Coalesce coalesce) {
            return "coalesce(" + all(coalesce.operands()) + ")";
        } else if (expr instanceof BoundExpr.Case choice) {
            return choice.branches().stream()
                            .map(branch -> "when " + of(branch.condition()) + " then " + of(branch.result()))
                            .collect(Collectors.joining(" ", "case ", ""))
                    + (choice.otherwise() == null ? "" : " else " + of(choice.otherwise())) + " end";
        } else if (expr instanceof BoundExpr.ScalarQuery scalar) {
            return "query" + scalar.query();
        }
        return predicate((BoundExpr.Predicate) expr);
    }

    private static String predicate(BoundExpr.Predicate expr) {
        if (expr instanceof BoundExpr.And and) {
            return "(" + and.operands().stream().map(PlanText::of).collect(Collectors.joining(" and ")) + ")";
        } else if (expr instanceof BoundExpr.Or or) {
            return "(" + or.operands().stream().map(PlanText::of).collect(Collectors.joining(" or ")) + ")";
        } else if (expr instanceof BoundExpr.Not not) {
            return call("not", not.operand());
        } else if (expr instanceof BoundExpr.Comparison comparison) {
            return of(comparison.left()) + " " + comparison.comparator().symbol() + " " + of(comparison.right());
        } else if (expr instanceof BoundExpr.IsNull isNull) {
            return of(isNull.operand()) + (isNull.negated() ? " is not null" : " is null");
        } else if (expr instanceof BoundExpr.In in) {
            return of(in.operand()) + (in.negated() ? " not in (" : " in (") + all(in.list()) + ")";
        } else if (expr instanceof BoundExpr.Like like) {
            return of(like.operand())
                    + (like.negated() ? " not" : "")
                    + (like.ignoreCase() ? " ilike " : " like ")
                    + of(like.pattern())
                    + (like.escape() == null ? "" : " escape " + of(like.escape()));
        } else if (expr instanceof BoundExpr.IsDistinct distinct) {
            return of(distinct.left()) + (distinct.negated() ? " same as " : " distinct from ") + of(distinct.right());
        } else if (expr instanceof BoundExpr.RowComparison rows) {
            return "(" + all(rows.left()) + ") " + rows.comparator().symbol() + " (" + all(rows.right()) + ")";
        } else if (expr instanceof BoundExpr.RowIn rowIn) {
            return "(" + all(rowIn.operand()) + ")" + (rowIn.negated() ? " not in " : " in ")
                    + rowIn.list().stream()
                            .map(row -> "(" + all(row) + ")")
                            .collect(Collectors.joining(", ", "(", ")"));
        } else if (expr instanceof BoundExpr.InQuery in) {
            return "(" + all(in.operand()) + ")" + (in.negated() ? " not in query" : " in query") + in.query();
        } else if (expr instanceof BoundExpr.Exists exists) {
            return "exists query" + exists.query();
        } else if (expr instanceof BoundExpr.Segment segment) {
            return "segment " + of(segment.index()) + " of " + of(segment.count());
        }
        throw new IllegalStateException("no text for " + expr);
    }

    private static String call(String name, BoundExpr operand) {
        return name + "(" + of(operand) + ")";
    }

    /** A result column: {@code label type entity.column}, {@code ?} after the type where it may be NULL. */
    static String of(Plan.ResultColumn column) {
        return Stream.of(
                        column.label().equals(column.name()) ? column.label() : column.label() + "=" + column.name(),
                        column.type() + (column.nullable() ? "?" : ""),
                        column.entity() == null || column.column() == null
                                ? null
                                : column.entity().name() + "." + column.column().name())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }
}
