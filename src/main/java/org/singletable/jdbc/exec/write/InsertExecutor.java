package org.singletable.jdbc.exec.write;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Image;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemWrite;
import org.singletable.jdbc.dynamo.Resend;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.dynamo.WriteOutcome;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan.InsertPlan;

/** Carries out INSERTs: one PutItem on the condition that nothing is at the key. */
public final class InsertExecutor {
    private final TableClient table;
    private final Codecs codecs;

    public InsertExecutor(TableClient table, Codecs codecs) {
        this.table = table;
        this.codecs = codecs;
    }

    public Result.Count execute(InsertPlan plan, Execution execution) {
        Entity entity = plan.entity();
        Bindings bindings = Bindings.of(execution.parameters());
        @Nullable Object[] row = new Object[entity.columns().size()];
        plan.values()
                .forEach(
                        (column, value) -> row[column.ordinal()] = RowWrites.evaluate(entity, column, value, bindings));
        Map<Column, Object> generated = generate(plan, bindings);
        generated.forEach((column, value) -> row[column.ordinal()] = value);
        check(entity, row);

        ItemCodec codec = codecs.of(entity);
        ColumnValues values = ColumnValues.ofRow(row);
        codec.key(values);
        Condition absent = new Condition.NotExists(
                RowWrites.attribute(entity.partitionKey().name()));
        Item item = codec.newItem(row);
        Result.InsertedRow inserted =
                new Result.InsertedRow(entity, generated.keySet(), ColumnValues.ofRow(codec.decode(item)));
        WriteOutcome outcome = table.write(
                new ItemWrite.Put(codec.keyOf(item), item, absent), Image.NONE, Resend.NEVER, execution.context());
        if (!outcome.applied()) {
            Item present = outcome.storedItem().orElse(null);
            throw present == null || codec.belongs(present)
                    ? WriteErrors.duplicateKey(entity.name(), RowWrites.describeKey(entity, values))
                    : WriteErrors.keyTaken(entity.name(), codec.describeKey(present));
        }
        return new Result.Count(1, List.of(inserted));
    }

    private static Map<Column, Object> generate(InsertPlan plan, Bindings bindings) {
        Map<Column, Object> generated = new LinkedHashMap<>();
        for (Map.Entry<Column, BoundExpr> entry : plan.defaults().entrySet()) {
            Object value = RowWrites.evaluate(plan.entity(), entry.getKey(), entry.getValue(), bindings);
            if (value != null) {
                generated.put(entry.getKey(), value);
            }
        }
        return generated;
    }

    private static void check(Entity entity, @Nullable Object[] row) {
        for (Column column : entity.columns()) {
            Object value = row[column.ordinal()];
            Long start = column.versionStart();
            boolean required = start != null || column.notNull() && !entity.isDerived(column);
            if (value == null && required) {
                throw WriteErrors.notNull(entity.name(), column.name());
            }
            if (start != null && value instanceof Number given && given.longValue() != start) {
                throw WriteErrors.versionNotStart(entity.name(), column.name(), given, start);
            }
        }
    }
}
