package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.push.ConditionPushdown;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.Plan.DeletePlan;
import org.singletable.jdbc.plan.RowReferences;

/** Carries out DELETEs of one row: one conditional DeleteItem, after a read only where WHERE asks for more than a condition can say. */
public final class DeleteExecutor {
    private final TableClient table;
    private final Codecs codecs;

    public DeleteExecutor(TableClient table, Codecs codecs) {
        this.table = table;
        this.codecs = codecs;
    }

    public Result.Count execute(DeletePlan plan, Execution execution) {
        Bindings bindings = Bindings.of(execution.parameters());
        Optional<KeyedRow> row = KeyedRow.of(plan.access(), codecs, bindings);
        boolean deleted = row.isPresent() && delete(plan, row.get(), bindings, execution);
        return new Result.Count(deleted ? 1 : 0, List.of());
    }

    private boolean delete(DeletePlan plan, KeyedRow row, Bindings bindings, Execution execution) {
        Optional<List<Condition>> pushed = new ConditionPushdown(row.codec(), bindings).exact(plan.residual());
        if (pushed.isEmpty() || !row.knownByReading().isEmpty()) {
            return deleteAsRead(plan, row, bindings, execution);
        }
        List<Condition> conditions = new ArrayList<>(row.isThisRow());
        conditions.addAll(pushed.get());
        return table.deleteItem(row.key(), new Condition.All(conditions), execution.context())
                .applied();
    }

    private boolean deleteAsRead(DeletePlan plan, KeyedRow row, Bindings bindings, Execution execution) {
        return OptimisticWrite.repeat(row, plan.residual(), table, bindings, execution, current -> {
            Set<Column> read = new HashSet<>(row.knownByReading());
            read.addAll(RowReferences.of(plan.residual()));
            List<Condition> conditions = new ArrayList<>(row.isThisRow());
            conditions.addAll(Unchanged.since(current.item(), row.entity(), read));
            return table.deleteItem(row.key(), new Condition.All(conditions), execution.context())
                    .applied();
        });
    }
}
