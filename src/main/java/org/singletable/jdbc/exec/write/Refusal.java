package org.singletable.jdbc.exec.write;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.exec.transaction.PendingItem;

/**
 * An item whose write's condition did not hold, so that nothing of the statement was written.
 *
 * @param stored what is there, null where there is nothing
 */
record Refusal(PendingItem item, @Nullable Item stored) {
    Optional<Item> storedItem() {
        return Optional.ofNullable(stored);
    }
}
