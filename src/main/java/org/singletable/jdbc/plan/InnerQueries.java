package org.singletable.jdbc.plan;

import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.sql.Statement;

/** Plans the queries within expressions. */
interface InnerQueries {
    /** Those of a statement that can have none. */
    InnerQueries NONE = new InnerQueries() {
        @Override
        public PlannedQuery plan(Statement.Query query, Scope outer) {
            throw PlanErrors.notBuilt(
                    "a query within an expression of INSERT, UPDATE, DELETE or a default",
                    "run the query first and give its result as a parameter");
        }

        @Override
        public int add(Rel query) {
            throw new IllegalStateException("no query was planned");
        }
    };

    /** @param outer what the names around the query stand for: it cannot use them */
    PlannedQuery plan(Statement.Query query, Scope outer);

    /** The number by which expressions name a query; see {@link Plan.QueryPlan#subqueries()}. */
    int add(Rel query);
}
