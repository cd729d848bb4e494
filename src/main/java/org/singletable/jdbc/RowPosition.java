package org.singletable.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** Where a result set is in its rows; looks one row ahead only where it is asked about what comes. */
final class RowPosition {
    private final RowCursor cursor;

    private @Nullable Object @Nullable [] current;
    private @Nullable Object @Nullable [] ahead;
    private @Nullable SQLException failedAhead;
    private boolean isAhead;
    private boolean ended;
    private long number;

    RowPosition(RowCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Goes to the next row. Where reading it fails there is no current row, and the call after goes on behind it, so that
     * one bad item hides no others.
     */
    boolean next() throws SQLException {
        current = null;
        if (ended) {
            return false;
        }
        look();
        isAhead = false;
        number++;
        if (failedAhead != null) {
            SQLException failure = failedAhead;
            failedAhead = null;
            throw failure;
        }
        current = ahead;
        ahead = null;
        ended = current == null;
        return !ended;
    }

    private void look() {
        if (isAhead) {
            return;
        }
        isAhead = true;
        try {
            ahead = Border.nextRow(cursor);
        } catch (SQLException e) {
            // Belongs to the row ahead: next() throws it.
            failedAhead = e;
        }
    }

    private boolean isNothingAhead() {
        look();
        return ahead == null && failedAhead == null;
    }

    /** The row the cursor is on, null where it is on none. */
    @Nullable
    Object @Nullable [] current() {
        return current;
    }

    /** The number of the current row from 1, items that could not be read included; 0 where there is none. */
    long number() {
        return current == null ? 0 : number;
    }

    boolean isBeforeFirst() {
        return number == 0 && !isNothingAhead();
    }

    boolean isFirst() {
        return current != null && number == 1;
    }

    boolean isLast() {
        return current != null && isNothingAhead();
    }

    boolean isAfterLast() {
        return ended && number > 1;
    }
}
