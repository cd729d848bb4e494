package org.singletable.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.RowCursor;

/** Rows that are read once; it looks one row ahead only where it is asked about what comes. */
final class ForwardPosition implements RowPosition {
    private final RowCursor cursor;

    private @Nullable Object @Nullable [] current;
    private @Nullable Object @Nullable [] ahead;
    private @Nullable SQLException failedAhead;
    private boolean isAhead;
    private boolean ended;
    private long number;

    ForwardPosition(RowCursor cursor) {
        this.cursor = cursor;
    }

    @Override
    public boolean next() throws SQLException {
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

    @Override
    public @Nullable Object @Nullable [] current() {
        return current;
    }

    @Override
    public long number() {
        return current == null ? 0 : number;
    }

    @Override
    public boolean isBeforeFirst() {
        return number == 0 && !isNothingAhead();
    }

    @Override
    public boolean isFirst() {
        return current != null && number == 1;
    }

    @Override
    public boolean isLast() {
        return current != null && isNothingAhead();
    }

    @Override
    public boolean isAfterLast() {
        return ended && number > 1;
    }

    @Override
    public void replace(@Nullable Object[] row) {
        current = row;
    }

    @Override
    public void remove() {
        current = null;
    }

    @Override
    public void close() throws SQLException {
        Border.act(cursor::close);
    }
}
