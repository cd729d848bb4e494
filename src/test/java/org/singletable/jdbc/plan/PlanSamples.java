package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.sql.SqlParser;
import org.singletable.jdbc.sql.Statement;

/** Plans of statements on the shop, whose entities have columns at the slots that tests name. */
final class PlanSamples {
    static final Catalog SHOP = catalog("classpath:mappings/shop.json");

    private PlanSamples() {}

    private static Catalog catalog(String location) {
        Mapping mapping = MappingLoader.load(location);
        return mapping.bind(mapping.expectedTable("shop").orElseThrow());
    }

    static Plan plan(String sql) {
        return new Planner(SHOP, PlanOptions.DEFAULT).plan(SqlParser.parse(sql));
    }

    static Plan.QueryPlan query(String sql) {
        return (Plan.QueryPlan) plan(sql);
    }

    /** FROM and WHERE of a SELECT, names resolved, before access paths are chosen. */
    static FromBinder.Bound from(String sql) {
        SqlParser.Parsed parsed = SqlParser.parse(sql);
        Parameters parameters = new Parameters(parsed.parameterCount());
        QueryPlanner queries =
                new QueryPlanner(SHOP, new FromPlanner(new AccessPlanner(false), SHOP), RowScope.ALL, parameters);
        Statement.Select select = (Statement.Select) parsed.statement();
        return new FromBinder(SHOP, RowScope.ALL, parameters, queries, null)
                .bind(select.source().orElseThrow());
    }

    static void refused(String sql, String state, String message) {
        assertThatExceptionOfType(DriverException.class)
                .as(sql)
                .isThrownBy(() -> plan(sql))
                .withMessageContaining(message)
                .matches(e -> e.state().code().equals(state), "state " + state);
    }
}
