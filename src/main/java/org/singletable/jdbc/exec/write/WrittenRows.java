package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.ListCursor;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.rows.RowSize;
import org.singletable.jdbc.plan.Plan;

/** What a statement gives of the rows it writes: their number, or what RETURNING asks of each. */
final class WrittenRows {
    private final Plan.@Nullable Returning returning;
    private final Bindings bindings;
    private final @Nullable MemoryBudget memory;
    private final List<@Nullable Object[]> returned = new ArrayList<>();
    private final List<Result.InsertedRow> inserted = new ArrayList<>();
    private long count;

    /** Of a statement that is sent in whole, so that they are no more than DynamoDB takes at once. */
    WrittenRows(Plan.WritePlan plan, Bindings bindings) {
        this(plan, bindings, null);
    }

    private WrittenRows(Plan.WritePlan plan, Bindings bindings, @Nullable MemoryBudget memory) {
        this.returning = plan.returning();
        this.bindings = bindings;
        this.memory = memory;
    }

    /**
     * Of a statement that writes each row by itself, and any number of them.
     *
     * @param memory of the statement, which what RETURNING gives takes until it ends
     */
    static WrittenRows ofAny(Plan.WritePlan plan, Bindings bindings, MemoryBudget memory) {
        return new WrittenRows(plan, bindings, memory);
    }

    /**
     * @param row as RETURNING sees it; of all columns
     * @throws org.singletable.jdbc.error.DriverException 54001 where what RETURNING gives is more than may be held; the row
     *     counts as written
     */
    void add(@Nullable Object[] row) {
        count++;
        if (returning != null) {
            keep(Evaluator.evaluateAll(returning.values(), bindings.withRow(row))
                    .toArray());
        }
    }

    private void keep(@Nullable Object[] returnedRow) {
        if (memory != null) {
            memory.reserve(RowSize.of(returnedRow));
        }
        returned.add(returnedRow);
    }

    void addInserted(@Nullable Object[] row, Result.InsertedRow generated) {
        add(row);
        inserted.add(generated);
    }

    /** A row was written that nothing is asked of. */
    void count() {
        count++;
    }

    void addAll(WrittenRows others) {
        count += others.count;
        others.returned.forEach(this::keep);
        inserted.addAll(others.inserted);
    }

    long size() {
        return count;
    }

    Result result() {
        return returning == null
                ? new Result.Count(count, inserted)
                : new Result.Rows(returning.columns(), new ListCursor(returned));
    }
}
