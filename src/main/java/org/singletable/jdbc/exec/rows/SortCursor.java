package org.singletable.jdbc.exec.rows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.RowOrder;
import org.singletable.jdbc.plan.SortKey;

/** Rows in order; equal ones in the order they came in. Of all rows it keeps only as many as are wanted. */
final class SortCursor extends OperatorCursor {
    private final RowCursor rows;
    private final List<SortKey> keys;
    private final long goal;
    private final Bindings bindings;
    private final Workspace workspace;
    private @Nullable Queue<Entry> sorted;

    /**
     * A row with the values of its sort keys, each evaluated once.
     *
     * @param number of the row in the input
     * @param bytes reserved for it
     */
    private record Entry(@Nullable Object[] row, List<@Nullable Object> values, long number, long bytes) {}

    /** @param goal how many rows are wanted at most */
    SortCursor(RowCursor rows, List<SortKey> keys, long goal, Bindings bindings, Workspace workspace) {
        super(workspace, rows);
        this.rows = rows;
        this.keys = keys;
        this.goal = goal;
        this.bindings = bindings;
        this.workspace = workspace;
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        Queue<Entry> entries = sorted;
        if (entries == null) {
            entries = sort();
            sorted = entries;
        }
        Entry first = entries.poll();
        if (first == null) {
            return null;
        }
        workspace.release(first.bytes());
        return first.row();
    }

    private Queue<Entry> sort() {
        Comparator<Entry> order = this::compare;
        Collection<Entry> wanted = goal == Long.MAX_VALUE ? all() : first(order);
        rows.close();
        List<Entry> entries = new ArrayList<>(wanted);
        entries.sort(order);
        return new ArrayDeque<>(entries);
    }

    private Collection<Entry> all() {
        List<Entry> all = new ArrayList<>();
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
            all.add(keep(row, all.size()));
        }
        return all;
    }

    /** The last of the rows that are wanted so far is on top of the heap, to make room for one that is before it. */
    private Collection<Entry> first(Comparator<Entry> order) {
        PriorityQueue<Entry> heap = new PriorityQueue<>(order.reversed());
        long number = 0;
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
            heap.add(keep(row, number++));
            if (heap.size() > goal) {
                workspace.release(heap.remove().bytes());
            }
        }
        return heap;
    }

    private Entry keep(@Nullable Object[] row, long number) {
        List<@Nullable Object> values = new ArrayList<>(keys.size());
        Bindings withRow = bindings.withRow(row);
        for (SortKey key : keys) {
            values.add(Evaluator.evaluate(key.expr(), withRow));
        }
        return new Entry(row, values, number, workspace.keep(row, RowSize.ofValue(values)));
    }

    private int compare(Entry left, Entry right) {
        workspace.step();
        for (int i = 0; i < keys.size(); i++) {
            int order = RowOrder.compare(
                    keys.get(i), left.values().get(i), right.values().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Long.compare(left.number(), right.number());
    }

    @Override
    void drop() {
        sorted = null;
    }
}
