package org.singletable.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.rows.KeptRows;

/** Rows among which the cursor moves in both directions. */
final class ScrolledPosition implements RowPosition {
    private final KeptRows rows;

    /** From 1; 0 in front of the first row, and one more than there are rows behind the last one. */
    private int number;

    /** The cursor is between the row with that number and the one after it. */
    private boolean inGap;

    private @Nullable Object @Nullable [] current;

    ScrolledPosition(KeptRows rows) {
        this.rows = rows;
    }

    /**
     * Goes to a row.
     *
     * @param wanted from 1; what is less is in front of the first row, what is more than there are rows behind the last one
     * @return whether there is such a row
     */
    private boolean moveTo(long wanted) throws SQLException {
        current = null;
        inGap = false;
        if (wanted < 1) {
            number = 0;
            return false;
        }
        int index = (int) Math.min(Integer.MAX_VALUE - 1, wanted - 1);
        if (!Border.cross(() -> rows.has(index))) {
            number = count() + 1;
            return false;
        }
        number = index + 1;
        current = Border.cross(() -> rows.get(index));
        return true;
    }

    private int count() throws SQLException {
        return Border.cross(rows::size);
    }

    @Override
    public boolean next() throws SQLException {
        return moveTo(number + 1L);
    }

    boolean previous() throws SQLException {
        return relative(-1);
    }

    boolean first() throws SQLException {
        return moveTo(1);
    }

    boolean last() throws SQLException {
        return moveTo(count());
    }

    void beforeFirst() throws SQLException {
        moveTo(0);
    }

    void afterLast() throws SQLException {
        // JDBC leaves the cursor in front of rows that there are none of.
        int count = count();
        moveTo(count == 0 ? 0 : count + 1L);
    }

    /** @param row from 1; from -1 for the last one backwards */
    boolean absolute(int row) throws SQLException {
        return moveTo(row >= 0 ? row : count() + 1L + row);
    }

    boolean relative(int distance) throws SQLException {
        return moveTo(number + (long) distance + (inGap && distance < 0 ? 1 : 0));
    }

    @Override
    public @Nullable Object @Nullable [] current() {
        return current;
    }

    @Override
    public long number() {
        return isOnRow() ? number : 0;
    }

    private boolean isOnRow() {
        return current != null;
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return number == 0 && Border.cross(() -> rows.has(0));
    }

    @Override
    public boolean isFirst() {
        return isOnRow() && number == 1;
    }

    @Override
    public boolean isLast() throws SQLException {
        return isOnRow() && !Border.cross(() -> rows.has(number));
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        return number > 0 && !inGap && !Border.cross(() -> rows.has(number - 1)) && count() > 0;
    }

    @Override
    public void replace(@Nullable Object[] row) throws SQLException {
        Border.act(() -> rows.replace(number - 1, row));
        current = row;
    }

    @Override
    public void remove() throws SQLException {
        Border.act(() -> rows.remove(number - 1));
        number--;
        inGap = true;
        current = null;
    }

    @Override
    public void close() throws SQLException {
        Border.act(rows::close);
    }
}
