package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.plan.ScopeTable.ScopeColumn;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;
import org.singletable.jdbc.sql.Statement.SelectItem;

/** The select list with {@code *} written out. */
final class SelectList {
    private SelectList() {}

    /** A column of the result and its value. */
    record Output(ResultColumn column, BoundExpr value) {}

    static List<Output> bind(List<SelectItem> items, Scope scope, ExpressionBinder binder) {
        List<Output> outputs = new ArrayList<>();
        for (SelectItem item : items) {
            if (item instanceof Statement.AllColumns all) {
                addAll(tables(all, scope), outputs);
            } else if (item instanceof Statement.ExprItem expr) {
                outputs.add(output(expr, scope, binder, outputs.size() + 1));
            }
        }
        return outputs;
    }

    private static List<ScopeTable> tables(Statement.AllColumns all, Scope scope) {
        if (scope.tables().isEmpty()) {
            throw PlanErrors.columnWithoutTable("*");
        }
        String qualifier = all.qualifier();
        return qualifier == null ? scope.tables() : List.of(scope.table(qualifier));
    }

    private static void addAll(List<ScopeTable> tables, List<Output> outputs) {
        for (ScopeTable table : tables) {
            for (ScopeColumn column : table.visibleColumns()) {
                outputs.add(new Output(column.result(null), column.value()));
            }
        }
    }

    private static Output output(Statement.ExprItem item, Scope scope, ExpressionBinder binder, int position) {
        if (item.expr() instanceof Expr.ColumnRef ref) {
            ScopeColumn column = scope.find(ref);
            return new Output(column.result(item.alias()), column.value());
        }
        BoundExpr value = binder.bind(item.expr());
        String name = name(item.expr(), position);
        String alias = item.alias();
        ResultColumn column = new ResultColumn(
                alias != null ? alias : name, name, value.type(), isNullable(item.expr(), value), null, null);
        return new Output(column, value);
    }

    /** False only for what is not NULL whatever the rows are. */
    private static boolean isNullable(Expr expr, BoundExpr value) {
        return !(expr instanceof Expr.Aggregate aggregate && aggregate.name().equals("count")) && !isNeverNull(value);
    }

    private static boolean isNeverNull(BoundExpr value) {
        return value instanceof BoundExpr.Constant constant && constant.value() != null
                || value instanceof BoundExpr.Call
                || value instanceof BoundExpr.IsNull
                || value instanceof BoundExpr.IsDistinct
                || value instanceof BoundExpr.Exists
                || value instanceof BoundExpr.Coalesce coalesce
                        && coalesce.operands().stream().anyMatch(SelectList::isNeverNull);
    }

    /** The name of an expression without alias, as PostgreSQL gives it: that of the function. */
    private static String name(Expr expr, int position) {
        String name = functionName(expr);
        return name == null ? "column" + position : name;
    }

    private static @Nullable String functionName(Expr expr) {
        if (expr instanceof Expr.Function function
                && Character.isLetter(function.name().charAt(0))
                && !function.name().equals("negate")) {
            return function.name();
        } else if (expr instanceof Expr.Aggregate aggregate) {
            return aggregate.name();
        } else if (expr instanceof Expr.Cast cast) {
            return cast.operand() instanceof Expr.ColumnRef ref ? ref.name() : functionName(cast.operand());
        }
        return expr instanceof Expr.Case ? "case" : null;
    }
}
