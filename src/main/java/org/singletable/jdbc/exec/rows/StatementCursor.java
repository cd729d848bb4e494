package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.AccessReader;
import org.singletable.jdbc.plan.Plan;

/** The rows of a statement. With them ends all that the statement holds: its operators, queries and requests. */
final class StatementCursor implements RowCursor {
    private final RowCursor rows;
    private final QueryAnswers answers;
    private final AccessReader reader;

    private StatementCursor(RowCursor rows, QueryAnswers answers, AccessReader reader) {
        this.rows = rows;
        this.answers = answers;
        this.reader = reader;
    }

    /** @param parameters without a row */
    static RowCursor open(
            Plan.QueryPlan plan, AccessReader reader, FrameSlots slots, Bindings parameters, Execution execution) {
        QueryAnswers.OperatorsOf operators = subqueries -> new Operators(
                reader, slots, parameters.withSubqueries(subqueries), execution.memory(), execution.context());
        QueryAnswers answers = new QueryAnswers(
                plan.subqueries(), operators, () -> new Workspace(execution.memory(), execution.context()));
        RowCursor rows = null;
        try {
            Operators opening = operators.with(answers);
            rows = execution.maxRows() > 0
                    ? opening.limit(plan.root(), 0, execution.maxRows())
                    : opening.open(plan.root(), AccessReader.ALL_ROWS);
            return new StatementCursor(rows, answers, reader);
        } finally {
            if (rows == null) {
                answers.close();
                reader.close();
            }
        }
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        boolean goesOn = false;
        try {
            @Nullable Object[] row = rows.next();
            goesOn = row != null;
            return row;
        } catch (DriverException e) {
            goesOn = OperatorCursor.concernsOneRow(e);
            throw e;
        } finally {
            if (!goesOn) {
                close();
            }
        }
    }

    /** Closes the rows first, as they may be waiting for a request. */
    @Override
    public void close() {
        rows.close();
        answers.close();
        reader.close();
    }
}
