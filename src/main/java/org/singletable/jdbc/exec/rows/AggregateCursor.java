package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.Rel;

/** One row a group, in the order in which the groups appear; the keys are those of a group's first row. */
final class AggregateCursor extends OperatorCursor {
    private final RowCursor rows;
    private final Rel.Aggregate aggregate;
    private final Bindings bindings;
    private final Workspace workspace;
    private final Map<List<@Nullable Object>, Group> groups = new LinkedHashMap<>();
    private @Nullable Iterator<Group> results;

    AggregateCursor(RowCursor rows, Rel.Aggregate aggregate, Bindings bindings, Workspace workspace) {
        super(workspace, rows);
        this.rows = rows;
        this.aggregate = aggregate;
        this.bindings = bindings;
        this.workspace = workspace;
    }

    @Override
    @Nullable
    Object @Nullable [] advance() {
        Iterator<Group> ready = results;
        if (ready == null) {
            group();
            ready = groups.values().iterator();
            results = ready;
        }
        if (!ready.hasNext()) {
            return null;
        }
        @Nullable Object[] row = ready.next().row();
        ready.remove();
        return row;
    }

    private void group() {
        if (aggregate.keys().isEmpty()) {
            start(List.of());
        }
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
            workspace.step();
            Bindings withRow = bindings.withRow(row);
            List<@Nullable Object> keys = Evaluator.evaluateAll(aggregate.keys(), withRow);
            Group group = groups.get(HashKeys.of(keys));
            (group == null ? start(keys) : group).add(withRow);
        }
        rows.close();
    }

    private Group start(List<@Nullable Object> keys) {
        workspace.keep(RowSize.HASH_ENTRY + 2 * RowSize.ofValue(keys));
        List<GroupValue> values = new ArrayList<>(aggregate.aggregates().size());
        aggregate.aggregates().forEach(call -> values.add(new GroupValue(call, workspace)));
        Group group = new Group(keys, values);
        groups.put(HashKeys.of(keys), group);
        return group;
    }

    private record Group(List<@Nullable Object> keys, List<GroupValue> values) {
        void add(Bindings row) {
            values.forEach(value -> value.add(row));
        }

        @Nullable
        Object[] row() {
            List<@Nullable Object> row = new ArrayList<>(keys);
            values.forEach(value -> row.add(value.result()));
            return row.toArray();
        }
    }

    @Override
    void drop() {
        groups.clear();
    }
}
