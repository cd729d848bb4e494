package org.singletable.jdbc.plan;

import java.util.Map;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.Plan.NewValue;
import org.singletable.jdbc.sql.Statement;

/** Plans INSERT, UPDATE and DELETE. */
final class WritePlanner {
    private final AccessPlanner accessPlanner;
    private final QueryPlanner queries;

    /** @param queries of this statement */
    WritePlanner(AccessPlanner accessPlanner, QueryPlanner queries) {
        this.accessPlanner = accessPlanner;
        this.queries = queries;
    }

    Plan plan(Statement statement) {
        if (statement instanceof Statement.Insert insert) {
            return new InsertPlanner(insert, scope(insert.table()), queries).plan();
        } else if (statement instanceof Statement.Update update) {
            return plan(update);
        } else if (statement instanceof Statement.Delete delete) {
            WriteScope table = scope(delete.table());
            Plan.Target target = table.target(delete.where(), delete.scanAllowed());
            Plan.Returning returning = table.returning(delete.returning());
            return new Plan.DeletePlan(queries.parameters().infos(), target, returning, queries.subqueries());
        }
        throw new IllegalStateException("no plan for " + statement);
    }

    private WriteScope scope(Statement.TableRef table) {
        return new WriteScope(table, queries, accessPlanner);
    }

    private Plan plan(Statement.Update update) {
        WriteScope table = scope(update.table());
        Map<Column, NewValue> assignments = table.assignments(update.assignments(), table.binder(table.scope(), "SET"));
        Plan.Target target = table.target(update.where(), update.scanAllowed());
        Plan.Returning returning = table.returning(update.returning());
        return new Plan.UpdatePlan(queries.parameters().infos(), target, assignments, returning, queries.subqueries());
    }
}
