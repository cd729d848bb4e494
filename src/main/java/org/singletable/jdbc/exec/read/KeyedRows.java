package org.singletable.jdbc.exec.read;

import org.singletable.jdbc.exec.RowCursor;

/** The rows that belong to several keys, one key after the other. */
public interface KeyedRows extends AutoCloseable {
    /**
     * The frames that belong to the next key, whose cursor ends with the next call.
     *
     * @throws java.util.NoSuchElementException after the last key
     */
    RowCursor next();

    /** Stops reading. Never throws. */
    @Override
    void close();
}
