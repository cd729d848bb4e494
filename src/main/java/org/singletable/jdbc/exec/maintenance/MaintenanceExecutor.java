package org.singletable.jdbc.exec.maintenance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemJson;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.rows.StatementCursor;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Procedure;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

/** Carries out CALL. */
public final class MaintenanceExecutor {
    private final OpenTable table;
    private final Codecs codecs;

    public MaintenanceExecutor(OpenTable table, Codecs codecs) {
        this.table = table;
        this.codecs = codecs;
    }

    /**
     * The rows of {@link Procedure#COLUMNS}. The first page is read now, all else while they are pulled: what has not been
     * pulled has not been mended.
     *
     * @throws DriverException 42P01, 22023 for its arguments, and what the first request meets
     */
    public RowCursor execute(Plan.CallPlan plan, Execution execution) {
        Bindings bindings = Bindings.of(execution.parameters());
        List<Entity> entities = plan.entities((String) Evaluator.evaluate(plan.entity(), bindings), codecs.catalog());
        FindingCursor findings = FindingCursor.open(
                plan.procedure(),
                entities,
                table,
                codecs,
                execution,
                bindings,
                behind(plan.resume(), bindings),
                rate(plan, bindings));
        StatementCursor.Held requests = new StatementCursor.Held() {
            @Override
            public void stop() {
                execution.context().stop();
            }

            @Override
            public void close() {
                // The findings hold all there is.
            }
        };
        return new StatementCursor(findings, requests, execution);
    }

    private static @Nullable BigDecimal rate(Plan.CallPlan plan, Bindings bindings) {
        BoundExpr rate = plan.rate();
        BigDecimal units = rate == null ? null : (BigDecimal) Evaluator.evaluate(rate, bindings);
        if (units != null && units.signum() <= 0) {
            throw PlanErrors.badRate(plan.procedure().sqlName());
        }
        return units;
    }

    private @Nullable Item behind(@Nullable BoundExpr resume, Bindings bindings) {
        String text = resume == null ? null : (String) Evaluator.evaluate(resume, bindings);
        if (text == null) {
            return null;
        }
        try {
            return ItemJson.toKey((JsonNode) Conversions.convert(text, SqlType.JSON), table.schema())
                    .orElseThrow(() -> PlanErrors.badResume(text, null));
        } catch (DriverException e) {
            throw e.state() == SqlState.INVALID_VALUE ? e : PlanErrors.badResume(text, e);
        }
    }
}
