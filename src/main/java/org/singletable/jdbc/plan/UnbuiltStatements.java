package org.singletable.jdbc.plan;

import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.sql.Statement;

/** What the parser reads and no plan can be made of yet: all of it is refused here. */
final class UnbuiltStatements {
    private static final String ON_CONNECTION = "use the methods of Connection";

    private UnbuiltStatements() {}

    /**
     * Refuses a statement, or a clause of it.
     *
     * @throws DriverException HYC00
     */
    static void refuse(Statement statement) {
        if (statement instanceof Statement.Select select) {
            refuseIf(
                    select.forUpdate(),
                    "FOR UPDATE",
                    "in autocommit there is no transaction that could hold rows, and transactions are not built yet");
        } else if (statement instanceof Statement.Call) {
            throw PlanErrors.notBuilt("CALL", "there are no procedures");
        } else {
            refuseIf(statement instanceof Statement.Commit, "COMMIT", ON_CONNECTION);
            refuseIf(statement instanceof Statement.Rollback, "ROLLBACK", ON_CONNECTION);
            refuseIf(statement instanceof Statement.Savepoint, "SAVEPOINT", ON_CONNECTION);
            refuseIf(statement instanceof Statement.ReleaseSavepoint, "RELEASE SAVEPOINT", ON_CONNECTION);
        }
    }

    private static void refuseIf(boolean unbuilt, String what, String instead) {
        if (unbuilt) {
            throw PlanErrors.notBuilt(what, instead);
        }
    }
}
