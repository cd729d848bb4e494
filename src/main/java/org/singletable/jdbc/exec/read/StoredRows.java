package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.StoredRow;

/** Rows with the items they are stored as, pulled one at a time. */
public interface StoredRows extends AutoCloseable {
    /** No rows. */
    StoredRows NONE = new StoredRows() {
        @Override
        public @Nullable StoredRow nextStored() {
            return null;
        }

        @Override
        public void close() {
            // Nothing to let go.
        }
    };

    /** The next row; null after the last one. */
    @Nullable
    StoredRow nextStored();

    /** Stops reading. Never throws. */
    @Override
    void close();
}
