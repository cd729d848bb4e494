package org.singletable.jdbc.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.settings.Settings;

/**
 * One execution of a plan.
 *
 * @param parameters values of the {@code ?}, in any value class of package {@code type}, null for NULL
 * @param maxRows rows delivered at most, 0 for all; counted after filtering
 * @param pageSize items a page asks for, 0 for the session's
 * @param memory what it may hold in memory
 * @param view how it sees the table
 */
public record Execution(
        Plan plan,
        List<@Nullable Object> parameters,
        Settings.SessionSettings session,
        long maxRows,
        int pageSize,
        StatementControl control,
        MemoryBudget memory,
        ReadView view) {

    /** An execution within the session's limits. */
    public Execution(
            Plan plan,
            List<@Nullable Object> parameters,
            Settings.SessionSettings session,
            long maxRows,
            int pageSize,
            StatementControl control) {
        this(
                plan,
                parameters,
                session,
                maxRows,
                pageSize,
                control,
                new MemoryBudget(session.limits().maxMemoryBytes()),
                ReadView.TABLE);
    }

    /** Whether reads are strongly consistent: those of transactions, and what a write depends on, always are. */
    public boolean consistentReads() {
        return session.consistentRead() || plan instanceof Plan.WritePlan || view.isTransaction();
    }

    /** This execution in a transaction. */
    public Execution in(ReadView transaction) {
        return new Execution(plan, parameters, session, maxRows, pageSize, control, memory, transaction);
    }

    /** The execution of another plan in the place of this one: the one that EXPLAIN ANALYZE runs. */
    public Execution of(Plan explained) {
        return new Execution(explained, parameters, session, 0, pageSize, control, memory, view);
    }

    public RequestContext context() {
        return control.context();
    }
}
