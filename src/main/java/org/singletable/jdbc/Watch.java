package org.singletable.jdbc;

import java.sql.SQLException;
import org.singletable.jdbc.exec.RowCursor;

/** Sees how long an execution takes: from its begin until its last row was read, its rows were closed, or it failed. */
interface Watch {
    /** Of what nobody wants to know it. */
    Watch OFF = new Watch() {
        @Override
        public <T> T time(Border.Call<T> begin) throws SQLException {
            return begin.run();
        }

        @Override
        public RowCursor over(RowCursor rows) {
            return rows;
        }

        @Override
        public void counted(long rows) {
            // Nobody wants to know it.
        }
    };

    /** Carries the execution out, or what of it comes before its rows are read; where that fails, it has ended. */
    <T> T time(Border.Call<T> begin) throws SQLException;

    /** The execution gives rows: it goes on while they are read. */
    RowCursor over(RowCursor rows);

    /** The execution has ended with this number of rows written, {@link SlowStatement.Ended#NO_ROWS} for none of any kind. */
    void counted(long rows);

    /** Carries out an execution that has neither rows nor a count. */
    default void timeAll(Border.Action whole) throws SQLException {
        time(() -> {
            Border.act(whole);
            counted(SlowStatement.Ended.NO_ROWS);
            return this;
        });
    }
}
