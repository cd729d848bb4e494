package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;

/** Items of an access path, pulled one at a time. */
interface ItemCursor {
    /** The next item; null after the last one. */
    @Nullable
    Item next();
}
