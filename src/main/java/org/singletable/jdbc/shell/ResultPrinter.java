package org.singletable.jdbc.shell;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints one result: {@link #begin}, {@link #row} for each row, {@link #end}. Where reading fails between, {@link #flush}. */
interface ResultPrinter {
    void begin(List<ResultColumn> columns);

    /**
     * @param values as many as there are columns; null is SQL NULL
     * @throws IOException the value cannot be written
     */
    void row(List<@Nullable String> values) throws IOException;

    /** Prints what is held back. */
    void flush();

    /** @param rows how many there were */
    void end(long rows);

    /**
     * A statement that gave no rows.
     *
     * @param count rows inserted, updated or deleted
     */
    void updateCount(long count);
}
