package org.singletable.jdbc.exec;

import org.jspecify.annotations.Nullable;

/** Rows, pulled one at a time. */
public interface RowCursor extends AutoCloseable {
    /**
     * The next row, one value a result column in the value class of the column's type; null after the last one.
     *
     * @throws org.singletable.jdbc.error.DriverException where reading fails; the rows before stay delivered
     */
    @Nullable
    Object @Nullable [] next();

    /** Stops reading. Never throws. */
    @Override
    void close();
}
