package org.singletable.jdbc.exec.rows;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.ReadView;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.exec.read.AccessReader;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.settings.Settings;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.SqlType;

/** Plans over rows that stand in them, carried out without a table. */
final class Rels {
    static final long NO_LIMIT = Long.MAX_VALUE;

    private Rels() {}

    static BoundExpr constant(Object value, SqlType type) {
        return new BoundExpr.Constant(value, type);
    }

    static BoundExpr.Slot slot(int slot, SqlType type) {
        return new BoundExpr.Slot(slot, type);
    }

    static BoundExpr equal(BoundExpr left, BoundExpr right) {
        return new BoundExpr.Comparison(Comparator.EQ, left, right);
    }

    static Object[] row(Object... values) {
        return values;
    }

    /** A query that gives these rows. */
    static Rel rows(List<SqlType> types, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return new Rel.Limit(row(types, new Object[types.size()]), constant(0L, SqlType.LONG), null);
        }
        return new Rel.UnionAll(rows.stream().map(row -> row(types, row)).toList());
    }

    private static Rel row(List<SqlType> types, Object[] row) {
        List<BoundExpr> outputs = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            outputs.add(constant(row[i], types.get(i)));
        }
        return new Rel.Project(new Rel.OneRow(), outputs);
    }

    /** Frames that hold these rows from a slot on. */
    static Rel frames(List<SqlType> types, List<Object[]> rows, int offset, int width) {
        return new Rel.Derived(rows(types, rows), types.size(), offset, width, List.of());
    }

    /** The first columns of each row. */
    static Rel project(Rel input, List<SqlType> types) {
        List<BoundExpr> outputs = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            outputs.add(slot(i, types.get(i)));
        }
        return new Rel.Project(input, outputs);
    }

    static List<String> run(Rel rel) {
        return run(rel, List.of(), new MemoryBudget(NO_LIMIT));
    }

    /** All rows as text. */
    static List<String> run(Rel rel, List<Rel> subqueries, MemoryBudget memory) {
        List<String> rows = new ArrayList<>();
        try (RowCursor cursor = open(rel, subqueries, memory, 0)) {
            for (Object[] row = cursor.next(); row != null; row = cursor.next()) {
                rows.add(Arrays.toString(row));
            }
        }
        return rows;
    }

    static RowCursor open(Rel rel, List<Rel> subqueries, MemoryBudget memory, long maxRows) {
        return open(rel, subqueries, memory, maxRows, new StatementControl(null, null, 0));
    }

    static RowCursor open(Rel rel, List<Rel> subqueries, MemoryBudget memory, long maxRows, StatementControl control) {
        Plan.QueryPlan plan = new Plan.QueryPlan(List.of(), rel, List.of(), subqueries, false);
        Settings.SessionSettings session =
                new Settings.SessionSettings(false, true, false, 0, Settings.ReadLimits.defaults());
        Execution execution = new Execution(plan, List.of(), session, maxRows, 0, control, memory, ReadView.TABLE);
        AccessReader reader = new AccessReader(
                new OpenTable(null, noTable(), null, null, List.of()),
                new Codecs(new Catalog(null, List.of(), List.of(), List.of()), entity -> null),
                execution);
        return StatementCursor.open(
                rel, new StatementReads(reader, new FrameSlots(2), execution, subqueries), execution);
    }

    private static TableClient noTable() {
        return (TableClient) Proxy.newProxyInstance(
                TableClient.class.getClassLoader(), new Class<?>[] {TableClient.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("a request of a plan without reads: " + method);
                });
    }

    /** Whether nothing of a budget is held: then all of it can be had. */
    static boolean isFree(MemoryBudget memory, long maxBytes) {
        memory.reserve(maxBytes);
        memory.release(maxBytes);
        return true;
    }
}
