package org.singletable.jdbc.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statement trees as short text: names in brackets, literals with their type, every node in parentheses. */
final class TreeText {
    private TreeText() {}

    static String of(Statement statement) {
        if (statement instanceof Statement.Select s) {
            return "SELECT " + s.items().stream().map(TreeText::item).collect(Collectors.joining(", "))
                    + (s.from() == null ? "" : " FROM " + table((Statement.TableRef) s.from()))
                    + clause(" WHERE ", s.where()) + clause(" LIMIT ", s.limit()) + clause(" OFFSET ", s.offset());
        }
        if (statement instanceof Statement.Insert i) {
            return "INSERT " + table(i.table()) + " " + i.columns() + " VALUES " + list(i.values());
        }
        if (statement instanceof Statement.Update u) {
            return "UPDATE " + table(u.table()) + " SET "
                    + u.assignments().stream()
                            .map(a -> (a.qualifier() == null ? "" : "[" + a.qualifier() + "].") + "[" + a.column()
                                    + "] := " + of(a.value()))
                            .collect(Collectors.joining(", "))
                    + clause(" WHERE ", u.where());
        }
        Statement.Delete d = (Statement.Delete) statement;
        return "DELETE " + table(d.table()) + clause(" WHERE ", d.where());
    }

    private static String item(Statement.SelectItem item) {
        if (item instanceof Statement.AllColumns all) {
            return all.qualifier() == null ? "*" : "[" + all.qualifier() + "].*";
        }
        Statement.ExprItem expr = (Statement.ExprItem) item;
        return of(expr.expr()) + (expr.alias() == null ? "" : " AS [" + expr.alias() + "]");
    }

    private static String table(Statement.TableRef table) {
        return (table.schema() == null ? "" : "[" + table.schema() + "].") + "[" + table.name() + "]"
                + (table.alias() == null ? "" : " AS [" + table.alias() + "]");
    }

    private static String clause(String word, @Nullable Expr expr) {
        return expr == null ? "" : word + of(expr);
    }

    private static String list(List<Expr> exprs) {
        return exprs.stream().map(TreeText::of).collect(Collectors.joining(", ", "(", ")"));
    }

    static String of(Expr expr) {
        if (expr instanceof Expr.Literal l) {
            return l.value() == null
                    ? "null"
                    : l.value() + ":" + l.type().kind().mappingName();
        }
        if (expr instanceof Expr.Parameter p) {
            return "?" + p.index();
        }
        if (expr instanceof Expr.ColumnRef c) {
            return (c.schema() == null ? "" : "[" + c.schema() + "].")
                    + (c.qualifier() == null ? "" : "[" + c.qualifier() + "].") + "[" + c.name() + "]";
        }
        if (expr instanceof Expr.Default) {
            return "DEFAULT";
        }
        if (expr instanceof Expr.And a) {
            return "AND" + list(a.operands());
        }
        if (expr instanceof Expr.Or o) {
            return "OR" + list(o.operands());
        }
        if (expr instanceof Expr.Not n) {
            return "NOT(" + of(n.operand()) + ")";
        }
        if (expr instanceof Expr.Comparison c) {
            return "(" + of(c.left()) + " " + c.comparator().symbol() + " " + of(c.right()) + ")";
        }
        if (expr instanceof Expr.IsNull i) {
            return "(" + of(i.operand()) + (i.negated() ? " IS NOT NULL)" : " IS NULL)");
        }
        if (expr instanceof Expr.In i) {
            return "(" + of(i.operand()) + (i.negated() ? " NOT IN " : " IN ") + list(i.list()) + ")";
        }
        if (expr instanceof Expr.Between b) {
            return "(" + of(b.operand()) + (b.negated() ? " NOT" : "") + " BETWEEN " + of(b.low()) + " .. "
                    + of(b.high()) + ")";
        }
        if (expr instanceof Expr.Like l) {
            return "(" + of(l.operand()) + (l.negated() ? " NOT" : "") + " LIKE " + of(l.pattern())
                    + clause(" ESCAPE ", l.escape()) + ")";
        }
        Expr.Function f = (Expr.Function) expr;
        return f.name() + list(f.arguments());
    }
}
