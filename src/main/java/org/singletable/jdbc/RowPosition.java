package org.singletable.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where a result set is in its rows. */
interface RowPosition {
    /**
     * Goes to the next row.
     *
     * @throws SQLException where it cannot be read; there is no current row then, and the call after goes on behind it, so
     *     that one bad item hides no others
     */
    boolean next() throws SQLException;

    /** The row the cursor is on, null where it is on none. */
    @Nullable
    Object @Nullable [] current();

    /** The number of the current row from 1, items that could not be read included; 0 where there is none. */
    long number();

    boolean isBeforeFirst() throws SQLException;

    boolean isFirst() throws SQLException;

    boolean isLast() throws SQLException;

    boolean isAfterLast() throws SQLException;

    /** Puts another row in the current one's place. */
    void replace(@Nullable Object[] row) throws SQLException;

    /** The current row is no more: the cursor is on none, in front of the next one. */
    void remove() throws SQLException;

    /** Lets the rows go. */
    void close() throws SQLException;
}
