package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.AccessReader;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

/**
 * Opens the operators of one execution. Each is told its goal: how many of its rows are wanted at most, {@link
 * AccessReader#ALL_ROWS} where that is not known. It may give more; it need not prepare for more.
 */
final class Operators {
    private static final long ALL_ROWS = AccessReader.ALL_ROWS;

    private final AccessReader reader;
    private final FrameSlots slots;
    private final Bindings bindings;
    private final MemoryBudget memory;
    private final RequestContext context;

    /**
     * @param slots which slots of a frame the operators fill
     * @param bindings without a row
     */
    Operators(AccessReader reader, FrameSlots slots, Bindings bindings, MemoryBudget memory, RequestContext context) {
        this.reader = reader;
        this.slots = slots;
        this.bindings = bindings;
        this.memory = memory;
        this.context = context;
    }

    /**
     * Opens a query whole: the first requests of its reads are sent beside each other and waited for, the others while the
     * cursor is pulled.
     *
     * @param goal how many rows are wanted at most
     */
    RowCursor openQuery(Rel query, long goal) {
        return reader.open(() -> goal == ALL_ROWS ? open(query, ALL_ROWS) : limit(query, 0, goal));
    }

    /** Opens an operator and its inputs. */
    RowCursor open(Rel rel, long goal) {
        if (rel instanceof Rel.OneRow) {
            return new OneRowCursor(new Object[0]);
        } else if (rel instanceof Rel.Read read) {
            return reader.open(read, bindings, goal);
        } else if (rel instanceof Rel.Count count) {
            return reader.count(count, bindings);
        } else if (rel instanceof Rel.Items items) {
            return reader.items(items, bindings, goal);
        } else if (rel instanceof Rel.Derived derived) {
            return derived(derived, goal);
        } else if (rel instanceof Rel.HashJoin join) {
            return hashJoin(join, goal);
        } else if (rel instanceof Rel.LookupJoin join) {
            return lookupJoin(join, goal);
        } else if (rel instanceof Rel.Filter filter) {
            return filter(open(filter.input(), ALL_ROWS), filter.conjuncts());
        } else if (rel instanceof Rel.Aggregate aggregate) {
            return new AggregateCursor(open(aggregate.input(), ALL_ROWS), aggregate, bindings, workspace());
        } else if (rel instanceof Rel.Project project) {
            return new ProjectCursor(open(project.input(), goal), project.outputs(), bindings, workspace());
        } else if (rel instanceof Rel.Distinct distinct) {
            return new DistinctCursor(open(distinct.input(), ALL_ROWS), workspace());
        } else if (rel instanceof Rel.Sort sort) {
            return new SortCursor(open(sort.input(), ALL_ROWS), sort.keys(), goal, bindings, workspace());
        } else if (rel instanceof Rel.Limit limit) {
            return limit(limit, goal);
        } else if (rel instanceof Rel.UnionAll union) {
            return new UnionAllCursor(union.inputs(), goal, this, workspace());
        }
        throw new IllegalStateException("no operator for " + rel);
    }

    private Workspace workspace() {
        return new Workspace(memory, context);
    }

    private RowCursor filter(RowCursor input, List<BoundExpr> conjuncts) {
        return conjuncts.isEmpty() ? input : new FilterCursor(input, conjuncts, bindings, workspace());
    }

    private RowCursor derived(Rel.Derived derived, long goal) {
        boolean dropsNone = derived.residual().isEmpty();
        RowCursor query = open(derived.query(), dropsNone ? goal : ALL_ROWS);
        RowCursor frames = new DerivedCursor(query, derived.columns(), derived.offset(), derived.width(), workspace());
        return filter(frames, derived.residual());
    }

    /** Both inputs are opened before either is read, so that their first requests are sent beside each other. */
    private RowCursor hashJoin(Rel.HashJoin join, long goal) {
        JoinKeys keys = JoinKeys.of(join.leftKeys(), join.rightKeys(), bindings);
        RowCursor left = open(join.left(), goalOfLeft(join.outer(), goal));
        RowCursor right = openBeside(left, join.right());
        return new HashJoinCursor(
                left, right, keys, joinRule(join.right(), join.outer(), join.condition()), workspace());
    }

    private RowCursor openBeside(RowCursor opened, Rel rel) {
        RowCursor cursor = null;
        try {
            cursor = open(rel, ALL_ROWS);
            return cursor;
        } finally {
            if (cursor == null) {
                opened.close();
            }
        }
    }

    private RowCursor lookupJoin(Rel.LookupJoin join, long goal) {
        RowCursor left = open(join.left(), goalOfLeft(join.outer(), goal));
        LookupKeys keys = LookupKeys.of(join.right(), bindings);
        JoinRule rule = joinRule(join.right(), join.outer(), join.condition());
        return join.right().access() instanceof Access.ByQuery
                ? new QueryJoinCursor(
                        left, frames -> reader.lookup(join, frames, bindings, goal), keys, rule, goal, workspace())
                : new LookupJoinCursor(
                        left, frames -> reader.lookup(join.right(), frames, bindings), keys, rule, goal, workspace());
    }

    private JoinRule joinRule(Rel right, boolean outer, List<BoundExpr> condition) {
        return new JoinRule(slots.filledBy(right), outer, condition, bindings);
    }

    /** Of a LEFT JOIN each left row gives a row at least. */
    private static long goalOfLeft(boolean outer, long goal) {
        return outer ? goal : ALL_ROWS;
    }

    private RowCursor limit(Rel.Limit limit, long goal) {
        long offset = rowCount("OFFSET", limit.offset(), 0);
        long count = Math.min(goal, rowCount("LIMIT", limit.limit(), ALL_ROWS));
        return count == 0 ? OneRowCursor.none() : limit(limit.input(), offset, count);
    }

    /** Opens an operator of whose rows some are skipped and at most {@code count} delivered. */
    private RowCursor limit(Rel input, long offset, long count) {
        // Without this an overflow would make the goal negative.
        long goal = count > ALL_ROWS - offset ? ALL_ROWS : count + offset;
        return new LimitCursor(open(input, goal), offset, count, workspace());
    }

    /** @throws DriverException 22023 for NULL, which is not taken as no limit, and for a negative number */
    private long rowCount(String clause, @Nullable BoundExpr expr, long absent) {
        if (expr == null) {
            return absent;
        }
        Object value = Evaluator.evaluate(expr, bindings);
        if (value == null) {
            throw new DriverException(
                    SqlState.INVALID_VALUE, clause + " must not be NULL; leave it out where no rows are left out");
        }
        long count = (Long) Conversions.convert(value, SqlType.LONG);
        if (count < 0) {
            throw new DriverException(SqlState.INVALID_VALUE, clause + " must not be negative, but is " + count);
        }
        return count;
    }

    /** The types of an operator's rows, which are no frames but values of columns. */
    List<SqlType> types(Rel rel) {
        return RowTypes.of(rel, bindings);
    }

    /** All rows of a query, kept within a workspace. */
    List<@Nullable Object[]> readAll(Rel rel, Workspace kept) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (RowCursor cursor = openQuery(rel, ALL_ROWS)) {
            for (@Nullable Object[] row = cursor.next(); row != null; row = cursor.next()) {
                kept.keep(row, 0);
                rows.add(row);
            }
        }
        return rows;
    }
}
