package org.singletable.jdbc.exec.rows;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.Rel;

/** The rows of a query. With them ends all that the statement holds: its operators, queries and requests. */
final class StatementCursor implements RowCursor {
    private final RowCursor rows;
    private final StatementReads reads;

    private StatementCursor(RowCursor rows, StatementReads reads) {
        this.rows = rows;
        this.reads = reads;
    }

    /** @param maxRows how many are delivered at most, 0 for all */
    static RowCursor open(Rel root, StatementReads reads, long maxRows) {
        RowCursor rows = null;
        try {
            rows = reads.open(root, maxRows);
            return new StatementCursor(rows, reads);
        } finally {
            if (rows == null) {
                reads.close();
            }
        }
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        boolean goesOn = false;
        try {
            @Nullable Object[] row = rows.next();
            goesOn = row != null;
            return row;
        } catch (DriverException e) {
            goesOn = OperatorCursor.concernsOneRow(e);
            throw e;
        } finally {
            if (!goesOn) {
                close();
            }
        }
    }

    /** Closes the rows first, as they may be waiting for a request. */
    @Override
    public void close() {
        rows.close();
        reads.close();
    }
}
