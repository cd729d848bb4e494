package org.singletable.jdbc.exec.write;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.rows.StatementReads;
import org.singletable.jdbc.exec.transaction.Transaction;
import org.singletable.jdbc.plan.Plan;

/** Carries out the statements that write. */
public final class WriteExecutor {
    private final OpenTable table;
    private final Codecs codecs;

    public WriteExecutor(OpenTable table, Codecs codecs) {
        this.table = table;
        this.codecs = codecs;
    }

    /**
     * Carries out a statement, all of it or nothing.
     *
     * @param transaction that it is part of, null where it is sent at once
     * @throws DriverException 22xxx, 23502, 23505, 40001, 54000, 58030 and what requests meet
     */
    public Result execute(Plan.WritePlan plan, Execution execution, @Nullable Transaction transaction) {
        try (StatementReads reads = new StatementReads(table, codecs, execution, plan.subqueries())) {
            WriteStatement statement = new WriteStatement(table.client(), codecs, execution, reads, transaction);
            if (plan instanceof Plan.InsertPlan insert) {
                return new InsertExecutor(insert, statement).execute();
            } else if (plan instanceof Plan.UpdatePlan update) {
                return new UpdateExecutor(update, statement).execute();
            }
            return new DeleteExecutor((Plan.DeletePlan) plan, statement).execute();
        } catch (DriverException e) {
            // Reads of it, too: tools execute a statement once more where they see a SocketException.
            throw WireErrors.ofWrite(e);
        }
    }
}
