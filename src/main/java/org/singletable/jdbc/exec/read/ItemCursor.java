package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;

/** Items of an access path, pulled one at a time by one thread. */
public interface ItemCursor extends AutoCloseable {
    /** No items. */
    ItemCursor NONE = new ItemCursor() {
        @Override
        public @Nullable Item next() {
            return null;
        }

        @Override
        public void close() {}
    };

    /** The next item; null after the last one. */
    @Nullable
    Item next();

    /** Sends no further requests and lets go of what is held. Never throws. */
    @Override
    void close();
}
