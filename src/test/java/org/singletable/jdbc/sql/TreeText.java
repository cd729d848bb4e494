package org.singletable.jdbc.sql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statement trees as short text: names in brackets, literals with their type, every node in parentheses. */
final class TreeText {
    private TreeText() {}

    static String of(Statement statement) {
        if (statement instanceof Statement.Query q) {
            return query(q);
        }
        if (statement instanceof Statement.Insert i) {
            return (i.replace() ? "UPSERT " : "INSERT ") + table(i.table()) + " " + i.columns() + source(i.source())
                    + (i.onConflict() == null ? "" : conflict(i.onConflict())) + returning(i.returning());
        }
        if (statement instanceof Statement.Update u) {
            return "UPDATE " + (u.scanAllowed() ? "(SCAN) " : "") + table(u.table()) + assignments(u.assignments())
                    + clause(" WHERE ", u.where()) + returning(u.returning());
        }
        if (statement instanceof Statement.Explain e) {
            return "EXPLAIN" + (e.analyze() ? " ANALYZE" : "") + (e.json() ? " JSON" : "") + " " + of(e.statement());
        }
        if (statement instanceof Statement.ShowTables) {
            return "SHOW TABLES";
        }
        if (statement instanceof Statement.Describe d) {
            return "DESCRIBE " + table(d.table());
        }
        if (statement instanceof Statement.SetOption s) {
            return "SET [" + s.name() + "] = " + s.value();
        }
        if (statement instanceof Statement.ResetAll) {
            return "RESET ALL";
        }
        if (statement instanceof Statement.Delete d) {
            return "DELETE " + (d.scanAllowed() ? "(SCAN) " : "") + table(d.table()) + clause(" WHERE ", d.where())
                    + returning(d.returning());
        }
        if (statement instanceof Statement.Commit) {
            return "COMMIT";
        }
        if (statement instanceof Statement.Rollback r) {
            return "ROLLBACK" + (r.savepoint() == null ? "" : " TO [" + r.savepoint() + "]");
        }
        if (statement instanceof Statement.Savepoint s) {
            return "SAVEPOINT [" + s.name() + "]";
        }
        if (statement instanceof Statement.ReleaseSavepoint r) {
            return "RELEASE [" + r.name() + "]";
        }
        Statement.Call c = (Statement.Call) statement;
        return "CALL [" + c.procedure() + "]" + list(c.arguments());
    }

    private static String source(Statement.InsertSource source) {
        if (source instanceof Statement.QueryRows rows) {
            return " <" + query(rows.query()) + ">";
        }
        return " VALUES "
                + ((Statement.Values) source)
                        .rows().stream().map(TreeText::list).collect(Collectors.joining(", "));
    }

    private static String conflict(Statement.OnConflict conflict) {
        String target = " ON CONFLICT " + conflict.target();
        if (conflict.action() instanceof Statement.DoUpdate update) {
            return target + " DO UPDATE" + assignments(update.assignments()) + clause(" WHERE ", update.where());
        }
        return target + " DO NOTHING";
    }

    private static String assignments(List<Statement.Assignment> assignments) {
        return " SET "
                + assignments.stream()
                        .map(a -> (a.qualifier() == null ? "" : "[" + a.qualifier() + "].") + "[" + a.column() + "] := "
                                + of(a.value()))
                        .collect(Collectors.joining(", "));
    }

    private static String returning(List<Statement.SelectItem> items) {
        return items.isEmpty()
                ? ""
                : " RETURNING " + items.stream().map(TreeText::item).collect(Collectors.joining(", "));
    }

    private static String query(Statement.Query query) {
        String order = query.orderBy().isEmpty()
                ? ""
                : " ORDER BY " + query.orderBy().stream().map(TreeText::order).collect(Collectors.joining(", "));
        String rows = order + clause(" LIMIT ", query.limit()) + clause(" OFFSET ", query.offset());
        if (query instanceof Statement.UnionAll union) {
            return union.inputs().stream().map(i -> "<" + query(i) + ">").collect(Collectors.joining(" UNION ALL "))
                    + rows;
        }
        Statement.Select s = (Statement.Select) query;
        return "SELECT " + (s.scanAllowed() ? "(SCAN) " : "") + (s.distinct() ? "DISTINCT " : "")
                + s.items().stream().map(TreeText::item).collect(Collectors.joining(", "))
                + (s.from() == null ? "" : " FROM " + from(s.from()))
                + clause(" WHERE ", s.where())
                + (s.groupBy().isEmpty() ? "" : " GROUP BY " + list(s.groupBy()))
                + clause(" HAVING ", s.having()) + rows + (s.forUpdate() ? " FOR UPDATE" : "");
    }

    private static String order(Statement.OrderItem item) {
        return of(item.expr())
                + (item.descending() ? " DESC" : "")
                + (item.nullsFirst() == null ? "" : item.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }

    private static String from(Statement.FromItem item) {
        if (item instanceof Statement.Join j) {
            return "(" + from(j.left()) + " " + j.kind() + " JOIN " + from(j.right()) + " ON " + of(j.on()) + ")";
        }
        if (item instanceof Statement.DerivedTable d) {
            return "<" + query(d.query()) + "> AS [" + d.alias() + "]"
                    + (d.columns().isEmpty() ? "" : "(" + String.join(", ", d.columns()) + ")");
        }
        return table((Statement.TableRef) item);
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
            return "(" + of(l.operand()) + (l.negated() ? " NOT" : "") + (l.ignoreCase() ? " ILIKE " : " LIKE ")
                    + of(l.pattern()) + clause(" ESCAPE ", l.escape()) + ")";
        }
        return operation(expr);
    }

    private static String operation(Expr expr) {
        if (expr instanceof Expr.IsDistinct d) {
            return "(" + of(d.left()) + (d.negated() ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ") + of(d.right())
                    + ")";
        }
        if (expr instanceof Expr.Row r) {
            return "ROW" + list(r.fields());
        }
        if (expr instanceof Expr.InQuery i) {
            return "(" + of(i.operand()) + (i.negated() ? " NOT IN <" : " IN <") + query(i.query()) + ">)";
        }
        if (expr instanceof Expr.Exists e) {
            return "EXISTS<" + query(e.query()) + ">";
        }
        if (expr instanceof Expr.ScalarQuery q) {
            return "<" + query(q.query()) + ">";
        }
        if (expr instanceof Expr.Case c) {
            return "CASE" + clause(" ", c.operand())
                    + c.branches().stream()
                            .map(w -> " WHEN " + of(w.condition()) + " THEN " + of(w.result()))
                            .collect(Collectors.joining())
                    + clause(" ELSE ", c.otherwise()) + " END";
        }
        if (expr instanceof Expr.Cast c) {
            return "CAST(" + of(c.operand()) + " AS " + c.type() + ")";
        }
        if (expr instanceof Expr.Aggregate a) {
            return a.name().toUpperCase(Locale.ROOT) + "(" + (a.distinct() ? "DISTINCT " : "")
                    + (a.argument() == null ? "*" : of(a.argument())) + ")" + clause(" FILTER ", a.filter());
        }
        Expr.Function f = (Expr.Function) expr;
        return f.name() + list(f.arguments());
    }
}
