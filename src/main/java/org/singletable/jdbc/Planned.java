package org.singletable.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.plan.Plan;

/**
 * A statement that is to be carried out.
 *
 * @param sql as the application wrote it
 * @param parameters values of its {@code ?}, null for NULL
 */
record Planned(String sql, Plan plan, List<@Nullable Object> parameters) {
    /**
     * A statement that was not prepared.
     *
     * @throws SQLException HY010 where it has parameters, whose values nobody can have set, and needs them
     */
    static Planned unprepared(String sql, Plan plan) throws SQLException {
        boolean isOnlyShown = plan instanceof Plan.ExplainPlan explain && !explain.analyze();
        if (!plan.parameters().isEmpty() && !isOnlyShown) {
            throw SqlExceptions.of(JdbcErrors.notPrepared(plan.parameters().size()));
        }
        return new Planned(sql, plan, List.of());
    }
}
