package org.singletable.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The methods of {@link ResultSet} that move its cursor elsewhere than forward. */
interface Scrolling extends ResultSet {
    /**
     * The position to move; changes that were not made are forgotten.
     *
     * @throws SQLException HYC00 where the cursor only moves forward
     */
    ScrolledPosition scrolled() throws SQLException;

    @Override
    default boolean previous() throws SQLException {
        return scrolled().previous();
    }

    @Override
    default boolean first() throws SQLException {
        return scrolled().first();
    }

    @Override
    default boolean last() throws SQLException {
        return scrolled().last();
    }

    @Override
    default void beforeFirst() throws SQLException {
        scrolled().beforeFirst();
    }

    @Override
    default void afterLast() throws SQLException {
        scrolled().afterLast();
    }

    @Override
    default boolean absolute(int row) throws SQLException {
        return scrolled().absolute(row);
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        return scrolled().relative(rows);
    }
}
