package org.singletable.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;

/** The methods of {@link ResultSet} that carry out the changes of rows. */
interface Updating extends ResultSet {
    /** Throws HY010 where the result set is closed. */
    void checkOpen() throws SQLException;

    /** @throws SQLException HYC00 where the rows are only read */
    RowUpdates updates() throws SQLException;

    RowPosition position();

    /** @throws SQLException HY010 where the cursor is on no row */
    default @Nullable Object[] currentRow() throws SQLException {
        @Nullable Object[] row = position().current();
        if (row == null) {
            throw SqlExceptions.of(JdbcErrors.noCurrentRow());
        }
        return row;
    }

    /** For what is done to the current row. */
    private RowUpdates updatesOfCurrentRow() throws SQLException {
        RowUpdates updates = updates();
        if (updates.isInserting()) {
            throw SqlExceptions.of(JdbcErrors.onInsertRow());
        }
        currentRow();
        return updates;
    }

    /** The row has the values then that are stored. */
    @Override
    default void updateRow() throws SQLException {
        position().replace(updatesOfCurrentRow().update(currentRow()));
    }

    /** The row is no more in this result set then, and the cursor in front of the next one. */
    @Override
    default void deleteRow() throws SQLException {
        updatesOfCurrentRow().delete(currentRow());
        position().remove();
    }

    @Override
    default void refreshRow() throws SQLException {
        position().replace(updatesOfCurrentRow().refresh(currentRow()));
    }

    @Override
    default void cancelRowUpdates() throws SQLException {
        updatesOfCurrentRow().forget();
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        updates().beginInsert();
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        updates().forget();
    }

    /** The new row does not become part of this result set. */
    @Override
    default void insertRow() throws SQLException {
        RowUpdates updates = updates();
        if (!updates.isInserting()) {
            throw SqlExceptions.of(JdbcErrors.notOnInsertRow());
        }
        updates.insert();
    }

    /** False: changes are not marked, as the metadata says. */
    @Override
    default boolean rowUpdated() throws SQLException {
        checkOpen();
        return false;
    }

    /** False: changes are not marked, as the metadata says. */
    @Override
    default boolean rowInserted() throws SQLException {
        checkOpen();
        return false;
    }

    /** False: changes are not marked, as the metadata says. */
    @Override
    default boolean rowDeleted() throws SQLException {
        checkOpen();
        return false;
    }
}
