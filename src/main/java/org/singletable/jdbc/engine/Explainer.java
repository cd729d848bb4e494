package org.singletable.jdbc.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.ListCursor;
import org.singletable.jdbc.exec.Result;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.plan.Explain;
import org.singletable.jdbc.plan.Explain.Measured;
import org.singletable.jdbc.plan.ExplainSettings;
import org.singletable.jdbc.plan.ExplainSettings.Scans;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.settings.Settings.SessionSettings;

/** Carries out EXPLAIN: the plan as rows, and with ANALYZE what running it took. */
final class Explainer {
    private final Explain explain;
    private final Function<Execution, Result> runner;

    /** @param runner carries out the explained statement */
    Explainer(TableSchema table, SessionSettings session, Function<Execution, Result> runner) {
        this.explain = of(table, session, true);
        this.runner = runner;
    }

    /** @param showsValues false to have the values hidden that stand in the statement */
    static Explain of(TableSchema table, SessionSettings session, boolean showsValues) {
        Scans scans = switch (session.limits().scan()) {
            case FORBID -> Scans.REFUSED;
            case WARN -> Scans.WARNED_OF;
            case ALLOW -> Scans.ALLOWED;
        };
        return new Explain(table, new ExplainSettings(session.consistentRead(), scans, showsValues));
    }

    Result execute(Plan.ExplainPlan plan, Execution execution) {
        Optional<Measured> measured = plan.analyze() ? Optional.of(run(plan.explained(), execution)) : Optional.empty();
        List<String> lines = plan.json()
                ? List.of(explain.json(plan.explained(), measured))
                : explain.lines(plan.explained(), measured);
        List<@Nullable Object[]> rows = new ArrayList<>();
        lines.stream()
                .limit(execution.maxRows() == 0 ? Long.MAX_VALUE : execution.maxRows())
                .forEach(line -> rows.add(new @Nullable Object[] {line}));
        return new Result.Rows(Explain.COLUMNS, new ListCursor(rows));
    }

    /** Runs a statement to its end. What it gives is dropped; what it writes stays written. */
    private Measured run(Plan plan, Execution execution) {
        if (plan instanceof Plan.SettingPlan) {
            throw new DriverException(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "EXPLAIN ANALYZE of SET or RESET is not supported; leave EXPLAIN out");
        }
        long begin = System.nanoTime();
        Result result = runner.apply(execution.of(plan));
        long rows = result instanceof Result.Count count ? count.count() : drain((Result.Rows) result);
        var control = execution.control();
        return new Measured(
                control.requests(),
                control.itemsRead(),
                rows,
                control.readUnits(),
                control.writeUnits(),
                (System.nanoTime() - begin) / 1_000_000);
    }

    private static long drain(Result.Rows rows) {
        try (RowCursor cursor = rows.cursor()) {
            long count = 0;
            while (cursor.next() != null) {
                count++;
            }
            return count;
        }
    }
}
