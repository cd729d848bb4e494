package org.singletable.jdbc.plan;

import java.util.List;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.Statement;

/** What the parser reads and no plan can be made of yet: all of it is refused here. */
final class UnbuiltStatements {
    private static final String ON_CONNECTION = "use the methods of Connection";
    private static final String BY_KEYS = "choose the row by its primary key in WHERE";
    private static final String UPDATE_AFTER = "INSERT, and UPDATE when it fails with 23505";

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
        } else if (statement instanceof Statement.Insert insert) {
            refuseIf(insert.replace(), "UPSERT or REPLACE", UPDATE_AFTER);
            refuseIf(insert.onConflict() != null, "ON CONFLICT", UPDATE_AFTER);
            refuseReturning(insert.returning(), "use getGeneratedKeys, or SELECT the row by its key");
        } else if (statement instanceof Statement.Update update) {
            refuseReturning(update.returning(), "SELECT the row by its key afterwards");
            refuseIf(update.scanAllowed(), "the hint SCAN in UPDATE", BY_KEYS);
        } else if (statement instanceof Statement.Delete delete) {
            refuseReturning(delete.returning(), "SELECT the row before");
            refuseIf(delete.scanAllowed(), "the hint SCAN in DELETE", BY_KEYS);
        } else if (statement instanceof Statement.Call) {
            throw PlanErrors.notBuilt("CALL", "there are no procedures");
        } else {
            refuseIf(statement instanceof Statement.Commit, "COMMIT", ON_CONNECTION);
            refuseIf(statement instanceof Statement.Rollback, "ROLLBACK", ON_CONNECTION);
            refuseIf(statement instanceof Statement.Savepoint, "SAVEPOINT", ON_CONNECTION);
            refuseIf(statement instanceof Statement.ReleaseSavepoint, "RELEASE SAVEPOINT", ON_CONNECTION);
        }
    }

    /**
     * The values of an INSERT.
     *
     * @throws DriverException HYC00 for other than one row of VALUES
     */
    static List<Expr> onlyRow(Statement.Insert insert) {
        if (!(insert.source() instanceof Statement.Values values)) {
            throw PlanErrors.notBuilt("INSERT ... SELECT", "SELECT first, then INSERT each row with VALUES");
        }
        refuseIf(values.rows().size() > 1, "INSERT of more than one row", "insert the rows one by one, or in a batch");
        List<Expr> row = values.rows().get(0);
        refuseIf(row.isEmpty(), "DEFAULT VALUES", "name a column: INSERT INTO t (c) VALUES (DEFAULT)");
        return row;
    }

    private static void refuseReturning(List<Statement.SelectItem> returning, String instead) {
        refuseIf(!returning.isEmpty(), "RETURNING", instead);
    }

    private static void refuseIf(boolean unbuilt, String what, String instead) {
        if (unbuilt) {
            throw PlanErrors.notBuilt(what, instead);
        }
    }
}
