package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.ListCursor;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.plan.Plan;

/** What a statement gives of the rows it writes: their number, or what RETURNING asks of each. */
final class WrittenRows {
    private final Plan.@Nullable Returning returning;
    private final Bindings bindings;
    private final List<@Nullable Object[]> returned = new ArrayList<>();
    private final List<Result.InsertedRow> inserted = new ArrayList<>();
    private long count;

    WrittenRows(Plan.WritePlan plan, Bindings bindings) {
        this.returning = plan.returning();
        this.bindings = bindings;
    }

    /** @param row as RETURNING sees it; of all columns */
    void add(@Nullable Object[] row) {
        count++;
        if (returning != null) {
            returned.add(Evaluator.evaluateAll(returning.values(), bindings.withRow(row))
                    .toArray());
        }
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
        returned.addAll(others.returned);
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
