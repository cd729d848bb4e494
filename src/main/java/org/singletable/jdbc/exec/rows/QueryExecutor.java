package org.singletable.jdbc.exec.rows;

import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.Plan;

/** Carries out query plans. */
public final class QueryExecutor {
    private final OpenTable table;
    private final Codecs codecs;

    public QueryExecutor(OpenTable table, Codecs codecs) {
        this.table = table;
        this.codecs = codecs;
    }

    /**
     * Opens the plan's operators: the first requests are sent now, the others while the cursor is pulled.
     *
     * @throws org.singletable.jdbc.error.DriverException what the first requests meet; nothing is left open then
     */
    public RowCursor execute(Plan.QueryPlan plan, Execution execution) {
        StatementReads reads = new StatementReads(table, codecs, execution, plan.subqueries());
        return StatementCursor.open(plan.root(), reads, execution);
    }
}
