package org.singletable.jdbc.plan;

import org.singletable.jdbc.error.SqlErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.plan.Plan.TransactionPlan.Action;
import org.singletable.jdbc.sql.SqlParser.Parsed;
import org.singletable.jdbc.sql.Statement;

/** Makes the plan of a statement. Pure: the same statement and catalog give the same plan, and nothing is read. */
public final class Planner {
    private final Catalog catalog;
    private final AccessPlanner accessPlanner;
    private final FromPlanner fromPlanner;
    private final RowScope rows;

    public Planner(Catalog catalog, PlanOptions options) {
        this.catalog = catalog;
        this.rows = options.rows();
        this.accessPlanner = new AccessPlanner(options.strictReads());
        this.fromPlanner = new FromPlanner(accessPlanner, catalog);
    }

    /**
     * The plan of a parsed statement.
     *
     * @throws org.singletable.jdbc.error.DriverException 42601, 42P01, 42702, 42703, 42803, 42883, 22018, 42501, 54000, HYC00
     */
    public Plan plan(Parsed parsed) {
        try {
            return plan(parsed.statement(), new Parameters(parsed.parameterCount()));
        } catch (StackOverflowError e) {
            // Queries within queries on the small stack of an application's thread.
            throw SqlErrors.tooDeep("simplify its expressions and queries", e);
        }
    }

    private Plan plan(Statement statement, Parameters parameters) {
        if (statement instanceof Statement.Query query) {
            return queries(parameters).plan(query);
        } else if (statement instanceof Statement.Explain explain) {
            return new Plan.ExplainPlan(plan(explain.statement(), parameters), explain.analyze(), explain.json());
        } else if (statement instanceof Statement.ShowTables) {
            return CatalogStatements.showTables(catalog);
        } else if (statement instanceof Statement.Describe describe) {
            return CatalogStatements.describe(describe, catalog);
        } else if (statement instanceof Statement.SetOption option) {
            return new Plan.SettingPlan(option.name(), option.value());
        } else if (statement instanceof Statement.ResetAll) {
            return new Plan.SettingPlan(null, null);
        } else if (statement instanceof Statement.Call call) {
            return new CallPlanner(catalog, rows, parameters).plan(call);
        } else if (statement instanceof Statement.Commit) {
            return new Plan.TransactionPlan(Action.COMMIT, null);
        } else if (statement instanceof Statement.Rollback rollback) {
            return new Plan.TransactionPlan(
                    rollback.savepoint() == null ? Action.ROLLBACK : Action.ROLLBACK_TO, rollback.savepoint());
        } else if (statement instanceof Statement.Savepoint savepoint) {
            return new Plan.TransactionPlan(Action.SAVEPOINT, savepoint.name());
        } else if (statement instanceof Statement.ReleaseSavepoint release) {
            return new Plan.TransactionPlan(Action.RELEASE, release.name());
        }
        return new WritePlanner(accessPlanner, queries(parameters)).plan(statement);
    }

    private QueryPlanner queries(Parameters parameters) {
        return new QueryPlanner(catalog, fromPlanner, rows, parameters);
    }
}
