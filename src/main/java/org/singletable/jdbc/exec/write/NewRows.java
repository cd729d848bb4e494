package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemSize;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.rows.RowSize;
import org.singletable.jdbc.exec.rows.StatementReads;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Plan.InsertPlan;

/** The rows that an INSERT gives, as items. */
final class NewRows {
    private final InsertPlan plan;
    private final ItemCodec codec;
    private final StatementReads reads;
    private final MemoryBudget memory;

    /** @param memory of the statement, which rows of a query take until it ends */
    NewRows(InsertPlan plan, ItemCodec codec, StatementReads reads, MemoryBudget memory) {
        this.plan = plan;
        this.codec = codec;
        this.reads = reads;
        this.memory = memory;
    }

    /**
     * A new row.
     *
     * @param item that it is stored as
     * @param row as a query reads it
     * @param assigned columns that the statement gives a value
     * @param generated columns that the driver filled in
     */
    record NewItem(Item item, @Nullable Object[] row, Set<Column> assigned, Set<Column> generated) {
        ColumnValues values() {
            return ColumnValues.ofRow(row);
        }

        Result.InsertedRow inserted(Entity entity) {
            return new Result.InsertedRow(entity, generated, values());
        }
    }

    /**
     * All new rows, each with the values that it is written with however often that is tried.
     *
     * @throws org.singletable.jdbc.error.DriverException 23502, 22xxx; 54001 where a query gives more than may be held
     */
    List<NewItem> all() {
        if (plan.query() == null) {
            return plan.rows().stream().map(row -> item(row, reads.bindings())).toList();
        }
        List<NewItem> items = new ArrayList<>();
        try (RowCursor rows = reads.open(plan.query(), 0)) {
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                NewItem item = item(plan.rows().get(0), reads.bindings().withRow(row));
                memory.reserve(ItemSize.of(item.item()) + RowSize.of(item.row()));
                items.add(item);
            }
        }
        return items;
    }

    private NewItem item(Plan.NewRow given, Bindings bindings) {
        Entity entity = plan.entity();
        @Nullable Object[] row = new Object[entity.columns().size()];
        given.values()
                .forEach(
                        (column, value) -> row[column.ordinal()] = RowValues.evaluate(entity, column, value, bindings));
        Map<Column, Object> generated = generate(given, bindings);
        generated.forEach((column, value) -> row[column.ordinal()] = value);
        check(entity, row);
        Item item = codec.newItem(row, given.values().keySet());
        return new NewItem(item, codec.decode(item), given.values().keySet(), generated.keySet());
    }

    private Map<Column, Object> generate(Plan.NewRow given, Bindings bindings) {
        Map<Column, Object> generated = new LinkedHashMap<>();
        for (Map.Entry<Column, BoundExpr> entry : given.defaults().entrySet()) {
            Object value = RowValues.evaluate(plan.entity(), entry.getKey(), entry.getValue(), bindings);
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
                throw WriteErrors.versionNotStart(entity.name(), column.name(), start);
            }
        }
    }
}
