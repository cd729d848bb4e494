package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.AccessReader;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.Ternary;

/** Carries out query plans. */
public final class QueryExecutor {
    private final OpenTable table;
    private final Codecs codecs;

    public QueryExecutor(OpenTable table, Codecs codecs) {
        this.table = table;
        this.codecs = codecs;
    }

    /** Opens the plan's operators: the first requests are sent now, the others while the cursor is pulled. */
    public RowCursor execute(Plan.QueryPlan plan, Execution execution) {
        Bindings bindings = Bindings.of(execution.parameters());
        AccessReader reader = new AccessReader(table, codecs, execution);
        RowCursor rows = open(plan.root(), bindings, reader);
        return execution.maxRows() > 0 ? new LimitCursor(rows, 0, execution.maxRows()) : rows;
    }

    private RowCursor open(Rel rel, Bindings bindings, AccessReader reader) {
        if (rel instanceof Rel.OneRow) {
            return new OneRowCursor(new Object[0]);
        } else if (rel instanceof Rel.Read read) {
            return reader.open(read, bindings, AccessReader.ALL_ROWS);
        } else if (rel instanceof Rel.Filter filter) {
            return new MappedCursor(open(filter.input(), bindings, reader), frame -> {
                Bindings row = bindings.withRow(frame);
                boolean holds =
                        filter.conjuncts().stream().allMatch(conjunct -> Evaluator.test(conjunct, row) == Ternary.TRUE);
                return holds ? frame : null;
            });
        } else if (rel instanceof Rel.Project project) {
            return new MappedCursor(open(project.input(), bindings, reader), frame -> {
                Bindings row = bindings.withRow(frame);
                @Nullable Object[] values = new Object[project.outputs().size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Evaluator.evaluate(project.outputs().get(i), row);
                }
                return values;
            });
        } else if (rel instanceof Rel.Limit limit) {
            long offset = rowCount("OFFSET", limit.offset(), bindings, 0);
            long count = rowCount("LIMIT", limit.limit(), bindings, Long.MAX_VALUE);
            return count == 0
                    ? new OneRowCursor(null)
                    : new LimitCursor(open(limit.input(), bindings, reader), offset, count);
        }
        throw new IllegalStateException("no operator for " + rel);
    }

    /** @throws DriverException 22023 for a negative number */
    private static long rowCount(String clause, @Nullable BoundExpr expr, Bindings bindings, long absent) {
        if (expr == null) {
            return absent;
        }
        Object value = Evaluator.evaluate(expr, bindings);
        if (value == null) {
            return absent;
        }
        long count = (Long) Conversions.convert(value, SqlType.LONG);
        if (count < 0) {
            throw new DriverException(SqlState.INVALID_VALUE, clause + " must not be negative, but is " + count);
        }
        return count;
    }
}
