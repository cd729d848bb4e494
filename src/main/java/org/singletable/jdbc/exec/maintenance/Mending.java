package org.singletable.jdbc.exec.maintenance;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.maintenance.Finding.Kind;
import org.singletable.jdbc.exec.maintenance.Mender.Outcome;
import org.singletable.jdbc.plan.Procedure;

/** What a procedure does about problems. */
interface Mending {
    /** What a new derived attribute, or a new unique constraint, leaves to be written for rows that are there already. */
    Set<Kind> BACKFILLED = EnumSet.of(Kind.DERIVED, Kind.SENTINEL_MISSING, Kind.DUPLICATE);

    /**
     * What became of a problem.
     *
     * @param outcome null where nothing is mended
     * @param counts whether its findings are counted
     * @param shows whether they are rows of the result
     */
    record Result(@Nullable Outcome outcome, boolean counts, boolean shows) {}

    Result mend(Problem problem);

    static Mending of(Procedure procedure, Mender mender) {
        return switch (procedure) {
            case VERIFY -> problem -> new Result(null, true, true);
            case REPAIR -> problem -> new Result(mender.mend(problem), true, true);
            case BACKFILL -> problem -> backfill(problem, mender);
        };
    }

    /** There may be one for each row: told are those that it leaves. */
    private static Result backfill(Problem problem, Mender mender) {
        if (problem.findings().stream().noneMatch(finding -> BACKFILLED.contains(finding.kind()))) {
            return new Result(null, false, false);
        }
        Outcome outcome = mender.mend(problem);
        return new Result(outcome, true, outcome != Outcome.MENDED);
    }
}
